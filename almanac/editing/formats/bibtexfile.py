"""The entries of a BibTeX file, parsed by bibtexparser, with abbreviations expanded and cross-references resolved."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

from bibtexparser.entrypoint import parse_string
from bibtexparser.library import Library
from bibtexparser.model import Block, DuplicateBlockKeyBlock, DuplicateFieldKeyBlock, ImplicitComment, String
from bibtexparser.model import Entry as Parsed

from almanac.editing.formats.record import ReadingProblem

logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # our report says the same, with the line

# EndNote omits the key of an entry, and the first field would be taken for it.
_WITHOUT_KEY = re.compile(r"(@\s*(?!string|preamble|comment)\w+\s*[{(])(?=\s*[\w:-]+\s*=)", re.IGNORECASE)
_LEFT_OVER = re.compile(r"^\s*@(?!comment\b)|^\s*(?:title|author)\s*=\s*[{\"]", re.IGNORECASE | re.MULTILINE)
_Kind = TypeVar("_Kind", bound=Block)
_INHERITED = (
    "booktitle", "journal", "journaltitle", "year", "date", "month", "publisher", "institution", "organization",
    "editor", "series", "volume", "number",
)  # fmt: skip


@dataclass
class Entry:
    """An entry as it is written.

    Attributes:
        line: where it begins, from 1.
        kind: its type, in lower case.
        key: its name; may be empty.
        fields: values by the lower-case names of their fields, with TeX left as it is.
        repeated: fields given a second time, which BibTeX ignores.
    """

    line: int
    kind: str
    key: str
    fields: dict[str, str]
    repeated: list[tuple[str, str]]


def entries(text: str) -> tuple[list[Entry], list[ReadingProblem]]:
    """Return every entry of a file in order, and whatever could not be read."""
    library = parse_string(_WITHOUT_KEY.sub(r"\1,", text), parse_stack=[])
    abbreviations: dict[str, str] = {}
    for one in _all(library, String):
        abbreviations[one.key.lower()] = _value(one.value, abbreviations)
    found = [_entry(one, abbreviations) for one in _all(library, Parsed)]
    _resolve_crossrefs(found)
    return found, list(_failures(library))


def _all(library: Library, kind: type[_Kind]) -> list[_Kind]:
    """Return the blocks of a type, including those that bibtexparser sets aside because a key or field is repeated."""
    blocks: list[Block | None] = [*library.blocks]
    blocks += [
        block.ignore_error_block
        for block in library.failed_blocks
        if isinstance(block, (DuplicateBlockKeyBlock, DuplicateFieldKeyBlock))
    ]
    return sorted((one for one in blocks if isinstance(one, kind)), key=_line)


def _line(block: Block) -> int:
    return (block.start_line or 0) + 1


def _entry(parsed: Parsed, abbreviations: dict[str, str]) -> Entry:
    fields: dict[str, str] = {}
    again: list[tuple[str, str]] = []
    for field in parsed.fields:
        name, value = field.key.lower(), _value(str(field.value), abbreviations)
        if name not in fields:
            fields[name] = value
        elif value != fields[name]:
            again.append((name, value))
    return Entry(_line(parsed), parsed.entry_type.lower(), parsed.key, fields, again)


def _value(raw: str, abbreviations: dict[str, str]) -> str:
    """Return a value without its braces or quotation marks, with pieces joined by "#" put together."""
    return "".join(_piece(piece.strip(), abbreviations) for piece in _pieces(raw))


def _piece(piece: str, abbreviations: dict[str, str]) -> str:
    if len(piece) > 1 and (piece[0] + piece[-1]) in ("{}", '""'):
        return piece[1:-1]
    return abbreviations.get(piece.lower(), piece)


def _pieces(raw: str) -> Iterator[str]:
    """Split a value at each "#" outside braces and quotation marks."""
    depth, quoted, start = 0, False, 0
    for found in re.finditer(r'\\.|[{}"#]', raw, re.DOTALL):
        mark = found[0]
        if mark in "{}":
            depth += 1 if mark == "{" else -1
        elif mark == '"' and not depth:
            quoted = not quoted
        elif mark == "#" and not depth and not quoted:
            yield raw[start : found.start()]
            start = found.end()
    yield raw[start:]


def _resolve_crossrefs(found: list[Entry]) -> None:
    """Give each entry with a ``crossref`` the fields that it lacks and the other entry has."""
    by_key = {entry.key.lower(): entry for entry in reversed(found) if entry.key}
    named = [entry for entry in found if entry.fields.get("crossref", "").strip().lower() in by_key]
    for entry in named:
        seen, parent = {entry.key.lower()}, entry
        while (name := parent.fields.get("crossref", "").strip().lower()) in by_key and name not in seen:
            seen.add(name)
            parent = by_key[name]
            _inherit(entry, parent)
    for entry in named:
        del entry.fields["crossref"]


def _inherit(entry: Entry, parent: Entry) -> None:
    if entry.kind.startswith("in") and parent.fields.get("title"):
        entry.fields.setdefault("booktitle", parent.fields["title"])
    for name in _INHERITED:
        if name in parent.fields:
            entry.fields.setdefault(name, parent.fields[name])


def _failures(library: Library) -> Iterator[ReadingProblem]:
    for block in library.failed_blocks:
        if isinstance(block, (DuplicateBlockKeyBlock, DuplicateFieldKeyBlock)):
            continue
        said = next(iter(str(getattr(block.error, "abort_reason", "") or block.error).splitlines()), "")
        if not said or "end of file" in said:
            yield ReadingProblem(_line(block), "this entry has no end. Write } below its last field.")
        else:
            yield ReadingProblem(_line(block), f"this entry is not BibTeX: {said.rstrip('.')}.")
    for remark in library.comments:
        left = _LEFT_OVER.search(remark.comment) if isinstance(remark, ImplicitComment) else None
        if left:
            line = _line(remark) + remark.comment.count("\n", 0, left.start())
            said = " ".join(remark.comment[left.start() :].split())
            yield ReadingProblem(line, f"this is not part of any entry: {said[:60]}")
