"""Search of a library that is too large to be searched at once: the newest studies first, older ones on demand."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from almanac import searchindex
from almanac.internal_links import served
from almanac.library import Library
from tests.browser.looking import faults, until
from tests.browser.test_search import READY, counted, find, found, text

SIZES = searchindex.Sizes(whole=100, most=90, part=40)


@pytest.fixture(scope="module")
def site(built: Path, content: Library, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site, indexed as if its studies were too many."""
    copy = Path(shutil.copytree(built, tmp_path_factory.mktemp("slices") / "site"))
    shutil.rmtree(copy / "pagefind")
    searchindex.index(copy, content, SIZES)
    return copy


@pytest.fixture(scope="module")
def slices(site: Path) -> list[dict[str, Any]]:
    """What the page is told."""
    told: list[dict[str, Any]] = json.loads((site / "pagefind" / "slices.json").read_text("utf-8"))
    assert len(told) > 2
    return told


@pytest.fixture
def sliced(site: Path) -> Iterator[str]:
    """Where it is served."""
    with served(site) as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def years(page: Page) -> list[int]:
    """Years of the studies shown."""
    rows = page.locator("#results .about").all_text_contents()
    return [int(row.rpartition(" ")[2]) for row in rows if row.startswith("Studies")]


def facets(page: Page) -> dict[str, int]:
    """What stands beside each kind."""
    labels = page.locator("#kinds label").all_text_contents()
    return {label.rpartition(" (")[0].strip(): int(label.rpartition("(")[2].rstrip(")")) for label in labels}


def test_the_newest_are_searched_first_and_the_page_says_so(
    page: Page, sliced: str, slices: list[dict[str, Any]]
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    assert find(page, sliced, "q=carer&kind=Studies")
    assert min(years(page)) >= slices[0]["first"]
    says = f"Studies searched: {slices[0]['first']} to today."
    offers = f"Search studies from {slices[1]['first']} to {slices[1]['last']} too"
    assert text(page, "#said") == f"{says} {offers}."
    later = {path for one in slices[1:] for path, *_ in one["indexes"]}
    assert not [path for path in asked for folder in later if f"/pagefind/{folder}" in path]
    assert "terms/carer.html" in find(page, sliced, "carer")[:3]


def test_older_ones_are_searched_on_demand_and_back_leads_back(
    page: Page, sliced: str, slices: list[dict[str, Any]]
) -> None:
    first = find(page, sliced, "q=carer&kind=Studies")
    number, kinds = counted(page), facets(page)
    page.locator("#older").click()
    page.wait_for_url("**older=1**")
    page.wait_for_selector(READY)
    until(page, f"document.querySelector('#said').textContent.startsWith('Studies searched: {slices[1]['first']}')")
    assert counted(page) > number
    assert facets(page)["Studies"] == counted(page)
    assert facets(page)["Words"] == kinds["Words"]
    assert page.evaluate("document.activeElement.id") == "count"
    page.go_back()
    until(page, "!location.search.includes('older')")
    assert found(page, sliced) == first
    assert (counted(page), facets(page)) == (number, kinds)


def test_a_deep_link_searches_as_far_as_it_did(
    page: Page, sliced: str, slices: list[dict[str, Any]], address: str
) -> None:
    last = len(slices) - 1
    whole = find(page, sliced, f"q=carer&older={last}&sort=title"), counted(page), facets(page)
    assert text(page, "#said") == "Studies searched: all years."
    assert page.locator("#older").count() == 0
    assert (find(page, address, "q=carer&sort=title"), counted(page), facets(page)) == whole
    assert find(page, sliced, "q=carer&older=99&sort=title") == whole[0]
    assert counted(page) == whole[1]
    assert text(page, "#said") == "Studies searched: all years."


def test_years_that_are_asked_for_are_searched_at_once(page: Page, sliced: str, slices: list[dict[str, Any]]) -> None:
    first, last = slices[1]["first"], slices[1]["last"]
    assert find(page, sliced, f"q=carer&from={first}&to={last}&kind=Studies")
    assert {first <= year <= last for year in years(page)} == {True}
    assert text(page, "#said").startswith(f"Studies searched: {first} to today.")
    find(page, sliced, f"q=carer&to={last}")
    assert text(page, "#said") == "Studies searched: all years."


@pytest.mark.parametrize(("sort", "reverse"), [("newest", True), ("oldest", False)])
def test_order_holds_across_slices(page: Page, sliced: str, sort: str, reverse: bool) -> None:  # noqa: FBT001
    find(page, sliced, f"q=carer&older=1&kind=Studies&sort={sort}")
    shown = years(page)
    assert len(shown) > 3
    assert shown == sorted(shown, reverse=reverse)


def test_a_choice_keeps_what_is_searched(page: Page, sliced: str) -> None:
    find(page, sliced, "q=carer&older=1")
    page.get_by_label("Studies").check()
    page.wait_for_url("**kind=Studies**")
    assert "older=1" in page.url
    page.get_by_role("button", name="Show all").click()
    until(page, "!location.search.includes('kind')")
    assert re.search(r"[?&]older=1", page.url)


def test_nothing_found_still_offers_older_ones_and_axe_finds_nothing(page: Page, sliced: str) -> None:
    assert find(page, sliced, "xyzzyq") == []
    assert page.locator("#older").is_visible()
    assert faults(page) == []


def test_pages_that_are_not_shown_are_not_fetched(page: Page, sliced: str, slices: list[dict[str, Any]]) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    find(page, sliced, f"q=mental+health&older={len(slices) - 1}")
    assert counted(page) > 300
    indexes = sum(len(one["indexes"]) for one in slices)
    assert len([url for url in asked if url.endswith(".pf_fragment")]) <= 20 + 10 + 2 * indexes


def test_one_index_says_nothing_of_it(page: Page, address: str) -> None:
    find(page, address, "carer")
    assert text(page, "#said") == ""
    assert page.locator("#older").count() == 0


def test_what_nobody_checked_in_time_sinks_below_the_rest(
    page: Page, address: str, built: Path, content: Library, tmp_path: Path
) -> None:
    before = find(page, address, "carers of people with severe mental illness")
    first = next(path for path in before if path.startswith("research/"))
    ref = f"abstract/{first.removeprefix('research/').removesuffix('.html')}"
    old = content.get(ref).model_copy(update={"checked": dt.date(2020, 1, 1)})
    site = Path(shutil.copytree(built, tmp_path / "site"))
    searchindex.index(site, dataclasses.replace(content, entries={**content.entries, ref: old}))
    with served(site) as late:
        after = find(page, late, "carers of people with severe mental illness")
        assert len(before) > 2
        assert after == [*(path for path in before if path != first), first]
        assert find(page, late, content.get(ref).label)[0] == first  # by its own name it stands where it stood
