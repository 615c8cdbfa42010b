"""Mistakes seen only in several faults or fields together: names from elsewhere, a lost heading, two texts swapped."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from almanac.content import fieldswanted, modelfields, unknownfields
from almanac.content.fielderrors import FieldError
from almanac.content.itemmistakes import ItemMistake
from almanac.content.printable import named
from almanac.content.problem import FieldPath
from almanac.content.rows import Row

# An address, a date or a telephone number; any other number may be right where it is.
_FORMED = re.compile(r"(?!\d+$)\S*[\d/@]\S*|0[\d ]{9,}")
_SEVERAL = 2  # a single unknown field has a message of its own


def mistakes(row: Row, faults: Sequence[FieldError]) -> Iterator[ItemMistake]:
    """Yield the mistakes that explain several faults of an entry."""
    by_place: dict[FieldPath, list[FieldPath]] = defaultdict(list)
    of_lists: set[FieldPath] = set()
    for found in faults:
        if found.code == "F2":
            by_place[found.field[:-1]].append(found.field)
        elif found.code == "F3" and found.field[:1] not in of_lists:
            of_lists.add(found.field[:1])
            yield from _heading_lost(row, found)
        if found.code in ("F3", "F4", "F5"):
            yield from _exchanged(row, found)
    for place, fields in by_place.items():
        yield from _capitalised(row, place, fields)
        yield from _from_elsewhere(
            row, [one for one in fields if unknownfields.is_like_none(one, row.kind.model)], faults
        )


def _capitalised(row: Row, place: FieldPath, fields: Sequence[FieldPath]) -> Iterator[ItemMistake]:
    """Yield the mistake if the names of several fields begin with a capital letter."""
    known = set(modelfields.fields_at(row.kind.model, place))
    items = tuple(one for one in fields if str(one[-1]) not in known and str(one[-1]).lower() in known)
    if len(items) >= _SEVERAL:
        names = named([str(one[-1]).lower() for one in items])
        yield ItemMistake(items[0], f"the names of fields have small letters only. Write {names}.", items, "F2")


def _from_elsewhere(row: Row, fields: Sequence[FieldPath], faults: Sequence[FieldError]) -> Iterator[ItemMistake]:
    """Yield the mistake if several fields in one place are unknown, and resemble none of ours."""
    if len(fields) < _SEVERAL:
        return
    place = fields[0][:-1]
    missing = tuple(one.field for one in faults if one.code == "F1" and one.field[:-1] == place)
    message = f"there are no fields {named([str(one[-1]) for one in fields])} here."
    if missing:
        needed = f"{named([str(one[-1]) for one in missing])} {'is' if len(missing) == 1 else 'are'} missing."
        message = f"{message} {needed} Write what you have under {'it' if len(missing) == 1 else 'these'}."
    else:
        own = unknownfields.own_first(list(modelfields.fields_at(row.kind.model, place)))
        message = f"{message} There are: {', '.join(own)}."
    yield ItemMistake(fields[0], message, (*fields, *missing), "F2")


def _heading_lost(row: Row, found: FieldError) -> Iterator[ItemMistake]:
    """Yield the mistake if the rest of a list belongs to another that the entry lacks: its name has been lost."""
    path, model = found.field, row.kind.model
    if len(path) != 2 or not isinstance(path[1], int):  # noqa: PLR2004  (list, place)
        return
    rest = row.at(path[:1])[path[1] :]
    if not all(isinstance(one, str) for one in rest):
        return
    able = [
        name
        for name in model.model_fields
        if row.at((name,)) is None and modelfields.is_list(model, name) and set(rest) <= _choices(row, name)
    ]
    if len(able) == 1:
        items = tuple((path[0], path[1] + at) for at in range(len(rest)))
        message = f'"{able[0]}:" is missing above this item. Write it there, on a line of its own.'
        yield ItemMistake(path, message, items, "F1")


def _choices(row: Row, name: str) -> set[str]:
    return set(modelfields.literals(row.kind.model, (name,)))


def _exchanged(row: Row, found: FieldError) -> Iterator[ItemMistake]:
    """Yield the mistake if a refused text and one beside it would be right in each other's places."""
    path, given, beside = found.field, row.at(found.field), row.at(found.field[:-1])
    if not path or not isinstance(given, str) or not isinstance(beside, dict):
        return
    model, name = modelfields.model_at(row.kind.model, path[:-1]), str(path[-1])
    if name not in model.model_fields or fieldswanted.takes(model, name, fieldswanted.ANY_TEXT):
        return
    for other, text in beside.items():
        if other == name or other not in model.model_fields or not isinstance(text, str):
            continue
        chosen = given.endswith(".") and text in modelfields.literals(row.kind.model, path)
        if not chosen and not _FORMED.fullmatch(text):
            continue
        if fieldswanted.takes(model, name, text) and fieldswanted.takes(model, other, given):
            message = f'"{name}" and "{other}" are the wrong way round. Exchange their texts.'
            yield ItemMistake(path, message, (path, (*path[:-1], other)))
            return
