"""RIS, parsed by rispy one record at a time, so that an invalid record does not affect the others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import rispy
from rispy.config import LIST_TYPE_TAGS, TAG_KEY_MAPPING

from almanac.editing.formats import notices, values
from almanac.editing.formats.record import Fields, ReadingProblem, ReadResult, Record
from almanac.exports.csl_json import OTHERS

_TYPES = {
    "JOUR": "article-journal", "JFULL": "article-journal", "EJOUR": "article-journal", "ABST": "article-journal",
    "MGZN": "article-magazine", "NEWS": "article-magazine", "BOOK": "book", "EBOOK": "book", "EDBOOK": "book",
    "CHAP": "chapter", "ECHAP": "chapter", "CONF": "chapter", "CPAPER": "chapter", "RPRT": "report", "GOVDOC": "report",
    "THES": "thesis", "ELEC": "webpage", "WEB": "webpage", "BLOG": "webpage",
}  # fmt: skip
_KNOWN = {
    "type_of_reference", "id", "authors", "first_authors", "secondary_authors", "title", "primary_title", "year",
    "date", "publication_year", "volume", "number", "start_page", "end_page", "custom7", "publisher", "doi",
}  # fmt: skip
_TAG = re.compile(r"([A-Z][A-Z0-9]) {1,3}-(?: |$)")
_SINGLE = {tag: name for tag, name in TAG_KEY_MAPPING.items() if tag not in LIST_TYPE_TAGS}
_CONTAINERS = ("secondary_title", "journal_name", "alternate_title3", "alternate_title2")


def read(text: str) -> ReadResult:
    """Return records, and failures with their lines."""
    records: list[Record] = []
    failures: list[ReadingProblem] = []
    for line, lines in _chunks(text.split("\n")):
        if not lines[0].startswith("TY  -"):
            failures.append(_stray(line, lines))
            continue
        try:
            found = rispy.loads("\n".join(lines) + "\n", delimiter_tags_mapping={})
        except Exception as error:  # noqa: BLE001  (whatever rispy raises for a broken record, the others are read)
            failures.append(ReadingProblem(line, f"this record is no RIS ({error})."))
            continue
        if not found:
            failures.append(ReadingProblem(line, 'this record has no end. Write "ER  - " below it.'))
        records += (_record(line, one, lines) for one in found)
    return records, failures


_BETWEEN = re.compile(
    r"\d+\.?|EF  ?-.*|(?:Provider|Database|Content|Source|Search name) ?:.*|Record #?\d+ of \d+\.?|%.*", re.IGNORECASE
)
"""Lines that databases write between records: a number, the end of the file, or the source."""


def _stray(line: int, lines: list[str]) -> ReadingProblem:
    if any(_TAG.match(one) for one in lines):
        return ReadingProblem(
            line, f'this record has no beginning. Write "TY  - JOUR" above it. It begins: {lines[0][:60]}'
        )
    return ReadingProblem(line, f"this belongs to no record: {lines[0][:60]}")


def _chunks(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield each record with its first line: from TY to ER, or to the next TY if ER is missing.

    Anything between records is a chunk of its own, unless databases are known to write it there.
    """
    begun, held = 0, list[str]()
    for number, line in enumerate(lines, 1):
        bare = _tagged(line)
        inside = bool(held) and held[0].startswith("TY  -")
        if bare.startswith("TY  -") or (not inside and not bare.strip()):
            if held:
                yield begun, held
            begun, held = number, [bare] if bare.strip() else []
        elif inside or not _BETWEEN.fullmatch(bare.strip()):
            begun = begun if held else number
            held.append(bare)
        if bare.startswith("ER  -") and held:
            held[-1] = "ER  - "
            yield begun, held
            held = []
    if held:
        yield begun, held


def _tagged(line: str) -> str:
    """Normalise a tagged line: some programs write one or three spaces before the hyphen, or indent all lines."""
    found = _TAG.match(line.strip())
    known = found and (found[1] in TAG_KEY_MAPPING or line.strip().startswith(f"{found[1]}  -"))
    return f"{found[1]}  - {line.strip()[found.end() :].strip()}" if found and known else line


def _record(line: int, one: dict[str, Any], lines: list[str]) -> Record:
    kind, lost = values.kind(one.get("type_of_reference", ""), _TYPES)
    title, marked = values.title(one.get("title") or one.get("primary_title"))
    notes = one.get("notes", [])
    container = next((name for name in _CONTAINERS if one.get(name)), "")
    fields: Fields = {
        "type": kind,
        "title": title,
        "authors": values.people([*one.get("authors", ()), *one.get("first_authors", ())]),
        "others": OTHERS in notes,
        **_date(one),
        "container": values.reference_text(one.get(container)),
        "volume": values.text(one.get("volume")),
        "issue": values.text(one.get("number")),
        "pages": values.pages(one.get("start_page"), one.get("end_page")),
        "article_number": values.text(one.get("custom7")),
        "editors": values.people(one.get("secondary_authors", ())),
        "publisher": values.reference_text(one.get("publisher")),
        "degree": degree(one.get("type_of_work")) if kind == "thesis" else "",
        "doi": values.doi(one.get("doi")),
        "notices": [found for note in notes if (found := notices.from_sentence(note))],
    }
    used = _address(fields, one) | {container} | ({"type_of_work"} if kind == "thesis" else set())
    lost += values.without_year(fields, one.get("year") or one.get("publication_year") or one.get("date"))
    lost += values.losses(_left(one, fields, used, lines))
    if marked and not fields["notices"]:
        lost.append("the title says that it was retracted or corrected: add the notice")
    return Record(line, values.text(one.get("id")), values.without_empty(fields), lost)


def _left(one: dict[str, Any], fields: Fields, used: set[str], lines: list[str]) -> Iterator[tuple[str, object]]:
    """Yield values of the record that are not in the fields, with the names of their tags in words."""
    for name, value in one.items():
        if name == "unknown_tag":
            yield from ((str(tag or "text"), said) for tag, every in value.items() for said in every)
        elif name == "notes":
            yield from (("note", note) for note in value if note != OTHERS and not notices.from_sentence(note))
        elif name == "urls":
            yield from (
                ("url", address) for address in value if not values.says_only_address(fields.get("url", ""), address)
            )
        elif name not in _KNOWN | used and values.reference_text(value) != fields["container"]:
            every = value if isinstance(value, list) else [value]
            yield from ((name.replace("_", " "), said) for said in every)
    seen = set()
    for tag, said in ((line[:2], line[6:]) for line in lines if _TAG.match(line)):
        if tag in seen and tag in _SINGLE:
            yield f"{tag} (again)", said
        seen.add(tag)


def _date(one: dict[str, Any]) -> Fields:
    dates = [values.date(one.get(name)) for name in ("date", "year", "publication_year")]
    return max(dates, key=len)


def _address(fields: Fields, one: dict[str, Any]) -> set[str]:
    """Fill in where to find the study, and return the names of the fields used for it."""
    values.fill_address(fields, one.get("urls", ()), values.date(one.get("access_date")))
    return {"access_date"} if fields.get("accessed") else set()


def degree(genre: object) -> str:
    """Return the degree in the description of a thesis: ``PhD`` for ``PhD thesis``, empty for ``Thesis``."""
    said = values.text(genre)
    bare = re.sub(r"\s*\b(?:thesis|dissertation)\b\s*", "", said, flags=re.IGNORECASE)
    return bare if bare.casefold() not in {"", "doctoral", "masters"} else ""
