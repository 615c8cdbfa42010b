"""Other names that people and programs use for our fields and values."""

from __future__ import annotations

FIELDS: dict[str, tuple[str, ...]] = {
    "journal": ("container",), "booktitle": ("container",), "journaltitle": ("container",), "magazine": ("container",),
    "number": ("issue",), "no": ("issue",), "vol": ("volume",), "page": ("pages",), "author": ("authors",),
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
    "summary": ("definition", "statement", "use"), "definition": ("summary", "statement"), "says": ("text",),
    "statement": ("summary", "definition"), "purpose": ("use",), "use": ("purpose",), "section": ("provision",),
    "status": ("force",), "category": ("theme", "sort"), "aka": ("also", "former_names"),
}  # fmt: skip

VALUES: dict[str, tuple[str, ...]] = {
    "rct": ("randomised trial",), "randomized trial": ("randomised trial",), "trial": ("randomised trial",),
    "randomised controlled trial": ("randomised trial",), "questionnaire": ("survey",), "interview": ("interviews",),
    "journal article": ("article-journal",), "article": ("article-journal",), "journal": ("article-journal",),
    **dict.fromkeys(("website", "online", "internet"), ("webpage", "live site")), "webpage": ("live site",),
    **dict.fromkeys(("wayback machine", "web archive", "internet archive", "archive", "archived"), ("archived page",)),
    **dict.fromkeys(("pdf", "document", "the document"), ("source document",)),
    **dict.fromkeys(("phone", "phone call", "by phone", "call"), ("telephone", "helpline")),
    **dict.fromkeys(("phone line", "phoneline", "telephone line", "telephone helpline"), ("helpline",)),
    **dict.fromkeys(("pending", "forthcoming", "not in force", "not commenced", "awaiting"), ("not yet in force",)),
    **dict.fromkeys(("local authority", "local council"), ("council or local service",)),
    **dict.fromkeys(("nhs trust", "foundation trust", "health board", "nhs"), ("NHS body",)),
    **dict.fromkeys(("government department", "public body", "quango"), ("government or public body",)),
    "oscr": ("Scotland",), "ccni": ("Northern Ireland",), "charity commission": ("England and Wales",),
    "cymru": ("Wales",), "united kingdom": ("UK",),
    "usa": ("United States",), "us": ("United States",), "ni": ("Northern Ireland",),
    **dict.fromkeys(("republic of ireland", "eire", "éire", "roi"), ("Ireland",)), "service users":
    ("people who use services",),
    **dict.fromkeys(("open", "operating", "running", "current", "live"), ("active", "in force")),
    **dict.fromkeys(("in effect", "effective", "commenced"), ("in force",)), "english": ("England",),
    "welsh": ("Wales",), "scottish": ("Scotland",), "northern irish": ("Northern Ireland",), "british": ("UK",),
    **dict.fromkeys(("ended", "dissolved", "defunct", "wound up", "inactive", "shut"), ("closed",)),
}  # fmt: skip

SEVERAL: dict[str, tuple[str, ...]] = dict.fromkeys(
    ("great britain", "britain", "gb"),
    ("England", "Wales", "Scotland"),  # Northern Ireland is of the UK, but not of Great Britain
)
"""Names of several of our values together."""

ENDED = ("repealed", "revoked", "abolished", "superseded", "replaced", "quashed", "no longer in force")
"""What people call law that no longer holds."""
