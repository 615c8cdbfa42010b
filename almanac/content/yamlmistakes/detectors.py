"""Recognise common mistakes in YAML: each function checks one line, and returns a message for an editor or nothing.

``explain`` chooses which lines to check.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from almanac.content import modelfields
from almanac.content.printable import beginning
from almanac.content.yamlmistakes import punctuation
from almanac.content.yamlmistakes.linecontext import BLOCK, FIELD, NAME, Spot, column_of, last_filled

Look = Callable[[Spot], str]
_ENTRY = 4  # the most spaces before the hyphen of an entry
_FEW_WORDS = 2  # at most, of a field name with its value; more words are prose


def _tab(spot: Spot) -> str:
    indent = spot.line[: column_of(spot.line) - 1]
    return "there is a tab at the beginning of the line. Write spaces, two for each level." if "\t" in indent else ""


def _text_not_indented(spot: Spot) -> str:
    above = FIELD.match(spot.above)
    if not above or not above["value"] or not BLOCK.match(above["value"]):
        return ""
    if FIELD.match(spot.line) or column_of(spot.line) - 1 > len(above["lead"]):
        return ""
    count = len(above["lead"]) + 2
    return f'the text of "{above["name"]}" needs more spaces before it than its name. Put {count} before each line.'


def _out_of_the_text(spot: Spot) -> str:
    """Recognise a line of a long text that is indented less than the others."""
    if (
        ("simple key" not in spot.said and "expected" not in spot.said)
        or FIELD.match(spot.line)
        or spot.line.lstrip()[:2] == "- "
    ):
        return ""
    indent = column_of(spot.line) - 1
    for before in reversed(spot.lines[: spot.at]):
        found = FIELD.match(before)
        if found and found["value"] and BLOCK.match(found["value"]):
            name = found["name"]
            return f'this line belongs to the text of "{name}". Put as many spaces before it as before the line above.'
        if found and found["value"] and _goes_on(found["value"], spot.line):
            return f'this line belongs to the text of "{found["name"]}". Write it at the end of the line above.'
        if before.strip() and (found or column_of(before) - 1 <= indent):
            return ""
    return ""


def _goes_on(text: str, line: str) -> bool:
    """Return whether a line is prose that completes a text which the field's own line left unfinished."""
    words = line.split()
    return (
        text[-1] not in ".?!\"'"
        and len(words) > _FEW_WORDS
        and words[0][0].islower()
        and words[0] not in modelfields.every()
    )


def _a_list_after_a_text(spot: Spot) -> str:
    """Recognise a list item below a field that was marked as a long text."""
    if spot.line.lstrip()[:2] != "- ":
        return ""
    for before in reversed(spot.lines[: spot.at]):
        found = FIELD.match(before)
        if found or column_of(before) <= column_of(spot.line):
            sign = found["value"] if found else None
            if found and sign and BLOCK.match(sign) and len(found["lead"]) < column_of(spot.line):
                return (
                    f'a list begins here, but "{sign}" makes a text of what stands above. '
                    f'Write "{found["name"]}:" alone, and a hyphen before each text.'
                )
            return ""
    return ""


def _bullet(spot: Spot) -> str:
    """Recognise the bullet or the dash of a word processor where a list has a hyphen."""
    found = re.match(r" *([\u2013\u2014\u2022\u00b7\u25aa\u25cf\u25e6\uf0b7*])\s+\S", spot.line)
    return f'found "{found[1]}". Write a hyphen and a space there.' if found and spot.line.strip()[0] != "#" else ""


def _no_space_after_colon(spot: Spot) -> str:
    found = re.match(rf"^ *(?:- +)*({NAME}):([^\s/].*)$", spot.line)
    return f'a space is missing after the colon. Write "{found[1]}: {beginning(found[2])}".' if found else ""


def _other_colon(spot: Spot) -> str:
    found = re.match(rf"^ *(?:- +)*({NAME}) *[：﹕=;] *(.*)$", spot.line)
    return (
        f'"{found[1]}" needs a colon and a space after it. Write "{found[1]}: {beginning(found[2])}".' if found else ""
    )


def _no_colon(spot: Spot) -> str:
    if "':'" not in spot.said or FIELD.match(spot.line):
        return ""
    found = re.match(rf"^( *)(- *)?({NAME})(?: +(.*))?$", spot.line)
    if found and "_" not in found[3] and found[3] != found[3].lower():
        return ""
    if found and _ahead(spot, found[1]) and not found[2]:
        return "a hyphen is missing at the beginning of this line: it is in a list."
    if not found or found[2] or _is_prose(found[3], found[4] or ""):
        return ""
    if spot.at == last_filled(spot.lines):
        return "the file ends in the middle of this line. Was it saved whole?"
    given = re.sub("^[-\u2013\u2014] +", "", found[4] or "")
    rest = f" {beginning(given)}" if given else ""
    return f'a colon is missing after "{found[3]}". Write "{found[3]}:{rest}".'


