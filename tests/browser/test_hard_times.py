"""When something does not load, hangs, or is invalid, readers get what there is, and a plain sentence.

What takes long is waited for by ``until`` or ``wait_for``. Each time that Playwright's ``expect`` waits in vain, it
describes the whole page for an error message, which takes seconds for a list of thousands.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.looking import put, until, visit
from tests.search.test_kinds import ODD

READY = "document.querySelector('#results').dataset.state === 'ready'"


def hold(route: Route) -> None:
    """Never answer the request."""


def break_off(route: Route) -> None:
    route.abort()


WORKER = "**/assets/js/search-worker.*.js"


def hurry(page: Page, times: int) -> None:
    """Speed up the clock of the search worker, which Playwright's own clock does not reach.

    At more than four times the speed, a busy machine would give up on requests that are not held.
    """
    quick = """{
      const [wait, now] = [setTimeout, performance.now.bind(performance)];
      self.setTimeout = (act, time, ...given) => wait(act, time / TIMES, ...given);
      performance.now = () => now() * TIMES;
    }"""

    def changed(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=quick.replace("TIMES", str(times)) + answer.text())

    page.route(WORKER, changed)


def search(page: Page, address: str, query: str) -> None:
    page.goto(f"{address}search/index.html?{query}")
    until(page, READY)


def said(page: Page) -> str:
    return page.locator("#said").inner_text()


@pytest.fixture(scope="module")
def part_of_loneliness(built: Path) -> str:
    """The path of the part of the index that contains the word."""
    parts = (built / "assets" / "search").glob("*/words/*.json")
    (number,) = (part.stem for part in parts if "loneli" in json.loads(part.read_text("utf-8"))[::2])
    return f"**/assets/search/*/words/{number}.json"


@pytest.mark.parametrize(
    ("lost", "query", "sentence"),
    [
        ("**/choices.json", "q=carers&nation=England", "Your choices of topic, nation, method and years could not be"),
        ("**/titles.json", "q=carers&sort=title", "The order you chose could not be loaded"),
        ("**/choices.json", "q=carers&sort=newest", "The order you chose could not be loaded"),
        ("**/api/v1/words/*.json", "q=carers+qwzzzing", "your spelling was not checked"),
    ],
)
def test_search_gives_results_without_a_part(lost: str, query: str, sentence: str, page: Page, address: str) -> None:
    page.route(lost, break_off)
    search(page, address, query)
    assert sentence in said(page)
    assert page.locator("#results > li h2").count() > 0
    page.unroute(lost)
    page.get_by_role("link", name="Try again").first.click()
    until(page, READY)
    expect(page.locator("#said")).not_to_contain_text(sentence)


def test_search_finds_other_words_where_a_part_of_the_index_is_lost(
    page: Page, address: str, part_of_loneliness: str
) -> None:
    page.route(part_of_loneliness, break_off)
    search(page, address, "q=loneliness+carers")
    assert "“loneliness” could not be looked up" in said(page)
    assert page.locator("#results > li h2").count() > 0


@pytest.mark.parametrize(("online", "told"), [("true", "Search could not be loaded"), ("false", "You are offline")])
def test_search_that_finds_no_part_says_why_and_leads_to_the_lists(
    online: str, told: str, page: Page, address: str
) -> None:
    page.add_init_script(f"Object.defineProperty(navigator, 'onLine', {{ get: () => {online} }})")
    page.route("**/assets/search/**", break_off)
    search(page, address, "q=carers")
    assert page.locator("#count").inner_text().startswith(told)
    assert page.locator("#start").is_visible()


@pytest.mark.parametrize(
    ("lost", "query"),
    [
        ("**/choices.json", "q=carers&nation=England&sort=title"),
        ("**/titles.json", "q=carers&nation=England&sort=title"),
        ("**/suggestions.json", "q=qwzzzing"),
        ("**/api/v1/words/*.json", "q=qwzzzing"),
    ],
)
def test_search_takes_no_odd_part_for_what_it_should_be(lost: str, query: str, page: Page, address: str) -> None:
    page.route(lost, lambda route: route.fulfill(body="[null]", content_type="application/json"))
    search(page, address, query)
    assert page.locator("#count").inner_text()


def test_one_result_that_does_not_come_leaves_the_others(page: Page, address: str) -> None:
    lost: list[str] = []

    def one(route: Route) -> None:
        lost.append(route.request.url)
        if route.request.url == lost[0]:
            route.abort()
        else:
            route.continue_()

    page.route("**/assets/search/*/pages/*.json", one)
    search(page, address, "q=carers")
    assert "This result could not be loaded." in page.locator("#results").inner_text()
    assert page.locator("#results > li h2").count() > 3


@pytest.mark.parametrize(
    ("lost", "query", "sentence"),
    [
        ("**/choices.json", "q=carers&nation=England", "Your choices of topic, nation, method and years could not be"),
        ("**/api/v1/words/*.json", "q=carers+qwzzzing", "your spelling was not checked"),
        ("**/assets/search/*/words/*.json", "q=carers", ""),
    ],
)
def test_search_waits_eight_seconds_for_what_hangs(
    lost: str, query: str, sentence: str, page: Page, address: str
) -> None:
    hurry(page, 4)
    page.route(lost, hold)
    with page.expect_request(lost):
        page.goto(f"{address}search/index.html?{query}", wait_until="commit")
    until(page, READY)
    if sentence:
        assert sentence in said(page)
        assert page.locator("#results > li h2").count() > 0
    else:
        assert "Search could not be loaded" in page.locator("#count").inner_text()


def test_a_result_that_hangs_does_not_hold_up_the_others(page: Page, address: str) -> None:
    held: list[str] = []

    def one(route: Route) -> None:
        held.append(route.request.url)
        if route.request.url != held[0]:
            route.continue_()

    hurry(page, 4)
    page.route("**/assets/search/*/pages/*.json", one)
    page.goto(f"{address}search/index.html?q=carers", wait_until="commit")
    until(page, "document.querySelectorAll('#results > li h2').length > 3")
    assert "Loading…" in page.locator("#results").inner_text()
    expect(page.locator("#results")).to_contain_text("This result could not be loaded.")


def test_the_choices_come_also_when_they_are_opened_long_after_the_results(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    hurry(page, 4)
    search(page, address, "q=carers")
    page.wait_for_timeout(2500)  # ten seconds by the worker's clock
    page.get_by_text("Narrow the results").click()
    page.locator("#facets #nation").wait_for()
    assert not page.locator("#counting").is_visible()


@pytest.mark.parametrize("way", [break_off, hold])
def test_a_search_whose_thread_does_not_come_shows_help_and_the_lists_and_starts_it_again(
    way: Any, page: Page, address: str
) -> None:
    page.clock.install()
    page.route(WORKER, way)
    page.goto(f"{address}search/index.html?q=i+want+to+die", wait_until="commit")
    until(page, "document.querySelector('#count')?.textContent")
    page.clock.fast_forward(10_000)
    expect(page.locator("#count")).to_contain_text("Search could not be loaded")
    assert page.locator("#start").is_visible()
    assert page.locator("#need").is_visible()
    assert "die" not in page.title()
    page.unroute(WORKER)
    page.locator("#search-box").fill("carers")
    page.keyboard.press("Enter")
    page.locator("#results > li h2").first.wait_for()
    assert not page.locator("#need").is_visible()


def test_a_search_in_a_browser_that_starts_no_thread_shows_help_and_the_lists(page: Page, address: str) -> None:
    page.add_init_script("window.Worker = class { constructor() { throw new Error('refused'); } };")
    search(page, address, "q=carers")
    assert "Search could not be loaded" in page.locator("#count").inner_text()
    assert page.locator("#start").is_visible()
    assert page.locator("#need").is_visible()


@pytest.mark.parametrize("way", [break_off, hold])
def test_a_search_that_may_speak_of_danger_shows_help_where_that_cannot_be_told(
    way: Any, page: Page, address: str
) -> None:
    hurry(page, 2)
    page.route("**/danger.json", way)
    with page.expect_request("**/danger.json"):
        page.goto(f"{address}search/index.html?q=help+for+carers", wait_until="commit")
    until(page, READY)
    assert page.locator("#need").is_visible()
    assert page.locator("#results > li h2").first.inner_text() == "Urgent help by nation"
    assert page.locator("#results > li h2").count() > 1
    page.unroute("**/danger.json")
    page.locator("#search-box").fill("help for carers at home")
    page.keyboard.press("Enter")
    page.locator("#need").wait_for(state="hidden")


@pytest.mark.parametrize("way", [break_off, hold])
def test_suggestions_that_do_not_come_are_asked_for_again(way: Any, page: Page, address: str) -> None:
    page.clock.install()
    page.route("**/suggestions.json", way)
    page.goto(address + "about/index.html")
    box, note = page.locator("#search-box"), page.get_by_text("Suggestions could not be loaded. Press Enter to search.")
    box.focus()
    box.type("care")
    page.clock.fast_forward(8000)
    note.wait_for()
    page.keyboard.press("Tab")
    note.wait_for(state="hidden")
    page.unroute("**/suggestions.json")
    box.focus()
    page.locator("[role=option]").first.wait_for()


@pytest.mark.parametrize("odd", ODD)
def test_an_odd_catalogue_is_said_plainly(odd: str, page: Page, address: str) -> None:
    page.route("**/catalogue.json", lambda route: route.fulfill(body=odd, content_type="application/json"))
    page.goto(address + "research/index.html?nation=Wales")
    page.get_by_text("The list of studies could not be loaded").wait_for()
    assert not page.locator(".library").is_visible()


def test_odd_studies_in_a_catalogue_leave_the_others(page: Page, address: str, built: Path) -> None:
    given = json.loads((built / "api/v1/catalogue.json").read_text("utf-8"))
    whole = given["studies"][:3]
    title = given["fields"].index("title")
    given["studies"] = [None, *whole, [3], [value if at == title else None for at, value in enumerate(whole[0])]]
    page.route("**/catalogue.json", lambda route: route.fulfill(json=given))
    page.goto(address + "research/index.html")
    expect(page.locator("#results > li")).to_have_count(3)
    page.get_by_text("3 studies could not be loaded and cannot be found here.").wait_for()


def test_a_catalogue_that_hangs_is_given_up(page: Page, address: str) -> None:
    page.clock.install()
    page.route("**/catalogue.json", hold)
    page.goto(address + "research/index.html")
    page.clock.fast_forward(8000)
    page.get_by_text("The list of studies could not be loaded").wait_for()


def kept(page: Page, address: str, name: str, text: str) -> None:
    page.goto(address + "robots.txt")
    put(page, name, text)


@pytest.mark.parametrize("odd", ODD)
def test_an_odd_handout_file_is_said_plainly(odd: str, page: Page, address: str) -> None:
    page.route("**/handout.json", lambda route: route.fulfill(body=odd, content_type="application/json"))
    kept(page, address, "almanac-handout", '{"version": 1, "bodies": [{"key": "samaritans", "title": "Samaritans"}]}')
    page.goto(address + "handout/index.html#bodies=mind")
    page.locator("#not-loaded").wait_for()
    expect(page.locator(".bodies-on-sheet h3")).to_have_text("Samaritans")


@pytest.mark.parametrize(
    "odd", [*ODD, '{"title": "A", "harvard": {}, "apa": {}}', '{"title": 3, "harvard": 1, "apa": []}']
)
def test_an_odd_study_is_said_plainly(odd: str, page: Page, address: str) -> None:
    page.route("**/research/*.json", lambda route: route.fulfill(body=odd, content_type="application/json"))
    kept(
        page,
        address,
        "almanac-reading-list",
        '{"version": 1, "items": [{"key": "one", "title": "One", "note": "", "added": ""}]}',
    )
    page.goto(address + "reading-list/index.html#list=two")
    expect(page.locator(".facts-line")).to_contain_text("This study could not be loaded")
    page.locator("#missing").wait_for()


@pytest.mark.parametrize(
    "odd", [*ODD, '{"version": 1, "items": [{"key": "a", "title": []}, 3, null, "x", [], {"key": 4}]}']
)
def test_odd_things_on_the_device_are_set_aside(odd: str, page: Page, address: str) -> None:
    for name, field in (
        ("almanac-reading-list", "items"),
        ("almanac-handout", "bodies"),
        ("almanac-handout-words", "words"),
        ("almanac-search-log", "searches"),
        ("almanac-colours", ""),
    ):
        put(page, name, odd.replace('"items"', f'"{field}"'))
    for path in ("reading-list/index.html", "handout/index.html", "search-log/index.html", "about/index.html"):
        visit(page, address + path)
        assert page.locator("h1").is_visible()


SCRIPTS = {
    "reading-list/index.html": (
        "common/storage",
        "reading-list/add-to-list",
        "reading-list/references",
        "reading-list/studies",
        "common/saved-lists",
        "reading-list/import-and-merge",
        "reading-list/reading-list",
    ),
    "handout/index.html": (
        "common/storage",
        "handout/add-to-handout",
        "common/saved-lists",
        "handout/handout-data",
        "handout/handout",
    ),
    "search-log/index.html": ("common/storage", "common/saved-lists", "search-log/searches", "search-log/search-log"),
    "research/index.html": (
        "common/storage",
        "search-log/searches",
        "library/catalogue",
        "library/match",
        "library/library",
    ),
    "search/index.html?q=carers": ("search",),
}


@pytest.mark.parametrize("path", SCRIPTS)
def test_a_script_that_does_not_come_is_said_plainly(path: str, page: Page, address: str) -> None:
    for name in SCRIPTS[path]:
        page.route(f"**/assets/js/{name}.*.js", break_off)
        page.goto(address + path)
        page.locator("#without-scripts").wait_for()
        page.unroute(f"**/assets/js/{name}.*.js")


def test_the_sections_stand_open_where_the_menus_script_does_not_come(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.route("**/assets/js/common/menu.*.js", break_off)
    page.goto(address + "roles/e.html")
    page.locator("#sections").wait_for()


def many(count: int, *known: str) -> str:
    keys = [*known, *(f"unknown-{number}" for number in range(count))]
    items = [{"key": key, "title": f"Title of {key}", "note": "", "added": "2026-11-21"} for key in keys]
    return json.dumps({"version": 1, "items": items})


def test_thousands_of_unknown_studies_ask_for_one_file(page: Page, address: str) -> None:
    kept(page, address, "almanac-reading-list", many(2000, "manktelow-2002"))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/research/" in request.url else None)
    page.goto(address + "reading-list/index.html")
    until(page, "document.querySelector('#missing').textContent.includes('2000 studies could not be loaded')")
    assert page.locator(".reading > li").count() == 2001
    until(page, "document.querySelectorAll('.reference').length === 1")
    page.locator("#progress").wait_for(state="hidden")
    assert page.locator("#share-most").is_visible()
    assert [url.rpartition("/")[2] for url in asked] == ["manktelow-2002.json"]


def test_a_long_list_loads_a_few_studies_at_a_time_and_says_how_far_it_is(
    page: Page, address: str, built: Path
) -> None:
    found = json.loads((built / "api/v1/catalogue.json").read_text("utf-8"))
    keys = [study[found["fields"].index("key")] for study in found["studies"][:60]]
    kept(page, address, "almanac-reading-list", many(0, *keys))
    waiting: list[Route] = []
    free: list[bool] = []
    page.route("**/research/*.json", lambda route: route.continue_() if free else waiting.append(route))
    page.goto(address + "reading-list/index.html")
    expect(page.locator("#progress")).to_have_text("References: 0 of 60 loaded.")
    page.wait_for_timeout(300)
    assert len(waiting) == 6
    free.append(True)
    for route in waiting:
        route.continue_()
    until(page, "document.querySelectorAll('.reference').length === 60")
    page.locator("#progress").wait_for(state="hidden")


def test_a_copy_is_bounded(page: Page, address: str) -> None:
    page.goto(address + "reading-list/index.html")
    choose = page.locator("#put-back")
    large = b'{"version": 1, "items": []}' + b" " * 9_000_000
    choose.set_input_files({"name": "b.json", "mimeType": "application/json", "buffer": large})
    expect(page.locator("#merged")).to_contain_text("larger than 8 megabytes")
    choose.set_input_files({"name": "a.json", "mimeType": "application/json", "buffer": many(5200).encode()})
    expect(page.locator("#offer-says")).to_contain_text(
        "A list can hold 5,000 studies, so 200 of them will be left out."
    )
    page.get_by_role("button", name="Add the copy to my list").click()
    until(page, "document.querySelectorAll('.reading > li').length === 5000")


def test_a_shared_address_with_too_many_studies_says_so(page: Page, address: str) -> None:
    keys = ",".join(["manktelow-2002", *(f"unknown-{number}" for number in range(700))])
    page.goto(f"{address}reading-list/index.html#list={keys}")
    expect(page.locator("#shared-says")).to_contain_text("The address contains 201 more: only the first 500 are shown.")
    expect(page.locator("#shared-says")).to_contain_text("499 studies in the address could not be loaded")
