"""Explain why a file is not valid YAML: the line of the mistake, and a message for an editor.

The parser reports where it gave up and in what state. The mistake is where it began what it could not finish, or just
above. So the lines around that place are checked, in order, for common mistakes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import yaml

from almanac.content import modelfields
from almanac.content.printable import shortened
from almanac.content.yamlmistakes import detectors, pasted
from almanac.content.yamlmistakes.linecontext import (
    FIELD,
    FileContext,
    LineContext,
    Mistake,
    column_of,
    last_filled,
    mistake_at,
    value_of,
)
from almanac.content.yamlmistakes.punctuation import BEFORE_THE_TEXT, ENDS_EARLY, FULL_STOPS, NEVER_CLOSED

_LONGEST_TEXT = 60  # lines of a text in quotation marks


def mistake(text: str, error: yaml.MarkedYAMLError) -> Mistake:
    """Return the mistake behind an error of the parser."""
    lines = re.split(r"\r\n?|\n", text)  # as the parser counts them
    stopped = error.problem_mark or error.context_mark
    stop = min(stopped.line, len(lines) - 1) if stopped else 0
    begun = stop
    if error.context_mark and re.search("scanning|flow", error.context or ""):
        begun = error.context_mark.line
    message = f"{error.context or ''}; {error.problem or ''}"
    context = FileContext(text, lines, stop, message)
    found = next((found for detect in _OF_THE_FILE if (found := detect(context))), None)
    if found:
        return found
    for at in _nearest_lines(begun, stop, lines):
        told = next((told for detect in detectors.DETECTORS if (told := detect(LineContext(lines, at, message)))), "")
        if told:
            return mistake_at(lines, at, told)
    return mistake_at(
        lines, begun, ENDS_EARLY if begun >= last_filled(lines) else detectors.general(message, lines[begun])
    )


def _odd_space(context: FileContext) -> Mistake | None:
    """Recognise a special space before a field: it looks like an ordinary one, but YAML does not accept it."""
    lines, stop = context.lines, context.stop
    for at in range(max(0, stop - 2), min(len(lines), stop + 2)):
        found = re.match(r" *([\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff])\s*[\w-]+", lines[at])
        if found:
            code = f"U+{ord(found[1]):04X}"
            message = f"there is a special space ({code}) before this. Write ordinary spaces."
            if found[1] in "\u200b\ufeff":
                message = f"there is an invisible character ({code}) at the beginning of this line. Delete it."
            return Mistake(at + 1, found.start(1) + 1, message)
    return None


def _just_above(context: FileContext) -> Mistake | None:
    """Recognise a mistake in the line above the one where the parser stopped, which still parsed."""
    lines, stop, error = context.lines, context.stop, context.error
    line = LineContext(lines, stop, error)
    above, here = FIELD.match(line.above), FIELD.match(line.line)
    at = next((at for at in range(stop - 1, -1, -1) if lines[at] == line.above), 0)
    if line.above.strip() == "...":
        return mistake_at(lines, at, FULL_STOPS)
    if at > 0 and above and not above["lead"] and "expected" in error:
        message = f'"{above["name"]}:" is at the margin, where the heading of the file belongs. Put spaces before it.'
        return mistake_at(lines, at, message)
    if "expected key" in error:
        return _left_open(lines, stop)
    if "mapping values" not in error or not (above and here and above["value"]) or "-" in above["lead"]:
        return None
    head = FIELD.match(LineContext(lines, at, error).above)
    listed = head and not head["value"] and len(head["lead"]) < len(above["lead"])
    if listed and len(here["lead"]) == len(above["lead"]) + 2:
        return mistake_at(lines, at, f'a hyphen is missing. Write "- {above["name"]}: {shortened(above["value"])}".')
    return None


def _fields_of_a_text(context: FileContext) -> Mistake | None:
    """Recognise a field below one that takes fields but already has a text after its colon."""
    lines, stop = context.lines, context.stop
    filled = (at for at in range(stop - 1, -1, -1) if lines[at].strip() and lines[at].strip()[0] != "#")
    left = column_of(lines[stop])  # lines further right than the field are those of the text
    at = next((at for at in filled if FIELD.match(lines[at]) or column_of(lines[at]) < left), 0)
    above, here = FIELD.match(lines[at]), FIELD.match(lines[stop])
    within = modelfields.inner_field_names(above["name"]) if above and above["value"] else ()
    if not above or not here or here["name"] not in within or len(here["lead"]) <= len(above["lead"]):
        return None
    name, first = above["name"], f"{within[0]}: {shortened(above['value'])}"
    if "-" in here["lead"]:
        return mistake_at(lines, at, f'"{name}" has a list below it. Write "{name}:" alone, and "{first}" in an item.')
    return mistake_at(lines, at, f'"{name}" has fields below it. Write "{name}:" alone, and below it "{first}".')


def _colon_in_item(context: FileContext) -> Mistake | None:
    """Recognise a list item that goes on in the next line, with a colon that turned its first words into a field."""
    lines, stop = context.lines, context.stop
    for at in range(max(1, stop - 1), min(stop + 1, len(lines))):
        item, goes_on = FIELD.match(lines[at - 1]), not FIELD.match(lines[at]) and " " in lines[at].strip()
        if not item or "-" not in item["lead"] or not goes_on or "':'" not in context.error:
            continue
        prose = item["name"] not in modelfields.all_names() and " " in (item["value"] or "")
        if prose and column_of(lines[at]) - 1 == len(item["lead"]):
            message = f'the colon after "{item["name"]}" makes it look like the name of a field. {BEFORE_THE_TEXT}.'
            return mistake_at(lines, at - 1, message)
    return None


def _no_name_after_hyphen(context: FileContext) -> Mistake | None:
    """Recognise a list item without a field name, where other items have one and more fields follow."""
    lines, stop = context.lines, context.stop
    here = FIELD.match(lines[stop])
    if not here or not here["lead"].isspace():
        return None
    hyphen = f"{here['lead'][:-2]}- "
    at = next((at for at in range(stop - 1, max(-1, stop - _LONGEST_TEXT), -1) if lines[at].startswith(hyphen)), None)
    if at is None or any(FIELD.match(line) for line in lines[at:stop]):
        return None
    others = (FIELD.match(line) for line in reversed(lines[max(0, at - _LONGEST_TEXT) : at]) if line.startswith(hyphen))
    name = next((other["name"] for other in others if other), "")
    text = lines[at].strip().removeprefix("- ")
    message = f'the name of a field is missing after this hyphen. Write "- {name}: {shortened(text)}".'
    return mistake_at(lines, at, message) if name else None


def _left_open(lines: list[str], stop: int) -> Mistake | None:
    """Recognise an unclosed quotation mark further up, which the parser took to be closed by one in another field."""
    for at in range(stop - 1, max(-1, stop - _LONGEST_TEXT), -1):
        value = value_of(lines[at])
        if value[:1] in ("'", '"') and value.count(value[0]) == 1:
            closed = any(
                line.rstrip().endswith(value[0]) and not FIELD.match(line) for line in lines[at + 1 : stop + 1]
            )
            return None if closed else mistake_at(lines, at, NEVER_CLOSED)
    return None


def _nearest_lines(begun: int, stop: int, lines: list[str]) -> Iterator[int]:
    """Yield the line where the parser began, the one where it stopped, and the one above where it began."""
    yield from dict.fromkeys(at for at in (begun, stop, begun - 1) if 0 <= at < len(lines))


_OF_THE_FILE: tuple[Callable[[FileContext], Mistake | None], ...] = (
    *pasted.DETECTORS,
    _odd_space,
    _no_name_after_hyphen,
    _colon_in_item,
    _fields_of_a_text,
    _just_above,
)
