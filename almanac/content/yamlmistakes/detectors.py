"""Recognise common mistakes in YAML: each function checks one line, and returns a message for an editor or nothing.

``explain`` chooses which lines to check.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from almanac.content import modelfields
from almanac.content.letters import counted
from almanac.content.printable import shortened
from almanac.content.problem import nearest
from almanac.content.yamlmistakes import levels, punctuation
from almanac.content.yamlmistakes.linecontext import BLOCK, FIELD, NAME, LineContext, column_of, last_filled

Detector = Callable[[LineContext], str]
_DEEPEST_ENTRY = 4  # the most spaces before the hyphen of an entry
_FEW_WORDS = 2  # at most, of a field name with its value; more words are prose


def _tab(context: LineContext) -> str:
    indent = context.line[: column_of(context.line) - 1]
    return "there is a tab at the beginning of the line. Write spaces, two for each level." if "\t" in indent else ""


def _text_not_indented(context: LineContext) -> str:
    above = FIELD.match(context.above)
    if not above or not above["value"] or not BLOCK.match(above["value"]):
        return ""
    if FIELD.match(context.line) or column_of(context.line) - 1 > len(above["lead"]):
        return ""
    count = len(above["lead"]) + 2
    return f'the text of "{above["name"]}" needs more spaces before it than its name. Put {count} before each line.'


def _out_of_the_text(context: LineContext) -> str:
    """Recognise a line of a long text that is indented less than the others."""
    if (
        ("simple key" not in context.error and "expected" not in context.error)
        or FIELD.match(context.line)
        or context.line.lstrip()[:2] == "- "
    ):
        return ""
    indent = column_of(context.line) - 1
    for before in reversed(context.lines[: context.at]):
        found = FIELD.match(before)
        if found and found["value"] and BLOCK.match(found["value"]):
            name = found["name"]
            return f'this line belongs to the text of "{name}". Put as many spaces before it as before the line above.'
        if found and found["value"] and _goes_on(found["value"], context.line):
            return f'this line belongs to the text of "{found["name"]}". Write it at the end of the line above.'
        if before.strip() and (found or column_of(before) - 1 <= indent):
            return ""
    return ""


def _goes_on(text: str, line: str) -> bool:
    """Return whether a line is prose that completes a text which the field's own line left unfinished."""
    first, _, rest = line.strip().partition(" ")
    return text[-1] not in ".?!\"'" and first[:1].islower() and _is_prose(first, rest)


def _a_list_after_a_text(context: LineContext) -> str:
    """Recognise a list item below a field that was marked as a long text."""
    if context.line.lstrip()[:2] != "- ":
        return ""
    for before in reversed(context.lines[: context.at]):
        found = FIELD.match(before)
        if found or column_of(before) <= column_of(context.line):
            marker = found["value"] if found else None
            if found and marker and BLOCK.match(marker) and len(found["lead"]) < column_of(context.line):
                return (
                    f'a list begins here, but "{marker}" above it begins a long text. '
                    f'Write "{found["name"]}:" alone, and a hyphen before each text.'
                )
            return ""
    return ""


def _bullet(context: LineContext) -> str:
    """Recognise the bullet or the dash of a word processor where a list has a hyphen."""
    found = re.match(r" *([\u2013\u2014\u2022\u00b7\u25aa\u25cf\u25e6\uf0b7*])\s+\S", context.line)
    return f'found "{found[1]}". Write a hyphen and a space there.' if found and context.line.strip()[0] != "#" else ""


def _no_space_after_colon(context: LineContext) -> str:
    found = re.match(rf"^ *(?:- +)*({NAME}):([^\s/].*)$", context.line)
    return f'a space is missing after the colon. Write "{found[1]}: {shortened(found[2])}".' if found else ""


def _other_colon(context: LineContext) -> str:
    found = re.match(rf"^ *(?:- +)*({NAME}) *[：﹕=;] *(.*)$", context.line)
    return (
        f'"{found[1]}" needs a colon and a space after it. Write "{found[1]}: {shortened(found[2])}".' if found else ""
    )


def _no_colon(context: LineContext) -> str:
    if "':'" not in context.error or FIELD.match(context.line):
        return ""
    found = re.match(rf"^( *)(- *)?({NAME})(?: +(.*))?$", context.line)
    if found and "_" not in found[3] and found[3] != found[3].lower():
        return ""
    if not found or found[2] or _is_prose(found[3], found[4] or ""):
        return ""
    if context.at == last_filled(context.lines):
        return punctuation.ENDS_EARLY
    given = re.sub("^[-\u2013\u2014] +", "", found[4] or "")
    rest = f" {shortened(given)}" if given else ""
    return f'a colon is missing after "{found[3]}". Write "{found[3]}:{rest}".'


