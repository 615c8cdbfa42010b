"""Write entries as YAML in the style of ``content/``, and insert them among the entries of a file.

Lines of other entries are never rewritten, and new entries are inserted between them.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

_WIDTH = 120
_FLOW = 90  # characters of a list of words on one line
_LONG = 90  # characters above which a text begins on a line of its own
# Text that needs no quotes in any version of YAML: it begins with a letter and contains no special character.
_PLAIN = re.compile(r"[^\W\d_](?:[^\n:#\\'\"{}\[\],&*!|>%@`\u0085\u2028\u2029\ufeff]|:(?=\S)|(?<=\S)#|[,'&!%*@](?!$))*")
# Nor do dates, pages and DOIs, which begin with a digit but are no numbers.
_NO_NUMBER = re.compile(r"\d+(?:-\d+){1,2}|10\.\d{4,9}/[\w.;()/-]+", re.ASCII)
_WORDS = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}
_KEY_LINE = re.compile(r"^( *)- +key: *(['\"]?)([a-z0-9-]+)\2 *(?:#.*)?$")


def block(entry: Mapping[str, Any]) -> str:
    """Return an entry as an item of the list in its file, indented by two spaces."""
    return item(entry, 2)


def field(name: str, value: Any, indent: int) -> str:
    """Return a field of an entry that is indented by ``indent`` spaces, without the indentation of its first line."""
    return f"{name}:{''.join(_value(value, indent))}"


def item(value: Any, indent: int) -> str:
    """Return an item of a list whose hyphens are indented by ``indent`` spaces."""
    if isinstance(value, Mapping):
        return "".join(_lines(value, indent + 2)).replace(" " * (indent + 2), f"{' ' * indent}- ", 1)
    return f"{' ' * indent}-{''.join(_value(value, indent))}"


def _lines(entry: Mapping[str, Any], indent: int) -> Iterator[str]:
    for name, value in entry.items():
        yield f"{' ' * indent}{field(name, value, indent)}"


def _value(value: Any, indent: int) -> Iterator[str]:
    """Yield a value after the name of its field, on the same line or below."""
    pad = " " * (indent + 2)
    if isinstance(value, Mapping):
        yield "\n"
        yield from _lines(value, indent + 2)
    elif isinstance(value, (list, tuple)):
        shown = [scalar(one, flow=True) for one in value] if all(isinstance(one, str) for one in value) else None
        if not value or (shown and sum(map(len, shown)) < _FLOW):
            yield f" [{', '.join(shown or ())}]\n"
            return
        yield "\n"
        yield from (item(one, indent + 2) for one in value)
    elif isinstance(value, str) and len(value) > _LONG and value == " ".join(value.split()) and value.isprintable():
        lines = textwrap.wrap(value, _WIDTH - len(pad), break_long_words=False, break_on_hyphens=False)
        yield " >-\n" + "".join(f"{pad}{line}\n" for line in lines)
    else:
        yield f" {scalar(value)}\n"


def scalar(value: Any, *, flow: bool = False) -> str:
    """Return a value on one line: unquoted where no program could misread it, or else in quotes.

    Args:
        value: text, a number, true or false, or a date.
        flow: whether it is within a list in brackets.
    """
    if isinstance(value, bool):
        return str(value).lower()
    text = str(value)
    if not isinstance(value, str) or _NO_NUMBER.fullmatch(text):
        return text
    plain = _PLAIN.fullmatch(text) and text.strip() == text and text.casefold() not in _WORDS
    if plain and not (flow and re.search(r"[,:?]", text)):
        return text
    if text.isprintable() and "'" in text and not re.search(r'["\\\\]', text):
        return f'"{text}"'
    if text.isprintable():
        return "'{}'".format(text.replace("'", "''"))
    return json.dumps(text)


def header(plural: str, *, in_folder: bool) -> str:
    """Return the first lines of a new file: its schema, which editors' programs use, and the name of its list."""
    up = "../" if in_folder else ""
    return f"# yaml-language-server: $schema={up}schemas/{plural}.json\n{plural}:\n"


def inserted(text: str, entries: Iterable[tuple[str, str]]) -> str:
    """Return a file's text with entries (key, block) added in the order of keys; existing text stays as it was."""
    lines = text.splitlines(keepends=True)
    ending = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
    starts = [(found[3], _beginning(lines, at)) for at, line in enumerate(lines) if (found := _entry_line(line, lines))]
    adding: dict[int, list[str]] = {}
    for key, made in sorted(entries):
        at = next((start for other, start in starts if other > key), len(lines))
        adding.setdefault(at, []).append(made.replace("\n", ending))
    apart = not starts or any(not line.strip() for line in lines)
    if lines and not lines[-1].endswith(("\n", "\r")) and len(lines) in adding:
        lines[-1] += ending
    out: list[str] = []
    for at in range(len(lines) + 1):
        for made in adding.get(at, ()):
            if apart and out and out[-1].strip() and not out[-1].rstrip().endswith(":"):
                out.append(ending)
            out.append(made)
            if apart and at < len(lines):
                out.append(ending)
        out += lines[at : at + 1]
    return "".join(out)


def _entry_line(line: str, lines: list[str]) -> re.Match[str] | None:
    """Match the first line of an entry: one with a key, indented no further than the first of them."""
    found = _KEY_LINE.match(line.rstrip("\r\n"))
    if not found:
        return None
    first = next(one for one in lines if _KEY_LINE.match(one.rstrip("\r\n")))
    return found if len(found[1]) == len(first) - len(first.lstrip(" ")) else None


def _beginning(lines: list[str], at: int) -> int:
    """Return the line where an entry begins, including the comments directly above it."""
    while at > 1 and lines[at - 1].lstrip().startswith("#"):
        at -= 1
    return at
