"""Functions of ordinary pages: filters, glossary terms, the exit button, comparing an area."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.looking import until


def test_a_filter_shows_its_rows_counts_them_and_stands_in_the_address(page: Page, address: str) -> None:
    page.goto(address + "law/index.html")
    rows, said = page.locator(".rows > li"), page.locator(".filters [role=status]")
    everything = rows.count()
    page.get_by_label("Nation").select_option("Scotland")
    shown = page.locator(".rows > li:visible").count()
    assert 0 < shown < everything
    assert said.text_content() == f"{shown} of {everything} laws and changes"
    assert page.url.endswith("?nation=Scotland")
    groups = page.locator(".group:visible")
    assert groups.count() == groups.filter(has=page.locator(".rows > li:visible")).count() > 1
    numbers = groups.locator("summary > .muted").all_text_contents()
    assert sum(map(int, numbers)) == shown, "each group says how many of its entries are shown"
    assert page.locator(".group h3:visible + .rows:visible").count() == page.locator(".group h3:visible").count()
    page.get_by_label("Theme").select_option("Law")
    assert page.url.endswith("?nation=Scotland&theme=Law")
    page.go_back()
    assert page.locator(".rows > li:visible").count() == shown
    page.reload()
    assert page.get_by_label("Nation").input_value() == "Scotland"
    page.get_by_role("button", name="Clear filters").click()
    until(page, "/^\\d+ laws and changes$/.test(document.querySelector('.filters [role=status]').textContent)")
    assert page.locator(".rows > li:visible").count() == everything
    page.goto(address + "law/index.html?nation=<script>&theme=%00")
    assert page.locator(".rows > li:visible").count() == everything


def test_changes_are_filtered_with_the_headings_of_their_lists(page: Page, address: str) -> None:
    page.goto(address + "law/changed-since.html?nation=Scotland")
    assert page.locator(".rows > li:visible").count() < page.locator(".rows > li").count()
    page.goto(address + "law/changed-since.html?q=qzxv")
    assert page.locator(".rows > li:visible, .prose h2:visible").count() == 0
    assert page.get_by_text("Nothing matches.").is_visible()


def test_letters_of_authors_are_folded_on_a_phone_and_open_for_a_name(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.goto(address + "research/by-author.html")
    authors = page.locator(".rows > li:visible")
    assert authors.count() == 0
    page.get_by_label("Name of the author, or a title").fill("huxley")
    page.locator(".rows > li:visible").first.wait_for()
    assert 0 < authors.count() < 20
    assert re.match(r"\d+ of \d,\d{3} authors$", page.locator(".filters [role=status]").text_content() or "")
    page.goto(address + "research/by-author.html#letter-h")
    assert page.locator("#letter-h").is_visible()
    page.close()


def test_without_scripts_the_whole_list_stands(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "law/index.html")
    assert not page.locator(".filters").is_visible()
    assert page.locator(".rows > li:visible").count() > 80
    page.goto(address + "workforce/index.html")
    assert not page.locator(".compare").is_visible()
    assert page.get_by_text("divide the number of people").is_visible()
    context.close()


def test_a_term_shows_its_meaning_to_mouse_and_keyboard_and_escape_puts_it_away(page: Page, address: str) -> None:
    page.goto(address + "situations/may-be-detained.html")
    button = page.get_by_role("button", name="AMHP").first
    meaning = page.locator("#means-amhp")
    assert not meaning.is_visible()
    button.hover()
    assert meaning.is_visible()
    meaning.hover()
    assert meaning.is_visible()
    page.keyboard.press("Escape")
    assert not meaning.is_visible()
    page.mouse.move(0, 0)
    button.focus()
    assert meaning.is_visible()
    assert button.get_attribute("aria-describedby") == "means-amhp"
    assert page.locator("[id^=means-]").count() == len(
        set(page.eval_on_selector_all("[id^=means-]", "all => all.map(one => one.id)"))
    )


@pytest.mark.parametrize("width", [1280, 320])
def test_a_meaning_never_leaves_the_screen(width: int, page: Page, address: str) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for path in ("situations/may-be-detained.html", "roles/e.html", "research/manktelow-2002.html"):
        page.goto(address + path)
        for button in page.locator(".term [role=button]").all():
            button.focus()
            assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_term_that_runs_over_a_line_begins_where_other_lines_do(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(address + "roles/e.html")
    starts: list[list[float]] = page.locator(".lead .term [role=button]").evaluate_all(
        """terms => terms.map((term) => {
          const text = document.createRange();
          text.selectNodeContents(term);
          return [...text.getClientRects()].map((line) => line.left);
        })"""
    )
    long = [lines[1:] for lines in starts if len(lines) > 1]  # the first line begins after the preceding words
    assert long
    edge = page.locator(".lead").evaluate("lead => lead.getBoundingClientRect().left")
    assert [lines for lines in long if lines != [edge] * len(lines)] == []


def test_a_reference_and_its_citation_are_copied_and_the_button_says_so(page: Page, address: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(address + "research/huxley-2005.html")
    for name in ("cite-apa", "intext-apa", "cite-harvard"):
        page.locator(f"label[for=style-{name.partition('-')[2]}]").click()
        button = page.locator(f"button[data-copy={name}]")
        said = button.text_content()
        button.click()
        until(page, f"document.querySelector('[data-copy={name}]').textContent === 'Copied'")
        assert page.evaluate("navigator.clipboard.readText()") == page.locator(f"#{name}").text_content()
        until(page, f"document.querySelector('[data-copy={name}]').textContent === {said!r}")
    read = "navigator.clipboard.read().then(([one]) => one.getType('text/html')).then((blob) => blob.text())"
    assert "<i>" in page.evaluate(read)


@pytest.mark.parametrize("path", ["urgent-help/index.html", "terms/domestic-abuse.html"])
def test_shift_three_times_leaves_a_sensitive_page_for_good(path: str, page: Page, address: str) -> None:
    page.route("https://www.bbc.co.uk/**", lambda route: route.fulfill(body="weather"))
    page.goto(address + "index.html")
    page.goto(address + path)
    assert page.get_by_text("Your browser’s history will still show that you were here").is_visible()
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url("https://www.bbc.co.uk/weather")
    page.go_back()
    assert page.url == address + "index.html"


def test_shift_held_for_a_mouse_or_another_key_is_no_press(page: Page, address: str) -> None:
    """Readers select text and open links with Shift, which must not leave the page."""
    page.goto(address + "urgent-help/index.html")
    heading = page.locator("h1")
    for _ in range(4):
        heading.click(modifiers=["Shift"])
    for _ in range(4):
        page.keyboard.press("Shift+Tab")
    for _ in range(2):
        page.keyboard.press("Shift")
        page.mouse.click(5, 300)
    page.keyboard.press("Shift")
    page.wait_for_timeout(300)
    assert page.url == address + "urgent-help/index.html"


def test_shift_leaves_other_pages_alone(page: Page, address: str) -> None:
    page.goto(address + "about/index.html")
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_timeout(300)
    assert page.url == address + "about/index.html"


def test_every_page_leads_to_urgent_help_with_numbers_to_call(page: Page, address: str) -> None:
    page.goto(address + "research/manktelow-2002.html")
    page.get_by_role("link", name="Urgent help by nation", exact=True).click()
    links = page.eval_on_selector_all("a[href^='tel:']", "all => all.map(one => one.getAttribute('href'))")
    numbers = (
        "999",
        "111",
        "116123",
        "08088088000",
        "1800108088088000",
        "08001111",
        "0800838587",
        "03003047000",
    )  # one is a textphone
    assert {f"tel:{number}" for number in numbers} == set(links)


def test_an_area_is_set_between_the_regions_given(page: Page, address: str) -> None:
    page.goto(address + "workforce/index.html")
    people, posts = (
        page.get_by_label("People who live in the area"),
        page.get_by_label("Full-time equivalent mental health"),
    )
    said = page.locator(".compare [role=status]")

    def compare(one: str, other: str) -> str:
        people.fill(one)
        posts.fill(other)
        page.keyboard.press("Enter")
        return said.text_content() or ""

    assert (
        "One post for 9,333 people. That is more than in the North East (6,867) and fewer than in the East Midlands"
        in compare("93,330", "10")
    )
    assert "fewer than in the North East (6,867) and fewer than" in compare("50000", "10")
    assert "and more than in the East Midlands (11,799)" in compare("200 000", "10.5")
    for strange in ("", "0", "-5", "<script>", "١٢٣"):
        assert compare(strange, "10").startswith("Enter two numbers")


def test_figures_are_pictures_with_their_numbers_in_words(page: Page, address: str) -> None:
    page.goto(address + "workforce/people-per-post-2019.html")
    assert page.get_by_role("img", name="North East: 6,867. East Midlands: 11,799").is_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download").click()
    assert download.value.suggested_filename == "people-per-post-2019.csv"


def test_a_page_built_long_ago_says_that_it_was_not_checked_in_time(page: Page, address: str) -> None:
    page.clock.set_fixed_time("2026-11-22T12:00:00")
    page.goto(address + "urgent-help/samaritans.html")
    note = page.get_by_text("Review overdue.")
    assert not note.is_visible()
    page.clock.set_fixed_time("2030-01-01T12:00:00")
    page.reload()
    assert note.is_visible()
    page.goto(address + "urgent-help/index.html")
    assert note.count() == note.locator("visible=true").count() > 8
