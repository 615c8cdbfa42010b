"""How far a field with the wrong number of spaces before it must move, and which lines below must move with it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from almanac.content import modelfields
from almanac.content.letters import counted
from almanac.content.yamlmistakes.linecontext import BLOCK, FIELD, NAME, LineContext, column_of, value_of

_ENTRY = re.compile(r" *- +key:")
_BEGINS = re.compile(rf" *(?:- |{NAME}:)")  # an item or a field, not the next line of a text


def advice(context: LineContext) -> str:
    """Say how far to move a field, with what is below it, to be level with its own kind; empty if there is no telling.

    Of the levels above it, only those count that have a field which some entry has beside this one.
    """
    found = FIELD.match(context.line)
    if not found or found["lead"].strip():
        return ""
    have, name = len(found["lead"]), found["name"]
    levels = [level for level, other in _above(context) if modelfields.together(name, other) and level != have]
    if not levels:
        return ""
    far = min(levels, key=lambda level: abs(level - have)) - have
    last = _end(context, have)
    moved = counted(abs(far), "space") + (" to the right" if far > 0 else " to the left")
    if last > context.at:
        return f'move "{name}:" and what is below it, lines {context.at + 1} to {last + 1}, {moved}.'
    return f'move "{name}:" {moved}.'


def _above(context: LineContext) -> Iterator[tuple[int, str]]:
    """Yield the level and the name of each field of the entry, up to a line, that is nearest above at its level."""
    level = None
    for line in reversed(context.lines[: context.at]):
        found = FIELD.match(line)
        if found and (level is None or len(found["lead"]) < level):
            level = len(found["lead"])
            yield level, found["name"]
        if _ENTRY.match(line):
            return


def _end(context: LineContext, have: int) -> int:
    """Return the last line that has moved with a field: those below it, and those in line with it and below them."""
    last, inner = context.at, _inner(context.line)
    for at, line in enumerate(context.lines[context.at + 1 :], context.at + 1):
        level = column_of(line) - 1
        if not line.strip():
            continue
        if level < have or _ENTRY.match(line) or (level == have and line.lstrip().startswith("- ")):
            break
        if level == have:
            inner = _inner(line)
        elif inner is None:
            inner = level
        elif level < inner and _BEGINS.match(line):
            break
        last = at
    return last


def _inner(line: str) -> float | None:
    """Return the least level below a field: none is known yet if it takes fields, a list or a long text."""
    value = value_of(line)
    return None if not value or BLOCK.match(value) else math.inf
