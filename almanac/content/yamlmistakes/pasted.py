"""Recognise what was pasted into a file from elsewhere: a comparison, a mail, a head, or an entry out of line.

Each function returns the line, from 0, and the message for an editor; None if it recognises nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import yaml

from almanac.content import modelfields
from almanac.content.letters import counted
from almanac.content.yamlmistakes.linecontext import FIELD
from almanac.content.yamlmistakes.punctuation import NEVER_CLOSED

Seen = tuple[int, str]

_FAR = 80  # the most lines of an entry that was pasted
_ENTRY = 2  # spaces before the hyphen of an entry
_HEAD = 20  # the most lines of a head
_KEY = re.compile(r"^( *)- key:")
_SIGN = re.compile(r"^(?:(?P<sign>[+>])(?: |$)|(?P<number>\d+)[ \t|:]+(?:- )?[\w-]+:)")
_REMOVED = re.compile(r"^- {2,}\S")

_OTHER_FILES = {
    **dict.fromkeys(("<!doctype", "<html"), "a web page"),
    "404:": "an error message for a page that was not found",
    "{\\rtf": "a word-processor document",
}
_MOST_OF_BEGINNING = 200  # characters


def other_file(text: str) -> str:
    """Say what was saved in place of the file, if it is a page or a document; empty for anything else."""
    begun = text[:_MOST_OF_BEGINNING].lstrip().casefold()
    what = next((what for beginning, what in _OTHER_FILES.items() if begun.startswith(beginning)), "")
    return f"this is {what}, not the file. Put the file itself here." if what else ""


def pasted(lines: Sequence[str], stop: int) -> Seen | None:
    """Recognise what was pasted near the line where the YAML library stopped."""
    detectors: tuple[Callable[[Sequence[str], int], Seen | None], ...] = (_head, _with_signs, _out_of_line)
    return next((seen for detect in detectors if (seen := detect(lines, stop))), None)


def _head(lines: Sequence[str], _: int) -> Seen | None:
    """Recognise the head that some programs put into a file, between two lines of three hyphens."""
    if not lines or lines[0].rstrip() != "---":
        return None
    end = next((at for at, line in enumerate(lines[1:_HEAD], 1) if line.rstrip() == "---"), 0)
    return (0, f"remove lines 1 to {end + 1}, from --- to ---: files here have no such header.") if end else None


def _with_signs(lines: Sequence[str], stop: int) -> Seen | None:
    """Recognise lines with the signs of a comparison or a mail, or the numbers of lines, at the margin."""
    near = range(min(stop + 1, len(lines) - 1), max(-1, stop - _FAR), -1)
    last = next((at for at in near if _SIGN.match(lines[at])), -1)
    found = _SIGN.match(lines[last]) if last >= 0 else None
    if not found:
        return None
    first = last
    while first > 0 and _SIGN.match(lines[first - 1]):
        first -= 1
    while last + 1 < len(lines) and _SIGN.match(lines[last + 1]):
        last += 1
    if found["sign"] == "+" and first > 0 and _REMOVED.match(lines[first - 1]):
        return first - 1, 'this is from a comparison. Remove each line that begins with "-", and the "+" of the others.'
    what = f'"{found["sign"]}"' if found["sign"] else "a line number"
    if first == last:
        return first, f"this line begins with {what}. Remove it."
    return first, f"the lines from here to {last + 1} begin with {what}. Remove it from each."


def _out_of_line(lines: Sequence[str], stop: int) -> Seen | None:
    """Recognise an entry all of whose lines have too many or too few spaces before them."""
    at = next((at for at in range(stop, max(-1, stop - _FAR), -1) if _misplaced(lines, at, stop)), -1)
    if at < 0 or not (found := _KEY.match(lines[at])):
        return None
    lead = len(found[1])
    ends = (end for end in range(at + 1, len(lines)) if _KEY.match(lines[end]))
    end = next(ends, len(lines))
    rest = [line for line in lines[at + 1 : end] if line.strip()]
    last = max((number for number in range(at, end) if lines[number].strip()), default=at)
    if lead == 0 and rest and not any(line.startswith(" ") for line in rest):
        message = f"the lines from here to {last + 1} have lost their spaces. Indent them as in the other entries."
        return at, message
    if not rest or min(len(line) - len(line.lstrip()) for line in rest) != lead + 2:
        return None
    count = f"{counted(abs(lead - _ENTRY), 'space')} to the {'left' if lead > _ENTRY else 'right'}"
    return at, f"move this entry, lines {at + 1} to {last + 1}, {count}."


def _misplaced(lines: Sequence[str], at: int, stop: int) -> bool:
    found = _KEY.match(lines[at])
    return (
        bool(found)
        and len(found[1] if found else "") != _ENTRY
        and not any((other := _KEY.match(line)) and len(other[1]) == _ENTRY for line in lines[at + 1 : stop])
    )


def opened_above(text: str, lines: Sequence[str], stopped: yaml.Mark) -> Seen | None:
    """Recognise a quotation mark that is never closed, so that a later one in another field closes the text."""
    begun = None
    try:
        for token in yaml.scan(text, Loader=yaml.CSafeLoader):
            begin, end = token.start_mark, token.end_mark
            if begin.line > stopped.line:
                break
            quoted = isinstance(token, yaml.ScalarToken) and token.style in ("'", '"')
            if quoted and end.line > begin.line and any(map(_is_a_field, lines[begin.line + 1 : end.line + 1])):
                begun = begin.line
    except yaml.YAMLError:
        pass  # what was scanned before is enough
    return None if begun is None else (begun, NEVER_CLOSED)


def _is_a_field(line: str) -> bool:
    found = FIELD.match(line)
    return bool(found and found["name"] in modelfields.all_names())
