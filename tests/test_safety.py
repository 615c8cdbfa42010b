"""Whatever stands in a field, it does not run, break the page or slip in: one test for each type of field."""

from __future__ import annotations

import dataclasses
import html
from typing import Any

import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError
from selectolax.lexbor import LexborHTMLParser

from almanac import pour, urls
from almanac.kinds import KINDS, Entry, fields
from almanac.library import Library
from tests.conftest import SITE

PAYLOADS = {
    "script": "<script>alert(1)</script>",
    "image": '"><img src=x onerror=alert(1)>',
    "template": "{{ 7*7 }}{% raw %}",
    "slot": "@@body@@ @@title@@",
    "address": "javascript:alert(1)",
    "direction": "abc\u202edef",
    "isolate": "abc\u2066def",
    "zero width": "ab\u200bc",
    "null": "ab\u0000c",
    "long word": "x" * 10_000,
}
REFUSED_BY_TEXT = {"direction", "isolate", "zero width", "null", "long word"}
STRICT: dict[str, Any] = {
    "Key": fields.Key, "AnyRef": fields.AnyRef, "RoleRef": fields.RoleRef, "Day": fields.Day, "When": fields.When,
    "Year": fields.Year, "Count": fields.Count, "Yes": fields.Yes, "WebAddress": fields.WebAddress, "Doi": fields.Doi,
    "Phone": fields.Phone, "Textphone": fields.Textphone, "Email": fields.Email, "Nation": fields.Nation,
}  # fmt: skip


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("name", STRICT)
def test_a_field_with_a_form_takes_no_payload(name: str, payload: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(STRICT[name]).validate_python(PAYLOADS[payload])


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("name", ["Line", "Text"])
def test_free_text_refuses_what_cannot_be_shown(name: str, payload: str) -> None:
    adapter = TypeAdapter[str](getattr(fields, name))
    if payload in REFUSED_BY_TEXT:
        with pytest.raises(ValidationError):
            adapter.validate_python(PAYLOADS[payload])
    else:
        assert adapter.validate_python(PAYLOADS[payload]) == PAYLOADS[payload]


# Fields that hold no free text: keys, references, dates, numbers, addresses and fixed words.
FIXED = {
    "key", "sources", "checked", "checked_how", "checked_by", "nations", "roles", "topics", "see", "was", "law",
    "successors", "term", "event", "shown_on", "broader", "since", "date", "seen", "address", "web", "url", "doi",
    "number", "letter", "field", "register_of", "serves", "state", "verified", "confidence", "shelf", "set", "type",
    "method", "theme", "force", "evidence", "help", "part_of", "textphone", "evidence_from", "rank", "chart",
    "doubtful", "sensitive", "year", "everyday", "value", "sort", "offers", "emails", "people",
}  # fmt: skip


def spoiled(value: Any, payload: str) -> Any:
    """The value with a payload in every free text inside it."""
    if isinstance(value, str):
        return f"{value} {payload}"
    if isinstance(value, tuple):
        return tuple(spoiled(item, payload) for item in value)
    if isinstance(value, BaseModel):
        free = {name: getattr(value, name) for name in type(value).model_fields if name not in FIXED}
        return value.model_copy(update={name: spoiled(held, payload) for name, held in free.items()})
    return value


@pytest.mark.parametrize("payload", sorted(set(PAYLOADS) - REFUSED_BY_TEXT))
@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
def test_what_free_text_says_is_shown_and_never_runs(kind: str, payload: str, tiny: Library) -> None:
    ref, entry = tiny.of(kind)[0]
    bad: Entry = spoiled(entry, PAYLOADS[payload])
    library = dataclasses.replace(tiny, entries={**tiny.entries, ref: bad})
    frame = (
        '<html lang="en-GB"><head><title>@@title@@</title><meta name="description" content="@@description@@">'
        '<link rel="canonical" href="@@canonical@@"></head><body>@@body@@</body></html>'
    )
    page = dict(pour.pour(library, pour.frames({kind.name: frame for kind in KINDS}), SITE, {}))[urls.page_path(ref)]
    tree = LexborHTMLParser(page)
    assert html.escape(PAYLOADS[payload], quote=True).replace("&quot;", "&#34;") in page
    assert tree.css("script, img") == []
    assert all("onerror" not in node.attributes for node in tree.css("*"))
    assert not any((node.attributes["href"] or "").startswith("javascript") for node in tree.css("[href]"))
    assert ">49<" not in page
