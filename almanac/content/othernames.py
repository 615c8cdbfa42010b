"""Other names that people and programs use for our fields and values."""

from __future__ import annotations

FIELDS: dict[str, tuple[str, ...]] = {
    "journal": ("container",), "booktitle": ("container",), "journaltitle": ("container",), "magazine": ("container",),
    "number": ("issue",), "no": ("issue",), "vol": ("volume",), "page": ("pages",), "author": ("authors", "body"),
    "editor": ("editors",), "abstract": ("summary",), "description": ("summary", "definition", "use"),
    **dict.fromkeys(("keywords", "tags", "keyword", "subject"), ("topics",)),
    **dict.fromkeys(("link", "homepage", "website", "web", "url"), ("url", "website", "web", "address")),
    "date": ("year", "checked"), "published": ("year", "date"), "n": ("sample_size",),
    "participants": ("sample",), "country": ("nations",), "nation": ("nations",), "countries": ("nations",),
    "phone": ("phones", "number"), "telephone": ("phones", "number"), "tel": ("phones", "number"), "email": ("emails",),
    "type": ("sort",), "kind": ("type", "sort"), "acronym": ("abbreviation",), "abbr": ("abbreviation",),
    "synonyms": ("also",), "aliases": ("also", "former_names"), "alias": ("also", "former_names"),
    "updated": ("checked",), "accessed": ("checked",), "reviewed": ("checked",), "verified_on": ("checked",),
    "source": ("sources",), "reference": ("sources",), "references": ("sources",), "related": ("see",),
    "title": ("name",), "name": ("title",), "label": ("title", "name"), "id": ("key",), "slug": ("key",),
    "charity_number": ("charity_numbers",), "charity": ("charity_numbers",), "note": ("caution", "cautions"),
    "notes": ("caution", "cautions"), "results": ("summary",), "findings": ("summary",), "methods": ("method",),
}  # fmt: skip

VALUES: dict[str, tuple[str, ...]] = {
    "rct": ("randomised trial",), "randomized trial": ("randomised trial",), "trial": ("randomised trial",),
    "randomised controlled trial": ("randomised trial",), "questionnaire": ("survey",), "interview": ("interviews",),
    "journal article": ("article-journal",), "article": ("article-journal",), "journal": ("article-journal",),
    "website": ("webpage",), "cymru": ("Wales",), "united kingdom": ("UK",),
    "usa": ("United States",), "us": ("United States",), "ni": ("Northern Ireland",),
    **dict.fromkeys(("republic of ireland", "eire", "éire", "roi"), ("Ireland",)), "service users":
    ("people who use services",), "open": ("active",), "ended": ("closed",),
}  # fmt: skip

SEVERAL: dict[str, tuple[str, ...]] = dict.fromkeys(
    ("great britain", "britain", "gb"),
    ("England", "Wales", "Scotland"),  # Northern Ireland is of the UK, but not of Great Britain
)
"""Names of several of our values together."""

ENDED = ("repealed", "revoked", "abolished", "superseded", "replaced", "quashed", "no longer in force")
"""What people call law that no longer holds."""