def _is_prose(first: str, rest: str) -> bool:
    """Return whether a line without a colon begins with no name of a field, and is too long or too unlike one."""
    names = modelfields.all_names()
    return first not in names and (len(rest.split()) > _FEW_WORDS or bool(rest and not nearest(first, names)))


def _ahead(context: LineContext, indent: str) -> bool:
    """Return whether the nearest line above that is not indented further is a list item at this indentation."""
    above = (line for line in reversed(context.lines[: context.at]) if line.strip())
    return next((line for line in above if not line.startswith(f"{indent} ")), "").startswith(f"{indent}- ")


def _no_hyphen(context: LineContext) -> str:
    indent = context.line[: column_of(context.line) - 1]
    if "':'" in context.error and re.match(r" *-[^\s-]", context.line):
        return f'a space is missing after the hyphen. Write "- {shortened(context.line.strip()[1:])}".'
    if "':'" in context.error and _ahead(context, indent) and not FIELD.match(context.line):
        return "a hyphen is missing at the beginning of this line: it is in a list."
    return ""


def _not_in_line(context: LineContext) -> str:
    """Recognise a field or an entry with more or fewer spaces before it than its neighbours."""
    found = FIELD.match(context.line)
    if not found or not re.search("mapping values|expected key|'-' indicator|block end", context.error):
        return ""
    above = re.match(r"^ *(?:- +)*", context.above)
    have, near = len(found["lead"]), len(above[0]) if above else 0
    if have == near and not found["lead"].strip() and FIELD.match(context.above):
        return ""
    if have > near and (fields := _goes_on_below(context, found["name"])):
        return fields
    after_a_field = near <= _DEEPEST_ENTRY and ": " in context.above  # of an entry, and no list of items with keys
    deep = found["lead"].strip() and found["lead"].index("-") > _DEEPEST_ENTRY and not after_a_field
    if found["lead"].strip() and found["name"] == "key" and not deep:
        return 'each entry begins with two spaces, a hyphen and a space: "  - key:".'
    if found["lead"].strip():
        return "this hyphen is not level with those above it. Put as many spaces before it as before them."
    level = "and is not level with anything above. Make it level with its neighbours."
    if have > near and ": " in context.above and not context.above.rstrip().endswith(":"):
        level = f"the line above {_spaces(near)}. Make them level."
    return levels.advice(context) or f'"{found["name"]}:" has {_spaces(have)} before it, {level}'


def _goes_on_below(context: LineContext, name: str) -> str:
    """Recognise a text that goes on in the next line, where a colon makes its beginning look like a field."""
    above = FIELD.match(context.above)
    text = (above["value"] or "") if above else ""
    if not above or not text or text[-1] in ".?!\"'" or name in modelfields.all_names():
        return ""
    return punctuation.on_lines_below(above["name"])


def _spaces(count: int) -> str:
    return counted(count, "space") if count else "no space"


def _marks_of_documents(context: LineContext) -> str:
    if context.line.lstrip().startswith(("<!--", "//", "/*")):
        return 'this looks like a note. Begin it with "# ", or remove it.'
    if context.line.lstrip().startswith("```"):
        return "this line does not belong to the content. Remove it, and the other one that begins with ```."
    if context.line.startswith("---"):
        return "there is a line of three hyphens here. Remove it: a file has one list."
    if context.above.strip() == "..." or context.line.strip() == "...":
        return punctuation.FULL_STOPS
    return ""


DETECTORS: tuple[Detector, ...] = (
    _tab,
    _marks_of_documents,
    _bullet,
    punctuation.long_text_marker,
    _text_not_indented,
    _a_list_after_a_text,
    punctuation.quotes,
    punctuation.colon_in_text,
    punctuation.begins_with_a_reserved_character,
    punctuation.brackets,
    _no_space_after_colon,
    _other_colon,
    _out_of_the_text,
    _no_hyphen,
    _no_colon,
    _not_in_line,
)


def general(error: str, line: str) -> str:
    """Return a message for when no other function recognised the mistake."""
    if "key" in error and len(line.split()) > _FEW_WORDS and not re.search(r":( |$)", line):
        return (
            "this text belongs to no field. Write the name of its field in the line above, such as "
            '"summary: >-"; before a note write "# ".'
        )
    if "key" in error:
        return (
            "this is neither a field nor an item of a list. "
            'Write a name, a colon and a space, or a hyphen and a space; before a note write "# ".'
        )
    return "this cannot be understood. Look at the spaces, colons and quotation marks in this line and the one above."
