"""One complete page of each kind, as expected. After an intended change, run make bless and read the diff."""

from __future__ import annotations

import os
from typing import Any

import pytest

from almanac.citation.references import references
from almanac.content.kinds import KINDS
from almanac.content.kinds.abstract import Abstract
from almanac.content.model import Library
from almanac.exports import hsds
from almanac.exports.sitemap import sitemap
from almanac.publish.context import Context
from almanac.publish.macros import gathered
from almanac.site import render, urls
from almanac.site.pages import page
from tests.conftest import DATA, SITE
from tests.rendering import entry_page

GOLDEN = DATA.parent / "golden"


def compare(name: str, text: str) -> None:
    if os.environ.get("BLESS"):
        (GOLDEN / name).write_text(text, encoding="utf-8")
    assert text == (GOLDEN / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
def test_the_page_of_each_kind(kind: str, tiny: Library) -> None:
    ref = [ref for ref, _ in tiny.of(kind) if not urls.shared_page(tiny, ref)][-1]
    more: dict[str, Any] = {}
    entry = tiny.entries[ref]
    if isinstance(entry, Abstract):
        more = {"references": references([entry], {})[entry.key], "related": ()}
    filled = entry_page(tiny, ref, **more)
    compare(f"{kind}.html", "".join(f"<!-- {slot} -->\n{value}\n" for slot, value in filled.items()))


def test_points_that_share_a_page(tiny: Library) -> None:
    compare("gathered.html", gathered(Context(tiny, SITE, "standards/employers-2010.html")))


def test_the_page_of_all_that_is_related(tiny: Library) -> None:
    filled = render.related_values(page(tiny, "source/harbour-book", SITE), SITE)
    compare("related.html", "".join(f"<!-- {slot} -->\n{value}\n" for slot, value in filled.items()))


def test_the_sitemap(tiny: Library) -> None:
    compare("sitemap.xml", sitemap(tiny, ["roles/index.html", "index.html"], SITE.url))


def test_organisations_and_services_by_hsds(tiny: Library) -> None:
    compare("hsds.json", hsds.page(hsds.organisations(tiny, SITE.url)) + hsds.page(hsds.services(tiny, SITE.url)))
