"""Recognise mistyped quotation marks, brackets, colons and dashes in YAML; see ``detectors``."""

from __future__ import annotations

import re

from almanac.content import modelfields
from almanac.content.kinds import textchecks
from almanac.content.printable import in_quotes, shortened
from almanac.content.yamlmistakes.linecontext import BLOCK, FIELD, NAME, LineContext, column_of, value_of

NEVER_CLOSED = "a quotation mark is opened here and never closed. Close it, or remove it."
ENDS_EARLY = "the file ends in the middle of this line. Was it saved whole?"
FULL_STOPS = "there is a line of three full stops here. Remove it."
BEFORE_THE_TEXT = 'Write ">-" here, and the text on the next line, with more spaces before it'

_ADDRESSES = ("address", "web", "official", "url", "chat", "deaf")
_PROSE = re.compile(r"^ [a-z]+(?: [\w'\u2019,;-]+){4}")  # no value of a field that could follow another on its line
_RESERVED = "*&!%@`?-,]}"
"""Characters that cannot begin a text without quotes, because YAML gives each another meaning there."""


def long_text_marker(context: LineContext) -> str:
    """Recognise the marker ">-" mistyped, or followed by text on the same line."""
    value = value_of(context.line)
    if not value or BLOCK.match(value):
        return ""
    if re.fullmatch(r"[|>]?[-\u2010-\u2015\u2212]|[\u203a\u00bb][-\u2010-\u2015\u2212]?", value):
        return f'found "{value}" after the colon. Write ">-".'
    if re.fullmatch(r"[|>] +[-+]", value):
        return f'found "{value}". Write "{value[0]}{value[-1]}", without a space.'
    if re.match(r"[|>][-+]?\s*\S", value):
        text = value.lstrip("|>-+ ")
        return (
            f'"{value[:2].strip()}" must end its line. Move "{text[:40]}" to the next line, with more spaces before it.'
        )
    return ""


def quotes(context: LineContext) -> str:
    """Recognise a quotation mark that is never closed, closed too early, or curly."""
    found = FIELD.match(context.line)
    value = context.value
    name = f'"{found["name"]}"' if found else "this line"
    if "quoted scalar" in context.error and "end of stream" in context.error:
        return NEVER_CLOSED
    if "escape" in context.error:
        return r"there is a backslash (\) in a text in double quotation marks. Put the text in single ones."
    if value[:1] in ("“", "”", "‘", "«") and ": " in value:
        straight = in_quotes(value.strip("“”‘’«»"))
        return f"curly quotation marks do not count as quotes here. Write straight ones: {straight}."
    if value[:1] in ("'", '"') and re.search("expected key|'-' indicator", context.error):
        closed = f"the quotation mark that begins {name} is closed before the end of the text. {BEFORE_THE_TEXT}"
        return f"{closed}. Remove the quotation marks around it." if value[-1] == value[0] else f"{closed}."
    return ""


def begins_with_a_reserved_character(context: LineContext) -> str:
    """Recognise a text that begins with a character which YAML reads as something else."""
    value = context.value
    first, plain = value[:1], textchecks.plain(value)
    if first and first in _RESERVED and plain != value:
        return f'found "{shortened(value)}". Write "{shortened(plain)}" without the characters around it.'
    found = FIELD.match(context.line)
    if found and first == "-" and value[1:2] == " ":
        name, item = found["name"], shortened(value[2:])
        if name in modelfields.lists():
            return f'"{name}" is a list. Put "- {item}" on the next line, with more spaces before it.'
        return f'found "{shortened(value)}". Write "{name}: {item}", without the hyphen.'
    if first and first in _RESERVED and (first != "-" or value[1:2] == " "):
        what = "a hyphen and a space" if first == "-" else first
        return f"a text cannot begin with {what} here. Put the whole text in quotes: {in_quotes(value)}."
    return ""


