"""The reader's nation: chosen once at the top of any page, and shown first, with nothing removed."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.browser.looking import looks, shorten, until, visit
from tests.browser.test_page_kinds import MOST, WATCH

NATIONS = ("England", "Wales", "Scotland", "Northern Ireland")
SITUATION, LAW, DIRECTORY = "situations/may-be-detained.html", "law/index.html", "directory/index.html"
TABLE, URGENT, PROVISION = "law/compare-powers-to-detain.html", "urgent-help/index.html", "law/mha-5.html"
SPEAKING = ("index.html", "situations/index.html", SITUATION, LAW, DIRECTORY, TABLE, URGENT, PROVISION)
"""Pages with parts for several nations."""
NO_STORAGE = (
    "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('', 'SecurityError'); } });"
)
PARTS = """all => all.map((place) => [...place.children].map(({ dataset }) =>
  (dataset.nations ?? dataset.nation ?? "").split("|")))"""


def kept(nation: str) -> str:
    """Return an init script with a nation that the reader chose before."""
    return f"localStorage.setItem('almanac-nation', '{json.dumps({'version': 1, 'nations': [{'key': nation}]})}');"


def said(page: Page) -> str:
    """Return what the top of the page says about the nation."""
    return page.locator(".your-nation summary").inner_text()


def choose(page: Page, nation: str) -> None:
    page.locator(".your-nation summary").click()
    page.locator(".your-nation").get_by_role("button", name=nation, exact=True).click()


def places(page: Page) -> list[list[list[str]]]:
    """Return, for each container that is put in order, the nations of its parts."""
    found: list[list[list[str]]] = page.locator(".by-nation").evaluate_all(PARTS)
    assert found
    return found


def is_first(nation: str, parts: list[list[str]]) -> bool:
    """Return whether no part for other nations comes before the parts for this one."""
    own = [nation in names or "UK" in names for names in parts]
    return own == sorted(own, reverse=True)


def folded(page: Page) -> list[str]:
    found: list[str] = page.locator("details.nation:not([open])").evaluate_all("all => all.map(a => a.dataset.nations)")
    return found


@pytest.mark.parametrize("path", SPEAKING)
def test_the_chosen_nation_stands_first_and_nothing_is_lost(path: str, page: Page, address: str) -> None:
    page.goto(address + path)
    assert said(page) == "Your nation: not chosen. Choose"
    before, text = places(page), sorted(page.locator("#content").text_content() or "")
    assert not folded(page)
    choose(page, "Scotland")
    assert said(page) == "Your nation: Scotland. Change"
    assert all(is_first("Scotland", parts) for parts in places(page))
    assert [sorted(parts) for parts in places(page)] == [sorted(parts) for parts in before]
    assert all("Scotland" not in names for names in folded(page))
    choose(page, "No preference")
    assert places(page) == before
    assert not folded(page)
    page.locator(".list-said").evaluate("one => one.replaceChildren()")
    assert sorted(page.locator("#content").text_content() or "") == text


@pytest.mark.parametrize("path", [SITUATION, TABLE])
def test_other_nations_are_folded_and_open_when_asked(path: str, page: Page, address: str) -> None:
    page.goto(address + path + "?nation=Wales")
    closed = page.locator("details.nation:not([open])")
    assert closed.count()
    assert all(
        "Wales" in names
        for names in page.locator("details.nation[open]").evaluate_all("a => a.map(b => b.dataset.nations)")
    )
    other = page.locator(f"details.nation[data-nations='{folded(page)[0]}']").first
    inside = other.locator(":scope > :not(summary)").first
    assert not inside.is_visible()
    other.locator("summary").focus()
    page.keyboard.press("Enter")
    assert inside.is_visible()


@pytest.mark.parametrize("nation", NATIONS)
def test_urgent_help_begins_with_the_nation_and_hides_no_other(nation: str, page: Page, address: str) -> None:
    page.add_init_script(kept(nation))
    for path, numbers in ((URGENT, "#content a.call-row"), (SITUATION, "#content a.call")):
        page.goto(address + path)
        assert page.locator(numbers).count() > len(NATIONS)
        assert page.locator(numbers).count() == page.locator(f"{numbers}:visible").count()
    page.goto(address + URGENT)
    assert page.locator("#content h2").first.text_content() == nation


def test_the_choice_is_kept_and_holds_on_every_page(page: Page, address: str) -> None:
    page.goto(address + "about/privacy.html")
    choose(page, "Northern Ireland")
    assert "Your nation is now Northern Ireland" in (page.locator(".list-said").text_content() or "")
    page.goto(address + TABLE)
    assert said(page) == "Your nation: Northern Ireland. Change"
    assert is_first("Northern Ireland", places(page)[0])
    assert page.locator(".your-nation [aria-pressed=true]").get_attribute("value") == "Northern Ireland"
    choose(page, "No preference")
    assert page.evaluate("localStorage.getItem('almanac-nation')") is None
    assert "nation" not in page.url


def test_another_tab_follows(context: BrowserContext, address: str) -> None:
    one, other = context.new_page(), context.new_page()
    one.goto(address + TABLE)
    other.goto(address + SITUATION)
    choose(other, "Wales")
    until(one, "document.documentElement.dataset.nation === 'Wales'")
    assert is_first("Wales", places(one)[0])


@pytest.mark.parametrize("path", SPEAKING)
def test_the_choice_stands_in_the_address_and_can_be_shared(path: str, browser: Browser, address: str) -> None:
    mine, theirs = browser.new_context(), browser.new_context()
    page = mine.new_page()
    page.goto(address + path)
    choose(page, "Northern Ireland")
    assert page.url.endswith("=Northern+Ireland")
    other = theirs.new_page()
    other.add_init_script(kept("Wales"))
    other.goto(page.url)
    assert said(other) == "Your nation: Northern Ireland (from this link). Change"
    assert all(is_first("Northern Ireland", parts) for parts in places(other))
    assert json.loads(other.evaluate("localStorage.getItem('almanac-nation')"))["nations"] == [{"key": "Wales"}]
    choose(other, "Scotland")
    assert said(other) == "Your nation: Scotland. Change"
    assert other.url.endswith("=Scotland")
    mine.close()
    theirs.close()


def test_a_page_of_before_follows_a_later_choice(page: Page, address: str) -> None:
    page.goto(address + SITUATION)
    choose(page, "Wales")
    page.goto(address + TABLE)
    choose(page, "Scotland")
    page.go_back()
    until(page, "document.documentElement.dataset.nation === 'Scotland'")
    page.reload()
    assert said(page) == "Your nation: Scotland. Change"
    assert page.url.endswith("?nation=Scotland")


@pytest.mark.parametrize("query", ["?nation=Atlantis", "?nation=%00", "?nation=<img>", "?nation=__proto__", "?nation="])
def test_an_address_that_names_no_nation_chooses_none(query: str, page: Page, address: str) -> None:
    page.goto(address + SITUATION + query)
    assert said(page) == "Your nation: not chosen. Choose"
    assert not folded(page)


def test_what_is_kept_and_cannot_be_read_is_set_aside(page: Page, address: str) -> None:
    page.goto(address + "about/privacy.html")
    page.evaluate("localStorage.setItem('almanac-nation', '{\"damaged')")
    page.goto(address + TABLE)
    assert said(page) == "Your nation: not chosen. Choose"
    choose(page, "Wales")
    assert page.evaluate("localStorage.getItem('almanac-nation-damaged')") == '{"damaged'
    assert said(page) == "Your nation: Wales. Change"


def test_without_storage_the_choice_holds_for_the_page_and_that_is_said(page: Page, address: str) -> None:
    page.add_init_script(NO_STORAGE)
    page.goto(address + TABLE)
    choose(page, "Wales")
    assert (page.locator(".list-said").text_content() or "").startswith("Your browser is blocking storage")
    assert said(page) == "Your nation: Wales. Change"
    assert is_first("Wales", places(page)[0])
    page.reload()
    assert said(page).startswith("Your nation: Wales")  # it is in the address


def test_without_scripts_everything_shows(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + TABLE + "?nation=Wales")
    assert not page.locator(".your-nation").is_visible()
    assert not folded(page)
    assert page.locator("table").count() == page.locator("table:visible").count() > 1
    context.close()


@pytest.mark.parametrize("script", ["nation", "storage"])
def test_a_script_that_does_not_come_leaves_everything(script: str, page: Page, address: str) -> None:
    page.add_init_script(kept("Wales"))
    page.route(f"**/{script}.*.js", lambda route: route.abort())
    page.goto(address + TABLE)
    expect(page.locator("table").first).to_be_visible()
    assert page.locator("table").count() == page.locator("table:visible").count()
    assert not page.locator(".your-nation").is_visible()


def test_law_of_another_nation_says_so(page: Page, address: str) -> None:
    note = page.locator(".not-yours")
    page.goto(address + PROVISION)
    assert not note.is_visible()
    for nation in NATIONS:
        page.goto(f"{address}{PROVISION}?nation={nation}")
        assert note.is_visible() is (nation not in (note.get_attribute("data-nations") or "").split("|"))


def test_a_table_without_the_nation_says_so(page: Page, address: str) -> None:
    def without_scotland(route: Route) -> None:
        found = route.fetch()
        route.fulfill(response=found, body=found.text().replace('data-nations="Scotland"', 'data-nations="Wales"'))

    page.route("**/law/compare-*", without_scotland)
    page.goto(address + TABLE + "?nation=Scotland")
    told = "We have nothing here for Scotland. What follows is for other nations."
    assert page.locator(".none-for-nation").text_content() == told
    assert len(folded(page)) == len(places(page)[0])
    choose(page, "Northern Ireland")
    assert page.locator(".none-for-nation").count() == 0


def test_a_filter_keeps_the_nation_in_the_address_and_hides_only_what_it_is_asked_to(page: Page, address: str) -> None:
    page.goto(address + LAW)
    everything = page.locator(".rows > li:visible").count()
    choose(page, "Wales")
    assert page.locator(".rows > li:visible").count() == everything
    page.get_by_label("Nation").select_option("Scotland")
    assert page.url.endswith("?first=Wales&nation=Scotland")
    page.reload()
    assert said(page) == "Your nation: Wales. Change"
    assert page.get_by_label("Nation").input_value() == "Scotland"


def test_search_leaves_nothing_out_and_follows_the_choice(page: Page, address: str) -> None:
    page.goto(address + "search/index.html?q=guardianship")
    page.locator("#results > li").first.wait_for()
    links = "[...document.querySelectorAll('#results h2 a')].map((one) => one.href)"
    count, before = page.locator("#count").text_content(), page.evaluate(links)
    choose(page, "Scotland")
    until(page, f"JSON.stringify({links}) !== {json.dumps(json.dumps(before, separators=(',', ':')))}")
    assert page.locator("#count").text_content() == count


def test_the_keyboard_alone_is_enough(page: Page, address: str) -> None:
    page.goto(address + TABLE)
    for _ in range(3):  # past "Skip to content" and urgent help
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    assert not page.locator(".your-nation > div").is_visible()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert said(page) == "Your nation: Wales. Change"
    assert page.evaluate("document.activeElement.matches('.your-nation summary')")
    page.keyboard.press("Enter")
    for _ in range(6):
        page.keyboard.press("Tab")
    assert not page.locator(".your-nation > div").is_visible()  # the menu does not stay open over the page


@pytest.mark.parametrize("path", [SITUATION, TABLE, LAW])
def test_paper_shows_what_the_reader_sees_and_names_the_nation(path: str, page: Page, address: str) -> None:
    page.goto(address + path)
    line = page.locator(".nation-on-paper")
    page.emulate_media(media="print")
    assert not line.is_visible()
    page.emulate_media(media="screen")
    choose(page, "Wales")
    page.emulate_media(media="print")
    assert line.inner_text().startswith("Your nation: Wales, shown first.")
    assert line.locator("span").is_visible() is bool(folded(page))
    assert not page.locator(".your-nation").is_visible()
    for one in page.locator("details.nation").all():
        assert one.locator(":scope > :not(summary)").first.is_visible() is one.evaluate("one => one.open")


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("nation", ["Scotland", "Northern Ireland"])
def test_nothing_jumps(width: int, nation: str, browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": 850})
    page = context.new_page()
    page.add_init_script(WATCH + kept(nation))
    shifts = {}
    for path in SPEAKING:
        visit(page, address + path)
        shifts[path] = page.evaluate("window.shifted")
    context.close()
    assert {path: shift for path, shift in shifts.items() if shift >= MOST} == {}


@pytest.mark.parametrize("nation", ["", *NATIONS])
def test_the_top_of_the_page_keeps_its_height(nation: str, page: Page, address: str) -> None:
    heights = []
    for first in ("", nation):
        page.goto(f"{address}{SITUATION}?nation={first}")
        boxes = "['.help-line', '.masthead'].map((one) => document.querySelector(one).getBoundingClientRect().height)"
        heights.append(page.evaluate(boxes))
    assert heights[0] == heights[1]
    assert heights[0][0] < 45  # one line


def test_axe_finds_nothing_and_nothing_scrolls_sideways(browser: Browser, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.add_init_script(kept("Northern Ireland"))
    problems: list[str] = []
    for path in (
        SITUATION,
        TABLE,
        URGENT,
        DIRECTORY,
    ):  # one page of each kind: test_page_kinds.py covers all without a nation
        page.goto(address + path)
        page.locator(".your-nation summary").click()
        shorten(page)
        for width, found in looks(page):
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path
            box = page.locator(".your-nation > div").bounding_box()
            assert box, path
            assert box["x"] >= 0, path
            assert box["x"] + box["width"] <= width, path
            problems += [f"{path} {fault}" for fault in found]
    context.close()
    assert problems == []


def test_the_directory_begins_with_what_covers_the_chosen_nation(page: Page, address: str) -> None:
    page.goto(address + "directory/index.html")
    everything = page.locator(".rows > li:visible").count()
    choose(page, "Scotland")
    nation = page.get_by_label("Nation", exact=True)
    assert nation.input_value() == "Scotland"
    shown = page.locator(".rows > li:visible")
    assert 0 < shown.count() < everything
    assert all("Scotland" in (row.get_attribute("data-nation") or "").split("|") for row in shown.all())
    nation.select_option("")
    assert page.locator(".rows > li:visible").count() == everything
    page.reload()
    assert nation.input_value() == "", "the address says that all were asked for"
    page.goto(address + "directory/index.html")
    assert nation.input_value() == "Scotland"
    page.goto(address + "directory/a-to-z.html")
    assert nation.input_value() == "", "the complete list is complete"
