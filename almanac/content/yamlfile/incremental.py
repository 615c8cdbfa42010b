"""Parse only the entries of a file that have changed, because a large file takes a second.

All entries in a file begin with a hyphen in the same column. So an entry that can be parsed on its own means the same
in the file. If anything in the file casts doubt on that, this module returns None, and the whole file is parsed.
"""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from almanac.content.memo import alone
from almanac.content.yamlfile import limits, parser
from almanac.content.yamlfile.document import Document, LongText

_NOTE = r"(?: *(?:#.*)?\n)*"
_HEADING = re.compile(rf"{_NOTE}(?P<name>[a-z_]+):\n{_NOTE}(?=(?P<indent> *)- )")
_OUTSIDE = re.compile(r"^(?!- )[^ #\n]", re.MULTILINE)  # anything outside the entries, such as another heading
_MOST = 20  # entries parsed one by one; with more, parsing the whole file is as quick

_Entry = tuple[Any, tuple[LongText, ...]]
"""The data of an entry, and its long texts, with lines counted from its own first line."""


@dataclass(frozen=True)
class _Parts:
    """A file in parts: its list's name, the text before the entries, the entries, and the column of their fields."""

    name: str
    heading: str
    entries: list[str]
    column: int


def read(text: str, file: str, before: Document) -> Document | None:
    """Return a file's document, without parsing what has not changed.

    Args:
        text: the file's present text.
        file: how to name it in a problem.
        before: its earlier document, which had no problem.

    Returns:
        What ``parser.parse`` would return; None if only that can tell, or if there may be a problem.
    """
    parts, earlier = _parts(text), _parts_of(before)
    if not parts or not earlier or (parts.name, parts.column) != (earlier.name, earlier.column):
        return None
    known = _known(before, earlier)
    changed = {entry for entry in parts.entries if entry not in known}
    if not known or len(changed) > _MOST:
        return None
    for entry in changed:
        found = _alone(parts, entry, file)
        if found is None:
            return None
        known[entry] = found
    data = {parts.name: [known[entry][0] for entry in parts.entries]}
    if _events(data) >= limits.MAX_VALUES:
        return None
    lines = _lines(parts)
    long = (_moved(one, line) for entry, line in zip(parts.entries, lines, strict=True) for one in known[entry][1])
    return Document(file, data, tuple((line + 1, parts.column) for line in lines), text, tuple(long))


def _parts(text: str) -> _Parts | None:
    """Split a file into its parts; None if that is not safe.

    A carriage return is not safe: it ends a line for YAML, but not in the patterns here.
    """
    heading = _HEADING.match(text)
    if not heading or "\r" in text or _OUTSIDE.search(text, heading.end()):
        return None
    entries = re.split(rf"^(?={heading['indent']}- )", text[heading.end() :], flags=re.MULTILINE)
    return _Parts(heading["name"], heading[0], entries[1:], len(heading["indent"]) + 3)


@alone
def _parts_of(document: Document) -> _Parts | None:
    return _parts(document.text)


def _lines(parts: _Parts) -> list[int]:
    """Return the line, from 0, where each entry begins."""
    ends = accumulate((entry.count("\n") for entry in parts.entries), initial=parts.heading.count("\n"))
    return list(ends)[:-1]


def _known(before: Document, parts: _Parts) -> dict[str, _Entry]:
    """Return the entries of a document by their text; none if any is not where it should be."""
    lines = _lines(parts)
    entries = before.data.get(parts.name) if isinstance(before.data, dict) else None
    if not isinstance(entries, list) or len(entries) != len(lines):
        return {}
    if before.starts != tuple((line + 1, parts.column) for line in lines) or not all(
        isinstance(one, dict) for one in entries
    ):
        return {}
    found: dict[str, _Entry] = {}
    long = deque(before.long)
    for entry, data, line in zip(parts.entries, entries, lines, strict=True):
        own: list[LongText] = []
        while long and long[0].begin < line + entry.count("\n"):
            own.append(_moved(long.popleft(), -line))
        found[entry] = data, tuple(own)
    return found


def _alone(parts: _Parts, entry: str, file: str) -> _Entry | None:
    document, problems = parser.parse(f"{parts.name}:\n{entry}", file)
    if not document or problems or document.starts != ((2, parts.column),):
        return None
    (data,) = document.data[parts.name]
    return (data, tuple(_moved(one, -1) for one in document.long)) if isinstance(data, dict) else None


def _moved(text: LongText, lines: int) -> LongText:
    return text._replace(begin=text.begin + lines, end=text.end + lines)


def _events(data: Any) -> int:
    """Return how many YAML events make up this data, as ``limits`` counts them."""
    if isinstance(data, dict):
        return 2 + sum(1 + _events(value) for value in data.values())
    return 2 + sum(map(_events, data)) if isinstance(data, list) else 1
