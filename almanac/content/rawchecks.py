"""Check entries before their models validate them: empty or absorbed fields, duplicates and order."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

from almanac.content import modelfields
from almanac.content.fielderrors import FieldError
from almanac.content.kinds.validators import KEY_FORM
from almanac.content.memo import alone
from almanac.content.problem import FieldPath, Problem
from almanac.content.rows import Row
from almanac.content.yamlfile.document import Document, LongText

KEY = re.compile(rf"(?!index$){KEY_FORM}")
"""A key that an entry may have."""

_OPENED, _CLOSED = re.compile("\u201c[^\u201d]{1,60}(?<![.?!])"), re.compile("[^\u201c]{1,60}\u201d")
_CURLED = re.compile("\u201c[\\w-]+\u201d")
_A_FIELD = re.compile(r" *(?:- +)?\w+: +$")
_BLOCK = ("|", ">")
_ENDED = re.compile("[.!?][\u201d\u2019)\"']*$")
_BROKEN_EARLY = 50  # characters: nobody wraps a line as short as this
_AFTER_A_SENTENCE = 90  # nor as this, where the line ends a sentence and the next begins with a capital letter
_RUN_ON = (
    "this line has become part of the item above. If it is an item of its own, put a hyphen before it, in line with "
    "the one above. If not, join it to the line above."
)


def errors(row: Row) -> Iterator[FieldError]:
    """Yield an error for each empty field, duplicate list item and text split in two of one entry."""
    yield from _walk(row.data, (), row)


def _walk(value: Any, path: FieldPath, row: Row) -> Iterator[FieldError]:
    if value is None and path:
        yield FieldError(path, *_nothing(path, row))
    elif isinstance(value, dict):
        for name, child in value.items():
            if child is None or isinstance(child, (dict, list)):
                yield from _walk(child, (*path, name), row)
    elif isinstance(value, list):
        if advice := _divided(value):
            yield FieldError(path, advice, "F6")
        seen = []
        for index, item in enumerate(value):
            alike = _without_signs(item) if path[-1:] == ("searches",) and isinstance(item, str) else item
            if alike in seen:
                shown = f'"{item}"' if isinstance(item, str) else "the same"
                yield FieldError((*path, index), f"{shown} is in this list twice. Remove one.", "R6")
            seen.append(alike)
            if item is None or isinstance(item, (dict, list)):
                yield from _walk(item, (*path, index), row)


def _without_signs(search: str) -> str:
    return " ".join(re.findall(r"\w+", search.casefold()))


def _divided(items: list[Any]) -> str:
    """Say what to write instead of items in curly quotation marks, or of two that are one text with a comma."""
    if len(items) > 1 and all(isinstance(item, str) and _CURLED.fullmatch(item) for item in items):
        return f"found curly quotation marks around each item. Write: [{', '.join(item[1:-1] for item in items)}]."
    for one, other in pairwise(items):
        texts = isinstance(one, str) and isinstance(other, str)
        if texts and _OPENED.fullmatch(one) and _CLOSED.fullmatch(other):
            whole = f'"{one[1:]}, {other[:-1]}"'
            return f'found "{one}" and "{other}" as two items. Write straight quotation marks: {whole}.'
    return ""


def _nothing(path: FieldPath, row: Row) -> tuple[str, str]:
    line, column = row.document.place((row.kind.plural, row.index, *path))
    text = row.document.lines[line - 1] if line <= len(row.document.lines) else ""
    remark = re.search(r":\s+(#.*)$", text[column - 1 :])
    if remark:
        return f'"{remark[1]}" is not read: after a space, # begins a comment. Put the text in quotes.', "Y7"
    if isinstance(path[-1], int):
        return "there is nothing after this hyphen. Write something, or remove the hyphen.", "F8"
    last = "" if modelfields.is_required(row.kind.model, path) else ", or remove the line"
    return f'there is nothing after "{path[-1]}:". Write something{last}.', "F8"


@functools.cache
def _field_names() -> re.Pattern[str]:
    """Return a pattern for lines that begin with the name of any field, at any depth, of any kind."""
    names = modelfields.all_names()
    value = r"""$|[\[>|"'\d].*|\S+(?: \S+){0,2}$"""  # not prose, which may begin like this by chance
    return re.compile(rf" *(?:- +)?({'|'.join(sorted(names, key=len, reverse=True))}):(?:$| +(?:{value}))")


class Absorbed(NamedTuple):
    """A field or a list item that YAML read as part of a text: the field's name, or empty, and the line of the text."""

    problem: Problem
    name: str
    begins: int


@alone
def absorbed(document: Document) -> tuple[Absorbed, ...]:
    """Return each field or list item that YAML read as part of a text."""
    return tuple(_absorbed(document))


def _absorbed(document: Document) -> Iterator[Absorbed]:
    for node in document.long:
        block = node.style in _BLOCK
        last = node.end - 1 if block else node.end
        for at in range(node.begin + 1, min(last + 1, len(document.lines))):
            found = _in_text(at, node, document)
            if found:
                line, column, message, name = found
                problem = Problem(document.file, line or at + 1, column, "", "", message, "F9")
                yield Absorbed(problem, name, node.begin + 1)
                break


@alone
def run_on_items(document: Document) -> tuple[Problem, ...]:
    """Advise on list items whose next line looks like another item without its hyphen.

    Items with ``>-`` or quotation marks are skipped, because there such a line looks like any other.
    """
    return tuple(problem for node in document.long if not node.style for problem in _run_on(document, node))


def _run_on(document: Document, node: LongText) -> Iterator[Problem]:
    lines = document.lines[node.begin : node.end + 1]
    if lines[0][: node.column].strip() != "-":
        return
    for at, (above, line) in enumerate(pairwise(lines), node.begin + 1):
        ended = _ENDED.search(above) and line.lstrip()[:1].isupper()
        if line.strip() and len(above) < (_AFTER_A_SENTENCE if ended else _BROKEN_EARLY):
            column = len(line) - len(line.lstrip()) + 1
            yield Problem(document.file, at + 1, column, "", "", _RUN_ON, "A2")
            return


def _outer_of(name: str, begun: int, document: Document) -> str:
    """Return the one field that a field stands below in any kind, if the entry lacks it up to a line; else empty."""
    outer = modelfields.outer_field_names(name)
    if len(outer) != 1:
        return ""
    for line in reversed(document.lines[: begun + 1]):
        if re.match(rf" *(?:- +)?{outer[0]}:", line):
            return ""
        if re.match(r" *- +key:", line):
            return outer[0]
    return ""


def _in_text(at: int, node: LongText, document: Document) -> tuple[int, int, str, str] | None:
    """Check one line of a text for the field or list item that it begins with.

    Returns:
        The line (0 for this one), the column, the message and the name of the field; None if it is ordinary text.
    """
    line = document.lines[at]
    indent = len(line) - len(line.lstrip())
    field = ":" in line and _field_names().match(line)
    if field and (node.style in _BLOCK or node.style in ("'", '"')):
        name = field[1]
        if outer := _outer_of(name, node.begin, document):
            message = f'"{outer}:" is missing above this line. Write it there, in line with the other fields.'
            return 0, indent + 1, message, outer
        return (
            0,
            indent + 1,
            f'"{name}:" has become part of the text above. Move it to the left, in line with the other fields.',
            name,
        )
    if not line.startswith("- ", indent):
        return None
    begun = node.begin
    if not node.style and indent == node.column and not document.lines[begun][:indent].strip():
        number = re.match(r" *(\d+[.)]) ", document.lines[begun])
        wanted = f'write a hyphen in place of "{number[1]}"' if number else "a hyphen is missing at its beginning"
        return begun + 1, node.column + 1, f"this line is in a list: {wanted}.", ""
    if _A_FIELD.match(document.lines[begun][: node.column]):
        message = "a list begins here without its name. Write that in a line above. If it is text, remove the hyphens."
        return 0, indent + 1, message, ""
    return (
        0,
        indent + 1,
        "this line has become part of the text above. Move its hyphen in line with the others of the list.",
        "",
    )
