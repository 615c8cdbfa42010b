"""RIS (Research Information Systems, 2001 and 2011 tags), written by rispy; read by EndNote, Zotero, Mendeley."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import rispy

from almanac.content.kinds.abstract import Abstract, Author
from almanac.exports.csl_json import OTHERS

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
    """rispy's writer without the counter that it prints before each record, which RIS does not know."""

    def set_header(self, count: int) -> str:  # noqa: ARG002  (as rispy has it)
        return ""


def ris(studies: Iterable[Abstract]) -> str:
    """The studies as RIS records, lines ending as the format asks (CR LF)."""
    text = str(rispy.dumps([_record(study) for study in studies], implementation=_Writer))
    records = text.strip("\n").replace("\n\n", "\n").splitlines()
    return "".join(f"{line}\r\n" for line in records if line)


def _record(study: Abstract) -> dict[str, Any]:
    first, _, last = (study.pages or "").partition("-")
    fields = {
        "type_of_reference": _TYPES[study.type],
        "id": study.key,
        "authors": [_name(author) for author in study.authors],
        "title": _line(study.title),
        "year": str(study.year),
        "date": f"{study.year}/{study.month:02d}//" if study.month else None,
        "secondary_title": study.container,
        "volume": study.volume,
        "number": study.issue,
        "start_page": first,
        "end_page": last,
        "publisher": study.publisher,
        "doi": study.doi,
        "urls": [study.url] if study.url else None,
        "notes": [OTHERS] if study.others else None,
    }
    return {name: value for name, value in fields.items() if value}


def _line(text: str) -> str:
    return " ".join(text.split())


def _name(author: Author) -> str:
    """A person as "Family, Given"; a body with a comma at its end, so that no program splits its name."""
    return f"{_line(author.body)}," if author.body else ", ".join(filter(None, (author.family, author.given)))
