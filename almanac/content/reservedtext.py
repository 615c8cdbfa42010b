"""Text that looks like our own unfilled slots or errors: on a page nobody could tell it from a fault of the site."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pydantic import BaseModel

RESERVED = re.compile(r"@@[a-z]+(?:-[0-9a-f]+)?@@|Macro (Rendering|Syntax) Error|Traceback \(most recent call last\)")
"""What the check of the built site takes for a slot never filled, or for an error of a macro."""

_SIGNS = ("@@", "Macro ", "Traceback ")


def reserved_text(text: str) -> str:
    """The first of it in a text; empty for nearly every text, which is told in a tenth of the time of the search."""
    found = RESERVED.search(text) if any(sign in text for sign in _SIGNS) else None
    return found.group() if found else ""


def reserved_text_faults(
    value: object, path: tuple[str | int, ...] = ()
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Where in a model, by fields and places of lists, a text looks like something left over, and what to do."""
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
