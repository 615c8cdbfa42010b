"""The search log: a reader's searches, saved on the device, to be repeated and reported."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from playwright.sync_api import BrowserContext, Page

from tests.browser.kinds import SEARCHES
from tests.browser.looking import focused, press_and_read, put, stored

LOG = "search-log/index.html"


def open_log(page: Page, address: str, *searches: Any) -> None:
    put(page, "almanac-search-log", json.dumps({"version": 1, "searches": searches}))
    page.goto(address + LOG)


def logged(page: Page) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(stored(page, "almanac-search-log") or '{"searches":[]}')["searches"]
    return found


def test_the_log_lists_searches_to_repeat_with_notes(page: Page, address: str) -> None:
    open_log(page, address, *SEARCHES)
    assert page.get_by_text("Your log is saved only in this browser").is_visible()
    assert page.get_by_text("A search of this library alone is not a systematic review.").is_visible()
    first = page.locator("tbody tr").first
    assert first.locator("td").all_text_contents()[:4] == [
        "20 November 202614:05",
        "topic: approved mental health professional (AMHP)",
        "12 of 222",
        "00a5f15",
    ]
    first.get_by_role("textbox").fill("too wide")
    assert [one.get("note", "") for one in logged(page)] == ["too wide", ""]
    page.reload()
    assert first.get_by_role("textbox").input_value() == "too wide"
    first.get_by_role("link", name="Repeat the search").click()
    assert page.url.startswith(address + "research/index.html?topic=amhp")


def test_searches_are_removed_and_come_back(page: Page, address: str) -> None:
    twice = SEARCHES[0], SEARCHES[1], SEARCHES[0]
    open_log(page, address, *twice)
    page.get_by_role("button", name="Remove the search").first.click()
    assert [one["found"] for one in logged(page)] == [1, 12]
    assert focused(page).startswith("Undo: restore the search topic")
    page.keyboard.press("Enter")
    assert [one["found"] for one in logged(page)] == [12, 1, 12]
    assert page.locator("tbody tr").count() == 3
    page.get_by_role("button", name="Remove all searches").click()
    assert stored(page, "almanac-search-log") is None
    assert not page.locator("#methods").is_visible()
    page.keyboard.press("Enter")
    assert [one["found"] for one in logged(page)] == [12, 1, 12]


def test_the_log_as_a_spreadsheet_holds_no_formula(page: Page, address: str) -> None:
    notes = ("+1", '@a "quoted", text\nline', "-2", "plain")
    open_log(page, address, *(SEARCHES[1] | {"note": note} for note in notes))
    name, text = press_and_read(page, "Download for a spreadsheet (CSV)")
    assert name == "almanac-search-log.csv"
    assert text.startswith("\ufeffDay,Time,Library,Search words,Filters,Found,Of,Content version,Address,Note\r\n")
    assert text.count("\r\n") == 5
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert [row["Note"] for row in rows] == ["'+1", '\'@a "quoted", text\nline', "'-2", "plain"]
    assert rows[0] | {"Note": ""} == {
        "Day": "2026-11-21",
        "Time": "09:30",
        "Library": "Mental Health Social Work Almanac",
        "Search words": '\'=cmd|"calc"',
        "Filters": "",
        "Found": "1",
        "Of": "223",
        "Content version": "11b5f15",
        "Address": address + "research/index.html?q=risk",
        "Note": "",
    }


def test_the_log_in_words(page: Page, context: BrowserContext, address: str) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_log(page, address, *SEARCHES)
    text = page.locator("#methods").text_content()
    assert text == (
        f"The research library of the Mental Health Social Work Almanac ({address}) was searched between "
        "20 November 2026 and 21 November 2026. The content at the time was version 00a5f15 (222 studies) and "
        "version 11b5f15 (223 studies). Two searches were run: (1) on 20 November 2026 at 14:05, with no search words "
        "and the filter topic “approved mental health professional (AMHP)”: 12 studies found; (2) on 21 November 2026 "
        "at 09:30, with "
        'the words “=cmd|"calc"” and no filters: 1 study found. The library is a selection of studies chosen '
        "for their relevance to practice, so these searches alone do not cover all research on a subject."
    )
    page.get_by_role("button", name="Copy the paragraph").click()
    page.get_by_text("Copied. Change it to fit your work.").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == text


def test_a_damaged_log_is_set_aside_and_leads_nowhere_else(page: Page, address: str) -> None:
    strange = [SEARCHES[0] | {"address": path} for path in ("javascript:alert(1)", "//evil.example/", "../../../etc")]
    open_log(page, address, *strange, 7, {"day": 5})
    hrefs = page.locator("tbody a").evaluate_all("all => all.map(one => one.href)")
    assert all(href.startswith(address) for href in hrefs)
    assert page.locator("tbody tr").count() == 3
    assert page.get_by_text("Part of what was saved here could not be read.").is_visible()
    assert '"day": 5' in (stored(page, "almanac-search-log-damaged") or "")
