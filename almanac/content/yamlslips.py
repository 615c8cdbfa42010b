"""What is wrong in a file that the YAML library refuses: the line of the slip, and a sentence for an editor.

The library says where it gave up and in what state it was. Where it began what
it could not finish is where the slip is, or just above. So the lines around
that place are looked at, in order, for the ways in which people err.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import yaml

from almanac.content.kinds import textform

_NAME = r"[A-Za-z_][\w-]*"
_FIELD = re.compile(rf"^(?P<lead> *(?:- +)*)(?P<name>{_NAME}):(?: +(?P<value>\S.*))?\s*$")
_BLOCK = re.compile(r"[|>][-+0-9]*\s*(#.*)?$")

_SIGNS = {
    "*": "YAML takes a star for a name", "&": "YAML takes & for a name", "!": "YAML takes ! for a name",
    "%": "YAML takes % for a command", "@": "YAML keeps @ for itself", "`": "YAML keeps ` for itself",
    "?": "YAML takes ? for a field", "-": "YAML takes a hyphen and a space for a list", ",": "a comma begins no text",
    "]": "a bracket is closed that was never opened", "}": "a bracket is closed that was never opened",
}  # fmt: skip


@dataclass(frozen=True)
class Slip:
    """Where a slip is, from 1, and what to write instead."""

    line: int
    column: int
    message: str


@dataclass(frozen=True)
class _Spot:
    """A line that is looked at, those around it, and what the library said."""

    lines: list[str]
    at: int
    said: str

    @property
    def line(self) -> str:
        return self.lines[self.at] if self.at < len(self.lines) else ""

    @property
    def above(self) -> str:
        """The nearest line above that is neither empty nor a remark."""
        return next((line for line in reversed(self.lines[: self.at]) if line.strip() and line.strip()[0] != "#"), "")


Look = Callable[[_Spot], str]


def slip(text: str, error: yaml.MarkedYAMLError) -> Slip:
    """The cause of an error of the YAML library in a text."""
    lines = text.split("\n")
    stopped = error.problem_mark or error.context_mark
    stop = min(stopped.line, len(lines) - 1) if stopped else 0
    begun = error.context_mark.line if error.context_mark and "scanning" in (error.context or "") else stop
    if "flow" in (error.context or "") and error.context_mark:
        begun = error.context_mark.line
    said = f"{error.context or ''}; {error.problem or ''}"
    higher = _just_above(lines, stop, said)
    if higher:
        return higher
    for at in _nearest_lines(begun, stop, lines):
        spot = _Spot(lines, at, said)
        for look in _LOOKS:
            found = look(spot)
            if found:
                return Slip(at + 1, _column(spot.line), found)
    if begun >= _last_filled(lines):
        return Slip(begun + 1, _column(lines[begun]), "the file ends in the middle of this line. Was it saved whole?")
    return Slip(begun + 1, _column(lines[begun]), _general(said))


def _just_above(lines: list[str], stop: int, said: str) -> Slip | None:
    """A slip in the line above the one where the library stopped, which it took for whole."""
    spot = _Spot(lines, stop, said)
    above, here = _FIELD.match(spot.above), _FIELD.match(spot.line)
    at = next((at for at in range(stop - 1, -1, -1) if lines[at] == spot.above), 0)
    if spot.above.strip() == "...":
        return Slip(at + 1, 1, "a line of three full stops stands here. Remove it.")
    if at > 0 and above and not above["lead"] and "expected" in said:
        message = (
            f'"{above["name"]}:" stands at the margin, where the heading of the file belongs. Put spaces before it.'
        )
        return Slip(at + 1, 1, message)
    if "expected key" in said:
        return _left_open(lines, stop)
    if "mapping values" not in said or not (above and here and above["value"]) or "-" in above["lead"]:
        return None
    head = _FIELD.match(_Spot(lines, at, said).above)
    listed = head and not head["value"] and len(head["lead"]) < len(above["lead"])
    if listed and len(here["lead"]) == len(above["lead"]) + 2:
        return Slip(
            at + 1, _column(spot.above), f'a hyphen is missing. Write "- {above["name"]}: {above["value"][:60]}".'
        )
    return None


def _left_open(lines: list[str], stop: int) -> Slip | None:
    """A quotation mark further up that the library took to be closed by the next one, in another field."""
    for at in range(stop - 1, max(-1, stop - _FAR), -1):
        found = _FIELD.match(lines[at])
        value = (found["value"] or "") if found else ""
        if value[:1] in ("'", '"') and value.count(value[0]) == 1:
            closed = any(
                line.rstrip().endswith(value[0]) and not _FIELD.match(line) for line in lines[at + 1 : stop + 1]
            )
            return None if closed else Slip(at + 1, _column(lines[at]), _NEVER_CLOSED)
    return None


_FAR = 60  # lines that a text in quotation marks may be long
_NEVER_CLOSED = "a quotation mark is opened here and never closed. Close it, or take it away."


def _nearest_lines(begun: int, stop: int, lines: list[str]) -> Iterator[int]:
    """The line where the library began, the one where it stopped, and the one above both."""
    yield from dict.fromkeys(at for at in (begun, stop, begun - 1) if 0 <= at < len(lines))


def _last_filled(lines: list[str]) -> int:
    return max((at for at, line in enumerate(lines) if line.strip()), default=0)


def _column(line: str) -> int:
    return len(line) - len(line.lstrip()) + 1


# ---- The ways in which people err: each looks at one line, and gives a sentence or nothing ----


def _tab(spot: _Spot) -> str:
    indent = spot.line[: _column(spot.line) - 1]
    return "a tab stands at the beginning of the line. Write spaces, two for each step." if "\t" in indent else ""


def _after_the_sign_for_long_text(spot: _Spot) -> str:
    found = _FIELD.match(spot.line)
    value = found["value"] if found else ""
    if value and re.match(r"[|>][-+]?\s*\S", value) and not _BLOCK.match(value):
        text = value.lstrip("|>-+ ")
        return f'"{value[:2].strip()}" stands alone in its line. Move "{text[:40]}" to the next line, with more spaces before it.'
    return ""


def _text_not_indented(spot: _Spot) -> str:
    above = _FIELD.match(spot.above)
    if not above or not above["value"] or not _BLOCK.match(above["value"]):
        return ""
    if _FIELD.match(spot.line) or _column(spot.line) - 1 > len(above["lead"]):
        return ""
    return f'the text of "{above["name"]}" needs more spaces before it than its name. Put {len(above["lead"]) + 2} before each line.'


def _out_of_the_text(spot: _Spot) -> str:
    """A line of a long text that stands further left than the others."""
    if (
        "simple key" not in spot.said
        and "expected" not in spot.said
        or _FIELD.match(spot.line)
        or spot.line.lstrip()[:2] == "- "
    ):
        return ""
    indent = _column(spot.line) - 1
    for before in reversed(spot.lines[: spot.at]):
        found = _FIELD.match(before)
        if found and found["value"] and _BLOCK.match(found["value"]):
            return f'this line belongs to the text of "{found["name"]}". Put as many spaces before it as before the line above.'
        if before.strip() and (found or _column(before) - 1 <= indent):
            return ""
    return ""


def _no_space_after_colon(spot: _Spot) -> str:
    found = re.match(rf"^ *(?:- +)*({_NAME}):([^\s/].*)$", spot.line)
    return f'a space is missing after the colon. Write "{found[1]}: {found[2][:60]}".' if found else ""


def _other_colon(spot: _Spot) -> str:
    found = re.match(rf"^ *(?:- +)*({_NAME}) *[：﹕=;] *(.*)$", spot.line)
    return f'"{found[1]}" needs a colon and a space after it. Write "{found[1]}: {found[2][:60]}".' if found else ""


def _no_colon(spot: _Spot) -> str:
    if "':'" not in spot.said or _FIELD.match(spot.line):
        return ""
    found = re.match(rf"^( *)(- *)?({_NAME})(?: +(.*))?$", spot.line)
    if found and "_" not in found[3] and found[3] != found[3].lower():
        return ""
    if found and _ahead(spot, found[1]) and not found[2]:
        return "a hyphen is missing at the beginning of this line: it stands in a list."
    if not found or found[2]:
        return ""
    if spot.at == _last_filled(spot.lines):
        return "the file ends in the middle of this line. Was it saved whole?"
    rest = f" {found[4][:60]}" if found[4] else ""
    return f'a colon is missing after "{found[3]}". Write "{found[3]}:{rest}".'


def _ahead(spot: _Spot, indent: str) -> bool:
    """Whether the line above is an item of a list at the same indentation."""
    return spot.above.startswith(f"{indent}- ")


def _no_hyphen(spot: _Spot) -> str:
    indent = spot.line[: _column(spot.line) - 1]
    if "':'" in spot.said and re.match(r" *-[^\s-]", spot.line):
        return f'a space is missing after the hyphen. Write "- {spot.line.strip()[1:][:60]}".'
    if "':'" in spot.said and _ahead(spot, indent) and not _FIELD.match(spot.line):
        return "a hyphen is missing at the beginning of this line: it stands in a list."
    return ""


def _quotes(spot: _Spot) -> str:
    found = _FIELD.match(spot.line)
    value = (found["value"] or "") if found else spot.line.strip().removeprefix("- ")
    name = f'"{found["name"]}"' if found else "this line"
    if "quoted scalar" in spot.said and "end of stream" in spot.said:
        return _NEVER_CLOSED
    if "escape" in spot.said:
        return r"a backslash (\) stands in a text in double quotation marks. Put the text in single ones."
    if value[:1] in ("“", "”", "‘", "«") and ": " in value:
        inner = value.strip("“”‘’«»")
        return (
            f"curly quotation marks do not hold a text together. Write straight ones: '{inner[:60]}'."
            if "'" not in inner
            else (f'curly quotation marks do not hold a text together. Write straight ones: "{inner[:60]}".')
        )
    if value[:1] in ("'", '"') and "expected key" in spot.said:
        other = '"' if value[0] == "'" else "'"
        return (
            f"the quotation mark that begins {name} is closed before the end of the text. "
            f"Put the whole text in {other} instead, or double each {value[0]} within it."
        )
    return ""


def _begins_with_a_sign(spot: _Spot) -> str:
    found = _FIELD.match(spot.line)
    value = (found["value"] or "") if found else spot.line.strip().removeprefix("- ")
    sign, plain = value[:1], textform.plain(value)
    if sign in _SIGNS and plain != value:
        return f'found "{value[:60]}". Write "{plain[:60]}" without the signs around it.'
    if sign in _SIGNS and (sign != "-" or value[1:2] == " "):
        quote = "'" if '"' in value else '"'
        return f"the text begins with {sign}: {_SIGNS[sign]}. Put it in quotes: {quote}{value[:60]}{quote}."
    return ""


def _brackets(spot: _Spot) -> str:
    opened, closed = spot.line.count("[") + spot.line.count("{"), spot.line.count("]") + spot.line.count("}")
    if "flow" in spot.said and opened > closed:
        return "a bracket is opened here and never closed. Close it at the end of the list."
    if "flow node" in spot.said or ",," in spot.line:
        return "a comma stands here with nothing before it. Take it away."
    found = _FIELD.match(spot.line)
    if "expected key" in spot.said and found and (found["value"] or "")[:1] in ("[", "{"):
        return "a text that begins with a bracket needs quotation marks around it."
    return "a comma is missing between two items in brackets." if "flow" in spot.said else ""


def _colon_in_text(spot: _Spot) -> str:
    if "mapping values" not in spot.said:
        return ""
    found = _FIELD.match(spot.line)
    value = found["value"] if found else ""
    if value and re.search(r":(?:\s|$)", value):
        quote = "'" if '"' in value else '"'
        shown = f"{quote}{value[:60]}{'…' if len(value) > _MUCH else ''}{quote}"
        return f'a colon stands in the text of "{found["name"] if found else ""}". Put the text in quotes: {shown}.'
    return ""


_MUCH = 60


def _not_in_line(spot: _Spot) -> str:
    """A field or an entry that has more or fewer spaces before it than its neighbours."""
    found = _FIELD.match(spot.line)
    if not found or not re.search("mapping values|expected key|'-' indicator|block end", spot.said):
        return ""
    above = re.match(r"^ *(?:- +)*", spot.above)
    have, near = len(found["lead"]), len(above[0]) if above else 0
    if found["lead"].strip() and found["name"] == "key":
        return 'each entry begins with two spaces, a hyphen and a space: "  - key:".'
    if found["lead"].strip():
        return "this hyphen is not in line with those above it. Put as many spaces before it as before them."
    if have > near and ": " in spot.above and not spot.above.rstrip().endswith(":"):
        return f'"{found["name"]}:" has {_spaces(have)} before it, the line above {_spaces(near)}. Put them in line.'
    return f'"{found["name"]}:" has {_spaces(have)} before it, and is in line with nothing above. Put it in line with its neighbours.'


def _spaces(count: int) -> str:
    return f"{count} space{'' if count == 1 else 's'}" if count else "no space"


def _marks_of_documents(spot: _Spot) -> str:
    if spot.line.startswith("---"):
        return "a line of three hyphens stands here. Remove it: a file holds one list."
    if spot.above.strip() == "..." or spot.line.strip() == "...":
        return "a line of three full stops stands here. Remove it."
    return ""


_LOOKS: tuple[Look, ...] = (
    _tab,
    _marks_of_documents,
    _after_the_sign_for_long_text,
    _text_not_indented,
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


def _general(said: str) -> str:
    if "key" in said:
        return (
            "this is neither a field nor an item of a list. Write a name, a colon and a space, or a hyphen and a space."
        )
    return "this cannot be understood. Look at the spaces, colons and quotation marks in this line and the one above."
