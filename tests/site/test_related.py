"""Related entries: the first few on an entry's page, and all on a page of their own, made and claimed once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from posixpath import dirname, join, normpath

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from almanac.content.kinds import KINDS
from almanac.content.kinds.organisation import Organisation
from almanac.content.model import Library
from almanac.content.refs import kind_of
from almanac.publish import claims, making, sitecheck
from almanac.publish.cache import Cache
from almanac.publish.drawn import Drawn
from almanac.publish.groups import Group, Groups
from almanac.site import related, render, urls
from almanac.site.pages import page
from almanac.site.pour import frames
from tests.conftest import SITE
from tests.rendering import entry_page

LONG, SHORT = "term/wick", "role/a"


def columns(library: Library, ref: str) -> list[LexborNode]:
    return LexborHTMLParser(entry_page(library, ref)["body"]).css(".columns section")


def addresses(html: str) -> list[str]:
    return [link.attributes["href"] or "" for link in LexborHTMLParser(html).css("ul a")]


def group_of(library: Library, path: str) -> tuple[Groups, Group]:
    drawn = Drawn(frames({kind.name: "<title>@@title@@</title>@@body@@" for kind in KINDS}), {}, (), ())
    groups = Groups(library, drawn, SITE, {})
    return groups, next(group for group in groups.all() if urls.page_of_companion(path) in group.paths)


def test_a_long_column_shows_four_lines_and_leads_to_all(tiny: Library) -> None:
    column = next(one for one in columns(tiny, LONG) if one.css("h3")[0].text() == "Practice")
    assert len(column.css("li")) == 4
    assert not column.css("details")
    link = column.css("p a")[0]
    assert link.attributes["href"] == "../terms/wick.related.html#practice"
    assert link.text() == "All 6 entries: Practice"


def test_short_columns_are_whole_and_have_no_other_page(tiny: Library) -> None:
    assert related.page_of_all(tiny, SHORT) == ""
    assert columns(tiny, SHORT)
    assert not [one for one in columns(tiny, SHORT) if one.css("p")]


def test_of_many_terms_the_first_few_are_shown_and_the_rest_are_folded(tiny: Library) -> None:
    (term,) = page(tiny, "role/a", SITE).words
    macro = render.template("parts/links.html").module.glossary  # type: ignore[attr-defined]
    few, many = (LexborHTMLParser(macro([term] * number, str, most=3)) for number in (3, 5))
    assert (len(few.css("p a")), few.css("details")) == (3, [])
    assert [len(part.css("a")) for part in many.css("body > *")] == [3, 2]
    assert [part.text() for part in many.css("summary")] == ["2 more glossary terms"]


def test_terms_alone_have_no_heading(tiny: Library) -> None:
    shown = page(tiny, "role/a", SITE)
    assert shown.words
    body = render.page_values(tiny, replace(shown, columns=()), SITE)["body"]
    assert LexborHTMLParser(body).css(".words-used")
    assert not LexborHTMLParser(body).css("#goes-with")


@pytest.mark.parametrize(
    "ref", ["instrument/lamp-check", "local-help/harbour-office", "role/a", "organisation/lamp-guild"]
)
def test_what_the_page_leads_to_in_its_own_place_is_not_related_again(ref: str, tiny: Library) -> None:
    article = LexborHTMLParser(entry_page(tiny, ref)["body"]).css("article")[0]
    again = {link.attributes["href"] for link in article.css(".columns a")}
    for elsewhere in article.css(".columns, .words-used, .provenance, .edit"):
        elsewhere.decompose()
    assert not again & {link.attributes["href"] for link in article.css("a")}


def test_the_page_of_all_has_every_line_under_its_heading_and_leads_back(tiny: Library) -> None:
    shown = page(tiny, LONG, SITE)
    body = render.related_values(shown, SITE)["body"]
    assert addresses(body) == [f"../{item.path}" for group in shown.columns for item in group.items]
    tree = LexborHTMLParser(body)
    assert [node.text() for node in tree.css("h2")] == [f"{one.heading} {len(one.items)}" for one in shown.columns]
    assert tree.css(".lead a")[0].attributes["href"] == "../terms/wick.html"
    anchors = {f"#{group.anchor}" for group in shown.columns if group.rest}
    ids = sitecheck.read(shown.related, body).ids
    assert anchors <= {f"#{name}" for name in ids}
    assert max(ids.values()) == 1


def test_it_is_made_with_the_entry_and_found_by_no_search(tiny: Library) -> None:
    path = urls.related(LONG)
    groups, group = group_of(tiny, path)
    record = making.record_of(group, groups, Cache(None, making.Record), urls.places(tiny))
    assert path in dict(groups.finished(record.made))
    assert path in record.read
    assert list(record.found) == [urls.page_path(LONG)]
    assert (LONG, ("key",), path) in claims.of_entries(tiny)


def test_its_key_covers_what_it_tells_of_others(tiny: Library) -> None:
    """The last link of a long column is only on this page, so a change to it must not be missed."""
    last = next(group for group in related.columns(tiny, LONG) if group.rest).rest[-1]
    other = urls.places(tiny)[last.path]
    entries = {**tiny.entries, other: tiny.entries[other].model_copy(update={"title": "Another name"})}
    changed = Library(entries, tiny.places, tiny.links, tiny.version, tiny.today)
    keys = [group_of(library, urls.related(LONG))[1].key() for library in (tiny, changed)]
    assert keys[0] != keys[1]
    assert "Another name" in render.related_values(page(changed, LONG, SITE), SITE)["body"]


@pytest.mark.parametrize("ref", [LONG, "source/harbour-book"])
def test_every_link_to_it_finds_its_place(ref: str, tiny: Library) -> None:
    shown = page(tiny, ref, SITE)
    ids = sitecheck.read(shown.related, render.related_values(shown, SITE)["body"]).ids
    led = [link.attributes["href"] or "" for one in columns(tiny, ref) for link in one.css("p a")]
    assert led
    assert {address.partition("#")[2] for address in led} <= set(ids)
    assert {address.partition("#")[0] for address in led} == {f"../{shown.related}"}


def linked_from(built: Path, *paths: str) -> set[str]:
    """The pages that a built site links to, as paths from its root."""
    return {
        normpath(join(dirname(path), (link.attributes["href"] or "").partition("#")[0].partition("?")[0] or path))
        for path in paths
        if (built / path).exists()
        for link in LexborHTMLParser((built / path).read_text("utf-8")).css("article a")
    }


def test_whatever_is_related_to_an_entry_is_linked_from_its_page(content: Library, built: Path) -> None:
    missing = []
    for ref in content.entries:
        if urls.shared_page(content, ref):
            continue
        linked = linked_from(built, urls.page_path(ref), urls.related(ref))
        for other in content.links.related(ref):
            entry = content.get(other)
            unconfirmed = kind_of(ref) == "need" and isinstance(entry, Organisation) and not entry.contactable
            if urls.place(content, other).partition("#")[0] not in linked and not unconfirmed:
                missing.append((ref, other))
    assert missing == []
