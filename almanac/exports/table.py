"""Tables for spreadsheets (CSV, RFC 4180) of all studies and all organisations, and all studies as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from almanac.citation.pagination import pages, with_hyphen
from almanac.content.kinds.abstract import Abstract, Author, Summary
from almanac.content.kinds.organisation import Organisation
from almanac.content.model import Library
from almanac.exports.jsontext import json_text
from almanac.exports.spreadsheet import MARK, csv_text
from almanac.site import urls, words

COLUMNS = (
    "key", "type", "title", "authors", "year", "month", "day", "container", "volume", "issue", "pages",
    "article_number", "editors", "degree", "publisher", "doi", "url", "accessed", "status", "notices",
    "nations", "setting", "population", "people",
    "method", "sample", "sample_size", "topics", "roles", "open_access", "asked", "did", "found", "limits", "means",
    "applies", "verified", "uncertain", "cautions", "checked", "checked_how",
)  # fmt: skip
ORGANISATION_COLUMNS = (
    "key", "name", "abbreviation", "former_names", "sort", "body", "state", "since", "successors", "note", "confidence",
    "website", "former_website", "phones", "emails", "charity_numbers", "serves", "offers", "nations", "topics",
    "summary", "caution", "unknown", "checked", "checked_how", "page", "today", "contactable", "seen", "set_up_by",
    "texts", "access", "needs", "who",
)  # fmt: skip


def studies_csv(studies: Iterable[Abstract]) -> str:
    """One row for each study."""
    return _csv(COLUMNS, (_study(study) for study in studies))


def organisations_csv(library: Library, site: str) -> str:
    """One row for each organisation, with its current state. ``site`` is the site's full address, or empty."""
    rows = (_organisation(body, urls.page(site, library, ref)) for ref, body in library.all_of(Organisation))
    return _csv(ORGANISATION_COLUMNS, rows)


def _csv(columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> str:
    """A table in UTF-8 with a byte order mark."""
    return MARK + csv_text(columns, ([row[column] for column in columns] for row in rows))


def _study(study: Abstract) -> dict[str, object]:
    names = tuple(map(_name, study.authors))
    place = pages(study)
    return {
        **study.model_dump(),
        **dict.fromkeys(Summary.model_fields),
        **(study.summary.model_dump() if study.summary else {}),
        "authors": (*names, "and others") if study.others else names,
        "editors": tuple(map(_name, study.editors)),
        "volume": study.volume and with_hyphen(study.volume),
        "issue": study.issue and with_hyphen(study.issue),
        "pages": place.plain or None,
        "article_number": place.article or None,
        "accessed": study.accessed_on,
        "status": study.notice and study.notice.status,
        "notices": tuple(map(words.notice_line, study.notices)),
        "uncertain": tuple(f"{doubt.field}: {doubt.note}" for doubt in study.uncertain),
    }


def _name(author: Author) -> str:
    return ", ".join(filter(None, (author.body, author.family, author.given, author.suffix)))


def _organisation(body: Organisation, page: str) -> dict[str, object]:
    site = body.website
    return {
        **body.model_dump(),
        **body.status.model_dump(),
        "website": site.address if site and not site.historic else None,
        "former_website": site.address if site and site.historic else None,
        "phones": tuple(f"{phone.number}: {words.call(phone)}" for phone in body.phones),
        "charity_numbers": tuple(f"{charity.number} ({charity.register_of})" for charity in body.charity_numbers),
        "page": page,
        "today": words.doubt(body.status) or "confirmed",
        "contactable": body.contactable,
        "texts": tuple(map(words.text_line, body.texts)),
        "access": tuple(map(words.access, body.access)),
    }


def studies_json(studies: Iterable[Abstract], version: str) -> str:
    """All studies with every field, and the version of the content."""
    made = {"version": version, "abstracts": [study.model_dump(mode="json", exclude_none=True) for study in studies]}
    return json_text(made)
