"""RIS (Research Information Systems, 2001 and 2011 tags), written by rispy for EndNote, Zotero and Mendeley."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import rispy

from almanac.citation.csl import genre
from almanac.citation.pagination import pages, with_hyphen
from almanac.content.kinds.abstract import Abstract, Author
from almanac.exports.csl_json import OTHERS
from almanac.site.words import notice_line

_TYPES = {
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "book": "BOOK",
    "chapter": "CHAP",
    "report": "RPRT",
    "thesis": "THES",
    "webpage": "ELEC",
}


class _Writer(rispy.RisWriter):  # type: ignore[misc]  # rispy's base is untyped
    """rispy's writer without the counter that it prints before each record, which is not part of RIS."""

    def set_header(self, count: int) -> str:  # noqa: ARG002  (as rispy has it)
        return ""


def ris(studies: Iterable[Abstract]) -> str:
    """The studies as RIS records, with the line endings that the format requires (CR LF)."""
    text = str(rispy.dumps([_record(study) for study in studies], implementation=_Writer))
    records = text.strip("\n").replace("\n\n", "\n").splitlines()
    return "".join(f"{line}\r\n" for line in records if line)


def _record(study: Abstract) -> dict[str, Any]:
    place = pages(study)
    first, last = place.ends
    fields = {
        "type_of_reference": _TYPES[study.type],
        "id": study.key,
        "authors": [_name(author) for author in study.authors],
        "secondary_authors": [_name(editor) for editor in study.editors],
        "title": _line(study.title_with_notice),
        "year": study.year and str(study.year),
        "date": _date(study),
        "secondary_title": study.container,
        "volume": study.volume and with_hyphen(study.volume),
        "number": study.issue and with_hyphen(study.issue),
        "start_page": first,
        "end_page": last,
        "custom7": place.article,
        "publisher": study.publisher,
        "type_of_work": genre(study),
        "doi": study.doi,
        "urls": [study.url] if study.url else None,
        "access_date": study.accessed_on and f"{study.accessed_on:%Y/%m/%d}/",
        "notes": [*([OTHERS] if study.others else []), *map(notice_line, study.notices)],
    }
    return {name: value for name, value in fields.items() if value}


def _date(study: Abstract) -> str | None:
    """The date with a slash after the year, month and day, whether or not the day is known: ``1999/04//``."""
    if not study.month:
        return None
    return f"{study.year}/{study.month:02d}/{f'{study.day:02d}' if study.day else ''}/"


def _line(text: str) -> str:
    return " ".join(text.split())


def _name(author: Author) -> str:
    """A person as "Family, Given, Suffix". An organisation's name ends in a comma, so that no program splits it."""
    if author.body:
        return f"{_line(author.body)},"
    return ", ".join(filter(None, (author.family, author.given, author.suffix)))
