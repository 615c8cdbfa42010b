"""Points of one sentence share a page. Their old pages redirect to it, and all links to them lead there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from almanac.content.kinds import BY_NAME, KINDS
from almanac.content.kinds.standard import Standard
from almanac.content.links import link_entries
from almanac.content.model import Library
from almanac.exports.entries_json import entries_json
from almanac.exports.sitemap import sitemap
from almanac.publish import entries, making, sitecheck
from almanac.publish.cache import Cache
from almanac.publish.context import Context
from almanac.publish.drawn import Drawn
from almanac.publish.groups import Groups
from almanac.publish.macros import gathered
from almanac.search import indexing
from almanac.search.suggestions import suggestions
from almanac.site import urls
from almanac.site.entrylinks import entry_link
from almanac.site.pour import frames
from tests.conftest import PROJECT, SITE

SHARED, ALONE = "standard/practice-1", "standard/keepers-register"
PAGE = "standards/employers-2010.html"
PLACE = f"{PAGE}#practice-1"


@pytest.fixture
def world(tiny: Library) -> Library:
    """The invented world with a point that formerly had another key."""
    point = tiny.entries[SHARED].model_copy(update={"was": ("old-lamp",)})
    return Library({**tiny.entries, SHARED: point}, tiny.places, tiny.links, tiny.version, tiny.today)


def record(world: Library, ref: str) -> making.Record:
    groups = Groups(world, Drawn(frames({kind.name: "@@body@@" for kind in KINDS}), {}, (), ()), SITE, {})
    group = next(group for group in groups.all() if urls.page_path(ref) in group.paths)
    return making.record_of(group, groups, Cache(None, making.Record), urls.places(world))


def test_a_link_leads_to_the_place_on_the_shared_page(world: Library) -> None:
    assert entry_link(world, SHARED).path == PLACE
    assert entry_link(world, ALONE).path == "standards/keepers-register.html"


@pytest.mark.parametrize("old", ["practice-1", "old-lamp"])
def test_an_old_address_leads_on(old: str, world: Library) -> None:
    made = record(world, SHARED).made
    assert not made.poured
    page = LexborHTMLParser(made.texts[f"standards/{old}.html"])
    refresh, link = page.css('meta[http-equiv="refresh"]')[0], page.css("a")[0]
    assert refresh.attributes["content"] == "0; url=employers-2010.html#practice-1"
    assert link.attributes["href"] == "employers-2010.html#practice-1"
    assert page.css('link[rel="canonical"]')[0].attributes["href"] == f"https://almanac.example/{PAGE}"
    assert f"standards/{old}.html" in entries.redirect_paths(world)
    assert "standards/keepers-register.html" not in entries.redirect_paths(world)


def test_the_search_finds_each_point_at_its_place_and_the_page_by_what_else_it_says(world: Library) -> None:
    said = gathered(Context(world, SITE, PAGE))
    page = f'<div data-found="Pages"><h1>Of employers</h1><p>Lead.</p>{said}<p>After.</p></div>'
    found = {about["path"]: about for about in indexing.searched(PAGE, page, world, urls.places(world))}
    assert all(about["past"] for about in found.values()), "rules of today stand above them"
    assert set(found) == {PAGE, PLACE, f"{PAGE}#practice-2"}
    assert found[PAGE]["title"] == "Of employers"
    assert found[PAGE]["text"] == "Lead. Practices that follow from them (2010). Readiness. After."
    point = found[PLACE]
    assert (point["title"], point["kind"]) == ("A lamp for each harbour", "Standards")
    assert point["text"] == "Every harbour was to have a lamp. Today: Since 1960 the lamp may be electric."
    assert "page standards/practice-1" in point["identifiers"]
    assert record(world, SHARED).found == {}, "its old page only leads on"
    assert list(record(world, ALONE).found) == ["standards/keepers-register.html"]


def test_what_has_changed_for_all_points_of_a_set_is_said_once(world: Library) -> None:
    first, second = world.entries[SHARED], world.entries["standard/practice-2"]
    ended = {"see": ("organisation/snuffers-union",)}
    held = {SHARED: first.model_copy(update=ended), "standard/practice-2": second.model_copy(update=ended)}
    entries = {**world.entries, **held}
    linked = Library(entries, world.places, link_entries(entries), world.version, world.today)
    shown = LexborHTMLParser(gathered(Context(linked, SITE, PAGE)))
    told = "Update. The Snuffers’ Union merged in 1970 and became part of Lamp Guild."
    assert [node.text() for node in shown.css(".note:not(.late)")] == [told]
    assert not shown.css(".point .note:not(.late)")


def test_data_and_suggestions_lead_to_the_place(world: Library) -> None:
    pages = {
        one["key"]: one["page"] for one in json.loads(entries_json(world, BY_NAME["standard"], SITE.url))["entries"]
    }
    assert pages["practice-1"] == f"https://almanac.example/{PLACE}"
    assert pages["keepers-register"] == "https://almanac.example/standards/keepers-register.html"
    rows = json.loads(suggestions(world, []))["rows"]
    assert PLACE in [path for _, path, *_ in rows]


def test_the_sitemap_names_no_page_that_leads_on(world: Library) -> None:
    told = sitemap(world, [PAGE], SITE.url)
    assert PAGE in told
    assert "standards/keepers-register.html" in told
    assert "practice-1" not in told


def test_the_shared_page_says_all_that_a_page_of_its_own_would(world: Library) -> None:
    html = gathered(Context(world, SITE, PAGE))
    point = LexborHTMLParser(html).css("#practice-1")[0]
    text = " ".join(point.text(separator=" ").split())
    assert point.css("h3")[0].text() == "1. A lamp for each harbour"
    for said in (
        "Every harbour was to have a lamp.",
        "Since 1960 the lamp may be electric.",
        "The Harbour Book",
        "page 20",
    ):
        assert said in text
    assert f"../{PAGE}#practice-1" in [a.attributes["href"] for a in LexborHTMLParser(html).css("#practice-2 a")]
    assert "The register of keepers" not in html
    ids = sitecheck.read(PAGE, html).ids
    assert max(ids.values()) == 1


def test_a_page_on_which_no_set_is_read_is_refused(world: Library) -> None:
    with pytest.raises(LookupError, match=r"no set is shown on roles/index\.html"):
        gathered(Context(world, SITE, "roles/index.html"))


def test_every_shared_page_is_written_and_every_rule_of_today_has_its_own() -> None:
    assert Standard.SHARED_PAGES
    assert not set(Standard.SHARED_PAGES) & set(Standard.IN_FORCE)
    assert set(Standard.SHARED_PAGES) | set(Standard.IN_FORCE) == set(Standard.SETS)
    for name in Standard.SHARED_PAGES.values():
        assert "{{ gathered() }}" in Path(PROJECT, "docs", "standards", f"{name}.md").read_text("utf-8")
