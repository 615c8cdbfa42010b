"""Readers' typical tasks, step by step, with every tap, choice and page counted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Locator, Page

from tests.browser.looking import until


@dataclass
class Reader:
    """A reader, with every tap and choice counted."""

    page: Page
    steps: int = 0

    def tap(self, what: Locator) -> None:
        what.click()
        self.steps += 1

    def choose(self, what: Locator, value: str) -> None:
        what.select_option(value)
        self.steps += 1

    def sees(self, what: Locator) -> bool:
        """Return whether something is on the screen without scrolling."""
        box, size = what.bounding_box(), self.page.viewport_size
        return bool(box and size and box["y"] >= 0 and box["y"] + box["height"] <= size["height"])


@pytest.fixture
def phone(browser: Browser) -> Iterator[Reader]:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    yield Reader(context.new_page())
    context.close()


@pytest.fixture
def desk(browser: Browser) -> Iterator[Reader]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    yield Reader(context.new_page())
    context.close()


def test_how_long_section_136_lasts_in_two_taps(phone: Reader, address: str) -> None:
    page = phone.page
    page.goto(address)
    phone.tap(page.get_by_role("link", name="section 136", exact=True))
    phone.tap(page.locator("#results h2 a", has_text="Section 136").first)
    answer = page.locator(".in-short dd").first
    assert "24 hours" in (answer.text_content() or "")
    assert phone.sees(answer)
    assert phone.steps <= 2


def test_an_advocate_in_wales_in_three(phone: Reader, address: str) -> None:
    page = phone.page
    page.goto(address)
    phone.tap(page.get_by_role("link", name="By need and nation"))
    phone.tap(page.get_by_role("link", name="Advocacy, Wales"))
    until(page, "location.hash === '#wales'")
    number = page.locator("h2#wales + ul a[href^='tel:']").first
    number.scroll_into_view_if_needed()
    assert number.is_visible()
    assert phone.steps <= 3


@pytest.mark.parametrize("path", ["research/manktelow-2002.html", "law/index.html", "index.html"])
def test_urgent_help_in_scotland_from_any_page_in_two(path: str, phone: Reader, address: str) -> None:
    page = phone.page
    page.goto(address + path)
    phone.tap(page.get_by_role("link", name="Urgent help by nation").first)
    phone.tap(page.locator(".pick").get_by_role("link", name="Scotland"))
    page.wait_for_timeout(600)  # while the page scrolls
    number = page.locator("#scotland a.call-row").first
    assert number.get_attribute("href") == "tel:111"
    assert phone.sees(number)
    assert phone.steps <= 2


def test_six_studies_on_a_topic_listed_and_exported_in_twelve(desk: Reader, address: str) -> None:
    page = desk.page
    page.goto(address)
    desk.tap(page.get_by_role("link", name="Research").first)
    until(page, "document.querySelector('#results').dataset.state === 'ready'")
    desk.choose(page.get_by_label("Topic", exact=True), "amhp")
    for row in range(6):
        desk.tap(page.locator("#results .mark").nth(row))
    desk.tap(page.get_by_role("link", name="Reading list (6)"))
    with page.expect_download() as given:
        desk.tap(page.get_by_role("button", name="RIS").first)
    assert given.value.suggested_filename.endswith(".ris")
    assert desk.steps <= 12


def test_a_handout_of_four_organisations_printed_in_nine(desk: Reader, address: str) -> None:
    page = desk.page
    page.goto(address)
    desk.tap(page.get_by_role("link", name="Organisations", exact=True).first)
    until(page, "!document.querySelector('.filters').hidden")
    for row in range(4):
        desk.tap(page.locator(".bodies .mark").nth(row))
    desk.tap(page.get_by_role("link", name="Handout (4)"))
    page.evaluate("window.print = () => { window.printed = true; }")
    until(page, "document.querySelectorAll('.bodies-on-sheet > li').length === 4")
    desk.tap(page.get_by_role("button", name="Print handout"))
    assert page.evaluate("window.printed") is True
    assert desk.steps <= 9


def of_lists(check: Callable[[Page, str], float], browser: Browser, address: str) -> dict[str, float]:
    found = {}
    for width in (390, 1280):
        context = browser.new_context(viewport={"width": width, "height": 844})
        page = context.new_page()
        for path in (
            "research/index.html",
            "directory/index.html",
            "directory/index.html?nation=Wales",
            "law/index.html",
            "terms/index.html",
        ):
            page.goto(address + path)
            until(page, "document.querySelector('.rows > li h2, .rows > li a')")
            found[f"{path} at {width}"] = check(page, path)
        context.close()
    return found


def test_a_list_begins_within_300_pixels_of_its_title(browser: Browser, address: str) -> None:
    far = of_lists(
        lambda page, _: page.evaluate(
            "[...document.querySelectorAll('.rows > li, .group')].find((one) => one.offsetParent)"
            ".getBoundingClientRect().top - document.querySelector('h1').getBoundingClientRect().bottom"
        ),
        browser,
        address,
    )
    assert {name: size for name, size in far.items() if size > 300} == {}


def test_lists_are_no_wider_than_can_be_read(browser: Browser, address: str) -> None:
    wide = of_lists(
        lambda page, _: page.evaluate(
            "Math.max(...[...document.querySelectorAll('.rows:not(.short)')].map((one) => one.offsetWidth), 0)"
        ),
        browser,
        address,
    )
    assert max(wide.values()) <= 770


def test_where_nothing_fits_each_filter_that_helps_is_offered(desk: Reader, address: str) -> None:
    page = desk.page
    page.goto(address + "directory/index.html?nation=Wales&q=zzzz")
    assert not page.get_by_role("button", name="Clear filters").is_hidden()
    offer = page.locator(".nothing button")
    assert [(text or "").partition(":")[0] for text in offer.all_text_contents()] == ["Without “zzzz”"]
    offer.click()
    assert page.locator(".rows > li:visible").count() > 0
    assert page.url.endswith("?nation=Wales")
    page.get_by_role("button", name="Clear filters").click()
    until(page, "document.querySelector('.filters [type=reset]').hidden")


def test_what_was_added_can_be_undone_and_the_notice_goes_away(desk: Reader, address: str) -> None:
    page = desk.page
    page.goto(address + "research/topic-amhp.html")
    mark = page.locator(".mark").first
    title = mark.get_attribute("data-title")
    assert mark.get_attribute("aria-label") == f"Add to reading list: {title}"
    mark.click()
    assert mark.get_attribute("aria-label") == f"Remove from reading list: {title}"
    notice = page.locator(".list-said")
    rows = page.locator(".rows").first.bounding_box()
    box = notice.bounding_box()
    assert rows
    assert box
    assert box["x"] >= rows["x"] + rows["width"], "the notice covers no row"
    page.get_by_role("button", name="Undo").click()
    assert mark.get_attribute("aria-pressed") == "false"
    assert page.evaluate("document.activeElement.className") == "add mark"
    page.mouse.move(5, 5)
    until(page, "!document.querySelector('.list-said').textContent")


def test_on_a_phone_the_notice_leaves_the_pressed_row_and_the_end_of_the_page_clear(
    phone: Reader, address: str
) -> None:
    page = phone.page
    page.goto(address + "research/topic-amhp.html")
    mark = page.locator(".mark").nth(5)
    mark.evaluate("one => scrollBy(0, one.closest('li').getBoundingClientRect().bottom - innerHeight)")
    mark.click()
    top = "document.querySelector('.list-said').getBoundingClientRect().top"
    row = "document.querySelectorAll('.mark')[5].closest('li').getBoundingClientRect().bottom"
    until(page, f"{row} <= {top}")
    assert page.locator(".list-said").text_content()
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    until(page, f"document.querySelector('.colophon').getBoundingClientRect().bottom <= {top}")


def test_what_is_shown_can_be_taken_as_a_table(desk: Reader, address: str) -> None:
    page = desk.page
    for path, first in (
        ("research/index.html?topic=amhp", "Title,Authors,Year,Journal or book"),
        ("directory/index.html?nation=Wales", "Name,About,Nation,Help with"),
    ):
        page.goto(address + path)
        button = page.get_by_role("button", name="Download these")
        button.wait_for()
        number = int("".join(sign for sign in button.text_content() or "" if sign.isdigit()))
        with page.expect_download() as given:
            button.click()
        lines = given.value.path().read_text("utf-8-sig").splitlines()
        assert lines[0].startswith(first)
        assert len(lines) == number + 1
