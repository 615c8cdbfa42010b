"""Slips in the items of a list: a hyphen too many, and a name with its value where an item has two fields."""

from __future__ import annotations

from almanac.content import modelfields
from almanac.content.fielderrors import Found, Path
from almanac.content.printable import beginning
from almanac.content.rows import Row


def parted(row: Row, found: Found) -> tuple[Path, str] | None:
    """An item of a list that a hyphen too many has parted from the fields above it, and what to do."""
    path = found.field[:-1] if found.code == "F1" else found.field
    if found.code not in ("F1", "F4") or not path or not isinstance(path[-1], int):
        return None
    at = next((at for at in (path, (*path[:-1], path[-1] + 1)) if is_parted(row, at)), None)
    return (
        None
        if at is None
        else (at, f'remove the hyphen before "{next(iter(row.at(at)))}": it belongs to the item above.')
    )


def is_parted(row: Row, at: Path) -> bool:
    """Whether an item holds fields, and only such as the one above it has not, which begins as items do."""
    above, here = row.at((*at[:-1], int(at[-1]) - 1)) if at[-1] else None, row.at(at)
    if not isinstance(above, dict) or not isinstance(here, dict) or not above or not here:
        return False
    known = above.keys() <= set(modelfields.fields_at(row.kind.model, at))
    return (
        known and not above.keys() & here.keys() and "body" not in here
    )  # an organisation among the authors has that alone


def pair(row: Row, found: Found) -> tuple[Path, str] | None:
    """An item whose only field has what another field should hold for its name, and what to do."""
    path, held = found.field[:-1], row.at(found.field[:-1])
    if found.code != "F2" or not path or not isinstance(path[-1], int):
        return None
    if not isinstance(held, dict) or len(held) != 1:
        return None
    model = modelfields.model_at(row.kind.model, path)
    needed = modelfields.needed(model)
    ((name, value),) = held.items()
    wanted = ", ".join(needed if len(needed) > 1 else model.model_fields)
    return path, f'found "{name}: {beginning(str(value))}". Write each field on a line of its own: {wanted}.'
