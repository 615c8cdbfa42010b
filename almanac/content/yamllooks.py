"""The ways in which people mistype YAML: each looks at one line, and gives a sentence for an editor, or nothing.

``yamlslips`` says which lines are looked at.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from almanac.content.kinds import textform
from almanac.content.printable import beginning
from almanac.content.yamlspot import BLOCK, FIELD, NAME, Spot, column_of, last_filled

NEVER_CLOSED = "a quotation mark is opened here and never closed. Close it, or remove it."
Look = Callable[[Spot], str]

_SIGNS = "*&!%@`?-,]}"
"""With these no text begins unless it is in quotes: each means something else there."""


# ---- The ways in which people err: each looks at one line, and gives a sentence or nothing ----


def _tab(spot: Spot) -> str:
    indent = spot.line[: column_of(spot.line) - 1]
    return "there is a tab at the beginning of the line. Write spaces, two for each level." if "\t" in indent else ""


def _after_the_sign_for_long_text(spot: Spot) -> str:
    found = FIELD.match(spot.line)
    value = found["value"] if found else ""
    if value and re.match(r"[|>][-+]?\s*\S", value) and not BLOCK.match(value):
        text = value.lstrip("|>-+ ")
        sign = value[:2].strip()
        return f'"{sign}" must end its line. Move "{text[:40]}" to the next line, with more spaces before it.'
    return ""


def _text_not_indented(spot: Spot) -> str:
    above = FIELD.match(spot.above)
    if not above or not above["value"] or not BLOCK.match(above["value"]):
        return ""
    if FIELD.match(spot.line) or column_of(spot.line) - 1 > len(above["lead"]):
        return ""
    count = len(above["lead"]) + 2
    return f'the text of "{above["name"]}" needs more spaces before it than its name. Put {count} before each line.'


def _out_of_the_text(spot: Spot) -> str:
    """A line of a long text that stands further left than the others."""
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
        if before.strip() and (found or column_of(before) - 1 <= indent):
            return ""
    return ""


def _a_list_after_a_text(spot: Spot) -> str:
    """An item of a list below a field that was told to be a long text."""
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
    if not found or found[2]:
        return ""
    if spot.at == last_filled(spot.lines):
        return "the file ends in the middle of this line. Was it saved whole?"
    rest = f" {beginning(found[4])}" if found[4] else ""
    return f'a colon is missing after "{found[3]}". Write "{found[3]}:{rest}".'


def _ahead(spot: Spot, indent: str) -> bool:
    """Whether the line above is an item of a list at the same indentation."""
    return spot.above.startswith(f"{indent}- ")


def _no_hyphen(spot: Spot) -> str:
    indent = spot.line[: column_of(spot.line) - 1]
    if "':'" in spot.said and re.match(r" *-[^\s-]", spot.line):
        return f'a space is missing after the hyphen. Write "- {beginning(spot.line.strip()[1:])}".'
    if "':'" in spot.said and _ahead(spot, indent) and not FIELD.match(spot.line):
        return "a hyphen is missing at the beginning of this line: it is in a list."
    return ""


def _quotes(spot: Spot) -> str:
    found = FIELD.match(spot.line)
    value = (found["value"] or "") if found else spot.line.strip().removeprefix("- ")
    name = f'"{found["name"]}"' if found else "this line"
    if "quoted scalar" in spot.said and "end of stream" in spot.said:
        return NEVER_CLOSED
    if "escape" in spot.said:
        return r"there is a backslash (\) in a text in double quotation marks. Put the text in single ones."
    if value[:1] in ("“", "”", "‘", "«") and ": " in value:
        inner = value.strip("“”‘’«»")
        return (
            f"curly quotation marks do not count as quotes here. Write straight ones: '{beginning(inner)}'."
            if "'" not in inner
            else (f'curly quotation marks do not count as quotes here. Write straight ones: "{beginning(inner)}".')
        )
    if value[:1] in ("'", '"') and re.search("expected key|'-' indicator", spot.said):
        other = '"' if value[0] == "'" else "'"
        return (
            f"the quotation mark that begins {name} is closed before the end of the text. "
            f"Put the whole text in {other} instead, or double each {value[0]} within it."
        )
    return ""


def _begins_with_a_sign(spot: Spot) -> str:
    found = FIELD.match(spot.line)
    value = (found["value"] or "") if found else spot.line.strip().removeprefix("- ")
    sign, plain = value[:1], textform.plain(value)
    if sign and sign in _SIGNS and plain != value:
        return f'found "{beginning(value)}". Write "{beginning(plain)}" without the characters around it.'
    if sign and sign in _SIGNS and (sign != "-" or value[1:2] == " "):
        quote = "'" if '"' in value else '"'
        what = "a hyphen and a space" if sign == "-" else sign
        return f"a text cannot begin with {what} here. Put the whole text in quotes: {quote}{beginning(value)}{quote}."
    return ""


def _brackets(spot: Spot) -> str:
    opened, closed = spot.line.count("[") + spot.line.count("{"), spot.line.count("]") + spot.line.count("}")
    if "flow" in spot.said and re.search(r"[\[,]\s*#", spot.line):
        return "# begins a comment, and the rest of the line is not read. Put the text that begins with # in quotes."
    if "flow" in spot.said and opened > closed:
        return "a bracket is opened here and never closed. Close it at the end of the list."
    if "flow node" in spot.said or ",," in spot.line:
        return "there is a comma here with nothing before it. Remove it."
    found = FIELD.match(spot.line)
    if "expected key" in spot.said and found and (found["value"] or "")[:1] in ("[", "{"):
        return "a text that begins with a bracket needs quotation marks around it."
    return "a comma is missing between two items in brackets." if "flow" in spot.said else ""


def _colon_in_text(spot: Spot) -> str:
    if "mapping values" not in spot.said:
        return ""
    found = FIELD.match(spot.line)
    value = found["value"] if found else ""
    if value and re.search(r":(?:\s|$)", value):
        quote = "'" if '"' in value else '"'
        shown = f"{quote}{beginning(value)}{quote}"
        return f'there is a colon in the text of "{found["name"] if found else ""}". Put the text in quotes: {shown}.'
    return ""


def _not_in_line(spot: Spot) -> str:
    """A field or an entry that has more or fewer spaces before it than its neighbours."""
    found = FIELD.match(spot.line)
    if not found or not re.search("mapping values|expected key|'-' indicator|block end", spot.said):
        return ""
    above = re.match(r"^ *(?:- +)*", spot.above)
    have, near = len(found["lead"]), len(above[0]) if above else 0
    if found["lead"].strip() and found["name"] == "key":
        return 'each entry begins with two spaces, a hyphen and a space: "  - key:".'
    if found["lead"].strip():
        return "this hyphen is not level with those above it. Put as many spaces before it as before them."
    if have > near and ": " in spot.above and not spot.above.rstrip().endswith(":"):
        return f'"{found["name"]}:" has {_spaces(have)} before it, the line above {_spaces(near)}. Make them level.'
    here = f'"{found["name"]}:" has {_spaces(have)} before it'
    return f"{here}, and is not level with anything above. Make it level with its neighbours."


def _spaces(count: int) -> str:
    return f"{count} space{'' if count == 1 else 's'}" if count else "no space"


def _marks_of_documents(spot: Spot) -> str:
    if spot.line.startswith("---"):
        return "there is a line of three hyphens here. Remove it: a file has one list."
    if spot.above.strip() == "..." or spot.line.strip() == "...":
        return "there is a line of three full stops here. Remove it."
    return ""


LOOKS: tuple[Look, ...] = (
    _tab,
    _marks_of_documents,
    _after_the_sign_for_long_text,
    _text_not_indented,
    _a_list_after_a_text,
    _quotes,
    _colon_in_text,
    _begins_with_a_sign,
    _brackets,
    _no_space_after_colon,
    _other_colon,
    _no_hyphen,
    _out_of_the_text,
    _no_colon,
    _not_in_line,
)


def general(said: str) -> str:
    """What to say where no look found anything."""
    if "key" in said:
        return (
            "this is neither a field nor an item of a list. Write a name, a colon and a space, or a hyphen and a space."
        )
    return "this cannot be understood. Look at the spaces, colons and quotation marks in this line and the one above."
