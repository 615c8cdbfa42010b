"""The built site as readers use it: every kind of page, light and dark, wide and narrow, with a mouse or without."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from selectolax.lexbor import LexborHTMLParser

from almanac.content.model import Library
from almanac.publish.internal_links import served
from almanac.site import lists
from tests.browser.kinds import FILLED, KINDS_OF_PAGE
from tests.browser.looking import until


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def narrow(browser: Browser, **more: Any) -> BrowserContext:
    return browser.new_context(viewport={"width": 320, "height": 640}, **more)


def test_a_word_without_end_does_not_widen_the_page(browser: Browser, address: str) -> None:
    context = narrow(browser)
    page = context.new_page()
    page.goto(address + "research/manktelow-2002.html")
    page.evaluate(
        "document.querySelectorAll('h1, p, li, dd, a').forEach((one) => { one.textContent = 'x'.repeat(2000); })"
    )
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    context.close()


def test_the_policy_stops_what_gets_in(page: Page, address: str) -> None:
    page.goto(address)
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.ran = true\">')")
    page.wait_for_timeout(300)
    assert page.evaluate("window.ran") is None


def test_files_of_accents_are_asked_for_only_where_one_stands(browser: Browser, address: str) -> None:
    page = browser.new_page(service_workers="block")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if ".woff2" in request.url else None)
    page.goto(address + "about/privacy.html", wait_until="networkidle")
    page.evaluate("document.fonts.ready")
    assert len(asked) == 2
    assert not [url for url in asked if "accented" in url]
    with page.expect_request("**/atkinson-hyperlegible-next-accented.*"):
        page.evaluate("document.querySelector('main p').append('Zoë')")
    with page.expect_request("**/newsreader-accented.*"):
        page.evaluate("document.querySelector('h1').append('Zoë')")
    page.context.close()


def test_the_skip_link_is_first_and_leads_past_the_header(page: Page, address: str) -> None:
    page.goto(address + "roles/e.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to content"
    box = page.locator(".skip").bounding_box()
    assert box is not None
    assert box["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#content') !== null")


def test_the_menu_works_with_the_keyboard_alone(browser: Browser, address: str) -> None:
    context = narrow(browser)
    page = context.new_page()
    page.goto(address)
    sections, menu = page.locator("#sections"), page.get_by_role("button", name="Menu")
    assert not sections.is_visible()
    for _ in range(8):  # past the skip link, urgent help, the nation and the site's name
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.className") == "menu":
            break
    assert page.evaluate("document.activeElement.className") == "menu"
    page.keyboard.press("Enter")
    assert (sections.is_visible(), menu.get_attribute("aria-expanded")) == (True, "true")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Situations"
    page.keyboard.press("Escape")
    assert (sections.is_visible(), page.evaluate("document.activeElement.className")) == (False, "menu")
    context.close()


def test_focus_never_lands_on_something_unseen(browser: Browser, address: str) -> None:
    context = narrow(browser)
    page = context.new_page()
    page.goto(address + "roles/e.html")
    page.keyboard.press("Tab")
    seen = 0
    while page.evaluate("document.activeElement !== document.body") and seen < 200:
        box = page.evaluate("(({ width, height }) => [width, height])(document.activeElement.getBoundingClientRect())")
        assert min(box) > 0
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
        page.keyboard.press("Tab")
        seen += 1
    context.close()
    assert seen > 20


def test_targets_are_large_enough(browser: Browser, address: str) -> None:
    """WCAG 2.2, 2.5.8: at least 24 by 24 CSS pixels for targets that are not within a sentence."""
    context = narrow(browser)
    page = context.new_page()
    page.goto(address + "directory/index.html")
    page.get_by_role("button", name="Menu").click()
    boxes = page.evaluate(
        "[...document.querySelectorAll('button, .masthead a, .letters a, .colophon li a')]"
        ".map((one) => one.getBoundingClientRect()).filter((box) => box.width)"
        ".map(({ width, height }) => Math.min(width, height))"
    )
    context.close()
    assert len(boxes) > 20
    assert min(boxes) >= 24


def test_the_reader_may_choose_the_colours_and_the_device_remembers(browser: Browser, address: str) -> None:
    context = browser.new_context(color_scheme="light")
    page = context.new_page()
    page.goto(address)
    ground = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(ground) == "rgb(251, 248, 242)"
    page.get_by_role("button", name="Dark mode").click()
    assert page.evaluate(ground) == "rgb(17, 24, 27)"
    page.goto(address + "roles/e.html")
    assert page.evaluate(ground) == "rgb(17, 24, 27)"
    assert page.get_by_role("button", name="Dark mode").get_attribute("aria-pressed") == "true"
    assert page.evaluate("Object.keys(localStorage)") == ["almanac-colours"]
    assert context.cookies() == []
    context.close()


def test_without_scripts_everything_is_there(browser: Browser, address: str, content: Library) -> None:
    context = narrow(browser, java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "directory/index.html")
    assert page.locator("#sections").is_visible()
    assert not page.locator(".menu").is_visible()
    assert not page.locator(".colours").is_visible()
    listed = lists.groups(content, "organisation", only="contactable")
    assert page.locator(".bodies > li").count() == sum(len(group.items) for group in listed) > 0
    context.close()


def test_the_site_works_under_another_path(page: Page, built: Path, tmp_path: Path) -> None:
    shutil.copytree(built, tmp_path / "library" / "almanac")
    failed: list[str] = []
    page.on("response", lambda answer: failed.append(answer.url) if answer.status >= 400 else None)
    with served(tmp_path) as root:
        page.goto(root + "library/almanac/index.html")
        page.goto(root + "library/almanac/directory/a-to-z.html")
        for way in ("ncil.html", "disability-rights-uk.html"):
            page.locator(f"main a[href$='{way}']").first.click()
        page.wait_for_load_state("networkidle")
        assert page.url == root + "library/almanac/directory/disability-rights-uk.html"
    assert failed == []


def test_the_site_opens_from_a_disk(page: Page, built: Path) -> None:
    page.goto((built / "index.html").as_uri())
    page.locator(".roles a").last.click()
    assert page.locator("h1").text_content() == "E. Leading the AMHP workforce"
    until(page, "getComputedStyle(document.body).backgroundColor === 'rgb(251, 248, 242)'")
    page.get_by_role("link", name="Practice").first.click()
    assert page.url.endswith("/practice/index.html")


def test_print_is_black_on_white_without_the_chrome(page: Page, address: str) -> None:
    page.goto(address + "research/manktelow-2002.html")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    assert not page.locator("#sections").is_visible()
    assert not page.locator(".path").is_visible()
    assert page.locator("h1").is_visible()
    assert page.locator("button:not(.term [role=button]):visible").count() == 0
    assert re.search(r"version [0-9a-f]{7} of \d+ [A-Z][a-z]+ \d{4}\.", page.locator(".colophon").inner_text())


def test_the_header_holds_the_list_and_enlarged_text(page: Page, address: str) -> None:
    """With something on the reading list on a phone, and with text at twice its size on a desktop."""
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(address + "about/index.html")
    page.evaluate("document.documentElement.dataset.list = '1'")
    word, line = page.locator(".nation-word-short"), page.locator(".help-line")
    assert word.evaluate("one => getComputedStyle(one).display") == "inline"
    assert word.evaluate("one => getComputedStyle(one).borderLeftWidth") == "0px"
    inner, outer = word.bounding_box(), line.bounding_box()
    assert inner
    assert outer
    assert outer["y"] <= inner["y"]
    assert inner["y"] + inner["height"] <= outer["y"] + outer["height"]
    for name in ("list", "handout"):
        page.evaluate("(name) => { document.documentElement.dataset[name] = '1'; }", name)
        help_now, saved = (page.locator(".help-line p").nth(place).bounding_box() for place in (0, 1))
        assert help_now
        assert saved
        assert help_now["y"] + 20 < saved["y"], f"the {name} is below the help, beside the nation"
        page.evaluate("(name) => delete document.documentElement.dataset[name]", name)
    page.set_viewport_size({"width": 1280, "height": 900})
    heights = []
    for size in ("100%", "200%"):
        page.evaluate("(size) => { document.documentElement.style.fontSize = size; }", size)
        assert page.evaluate("document.documentElement.scrollWidth") == 1280
        heights.append(page.locator(".masthead").evaluate("one => one.getBoundingClientRect().height"))
    assert heights[0] < 125  # one line for help and one for the rest


def test_enlarged_text_leaves_the_search_box_its_width_on_a_phone(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(address + "terms/index.html")
    parts = [page.locator(f".masthead .search {part}") for part in ("input", "button")]
    for size, beside in (("100%", True), ("200%", False)):
        page.evaluate("(size) => { document.documentElement.style.fontSize = size; }", size)
        box, button = (part.bounding_box() for part in parts)
        assert box
        assert button
        assert (box["y"] == button["y"]) is beside
        assert box["width"] > 250


def test_long_lists_of_nations_leave_a_summary_its_width(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(address + "law/changed-since.html")
    widths = "all => all.map((one) => one.getBoundingClientRect().width)"
    assert max(page.locator(".rows .fact").evaluate_all(widths)) < 200


def test_the_counts_of_a_situation_share_one_line(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(address + "index.html")
    lines = "e => [...e.querySelectorAll('.needs .fact')].map(one => one.getClientRects()[0].height)"
    heights = page.locator("main").evaluate(lines)
    assert max(heights) < 2 * heights[-1], "the last counts all situations, in one number"


def test_the_exit_button_lets_no_text_show_around_it(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(address + "directory/samaritans.html")
    page.evaluate("document.documentElement.style.scrollBehavior = 'auto'; scrollTo(0, 900)")
    paper, strip = page.evaluate(
        "[document.body, document.querySelector('.exit')].map(one => getComputedStyle(one).backgroundColor)"
    )
    assert strip == paper
    box = page.locator(".exit").bounding_box()
    button = page.locator(".exit a").bounding_box()
    assert box
    assert button
    assert (box["x"], box["y"], box["width"]) == (0, 0, 390)
    assert button["y"] + button["height"] < box["height"]


def test_forced_colours_keep_the_edges_of_what_is_to_press(browser: Browser, address: str) -> None:
    page = browser.new_page(forced_colors="active")
    page.goto(address + "research/manktelow-2002.html")
    for name in (".act", ".cite"):
        assert page.locator(name).first.evaluate("one => getComputedStyle(one).borderTopWidth") == "1px"
    chosen, other = page.locator(".switch label").evaluate_all(
        "all => all.map(one => getComputedStyle(one).backgroundColor)"
    )
    assert chosen != other
    page.close()


def test_the_label_of_a_field_stays_on_a_phone(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    for path in ("research/index.html", "law/index.html", "terms/index.html"):
        page.goto(address + path)
        form = page.locator(".library form, .filters").first
        form.wait_for()
        for label in form.locator("> p > label").all():
            box = label.bounding_box()
            assert box
            assert box["width"] > 20, path


def test_more_filters_stand_side_by_side(page: Page, address: str) -> None:
    page.goto(address + "research/index.html")
    page.get_by_text("More filters").click()
    tops = page.locator("details[open] select").evaluate_all("all => all.map(one => one.getBoundingClientRect().top)")
    assert len(tops) > 3
    assert len(set(tops)) < len(tops) - 1


def test_the_foot_has_three_groups_with_a_name_each(page: Page, address: str) -> None:
    page.goto(address)
    groups = page.locator(".colophon nav").get_by_role("list")
    assert groups.count() == 3
    for group in groups.all():
        name = page.locator(f"#{group.get_attribute('aria-labelledby')}").inner_text()
        assert name
        assert group.get_by_role("link").count() > 2


@pytest.mark.parametrize("path", [*KINDS_OF_PAGE, *FILLED, "about/publishing.html"])
def test_each_breadcrumb_has_the_name_of_the_page_that_it_opens(path: str, built: Path) -> None:
    for link in LexborHTMLParser((built / path).read_text("utf-8")).css(".path a"):
        opened = LexborHTMLParser((built / path).parent.joinpath(link.attributes["href"] or "").read_text("utf-8"))
        title = opened.css_first("title")
        assert title
        assert link.text() == "Home" or title.text().startswith(f"{link.text()} · ")
