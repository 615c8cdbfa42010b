"""Mistakes in list items: a hyphen too many, or ``name: value`` where an item needs two fields."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from almanac.content import modelfields
from almanac.content.fielderrors import FieldError
from almanac.content.printable import shortened
from almanac.content.problem import FieldPath
from almanac.content.rows import Row


@dataclass(frozen=True)
class ItemMistake:
    """A mistake in a list: the item it is in, what to do, and the items whose other faults all follow from it."""

    at: FieldPath
    message: str
    items: tuple[FieldPath, ...]

    def explains(self, found: FieldError) -> bool:
        """Return whether a fault follows from this mistake."""
        return any(found.field[: len(item)] == item for item in self.items)


def mistakes(row: Row, faults: Iterable[FieldError]) -> list[ItemMistake]:
    """Return the mistakes that explain the faults of an entry, each once."""
    return list(dict.fromkeys(mistake for found in faults for mistake in (*_parted(row, found), *_pair(row, found))))


def _parted(row: Row, found: FieldError) -> Iterator[ItemMistake]:
    """Yield the mistake if an unwanted hyphen has split an item from the fields above it."""
    path = found.field[:-1] if found.code == "F1" else found.field
    if found.code not in ("F1", "F4") or not path or not isinstance(path[-1], int):
        return
    for above in ((*path[:-1], path[-1] - 1), path):
        at = (*above[:-1], int(above[-1]) + 1)
        if _goes_on(row, above, at):
            message = f'remove the hyphen before "{next(iter(row.at(at)))}": it belongs to the item above.'
            yield ItemMistake(at, message, (above, at))


def _goes_on(row: Row, above: FieldPath, at: FieldPath) -> bool:
    """Return whether an item has only fields that the item above lacks, so that the two belong together.

    An organisation among authors is an exception, because one field is all it needs.
    """
    first, second = row.at(above) if int(above[-1]) >= 0 else None, row.at(at)
    if not isinstance(first, dict) or not isinstance(second, dict) or not first or not second:
        return False
    known = first.keys() <= set(modelfields.fields_at(row.kind.model, at))
    return known and not first.keys() & second.keys() and "body" not in second


def _pair(row: Row, found: FieldError) -> Iterator[ItemMistake]:
    """Yield the mistake if an item is a pair of values, such as ``Abbott: Simon``, instead of two fields."""
    path, item = found.field[:-1], row.at(found.field[:-1])
    if found.code != "F2" or not path or not isinstance(path[-1], int):
        return
    if isinstance(item, dict) and len(item) == 1:
        model = modelfields.model_at(row.kind.model, path)
        needed = modelfields.required(model)
        ((name, value),) = item.items()
        wanted = ", ".join(needed if len(needed) > 1 else model.model_fields)
        message = f'found "{name}: {shortened(str(value))}". Write each field on a line of its own: {wanted}.'
        yield ItemMistake(path, message, (path,))
