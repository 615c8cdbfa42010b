"""Text that resembles our own unfilled slots or errors: on a page it would look like a fault of the site."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pydantic import BaseModel

from almanac.content.problem import FieldPath

# Keyed by the characters each begins with: hardly any text has them, and looking for them is far quicker.
_BY_SIGN = {
    "@@": r"@@[a-z]+(?:-[0-9a-f]+)?@@",
    "Macro ": r"Macro (?:Rendering|Syntax) Error",
    "Traceback ": r"Traceback \(most recent call last\)",
}
_RESERVED = re.compile("|".join(_BY_SIGN.values()))


def reserved_text(text: str) -> str:
    """Return the first text that looks like an unfilled slot or a macro's error; empty if there is none."""
    found = _RESERVED.search(text) if any(sign in text for sign in _BY_SIGN) else None
    return found.group() if found else ""


def reserved_text_faults(value: object, path: FieldPath = ()) -> Iterator[tuple[FieldPath, str]]:
    """Yield the path of each text in a model that looks like an unfilled slot or an error, and what to do."""
    if isinstance(value, str):
        found = reserved_text(value)
        if found:
            yield path, f'"{found}" would look like a fault of the site. Write it in another way.'
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from reserved_text_faults(item, (*path, index))
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from reserved_text_faults(getattr(value, name), (*path, name))
