"""Mistakes that explain several faults: a hyphen too many, ``name: value`` for two fields, or fields moved out."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from almanac.content import fieldswanted, modelfields, unknownfields
from almanac.content.fielderrors import FieldError
from almanac.content.printable import named, shortened
from almanac.content.problem import FieldPath
from almanac.content.rows import Row


@dataclass(frozen=True)
class ItemMistake:
    """A mistake: the item or field it is in, what to do, and those whose other faults all follow from it."""

    at: FieldPath
    message: str
    items: tuple[FieldPath, ...]
    code: str = "F4"

    def explains(self, found: FieldError) -> bool:
        """Return whether a fault follows from this mistake."""
        return any(found.field[: len(item)] == item for item in self.items)


def mistakes(row: Row, faults: Iterable[FieldError]) -> list[ItemMistake]:
    """Return the mistakes that explain the faults of an entry, each once."""
    recognisers = (_parted, _pair, _moved_out, _under_another)
    return list(
        dict.fromkeys(mistake for found in faults for recognise in recognisers for mistake in recognise(row, found))
    )


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
        if unknownfields.is_known_otherwise(found.field, row.kind.model):
            return
        wanted = ", ".join(needed if len(needed) > 1 else model.model_fields)
        advice = f"Write each field on a line of its own: {wanted}."
        if str(name).islower() and isinstance(value, str):  # all of it is the value, under a name that is no field
            advice = fieldswanted.in_place_of(value, path, row.kind.model)
        message = f'found "{name}: {shortened(str(value))}". {advice}'
        yield ItemMistake(path, message, (path,))


def _moved_out(row: Row, found: FieldError) -> Iterator[ItemMistake]:
    """Yield the mistake if the fields that belong below an empty field are in line with it."""
    path, entry = found.field[:-1], row.at(found.field[:-1])
    if found.code != "F8" or not isinstance(entry, dict):
        return
    model, name = modelfields.model_at(row.kind.model, path), str(found.field[-1])
    inner = set(modelfields.inner_fields(model, name)) if name in model.model_fields else set()
    after = list(entry)[list(entry).index(name) + 1 :]
    moved = list(itertools.takewhile(lambda field: field in inner - model.model_fields.keys(), after))
    if moved and not modelfields.is_list(model, name):
        belong, each = ("belongs", "it") if len(moved) == 1 else ("belong", "each")
        message = f'{named(moved)} {belong} to "{name}". Put two more spaces before {each}, below "{name}:".'
        yield ItemMistake((*path, moved[0]), message, (found.field, *((*path, field) for field in moved)), "F2")


def _under_another(row: Row, found: FieldError) -> Iterator[ItemMistake]:
    """Yield the mistake if items have become part of the list above them, because the name of their own was lost."""
    path, item = found.field, row.at(found.field)
    if found.code != "F4" or len(path) != 2 or not isinstance(item, dict) or not item:  # noqa: PLR2004  (list, place)
        return
    model, above, fields = row.kind.model, row.at(path[:1]), set(item)
    lost = [name for name in model.model_fields if row.at((name,)) is None]
    lost = [name for name in lost if fields <= set(modelfields.inner_fields(model, name))]
    takes_texts = not modelfields.inner_fields(model, str(path[0]))
    if takes_texts and len(lost) == 1 and modelfields.is_list(model, lost[0]):
        moved = [at for at, one in enumerate(above) if isinstance(one, dict)]
        message = f'"{lost[0]}:" is missing above this item. Write it there, on a line of its own.'
        yield ItemMistake((path[0], moved[0]), message, ((lost[0],), *((path[0], at) for at in moved)), "F1")
