"""Notes on learning and supervision sheets, by keyboard on a phone: saved as written, never sent, printed in full."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.looking import PHONE, looks, until
from tests.browser.toolsite import ToolSite

SIZE = PHONE
LEARN = "practice/learning.html"
ENTRY = "roles/a.html"
TYPED = "thoughts-of-nobody"
FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };"
OFF = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('off'); } });"


@pytest.fixture
def address(tools: ToolSite) -> str:
    return tools.address


@pytest.fixture
def page(page: Page, address: str) -> Page:
    page.goto(address + LEARN)
    return page


def kept(page: Page) -> list[dict[str, Any]]:
    text = page.evaluate("localStorage.getItem('almanac-cpd-notes')")
    return json.loads(text)["notes"] if text else []


def from_entry(page: Page, address: str) -> None:
    page.goto(address + ENTRY)
    page.locator("a.write-note").press("Enter")
    until(page, "document.querySelector('#read li')")


def test_a_note_from_an_entry_by_keyboard(page: Page, tools: ToolSite) -> None:
    from_entry(page, tools.address)
    assert page.evaluate("document.activeElement.id") == "note-title"
    assert "The Mental Health Social Work Almanac" in (page.locator("#read li").text_content() or "")
    page.focus("#text-learned")
    page.keyboard.type(TYPED)
    page.select_option("#nation", "Northern Ireland")
    page.focus("#text-hours")
    page.keyboard.type("2")
    page.reload()
    until(page, "!document.querySelector('#one-note').hidden")
    assert page.locator("#text-learned").input_value() == TYPED
    (held,) = kept(page)
    assert (held["learned"], held["hours"], held["read"][0]["path"]) == (TYPED, "2", ENTRY)
    with page.expect_download() as waited:
        page.locator("#markdown").press("Enter")
    text = waited.value.path().read_text("utf-8")
    assert f"## What I learned\n\n{TYPED}\n" in text
    assert "## Hours it took\n\n2\n" in text
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.emulate_media(media="print")
    assert page.locator("#paper-learned").is_visible()
    assert page.locator("#text-learned").is_hidden()
    assert not any(TYPED in request for request in tools.requests)


def test_a_note_from_the_reading_list_has_its_references(page: Page, tools: ToolSite) -> None:
    item = {"key": "manktelow-2002", "title": "Kept", "note": "", "added": "2026-11-21"}
    page.evaluate(
        "text => localStorage.setItem('almanac-reading-list', text)", json.dumps({"version": 1, "items": [item]})
    )
    page.goto(tools.address + "reading-list/index.html")
    page.locator(".write-list-note").press("Enter")
    until(page, "document.querySelector('#read li')")
    assert "Manktelow" in (page.locator("#read li").text_content() or "")
    assert [one["path"] for one in kept(page)[0]["read"]] == ["research/manktelow-2002.html"]


def test_removed_restored_and_not_doubled(page: Page, tools: ToolSite) -> None:
    from_entry(page, tools.address)
    page.locator("#back-to-all").press("Enter")
    before = kept(page)
    with page.expect_download() as waited:
        page.locator("#download-all").press("Enter")
    copy = waited.value.path()
    page.locator("#notes button").press("Enter")
    assert kept(page) == []
    for _ in range(2):
        page.set_input_files("#restore", copy)
        until(page, "!document.querySelector('#restored').hidden")
        assert kept(page) == before


def test_a_restored_copy_can_be_taken_out_again(page: Page) -> None:
    page.locator("#start-empty").press("Enter")
    (held,) = kept(page)
    copy = json.dumps({"format": "almanac-cpd-notes", "version": 1, "notes": [{**held, "learned": "More"}]})
    page.set_input_files("#restore", {"name": "copy.json", "mimeType": "application/json", "buffer": copy.encode()})
    until(page, "document.querySelector('#restored').textContent.startsWith('1 note restored.')")
    assert len(kept(page)) == 2
    page.locator("#restored button").press("Enter")
    assert kept(page) == [held]


def test_a_copy_that_does_not_fit_says_so(page: Page, tools: ToolSite) -> None:
    page.locator("#start-empty").press("Enter")
    page.fill("#name", "Lamps")
    (held,) = kept(page)
    full = [{**held, "key": f"note-{number}"} for number in range(500)]
    text = json.dumps({"version": 1, "notes": full})
    page.evaluate("text => localStorage.setItem('almanac-cpd-notes', text)", text)
    page.goto(tools.address + "about/index.html")
    page.goto(tools.address + LEARN)
    copy = json.dumps({"format": "almanac-cpd-notes", "version": 1, "notes": [{**held, "name": "Wicks"}]})
    page.set_input_files("#restore", {"name": "copy.json", "mimeType": "application/json", "buffer": copy.encode()})
    until(page, "!document.querySelector('#restored').hidden")
    assert page.locator("#restored").text_content() == "You can keep up to 500 notes, so 1 was left out."
    assert len(kept(page)) == 500


def test_two_windows_keep_both_what_was_written(page: Page, context: BrowserContext) -> None:
    page.locator("#start-empty").press("Enter")
    other = context.new_page()
    other.goto(page.url)
    page.fill("#text-learned", "One")
    other.fill("#text-will", "Two")
    (held,) = kept(page)
    assert (held["learned"], held["will"]) == ("One", "Two")
    until(page, "document.querySelector('#text-will').value === 'Two'")


@pytest.mark.parametrize("fault", [FULL, OFF], ids=["full", "off"])
def test_storage_that_takes_nothing_says_so(context: BrowserContext, tools: ToolSite, fault: str) -> None:
    context.add_init_script(fault)
    page = context.new_page()
    page.goto(tools.address + LEARN)
    page.locator("#start-empty").press("Enter")
    page.fill("#text-learned", TYPED)
    assert page.locator("#not-kept").is_visible()
    with page.expect_download() as waited:
        page.locator("#plain").press("Enter")
    assert TYPED in waited.value.path().read_text("utf-8")


def test_a_situation_prints_for_supervision_on_two_sides(page: Page, tools: ToolSite) -> None:
    page.goto(tools.address + "situations/lamp-is-out.html")
    page.locator("a[href='#supervision-sheet']").press("Enter")
    assert page.locator(".space-to-write").is_visible()
    margin = {"top": "12mm", "bottom": "12mm", "left": "14mm", "right": "14mm"}
    paper = page.pdf(format="A4", margin=margin)  # type: ignore[arg-type]
    assert len(re.findall(rb"/Type\s*/Page[^s]", paper)) <= 2


def test_without_scripts_the_questions_serve(browser: Browser, tools: ToolSite) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(tools.address + LEARN)
    assert page.locator("#questions-of-a-note").is_visible()
    assert page.locator("#my-notes").is_hidden()
    page.close()


def test_axe_finds_nothing(browser: Browser, tools: ToolSite) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, bypass_csp=True)
    page = context.new_page()
    page.goto(tools.address + LEARN)
    assert [found for _, found in looks(page)] == [[], []]
    from_entry(page, tools.address)
    assert [found for _, found in looks(page)] == [[], []]
    page.locator("#back-to-all").press("Enter")
    assert [found for _, found in looks(page)] == [[], []]
    context.close()
