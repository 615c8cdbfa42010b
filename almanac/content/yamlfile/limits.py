"""Limits on the size of YAML, measured before anything is built from it.

The library that builds nodes recurses as deeply as the text is nested, until the machine gives up. Events come one at a
time, at any depth.
"""

from __future__ import annotations

import gc
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import yaml

MAX_BYTES = 10_000_000  # of a file: some thousand studies
MAX_DEPTH = 20  # levels; our entries have six
MAX_VALUES = 250_000  # in a file: some thousand studies
MAX_FIELDS = 200  # in one place; a study has about forty
MAX_ITEMS = 1_000  # of a list within an entry
_WITHIN_ENTRY = 3  # levels: a file's fields are at 1, its list of entries at 2, an entry at 3


@dataclass(frozen=True)
class Excess:
    """Where there is too much, with line and column from 1, and what to do about it."""

    line: int
    column: int
    message: str


def contents(path: Path) -> bytes:
    """Return the bytes of a regular file. Anything else of that name could block, or never end.

    Raises:
        OSError: if it is something else, is too long or cannot be read.
    """
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        raise OSError("it is a folder, a device or a pipe, not a file. Remove it")
    if found.st_size > MAX_BYTES:
        raise OSError(f"it is longer than {MAX_BYTES:,} bytes. Split it into a folder of files")
    return path.read_bytes()


def excess(text: str) -> Excess | None:
    """Return the first place where a text is too deep or too large; None if it may be parsed.

    Raises:
        yaml.YAMLError: if it is not YAML.
    """
    counts: list[int] = []  # for each enclosing list or mapping, the number of nodes in it so far
    kinds: list[str] = []
    for count, event in enumerate(yaml.parse(text, Loader=yaml.CSafeLoader)):
        if isinstance(event, yaml.CollectionEndEvent):
            counts.pop()
            kinds.pop()
        elif isinstance(event, yaml.NodeEvent):
            if counts:
                counts[-1] += 1
            if isinstance(event, yaml.CollectionStartEvent):
                counts.append(0)
                kinds.append("fields" if isinstance(event, yaml.MappingStartEvent) else "items")
            message = _too_much(counts, kinds, count)
            if message and event.start_mark:
                return Excess(event.start_mark.line + 1, event.start_mark.column + 1, message)
    return None


def _too_much(counts: list[int], kinds: list[str], count: int) -> str:
    depth = len(counts)
    if depth > MAX_DEPTH:
        return f"lists and fields are nested more than {MAX_DEPTH} deep here. Remove some levels."
    if count > MAX_VALUES:
        return f"the file holds more than {MAX_VALUES:,} values. Split it into a folder of files."
    if counts and kinds[-1] == "fields" and counts[-1] > 2 * MAX_FIELDS:
        return f"there are more than {MAX_FIELDS} fields in one place here. Remove those that do not belong."
    if counts and kinds[-1] == "items" and depth > _WITHIN_ENTRY and counts[-1] > MAX_ITEMS:
        return f"this list holds more than {MAX_ITEMS:,} items. Shorten it."
    return ""


@contextmanager
def gc_disabled() -> Iterator[None]:
    """Switch garbage collection off: parsed data has no cycles, but Python would search for them a hundred times."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
