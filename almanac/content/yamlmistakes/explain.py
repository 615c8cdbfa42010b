"""Explain why a file is not valid YAML: the line of the mistake, and a message for an editor.

The library reports where it gave up and in what state. The mistake is where it began what it could not finish, or just
above. So the lines around that place are checked, in order, for common mistakes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from almanac.content import modelfields
from almanac.content.printable import shortened
from almanac.content.yamlmistakes import pasted
from almanac.content.yamlmistakes.detectors import DETECTORS, general
from almanac.content.yamlmistakes.linecontext import FIELD, LineContext, column_of, last_filled, value_of
from almanac.content.yamlmistakes.punctuation import BEFORE_THE_TEXT, NEVER_CLOSED

_FAR = 60  # the most lines of a text in quotation marks


@dataclass(frozen=True)
class Mistake:
    """Where a mistake is, with line and column from 1, and what to write instead."""

    line: int
    column: int
    message: str


def mistake(text: str, error: yaml.MarkedYAMLError) -> Mistake:
    """Return the mistake behind an error of the YAML library."""
    lines = re.split(r"\r\n?|\n", text)  # as the library counts them
    stopped = error.problem_mark or error.context_mark
    stop = min(stopped.line, len(lines) - 1) if stopped else 0
    begun = error.context_mark.line if error.context_mark and "scanning" in (error.context or "") else stop
    if "flow" in (error.context or "") and error.context_mark:
        begun = error.context_mark.line
    message = f"{error.context or ''}; {error.problem or ''}"
    seen = pasted.pasted(lines, stop)
    if not seen and stopped and re.search("expected key|'-' indicator", message):
        seen = pasted.opened_above(text, lines, stopped)
    if seen:
        return Mistake(seen[0] + 1, column_of(lines[seen[0]]), seen[1])
    higher = _odd_space(lines, stop) or _no_name_after_hyphen(lines, stop)
    higher = higher or _colon_in_item(lines, stop, message) or _just_above(lines, stop, message)
    if higher:
        return higher
    for at in _nearest_lines(begun, stop, lines):
        context = LineContext(lines, at, message)
        for detect in DETECTORS:
            found = detect(context)
            if found:
                return Mistake(at + 1, column_of(context.line), found)
    if begun >= last_filled(lines):
        return Mistake(
            begun + 1, column_of(lines[begun]), "the file ends in the middle of this line. Was it saved whole?"
        )
    return Mistake(begun + 1, column_of(lines[begun]), general(message))


def _odd_space(lines: list[str], stop: int) -> Mistake | None:
    """Recognise a special space before a field: it looks like an ordinary one, but YAML does not accept it."""
    for at in range(max(0, stop - 2), min(len(lines), stop + 2)):
        found = re.match(r" *([\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff])\s*[\w-]+", lines[at])
        if found:
            code = f"U+{ord(found[1]):04X}"
            if found[1] in "\u200b\ufeff":
                message = f"there is an invisible character ({code}) at the beginning of this line. Delete it."
                return Mistake(at + 1, found.start(1) + 1, message)
            return Mistake(
                at + 1,
                found.start(1) + 1,
                f"there is a special space ({code}) before this. Write ordinary spaces.",
            )
    return None


def _just_above(lines: list[str], stop: int, error: str) -> Mistake | None:
    """Recognise a mistake in the line above the one where the library stopped, which still parsed."""
    context = LineContext(lines, stop, error)
    above, here = FIELD.match(context.above), FIELD.match(context.line)
    at = next((at for at in range(stop - 1, -1, -1) if lines[at] == context.above), 0)
    if context.above.strip() == "...":
        return Mistake(at + 1, 1, "there is a line of three full stops here. Remove it.")
    if at > 0 and above and not above["lead"] and "expected" in error:
        message = f'"{above["name"]}:" is at the margin, where the heading of the file belongs. Put spaces before it.'
        return Mistake(at + 1, 1, message)
    if "expected key" in error:
        return _left_open(lines, stop)
    if "mapping values" not in error or not (above and here and above["value"]) or "-" in above["lead"]:
        return None
    head = FIELD.match(LineContext(lines, at, error).above)
    listed = head and not head["value"] and len(head["lead"]) < len(above["lead"])
    if listed and len(here["lead"]) == len(above["lead"]) + 2:
        return Mistake(
            at + 1,
            column_of(context.above),
            f'a hyphen is missing. Write "- {above["name"]}: {shortened(above["value"])}".',
        )
    return None


def _colon_in_item(lines: list[str], stop: int, error: str) -> Mistake | None:
    """Recognise a list item that goes on in the next line, with a colon that turned its first words into a field."""
    for at in range(max(1, stop - 1), min(stop + 1, len(lines))):
        item, goes_on = FIELD.match(lines[at - 1]), not FIELD.match(lines[at]) and " " in lines[at].strip()
        if not item or "-" not in item["lead"] or not goes_on or "':'" not in error:
            continue
        prose = item["name"] not in modelfields.all_names() and " " in (item["value"] or "")
        if prose and column_of(lines[at]) - 1 == len(item["lead"]):
            message = f'the colon after "{item["name"]}" makes a field of it. {BEFORE_THE_TEXT}.'
            return Mistake(at, column_of(lines[at - 1]), message)
    return None


def _no_name_after_hyphen(lines: list[str], stop: int) -> Mistake | None:
    """Recognise a list item without a field name, where other items have one and more fields follow."""
    here = FIELD.match(lines[stop])
    if not here or not here["lead"].isspace():
        return None
    hyphen = f"{here['lead'][:-2]}- "
    at = next((at for at in range(stop - 1, max(-1, stop - _FAR), -1) if lines[at].startswith(hyphen)), None)
    if at is None or any(FIELD.match(line) for line in lines[at:stop]):
        return None
    others = (FIELD.match(line) for line in reversed(lines[max(0, at - _FAR) : at]) if line.startswith(hyphen))
    name = next((other["name"] for other in others if other), "")
    text = lines[at].strip().removeprefix("- ")
    message = f'the name of a field is missing after this hyphen. Write "- {name}: {shortened(text)}".'
    return Mistake(at + 1, column_of(lines[at]), message) if name else None


def _left_open(lines: list[str], stop: int) -> Mistake | None:
    """Recognise an unclosed quotation mark further up, which the library took to be closed by one in another field."""
    for at in range(stop - 1, max(-1, stop - _FAR), -1):
        value = value_of(lines[at])
        if value[:1] in ("'", '"') and value.count(value[0]) == 1:
            closed = any(
                line.rstrip().endswith(value[0]) and not FIELD.match(line) for line in lines[at + 1 : stop + 1]
            )
            return None if closed else Mistake(at + 1, column_of(lines[at]), NEVER_CLOSED)
    return None


def _nearest_lines(begun: int, stop: int, lines: list[str]) -> Iterator[int]:
    """Yield the line where the library began, the one where it stopped, and the one above where it began."""
    yield from dict.fromkeys(at for at in (begun, stop, begun - 1) if 0 <= at < len(lines))
