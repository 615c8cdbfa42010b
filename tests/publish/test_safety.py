"""Whatever a field contains, it does not run, break the page or get through unescaped. One test per type of field."""

from __future__ import annotations

import dataclasses
import html
from collections.abc import Iterator
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError
from selectolax.lexbor import LexborHTMLParser

from almanac.citation.references import references
from almanac.content.kinds import KINDS, Entry, fields
from almanac.content.model import Library
from almanac.publish import entries
from almanac.site import pour
from almanac.site.research import RelatedStudies, studies
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
FORMATTED: dict[str, Any] = {}  # references, so that each is formatted once
MARKUP = {"script", "image", "template"}  # refused by the check, and harmless if it gets through anyway
REFUSED_BY_TEXT = {"direction", "isolate", "zero width", "null", "long word", *MARKUP}
FREE: dict[str, Any] = {"Line": fields.Line, "Text": fields.Text}
STRICT: dict[str, Any] = {
    name: hint for name, hint in vars(fields).items() if get_origin(hint) in (Annotated, Literal) and name not in FREE
}


def parts(hint: Any) -> Iterator[Any]:
    """Yield the types of which a field's type consists, including those of nested models' fields."""
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        for inner in of(hint).values():
            yield from parts(inner)
    elif get_args(hint) and get_origin(hint) not in (Annotated, Literal):
        for inner in get_args(hint):
            yield from parts(inner)
    else:
        yield hint


def of(model: type[BaseModel]) -> dict[str, Any]:
    """Return the types of a model's fields, by name."""
    hints = get_type_hints(model, include_extras=True)
    return {name: hints[name] for name in model.model_fields}


def test_every_field_is_of_a_type_that_is_tested_here() -> None:
    found = [hint for kind in KINDS for hint in parts(kind.model)]
    assert len(found) > 200
    tested = [*FREE.values(), *STRICT.values(), type(None), ...]
    assert [hint for hint in found if hint not in tested and get_origin(hint) is not Literal] == []


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("name", STRICT)
def test_a_field_with_a_form_takes_no_payload(name: str, payload: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(STRICT[name]).validate_python(PAYLOADS[payload])


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("name", FREE)
def test_free_text_refuses_what_cannot_be_shown(name: str, payload: str) -> None:
    adapter = TypeAdapter[str](FREE[name])
    if payload in REFUSED_BY_TEXT:
        with pytest.raises(ValidationError):
            adapter.validate_python(PAYLOADS[payload])
    else:
        assert adapter.validate_python(PAYLOADS[payload]) == PAYLOADS[payload]


def spoiled(value: Any, payload: str) -> Any:
    """Return the value with a payload in every free text within it."""
    if isinstance(value, str):
        return f"{value} {payload}"
    if isinstance(value, tuple):
        return tuple(spoiled(item, payload) for item in value)
    if isinstance(value, BaseModel):
        free = [name for name, hint in of(type(value)).items() if any(part in FREE.values() for part in parts(hint))]
        return value.model_copy(update={name: spoiled(getattr(value, name), payload) for name in free})
    return value


@pytest.mark.parametrize("payload", sorted(set(PAYLOADS) - REFUSED_BY_TEXT | MARKUP))
@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
def test_what_free_text_says_is_shown_and_never_runs(kind: str, payload: str, tiny: Library) -> None:
    ref, entry = tiny.of(kind)[0]
    bad: Entry = spoiled(entry, PAYLOADS[payload])
    library = dataclasses.replace(tiny, entries={**tiny.entries, ref: bad})
    frame = (
        '<html lang="en-GB"><head><title>@@title@@</title><meta name="description" content="@@description@@">'
        '<link rel="canonical" href="@@canonical@@"></head><body>@@body@@</body></html>'
    )
    shown = entries.prepared(library, ref, SITE, references(studies(library), FORMATTED), RelatedStudies(library))
    page = pour.Frame.parse(frame).fill(entries.values(library, shown, SITE))
    tree = LexborHTMLParser(page)
    assert html.escape(PAYLOADS[payload], quote=True).replace("&quot;", "&#34;") in page
    assert tree.css("script, img") == []
    assert all("onerror" not in node.attributes for node in tree.css("*"))
    assert not any((node.attributes["href"] or "").startswith("javascript") for node in tree.css("[href]"))
    assert ">49<" not in page
