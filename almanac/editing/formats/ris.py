"""RIS, read by rispy a record at a time, so that one that cannot be read spoils no other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import rispy

from almanac.editing.formats import values
from almanac.editing.formats.record import Failure, Fields, Read, Record
from almanac.exports.csl_json import OTHERS

_TYPES = {
    "JOUR": "article-journal", "JFULL": "article-journal", "EJOUR": "article-journal", "ABST": "article-journal",
    "MGZN": "article-magazine", "NEWS": "article-magazine", "BOOK": "book", "EBOOK": "book", "EDBOOK": "book",
    "CHAP": "chapter", "ECHAP": "chapter", "CONF": "chapter", "CPAPER": "chapter", "RPRT": "report", "GOVDOC": "report",
    "THES": "thesis", "ELEC": "webpage", "WEB": "webpage", "BLOG": "webpage",
}  # fmt: skip
_KNOWN = {
    "type_of_reference", "id", "authors", "first_authors", "secondary_authors", "title", "primary_title", "year",
    "date", "publication_year", "secondary_title", "journal_name", "alternate_title2", "alternate_title3", "volume",
    "number", "start_page", "end_page", "custom7", "publisher", "type_of_work", "doi", "urls", "notes", "access_date",
}  # fmt: skip
_TAG = re.compile(r"^[A-Z][A-Z0-9]  -")


def read(text: str) -> Read:
    """Records, and failures with their lines."""
    records: list[Record] = []
    failures: list[Failure] = []
    for line, lines in _chunks(text.splitlines()):
        try:
            found = rispy.loads("\n".join(lines) + "\n")
        except Exception as error:  # noqa: BLE001  (whatever rispy makes of a broken record, the others are read)
            failures.append(Failure(line, f"this record is no RIS ({error})."))
            continue
        if not found:
            failures.append(Failure(line, 'this record has no end. Write "ER  - " below it.'))
        records += (_record(line, one) for one in found)
    return records, failures


_BETWEEN = re.compile(r"\d+\.?|EF  ?-.*|(?:Provider|Database|Content) ?:.*")
"""What databases write between records: a number, the end of the file, where it is from."""


def _chunks(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Each record with its first line: from TY to ER, or to the next TY where the end is missing."""
    begun, held = 0, list[str]()
    for number, line in enumerate(lines, 1):
        bare = line.lstrip("\ufeff \t")
        if bare.startswith("TY  -"):
            if begun:
                yield begun, held
            begun, held = number, [bare]
        elif begun:
            held.append(bare if _TAG.match(bare) else line)
            if re.match(r"ER  ?-", bare):
                held[-1] = "ER  - "
                yield begun, held
                begun, held = 0, []
        elif bare and not _BETWEEN.fullmatch(bare):
            yield number, [bare]
    if begun:
        yield begun, held


def _record(line: int, one: dict[str, Any]) -> Record:
    kind = _TYPES.get(one.get("type_of_reference", ""), "report")
    title, marked = values.title(one.get("title") or one.get("primary_title"))
    authors = [*one.get("authors", ()), *one.get("first_authors", ())]
    notes = one.get("notes", [])
    names = ("secondary_title", "journal_name", "alternate_title3", "alternate_title2")
    fields: Fields = {
        "type": kind,
        "title": title,
        "authors": values.people(authors),
        "others": OTHERS in notes,
        **_date(one),
        "container": values.printed(next((one[name] for name in names if one.get(name)), "")),
        "volume": values.text(one.get("volume")),
        "issue": values.text(one.get("number")),
        "pages": values.pages(one.get("start_page"), one.get("end_page")),
        "article_number": values.text(one.get("custom7")),
        "editors": values.people(one.get("secondary_authors", ())),
        "publisher": values.printed(one.get("publisher")),
        "degree": degree(one.get("type_of_work")) if kind == "thesis" else "",
        "doi": values.doi(one.get("doi")),
        "notices": [found for note in notes if (found := values.notice(note))],
    }
    _address(fields, one)
    lost = [f"{name}: {values.text(one[name])[:60]}" for name in one if name not in _KNOWN and one[name]]
    lost += [f"note: {note[:60]}" for note in notes if note != OTHERS and not values.notice(note)]
    if marked and not fields["notices"]:
        lost.append("the title says that it was retracted or corrected: add the notice")
    return Record(line, values.text(one.get("id")), values.filled(fields), lost)


def _date(one: dict[str, Any]) -> Fields:
    dates = [values.date(one.get(name)) for name in ("date", "year", "publication_year")]
    return max(dates, key=len)


def _address(fields: Fields, one: dict[str, Any]) -> None:
    """The first address that is not the DOI's own; a DOI that stands only in an address is taken from it."""
    for address in one.get("urls", ()):
        if not fields["doi"] and "doi.org/" in address:
            fields["doi"] = values.doi(address)
        elif "doi.org/" not in address and address.startswith(("https://", "http://")):
            fields.setdefault("url", values.text(address))
    opened = values.date(one.get("access_date"))
    if {"year", "month", "day"} <= opened.keys() and "url" in fields and not fields["doi"]:
        fields["accessed"] = "{year}-{month:02d}-{day:02d}".format_map(opened)


def degree(genre: object) -> str:
    """The degree in what a thesis calls itself: ``PhD`` of ``PhD thesis``; nothing of ``Thesis``."""
    said = values.text(genre)
    bare = re.sub(r"\s*\b(?:thesis|dissertation)\b\s*", "", said, flags=re.IGNORECASE)
    return bare if bare.casefold() not in {"", "doctoral", "masters"} else ""