def _is_prose(first: str, rest: str) -> bool:
    return first not in modelfields.every() and len(rest.split()) > _FEW_WORDS


def _ahead(spot: Spot, indent: str) -> bool:
    """Return whether the nearest line above that is not indented further is a list item at this indentation."""
    level = (line for line in reversed(spot.lines[: spot.at]) if line.strip() and not line.startswith(f"{indent} "))
    return next(level, "").startswith(f"{indent}- ")


def _no_hyphen(spot: Spot) -> str:
    indent = spot.line[: column_of(spot.line) - 1]
    if "':'" in spot.said and re.match(r" *-[^\s-]", spot.line):
        return f'a space is missing after the hyphen. Write "- {beginning(spot.line.strip()[1:])}".'
    if "':'" in spot.said and _ahead(spot, indent) and not FIELD.match(spot.line):
        return "a hyphen is missing at the beginning of this line: it is in a list."
    return ""


def _not_in_line(spot: Spot) -> str:
    """Recognise a field or an entry with more or fewer spaces before it than its neighbours."""
    found = FIELD.match(spot.line)
    if not found or not re.search("mapping values|expected key|'-' indicator|block end", spot.said):
        return ""
    above = re.match(r"^ *(?:- +)*", spot.above)
    have, near = len(found["lead"]), len(above[0]) if above else 0
    if have > near and (fields := _fields_of_a_text(spot, found["name"]) or _goes_on_below(spot, found["name"])):
        return fields
    if found["lead"].strip() and found["name"] == "key" and found["lead"].index("-") <= _ENTRY:
        return 'each entry begins with two spaces, a hyphen and a space: "  - key:".'
    if found["lead"].strip():
        return "this hyphen is not level with those above it. Put as many spaces before it as before them."
    if have > near and ": " in spot.above and not spot.above.rstrip().endswith(":"):
        return f'"{found["name"]}:" has {_spaces(have)} before it, the line above {_spaces(near)}. Make them level.'
    here = f'"{found["name"]}:" has {_spaces(have)} before it'
    return f"{here}, and is not level with anything above. Make it level with its neighbours."


def _fields_of_a_text(spot: Spot, name: str) -> str:
    """Recognise a field below one that takes fields but already has a text after its colon."""
    above = FIELD.match(spot.above)
    within = modelfields.below(above["name"]) if above and above["value"] else ()
    if not above or name not in within:
        return ""
    name, value = above["name"], beginning(above["value"])
    return f'"{name}" has fields below it. Write "{name}:" alone, and below it "{within[0]}: {value}".'


def _goes_on_below(spot: Spot, name: str) -> str:
    """Recognise a text that goes on in the next line, where a colon makes a field of its beginning."""
    above = FIELD.match(spot.above)
    text = (above["value"] or "") if above else ""
    if not above or not text or text[-1] in ".?!\"'" or name in modelfields.every():
        return ""
    named = above["name"]
    return f'there is a colon in the text of "{named}". Write "{named}: >-", and the whole text on the lines below.'


def _spaces(count: int) -> str:
    return f"{count} space{'' if count == 1 else 's'}" if count else "no space"


def _marks_of_documents(spot: Spot) -> str:
    if spot.line.lstrip().startswith(("<!--", "//", "/*")):
        return 'this looks like a note. Begin it with "# ", or remove it.'
    if spot.line.lstrip().startswith("```"):
        return "this line does not belong to the content. Remove it, and the other one that begins with ```."
    if spot.line.startswith("---"):
        return "there is a line of three hyphens here. Remove it: a file has one list."
    if spot.above.strip() == "..." or spot.line.strip() == "...":
        return "there is a line of three full stops here. Remove it."
    return ""


LOOKS: tuple[Look, ...] = (
    _tab,
    _marks_of_documents,
    _bullet,
    punctuation.sign_for_long_text,
    _text_not_indented,
    _a_list_after_a_text,
    punctuation.quotes,
    punctuation.colon_in_text,
    punctuation.begins_with_a_sign,
    punctuation.brackets,
    _no_space_after_colon,
    _other_colon,
    _no_hyphen,
    _out_of_the_text,
    _no_colon,
    _not_in_line,
)


def general(said: str) -> str:
    """Return a message for when no other function recognised the mistake."""
    if "key" in said:
        return (
            "this is neither a field nor an item of a list. "
            'Write a name, a colon and a space, or a hyphen and a space; before a note write "# ".'
        )
    return "this cannot be understood. Look at the spaces, colons and quotation marks in this line and the one above."