def brackets(context: LineContext) -> str:
    """Recognise a list in brackets that is not closed, lacks a comma or is followed by more.

    A text that begins with a bracket counts too.
    """
    opened, closed = (sum(map(context.line.count, signs)) for signs in ("[{", "]}"))
    if "flow" in context.error and re.search(r"[\[,]\s*#", context.line):
        return "# begins a comment, and the rest of the line is not read. Put the text that begins with # in quotes."
    apostrophe = re.search(r"[\[,]\s*'([^',]*)'( ?\w[^',\]]*)'\s*[,\]]", context.line)
    if "flow" in context.error and apostrophe:
        text = f"{apostrophe[1]}'{apostrophe[2]}"
        return f'the apostrophe in "{shortened(text)}" ends the quotation. Put the text in double quotes: "{text}".'
    if "flow" in context.error and re.search(r"""[\[,]\s*(?:'[^']*|"[^"]*)\]\s*$""", context.line):
        return NEVER_CLOSED
    if "flow" in context.error and any(line.lstrip().startswith("- ") for line in (context.line, context.below)):
        message = 'a list has either brackets and commas, or hyphens. Remove "[" and "]".'
    elif "flow" in context.error and opened > closed:
        message = "a bracket is opened here and never closed. Close it at the end of the list."
    elif "flow node" in context.error or ",," in context.line:
        message = "there is a comma here with nothing before it. Remove it."
    elif "expected key" in context.error:
        message = _two_lists(context) or _begins_with_a_bracket(context)
    else:
        message = "a comma is missing between two items in brackets." if "flow" in context.error else ""
    return message


def _two_lists(context: LineContext) -> str:
    """Recognise a list in brackets with more of the same field below it."""
    here, above = FIELD.match(context.line), FIELD.match(context.above)
    if here and _is_list(here["value"]) and context.below.lstrip().startswith("- "):
        return (
            f'"{here["name"]}" has a list in brackets, and a list with hyphens below it. '
            "Keep one of the two, or write the name of the field above the other."
        )
    if (
        here
        and above
        and here["lead"].isspace()
        and _is_list(above["value"])
        and len(here["lead"]) > len(above["lead"])
    ):
        name = above["name"]
        return f'"{name}" has a list in brackets, and "{here["name"]}:" stands below it. Keep one of the two.'
    return ""


def _is_list(value: str | None) -> bool:
    return bool(value and re.fullmatch(r"\[.*\]", value))


def _begins_with_a_bracket(context: LineContext) -> str:
    found = FIELD.match(context.line)
    link = re.fullmatch(r"\[(.*)\]\((\S+)\)", (found["value"] or "") if found else "")
    if link and found:
        wanted = link[2] if found["name"] in _ADDRESSES else link[1]
        return f'found "{shortened(link.group())}". Write "{found["name"]}: {shortened(wanted)}".'
    bracket = found and (found["value"] or "")[:1] in ("[", "{") and not _is_list(found["value"])
    return "a text that begins with a bracket needs quotation marks around it." if bracket else ""


def colon_in_text(context: LineContext) -> str:
    """Recognise a colon in a text without quotation marks, or two fields on one line."""
    found, value = FIELD.match(context.line), value_of(context.line)
    if "mapping values" not in context.error or not found or not re.search(r":(?:\s|$)", value):
        return ""
    name = found["name"]
    if more := _more_than_its_value(name, value):
        return more
    other = next((one for one in re.findall(rf" ({NAME}):(?= |$)", value) if one in modelfields.all_names()), "")
    before, _, after = value.partition(f" {other}:")
    listed = other and before.endswith((",", ";")) and modelfields.together(name, other)
    if listed or (other and not _PROSE.search(after)):
        comma = f", without the {'comma' if before.endswith(',') else 'semicolon'}" if listed else ""
        return f'"{other}:" begins a field of its own. Put it on the next line{comma}, level with "{name}:".'
    inner = FIELD.match(value)
    if inner and inner["name"] in modelfields.inner_field_names(name):
        return f'"{inner["name"]}:" is a field of "{name}". Put it on the next line, with more spaces before it.'
    below, lead = context.below, column_of(context.line)
    goes_on = column_of(below) > lead and not FIELD.match(below) and below.strip()[0] not in "-#"
    wanted = f"Put the text in quotes: {in_quotes(value)}."
    return on_lines_below(name) if goes_on else f'there is a colon in the text of "{name}". {wanted}'


def _more_than_its_value(name: str, value: str) -> str:
    """Recognise a value with something before it or after it that contains a colon."""
    if name == "volume" and (both := re.fullmatch(r"(\d+): (\d+)", value)):
        return f'"volume" has the issue too. Write "volume: {both[1]}", and on the next line "issue: {both[2]}".'
    if name in _ADDRESSES and (address := re.search(r"https?://\S+", value)):
        return f'found more than an address. Write "{name}: {address[0]}".'
    twice = re.match(rf"{name}: +(.+)", value)
    return f'"{name}:" is written twice. Write "{name}: {shortened(twice[1])}".' if twice else ""


def on_lines_below(name: str) -> str:
    """Say how to write a text that has a colon in it and goes on in the next line."""
    return f'there is a colon in the text of "{name}". Write "{name}: >-", and the whole text on the lines below.'
