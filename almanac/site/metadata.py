"""Metadata in the head of a study's page, for reference managers and search engines.

There are two sets. Highwire Press tags, with one ``citation_author`` for each
person, follow Google Scholar's guidelines for webmasters and are read by
Zotero's Embedded Metadata translator. A schema.org ScholarlyArticle is given
as JSON-LD. COinS (an OpenURL 1.0 ContextObject in a span, Z39.88-2004) appears
in lists only, because on a page with tags it would hide them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from urllib.parse import urlencode

from markupsafe import Markup

from almanac.citation.pagination import pages, with_hyphen
from almanac.content import identifiers
from almanac.content.kinds.abstract import Abstract, Author
from almanac.content.memo import alone
from almanac.site.summary import NO_SUMMARY

# Zotero infers the item type from this tag; a report, thesis or chapter needs its own.
_CONTAINER_TAGS = {
    "article-journal": "citation_journal_title",
    "article-magazine": "citation_journal_title",
    "chapter": "citation_inbook_title",
}
_WHOLE = {"article-journal": "Periodical", "article-magazine": "Periodical", "chapter": "Book"}  # schema.org type
_PUBLISHER_TAGS = {"report": "citation_technical_report_institution", "thesis": "citation_dissertation_institution"}


def head(study: Abstract, page: str) -> Markup:
    """Meta tags and JSON-LD for a study's page, given the page's full address."""
    tags = (Markup('<meta name="{}" content="{}">').format(name, value) for name, value in _tags(study, page))
    data = json.dumps(_scholarly_article(study, page), ensure_ascii=False, sort_keys=True)
    safe = data.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return Markup("\n").join([*tags, Markup(f'<script type="application/ld+json">{safe}</script>')])  # noqa: S704  (made safe above)


def _tags(study: Abstract, page: str) -> Iterator[tuple[str, str]]:
    first, last = pages(study).ends
    yield "citation_title", study.title_with_notice
    yield from (("citation_author", _told(author)) for author in study.authors)
    yield from (("citation_editor", _told(editor)) for editor in study.editors)
    if study.year:
        yield "citation_publication_date", _date(study, "/")
    values = {
        _CONTAINER_TAGS.get(study.type, "citation_series_title"): study.container,
        _PUBLISHER_TAGS.get(study.type, "citation_publisher"): study.publisher,
        "citation_volume": study.volume and with_hyphen(study.volume),
        "citation_issue": study.issue and with_hyphen(study.issue),
        "citation_firstpage": first,
        "citation_lastpage": last,
        "citation_doi": study.doi,
        "citation_abstract": abstract(study),
        "citation_language": "en",
        "citation_public_url": _own_address(study) or page,
    }
    yield from ((name, value) for name, value in values.items() if value)


def _own_address(study: Abstract) -> str | None:
    """The study's own address, which Zotero saves as its URL. Our page is saved only if it has none."""
    return identifiers.doi(study.doi) if study.doi else study.url


def _date(study: Abstract, sign: str) -> str:
    """The publication date as precisely as it is known, joined by the given separator: ``1999/04``."""
    if not study.year:
        return ""
    year, *rest = study.date_parts
    return sign.join([str(year), *(f"{part:02d}" for part in rest)])


def abstract(study: Abstract) -> str:
    """Our summary as one paragraph, labelled as ours: the Almanac holds no publisher's abstract."""
    if not study.summary:
        return NO_SUMMARY
    made = " ".join([study.summary.asked, study.summary.did, *study.summary.found])
    return f"Plain summary by the Mental Health Social Work Almanac. {' '.join(made.split())}"


def _told(author: Author) -> str:
    """A name written so that Zotero reads it as one author.

    Zotero splits a name without a comma at its last space, so such a name ends in a comma. It may read "dos Santos,
    Manoel Antônio" as two authors, because there is a space on both sides of the comma. A non-breaking space prevents
    that, and Zotero turns it back into a space.
    """
    if author.body:
        return f"{author.body},"
    family, given = author.family or "", ", ".join(filter(None, (author.given, author.suffix)))
    if not given:
        return f"{family},"
    return f"{family.replace(' ', chr(0xA0)) if ' ' in given else family}, {given}"


def _scholarly_article(study: Abstract, page: str) -> dict[str, object]:
    fields = {
        "@context": "https://schema.org",
        "@type": "Thesis" if study.type == "thesis" else "Report" if study.type == "report" else "ScholarlyArticle",
        "headline": study.title_with_notice,
        "name": study.title_with_notice,
        "creativeWorkStatus": study.notice and study.notice.status.capitalize(),
        "author": [_creator(author) for author in study.authors],
        "datePublished": _date(study, "-") or None,
        "isPartOf": {"@type": _WHOLE.get(study.type, "CreativeWorkSeries"), "name": study.container}
        if study.container
        else None,
        "pagination": pages(study).pages_or_article or None,
        "sameAs": _own_address(study),
        "isAccessibleForFree": study.open_access,
        "subjectOf": {"@type": "WebPage", "@id": page, "abstract": abstract(study)},
    }
    return {name: value for name, value in fields.items() if value is not None}


def _creator(author: Author) -> dict[str, str]:
    """An author in schema.org terms, with the name in full so that nobody need know the order of its parts."""
    if author.body:
        return {"@type": "Organization", "name": author.body}
    name = " ".join(filter(None, (author.given, author.family)))
    parts = {"familyName": author.family, "givenName": author.given}
    return {"@type": "Person", "name": name} | {part: given for part, given in parts.items() if given}


# OpenURL terms for each type: its format and genre, and the fields for title, container and publisher.
_JOURNAL = ("journal", "article", "atitle", "jtitle", "pub")
_CONTEXTS = {
    "article-journal": _JOURNAL,
    "article-magazine": _JOURNAL,
    "chapter": ("book", "bookitem", "atitle", "btitle", "pub"),
    "report": ("book", "report", "btitle", "series", "pub"),
    "thesis": ("dissertation", None, "title", "series", "inst"),
    "book": ("book", "book", "btitle", "series", "pub"),
    "webpage": ("book", "document", "btitle", "series", "pub"),
}


@alone  # a study appears in many lists
def coins_title(study: Abstract) -> str:
    """The study as an OpenURL ContextObject, for the title of a span of class Z3988."""
    form, genre, title, container, publisher = _CONTEXTS[study.type]
    first, *others = study.authors
    place = pages(study)
    start, end = place.ends
    fields = (
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", f"info:ofi/fmt:kev:mtx:{form}"),
        ("rft.genre", genre),
        (f"rft.{title}", study.title_with_notice),
        (f"rft.{container}", study.container),
        (f"rft.{publisher}", study.publisher),
        ("rft.aulast", first.family),
        ("rft.aufirst", first.given),
        ("rft.aucorp", first.body),
        *(("rft.au", _told(other)) for other in others),
        ("rft.date", _date(study, "-")),
        ("rft.volume", study.volume and with_hyphen(study.volume)),
        ("rft.issue", study.issue and with_hyphen(study.issue)),
        ("rft.pages", place.pages_or_article),
        ("rft.spage", start if end else None),
        ("rft.epage", end),
        ("rft.artnum", place.article if form == "journal" else None),
        ("rft_id", f"info:doi/{study.doi}" if study.doi else study.url),
    )
    return urlencode([(name, value) for name, value in fields if value])
