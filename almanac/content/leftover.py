"""Signs of our own machine in a text: on a page nobody could tell them from a slot that was never filled."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pydantic import BaseModel

LEFT_OVER = re.compile(r"@@[a-z]+@@|Macro (Rendering|Syntax) Error|Traceback \(most recent call last\)")
"""What the check of the built site takes for something left over."""


def faults(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Where in a model, by fields and places of lists, a text looks like something left over, and what to do."""
    if isinstance(value, str):
        found = LEFT_OVER.search(value)
        if found:
            yield path, f'"{found.group()}" would look like a fault of the site. Write it in another way.'
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from faults(item, (*path, index))
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from faults(getattr(value, name), (*path, name))
