"""Limits on the size of YAML, measured in one pass before anything is built from it.

The library that builds nodes recurses as deeply as the text is nested, until the machine gives up. Events come one at a
time, at any depth.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import yaml

DEEPEST = 20  # levels; our entries have six
MOST_VALUES = 250_000  # in a file: some thousand studies
MOST_FIELDS = 200  # in one place; a study has about forty
MOST_ITEMS = 1_000  # of a list within an entry
_WITHIN_ENTRY = 3  # levels: a file's fields are at 1, its list of entries at 2, an entry at 3


@dataclass(frozen=True)
class Excess:
    """Where there is too much, with line and column from 1, and what to do about it."""

    line: int
    column: int
    message: str


def excess(text: str) -> Excess | None:
    """Return the first place where a text is too deep or too large; None if it may be parsed.

    Raises:
        yaml.YAMLError: if it is not YAML.
    """
    held: list[int] = []  # for each enclosing list or mapping, the number of nodes in it so far
    kinds: list[str] = []
    for count, event in enumerate(yaml.parse(text, Loader=yaml.CSafeLoader)):
        if isinstance(event, yaml.CollectionEndEvent):
            held.pop()
            kinds.pop()
        elif isinstance(event, yaml.NodeEvent):
            if held:
                held[-1] += 1
            if isinstance(event, yaml.CollectionStartEvent):
                held.append(0)
                kinds.append("fields" if isinstance(event, yaml.MappingStartEvent) else "items")
            message = _too_much(held, kinds, count)
            if message and event.start_mark:
                return Excess(event.start_mark.line + 1, event.start_mark.column + 1, message)
    return None


def _too_much(held: list[int], kinds: list[str], count: int) -> str:
    depth = len(held)
    if depth > DEEPEST:
        return f"lists and fields are nested more than {DEEPEST} deep here. Remove some levels."
    if count > MOST_VALUES:
        return f"the file holds more than {MOST_VALUES:,} values. Split it into a folder of files."
    if held and kinds[-1] == "fields" and held[-1] > 2 * MOST_FIELDS:
        return f"there are more than {MOST_FIELDS} fields in one place here. Remove those that do not belong."
    if held and kinds[-1] == "items" and depth > _WITHIN_ENTRY and held[-1] > MOST_ITEMS:
        return f"this list holds more than {MOST_ITEMS:,} items. Shorten it."
    return ""


@contextmanager
def no_collection() -> Iterator[None]:
    """Switch garbage collection off: parsed data has no cycles, but Python would search for them a hundred times."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
