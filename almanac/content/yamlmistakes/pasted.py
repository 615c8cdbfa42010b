"""Recognise what was pasted into a file from elsewhere: a diff, an email, front matter, or a badly indented entry."""

from __future__ import annotations

import re
from collections.abc import Callable

import yaml

from almanac.content import modelfields
from almanac.content.letters import counted
from almanac.content.yamlmistakes.linecontext import FIELD, FileContext, Mistake, mistake_at
from almanac.content.yamlmistakes.punctuation import NEVER_CLOSED

_LONGEST_ENTRY = 80  # lines
_ENTRY_INDENT = 2  # spaces before the hyphen of an entry
_LONGEST_FRONT_MATTER = 20  # lines
_KEY = re.compile(r"^( *)- key:")
_MARK = re.compile(r"^(?:(?P<mark>[+>])(?: |$)|(?P<number>\d+)[ \t|:]+(?:- )?[\w-]+:)")
_REMOVED = re.compile(r"^- {2,}\S")

_OTHER_FILES = {
    **dict.fromkeys(("<!doctype", "<html"), "a web page"),
    "404:": "an error message for a page that was not found",
    "{\\rtf": "a word-processor document",
}
_MOST_OF_BEGINNING = 200  # characters


def wrong_file_message(text: str) -> str:
    """Say what was saved in place of the file, if it is a page or a document; empty for anything else."""
    begun = text[:_MOST_OF_BEGINNING].lstrip().casefold()
    what = next((what for beginning, what in _OTHER_FILES.items() if begun.startswith(beginning)), "")
    return f"this is {what}, not the file. Put the file itself here." if what else ""


def _front_matter(context: FileContext) -> Mistake | None:
    lines = context.lines
    if not lines or lines[0].rstrip() != "---":
        return None
    end = next((at for at, line in enumerate(lines[1:_LONGEST_FRONT_MATTER], 1) if line.rstrip() == "---"), 0)
    message = f"remove lines 1 to {end + 1}, from --- to ---: files here have no such header."
    return mistake_at(lines, 0, message) if end else None


def _with_marks(context: FileContext) -> Mistake | None:
    """Recognise lines with diff marks, email quote marks or line numbers at the margin."""
    lines, stop = context.lines, context.stop
    near = range(min(stop + 1, len(lines) - 1), max(-1, stop - _LONGEST_ENTRY), -1)
    last = next((at for at in near if _MARK.match(lines[at])), -1)
    found = _MARK.match(lines[last]) if last >= 0 else None
    if not found:
        return None
    first = last
    while first > 0 and _MARK.match(lines[first - 1]):
        first -= 1
    while last + 1 < len(lines) and _MARK.match(lines[last + 1]):
        last += 1
    if found["mark"] == "+" and first > 0 and _REMOVED.match(lines[first - 1]):
        message = 'this is from a comparison. Remove each line that begins with "-", and the "+" of the others.'
        return mistake_at(lines, first - 1, message)
    what = f'"{found["mark"]}"' if found["mark"] else "a line number"
    if first == last:
        return mistake_at(lines, first, f"this line begins with {what}. Remove it.")
    return mistake_at(lines, first, f"the lines from here to {last + 1} begin with {what}. Remove it from each.")


def _badly_indented(context: FileContext) -> Mistake | None:
    """Recognise an entry all of whose lines have too many or too few spaces before them."""
    lines, stop = context.lines, context.stop
    near = range(stop, max(-1, stop - _LONGEST_ENTRY), -1)
    at, entry = next(((at, found) for at in near if (found := _misplaced(lines, at, stop))), (0, None))
    if entry is None:
        return None
    indent = len(entry[1])
    ends = (end for end in range(at + 1, len(lines)) if _KEY.match(lines[end]))
    end = next(ends, len(lines))
    rest = [line for line in lines[at + 1 : end] if line.strip()]
    last = max((number for number in range(at, end) if lines[number].strip()), default=at)
    if indent == 0 and rest and not any(line.startswith(" ") for line in rest):
        message = f"the lines from here to {last + 1} have lost their spaces. Indent them as in the other entries."
        return mistake_at(lines, at, message)
    if not rest or min(len(line) - len(line.lstrip()) for line in rest) != indent + 2:
        return None
    names = {found["name"] for line in rest if (found := FIELD.match(line)) and len(found["lead"]) == indent + 2}
    if modelfields.of_items_with_a_key(names):
        return None
    far = counted(abs(indent - _ENTRY_INDENT), "space")
    side = "left" if indent > _ENTRY_INDENT else "right"
    return mistake_at(lines, at, f"move this entry, lines {at + 1} to {last + 1}, {far} to the {side}.")


def _misplaced(lines: list[str], at: int, stop: int) -> re.Match[str] | None:
    """Return the beginning of an entry that is not where the entries after it are, up to the line of the error."""
    found = _KEY.match(lines[at])
    if not found or len(found[1]) == _ENTRY_INDENT:
        return None
    later = (other for line in lines[at + 1 : stop] if (other := _KEY.match(line)))
    return None if any(len(other[1]) == _ENTRY_INDENT for other in later) else found


def _opened_above(context: FileContext) -> Mistake | None:
    """Recognise a quotation mark that is never closed, so that a later one in another field closes the text."""
    if not re.search("expected key|'-' indicator", context.error):
        return None
    begun = None
    try:
        for token in yaml.scan(context.text, Loader=yaml.CSafeLoader):
            begin, end = token.start_mark, token.end_mark
            if begin.line > context.stop:
                break
            quoted = isinstance(token, yaml.ScalarToken) and token.style in ("'", '"')
            if quoted and any(map(_is_a_field, context.lines[begin.line + 1 : end.line + 1])):
                begun = begin.line
    except yaml.YAMLError:
        pass  # what was scanned before is enough
    return None if begun is None else mistake_at(context.lines, begun, NEVER_CLOSED)


def _is_a_field(line: str) -> bool:
    found = FIELD.match(line)
    return bool(found and found["name"] in modelfields.all_names())


DETECTORS: tuple[Callable[[FileContext], Mistake | None], ...] = (
    _front_matter,
    _with_marks,
    _badly_indented,
    _opened_above,
)
