"""Parse an outline as people type it: ``name: value`` on a line, hyphens before items, and indented parts.

It looks like YAML, but no character in a value has a special meaning: a colon needs no quotes, and ``no`` is a word.
Depth and length are limited.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from almanac.content.problem import AlmanacError, did_you_mean

_NAMED = re.compile(r"([a-z][a-z_]*):(?!//) *(.*)")  # an address is a value
_MAX_DEPTH, _MAX_LINES = 6, 400


class OutlineError(AlmanacError):
    """A line that does not fit anywhere; the message names it and says what to write."""


@dataclass(frozen=True)
class _Line:
    indent: int
    text: str


def read(text: str, names: frozenset[str]) -> Any:
    """Parse an outline into texts, lists, and mappings with known names.

    Raises:
        OutlineError: for a line that does not fit, or an outline that is too long or too deep.
    """
    lines = [
        _Line(len(line) - len(line.lstrip(" ")), line.strip())
        for line in text.expandtabs(2).splitlines()
        if line.strip()
    ]
    if len(lines) > _MAX_LINES:
        raise OutlineError(f"found {len(lines)} lines. Write {_MAX_LINES} at most.")
    return _block(lines, names, 0)


def _block(lines: list[_Line], names: frozenset[str], depth: int) -> Any:
    if depth > _MAX_DEPTH:
        raise OutlineError("the lines stand too far in. Move them to the left.")
    if not lines:
        return ""
    if lines[0].text.startswith("- ") or lines[0].text == "-":
        return [_block(part, names, depth + 1) for part in _items(lines)]
    found = _NAMED.fullmatch(lines[0].text)
    if found and found[1] in names:
        return _mapping(lines, names, depth)
    if found and depth == 0:
        raise OutlineError(
            f'found "{found[1]}:".{did_you_mean(found[1], names)} Keep the names that stood in the form.'
        )
    return " ".join(line.text for line in lines)


def _items(lines: list[_Line]) -> list[list[_Line]]:
    """Return the lines of each item, without its hyphen."""
    first, items = lines[0].indent, list[list[_Line]]()
    for line in lines:
        if line.indent <= first and (line.text.startswith("- ") or line.text == "-"):
            rest = line.text[1:].strip()
            items.append([_Line(line.indent + 2, rest)] if rest else [])
        else:
            items[-1].append(line)
    return items


def _mapping(lines: list[_Line], names: frozenset[str], depth: int) -> dict[str, Any]:
    made: dict[str, Any] = {}
    own = lines[0].indent
    groups: list[tuple[str, list[_Line]]] = []
    for line in lines:
        found = _NAMED.fullmatch(line.text)
        if found and found[1] in names and (line.indent <= own or not groups):
            groups.append((found[1], [_Line(line.indent + 2, found[2])] if found[2] else []))
        else:
            groups[-1][1].append(line)
    for name, held in groups:
        if name in made:
            raise OutlineError(f'"{name}:" stands twice in one item. Begin each new item with a hyphen.')
        made[name] = _block(held, names, depth + 1)
    return made
