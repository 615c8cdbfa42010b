"""One study as a CSL-JSON item (CSL 1.0.2), the basis of every citation format."""

from __future__ import annotations

from typing import Any

from almanac.citation.pagination import pages, with_hyphen
from almanac.content.kinds.abstract import Abstract, Author

CslItem = dict[str, Any]
# For these types, the container is the whole that the study is part of. For a report, book or thesis it is a series.
_PARTS = ("article-journal", "article-magazine", "chapter", "webpage")


def csl_item(study: Abstract) -> CslItem:
    """The study's bibliographic fields under their CSL names, leaving out those that are unknown."""
    place = pages(study)
    fields = {
        "id": study.key,
        "type": study.type,
        "title": study.title,
        "author": [csl_name(author) for author in study.authors],
        "editor": [csl_name(editor) for editor in study.editors],
        "issued": study.date_parts and {"date-parts": [study.date_parts]},
        "container-title" if study.type in _PARTS else "collection-title": study.container,
        "volume": study.volume and with_hyphen(study.volume),
        "issue": study.issue and with_hyphen(study.issue),
        "page": place.plain,
        "number": place.article,
        "publisher": study.publisher,
        "DOI": study.doi,
        "URL": study.url,
        "accessed": study.accessed_on
        and {"date-parts": [[study.accessed_on.year, study.accessed_on.month, study.accessed_on.day]]},
        "status": study.notice and study.notice.status,
        "genre": genre(study),
    }
    return {name: value for name, value in fields.items() if value}


def genre(study: Abstract) -> str | None:
    """What kind of thesis a study is, with its degree if known: ``PhD thesis``. None for any other type."""
    if study.type != "thesis":
        return None
    return f"{study.degree} thesis" if study.degree else "Thesis"


def csl_name(author: Author) -> dict[str, str]:
    """A name under its CSL names. No part is invented for an organisation or a person with a single name."""
    if author.body:
        return {"literal": author.body}
    parts = {"family": author.family, "given": author.given, "suffix": author.suffix}
    return {part: value for part, value in parts.items() if value}
