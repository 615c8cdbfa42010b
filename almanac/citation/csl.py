"""One study as a CSL-JSON item (CSL 1.0.2): what every citation format is written from."""

from __future__ import annotations

from typing import Any

from almanac.content.kinds.abstract import Abstract, Author

CslItem = dict[str, Any]


def csl_item(study: Abstract) -> CslItem:
    """The study's bibliographic fields under their CSL names, each only if known."""
    issued = [study.year, study.month] if study.month else [study.year]
    fields = {
        "id": study.key,
        "type": study.type,
        "title": study.title,
        "author": [_name(author) for author in study.authors],
        "issued": {"date-parts": [issued]},
        "container-title": study.container,
        "volume": study.volume,
        "issue": study.issue,
        "page": study.pages,
        "publisher": study.publisher,
        "DOI": study.doi,
        "URL": study.url,
        "genre": "Thesis" if study.type == "thesis" else None,
    }
    return {name: value for name, value in fields.items() if value}


def _name(author: Author) -> dict[str, str]:
    if author.body:
        return {"literal": author.body}
    return {"family": author.family or "", "given": author.given or ""}
