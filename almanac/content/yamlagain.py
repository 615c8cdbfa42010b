"""Reads a file again of which some entries have changed: the others are known, and a large file takes a second.

Entries stand one below the other, each after a hyphen in the third column. One
that reads as an entry by itself reads so among the others too, unless something
of the file is in the way; then nothing is said here, and the file is read whole.
"""

from __future__ import annotations

import re
from itertools import accumulate
from typing import Any

from almanac.content import yamllimits, yamlsource
from almanac.content.yamldocument import Document, LongText

_NOTE = r"(?: *(?:#.*)?\n)*"
_HEADING = re.compile(rf"{_NOTE}([a-z_]+):\n{_NOTE}(?=  - )")
_ENTRY = re.compile(r"^(?=  - )", re.MULTILINE)
_OUTSIDE = re.compile(r"^[^ #\n]", re.MULTILINE)  # what no entry holds, such as another heading
_COLUMN = 5  # in which the fields of an entry begin, from 1
_MOST = 20  # entries that are read by themselves: of more, together takes no longer


def read(text: str, file: str, before: Document) -> Document | None:
    """A file's document, without reading what has not changed.

    Args:
        text: what the file says now.
        file: how to name it in a problem.
        before: what it was found to say, without a problem.

    Returns:
        What ``yamlsource.parse`` gives; None if only that can tell, or if there may be a problem.
    """
    plural, heading, entries = _parts(text)
    known = _known(before)
    changed = {entry for entry in entries if entry not in known}
    if not known or len(changed) > _MOST:
        return None
    for entry in changed:
        found = _alone(plural, entry, file)
        if found is None:
            return None
        known[entry] = found
    begins = list(accumulate((entry.count("\n") for entry in entries), initial=heading.count("\n")))
    data = {plural: [known[entry][0] for entry in entries]}
    if not entries or _events(data) >= yamllimits.MOST_VALUES:
        return None
    long = (_moved(one, line) for entry, line in zip(entries, begins, strict=False) for one in known[entry][1])
    return Document(file, data, tuple((line + 1, _COLUMN) for line in begins[:-1]), text, tuple(long))


_Entry = tuple[Any, tuple[LongText, ...]]
"""What an entry says, and its long texts, with lines from its own first."""


def _parts(text: str) -> tuple[str, str, list[str]]:
    """The name of the file's list, what stands before its first entry, and each entry; no entry if that is not all.

    A carriage return ends a line for YAML, and none here.
    """
    heading = _HEADING.match(text)
    if not heading or _OUTSIDE.search(text, heading.end()) or "\r" in text:
        return "", "", []
    return heading[1], heading[0], [entry for entry in _ENTRY.split(text[heading.end() :]) if entry]


def _known(before: Document) -> dict[str, _Entry]:
    """The entries of a document by their text."""
    plural, heading, entries = _parts(before.text)
    line = heading.count("\n")
    found: dict[str, _Entry] = {}
    held = before.data.get(plural) if isinstance(before.data, dict) else None
    if not isinstance(held, list) or not len(entries) == len(held) == len(before.starts):
        return {}
    long = iter(before.long)
    texts = next(long, None)
    for entry, data, start in zip(entries, held, before.starts, strict=True):
        if start != (line + 1, _COLUMN) or not isinstance(data, dict):
            return {}
        ends = line + entry.count("\n")
        own: list[LongText] = []
        while texts and texts.begin < ends:
            own.append(_moved(texts, -line))
            texts = next(long, None)
        found[entry] = data, tuple(own)
        line = ends
    return found


def _alone(plural: str, entry: str, file: str) -> _Entry | None:
    document, problems = yamlsource.parse(f"{plural}:\n{entry}", file)
    if not document or problems or document.starts != ((2, _COLUMN),) or not isinstance(document.data, dict):
        return None
    (data,) = document.data[plural]
    return (data, tuple(_moved(one, -1) for one in document.long)) if isinstance(data, dict) else None


def _moved(text: LongText, lines: int) -> LongText:
    return text._replace(begin=text.begin + lines, end=text.end + lines)


def _events(data: Any) -> int:
    """What YAML makes of data, as ``yamllimits`` counts it."""
    if isinstance(data, dict):
        return 2 + sum(1 + _events(value) for value in data.values())
    return 2 + sum(map(_events, data)) if isinstance(data, list) else 1
