"""Ten journeys of readers, and what a host must do, on a published site or on the one just built.

``ALMANAC_LIVE_URL`` gives the address of a published site. health.yml sets it once a week. The journeys know nothing
about the content except what the site itself says.
"""

from __future__ import annotations

import hashlib
import json
import os
import socket
import ssl
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote_plus, urljoin, urlsplit
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.hosted import hosted
from tests.browser.looking import until

LIVE = os.environ.get("ALMANAC_LIVE_URL", "")
ATOM, SITEMAP = "{http://www.w3.org/2005/Atom}", "{http://www.sitemaps.org/schemas/sitemap/0.9}"
DAYS_LEFT = 14


@pytest.fixture(scope="module")
def site(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of the site."""
    if LIVE:
        yield f"{LIVE.rstrip('/')}/"
        return
    with hosted(request.getfixturevalue("built")) as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A reader's page. The test fails if anything appears in its console."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    made = context.new_page()
    said: list[str] = []
    made.on("console", lambda message: said.append(message.text))
    made.on("pageerror", lambda error: said.append(str(error)))
    yield made
    context.close()
    assert said == []


def get(page: Page, address: str) -> bytes:
    answer = page.request.get(address)
    assert answer.status == 200, f"{address}: {answer.status}"
    return answer.body()


def published(page: Page, site: str, path: str) -> Any:
    return json.loads(get(page, f"{site}api/v1/{path}"))


def a_study(page: Page, site: str) -> tuple[str, str]:
    """Return the key and the title of a study that has a page."""
    catalogue = published(page, site, "catalogue.json")
    fields, first = catalogue["fields"], catalogue["studies"][0]
    return first[fields.index("key")], first[fields.index("title")]


def test_the_home_page_leads_into_every_section(page: Page, site: str) -> None:
    page.goto(site)
    expect(page.locator("h1")).to_be_visible()
    links = page.locator("#sections a")
    assert links.count() > 3
    for number in range(links.count()):
        get(page, urljoin(page.url, links.nth(number).get_attribute("href") or ""))


def test_a_reader_finds_a_study_by_its_title(page: Page, site: str) -> None:
    key, title = a_study(page, site)
    page.goto(f"{site}search/index.html?q={quote_plus(title)}")
    until(page, "document.querySelector('#results li a')")
    assert f"research/{key}.html" in (page.locator("#results li a").first.get_attribute("href") or "")


def test_the_search_box_leads_to_results(page: Page, site: str) -> None:
    page.goto(f"{site}about/index.html")
    page.get_by_label("Search the Almanac").fill("carer")
    page.get_by_role("button", name="Search", exact=True).click()
    until(page, "document.querySelector('#results li a')")
    page.locator("#results li a").first.click()
    expect(page.locator("h1")).to_be_visible()


def test_urgent_help_is_one_click_away_with_numbers_to_call(page: Page, site: str) -> None:
    page.goto(site)
    page.get_by_role("link", name="Urgent help by nation").first.click()
    expect(page.locator("a[href='tel:999']").first).to_be_visible()
    assert page.locator("a[href^='tel:']").count() > 3


def test_a_study_can_be_cited(page: Page, site: str) -> None:
    key, _ = a_study(page, site)
    page.goto(f"{site}research/{key}.html")
    expect(page.get_by_role("button", name="Copy reference").first).to_be_visible()
    assert page.locator("#cite-harvard").inner_text()
    assert get(page, f"{site}research/{key}.bib").startswith(b"@")
    assert get(page, f"{site}research/{key}.ris").startswith(b"TY  - ")


def test_the_directory_leads_to_an_organisation(page: Page, site: str) -> None:
    page.goto(f"{site}directory/a-to-z.html")
    link = page.locator(".rows > li a").first
    address, name = urljoin(page.url, link.get_attribute("href") or ""), link.inner_text()
    assert address != page.url
    link.click()
    expect(page).to_have_url(address)
    expect(page.locator("h1")).to_contain_text(name)


def test_a_reader_chooses_a_nation_and_the_site_remembers(page: Page, site: str) -> None:
    page.goto(site)
    page.locator(".your-nation summary").click()
    page.locator(".your-nation button[value=Wales]").click()
    page.goto(f"{site}law/index.html")
    assert page.evaluate("document.documentElement.dataset.nation") == "Wales"


def test_a_study_stands_on_the_reading_list(page: Page, site: str) -> None:
    key, title = a_study(page, site)
    page.goto(f"{site}research/{key}.html")
    page.locator(f"button.add[data-study='{key}']").click()
    page.goto(f"{site}reading-list/index.html")
    expect(page.get_by_text(title).first).to_be_visible()


def test_a_page_of_law_says_its_sources_and_who_to_tell(page: Page, site: str) -> None:
    page.goto(f"{site}law/index.html")
    page.locator("#content a[href$='.html']").first.click()
    expect(page.locator("h1")).to_be_visible()
    assert "template=correction.yml" in (
        page.get_by_role("link", name="Suggest a correction").last.get_attribute("href") or ""
    )


def test_an_address_that_does_not_exist_has_a_page_that_helps(page: Page, site: str) -> None:
    answer = page.request.get(f"{site}no-such-page.html")
    assert answer.status == 404
    assert "<h1>Page not found</h1>" in answer.text()


def test_the_data_are_those_that_the_index_tells_of(page: Page, site: str) -> None:
    index = published(page, site, "index.json")
    assert len(index["files"]) > 10
    wrong = [
        one["path"]
        for one in index["files"]
        if hashlib.sha256(get(page, urljoin(f"{site}api/v1/", one["path"]))).hexdigest() != one["sha256"]
    ]
    assert wrong == []
    page.goto(site)
    assert f"version {index['version']}" in page.locator(".colophon").inner_text()


def test_the_feed_and_the_sitemap_lead_somewhere(page: Page, site: str) -> None:
    feed = ET.fromstring(get(page, f"{site}research/feed.xml"))
    assert feed.findall(f"{ATOM}entry")
    places = [node.text or "" for node in ET.fromstring(get(page, f"{site}sitemap.xml")).iter(f"{SITEMAP}loc")]
    assert len(places) > 100
    home = min(places, key=len)
    for place in (home, places[len(places) // 2], places[-1]):
        get(page, urljoin(site, place.removeprefix(home)))


def test_the_host_sends_what_the_site_asks_for(page: Page, site: str) -> None:
    answer = page.request.get(site)
    if answer.headers.get("server") == "GitHub.com":
        pytest.skip("GitHub Pages sends no headers of ours: each page says its own policy")
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    page.goto(site)
    sheet = page.locator("link[rel=stylesheet]").first.get_attribute("href") or ""
    assert "immutable" in page.request.get(urljoin(page.url, sheet)).headers["cache-control"]
    assert "immutable" not in answer.headers.get("cache-control", "")


def test_the_certificate_is_good_for_two_weeks(site: str) -> None:
    parts = urlsplit(site)
    if parts.scheme != "https":
        pytest.skip("the site is on this machine")
    with (
        socket.create_connection((parts.hostname or "", parts.port or 443), timeout=20) as line,
        ssl.create_default_context().wrap_socket(line, server_hostname=parts.hostname) as told,
    ):
        ends = ssl.cert_time_to_seconds(str((told.getpeercert() or {})["notAfter"]))
    assert ends - time.time() > DAYS_LEFT * 86_400
