"""Listening by keyboard on a phone: one question a page, only totals, no results below five people, nothing sent."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.looking import PHONE, looks, until
from tests.browser.toolsite import ToolSite

SIZE = PHONE
LISTEN = "practice/listening.html"
TYPED = "words-of-nobody"


@pytest.fixture
def address(tools: ToolSite) -> str:
    return tools.address


@pytest.fixture
def page(page: Page, address: str) -> Page:
    page.goto(address + LISTEN)
    return page


def kept(page: Page, name: str = "almanac-listening", field: str = "rounds") -> list[dict[str, Any]]:
    text = page.evaluate("name => localStorage.getItem(name)", name)
    return json.loads(text)[field] if text else []


def round_of(people: int, **more: Any) -> dict[str, Any]:
    head = {"key": "r", "name": "Harbour", "day": "2026-11-01", "instrument": "keepers-ask", "version": 1}
    counts = {"seen": {"yes": people}, "heard": {"no": min(people, 2)}}
    said = [{"key": "c1", "statement": "seen", "text": "It was bright."}]
    return head | {"people": people, "counts": counts, "comments": said} | more


def keep(page: Page, address: str, *rounds: dict[str, Any]) -> None:
    text = json.dumps({"version": 1, "rounds": rounds})
    page.evaluate("text => localStorage.setItem('almanac-listening', text)", text)
    page.goto(address + "about/index.html")
    page.goto(address + LISTEN + "#round=r")
    until(page, "!document.querySelector('#one-round').hidden")


def title(page: Page) -> str:
    return page.locator("#asking-title").text_content() or ""


def press(page: Page, name: str) -> None:
    page.locator("#asking-body button", has_text=name).first.press("Enter")


def go_to_the_end(page: Page) -> None:
    press(page, "Next question")
    until(page, "document.querySelector('#asking-title').textContent.startsWith('Did the keeper')")
    press(page, "Go to the end")
    until(page, "document.querySelector('#asking-title').textContent === 'Thank you'")
    press(page, "Finish")
    until(page, "!document.querySelector('#one-round').hidden")


def test_one_person_answers_question_by_question(page: Page, tools: ToolSite) -> None:
    page.select_option("#new-instrument", "keepers-ask")
    page.fill("#new-name", "Harbour")
    page.locator("#start button").press("Enter")
    until(page, "document.activeElement.id === 'round-title'")
    page.locator("#ask-now").press("Enter")
    until(page, "document.activeElement.id === 'asking-title'")
    assert "You can leave out any question." in (page.locator("#asking-body").text_content() or "")
    press(page, "I am happy to answer")
    until(page, "document.activeElement.textContent === 'Did you see the lamp?'")
    box = page.locator(".big-answers button").first.bounding_box()
    assert box
    assert box["height"] >= 64
    press(page, "Yes")
    page.fill("#asking-comment", TYPED)
    press(page, "Next question")
    until(page, "document.querySelector('#asking-title').textContent.startsWith('Did the keeper')")
    press(page, "No")
    page.go_back()
    until(page, "document.querySelector('#asking-title').textContent.startsWith('Did you see')")
    assert page.locator(".big-answers [aria-pressed=true]").text_content() == "Yes"
    assert page.locator("#asking-comment").input_value() == TYPED
    assert kept(page)[0]["people"] == 0, "nothing is kept before the end"
    go_to_the_end(page)
    (held,) = kept(page)
    assert (held["people"], held["counts"]) == (1, {"seen": {"yes": 1}, "heard": {"no": 1}})
    assert [one["text"] for one in held["comments"]] == [TYPED]
    assert TYPED not in (page.locator("#one-round").text_content() or ""), "comments too wait for five"
    assert "4 more are needed" in (page.locator("#too-few").text_content() or "")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert not any(TYPED in request for request in tools.requests)


def test_stopping_keeps_nothing(page: Page, tools: ToolSite) -> None:
    keep(page, tools.address, round_of(2))
    before = kept(page)
    page.locator("#enter-paper").press("Enter")
    until(page, "document.querySelector('#asking-title').textContent.startsWith('Did you see')")
    press(page, "Yes")
    press(page, "Stop")
    until(page, "!document.querySelector('#one-round').hidden")
    assert kept(page) == before


def test_totals_appear_with_five_and_comments_apart(page: Page, tools: ToolSite) -> None:
    keep(page, tools.address, round_of(5))
    rows = page.locator("#totals tbody tr").all_text_contents()
    assert rows[0].endswith("1.0 (n = 5)")
    assert rows[1].endswith("fewer than five answers")
    assert "It was bright." in (page.locator("#comments").text_content() or "")
    assert "It was bright." not in (page.locator("#totals").text_content() or "")


def test_a_round_without_answers_says_that_nobody_has_answered(page: Page, tools: ToolSite) -> None:
    keep(page, tools.address, round_of(0))
    assert page.locator("#round-people").inner_text() == "Nobody has answered yet."


def test_answers_to_another_version_of_the_questions_are_said_to_be_so(page: Page, tools: ToolSite) -> None:
    keep(page, tools.address, round_of(5))
    assert page.locator("#other-version").is_hidden()
    keep(page, tools.address, round_of(5, version=7))
    told = page.locator("#other-version").inner_text()
    assert told.startswith("This round was started with version 7 of the questionnaire; below is version 1.")


def test_what_was_heard_becomes_an_action_in_a_plan(page: Page, tools: ToolSite) -> None:
    keep(page, tools.address, round_of(5))
    page.fill("#act-what", "Buy a brighter lamp")
    page.locator("#act button").press("Enter")
    (check,) = kept(page, "almanac-team-checks", "checks")
    assert [one["what"] for one in check["actions"]] == ["Buy a brighter lamp"]
    page.locator("#acted a").press("Enter")
    until(page, "document.querySelector('#plan-table table')")
    assert "Buy a brighter lamp" in (page.locator("#plan-table").text_content() or "")


@pytest.mark.parametrize(
    ("checks", "actions", "told"),
    [
        (1, 300, "A plan can hold 300 actions. Remove one first."),
        (200, 0, "You can keep up to 200 checks. Remove one first."),
    ],
)
def test_a_full_plan_or_collection_says_so(checks: int, actions: int, told: str, page: Page, tools: ToolSite) -> None:
    head = {"team": "t", "name": "Pier", "day": "2026-11-01", "instrument": "lamp-check", "version": 3, "ratings": {}}
    done = {"statement": "", "what": "Lit", "owner": "", "due": "", "done": True}
    plan = [done | {"key": f"act-{number}"} for number in range(actions)]
    full = [head | {"key": f"check-{number}", "actions": plan} for number in range(checks)]
    text = json.dumps({"version": 1, "checks": full})
    page.evaluate("text => localStorage.setItem('almanac-team-checks', text)", text)
    keep(page, tools.address, round_of(5))
    if not actions:
        page.select_option("#act-check", "")
    page.fill("#act-what", "Buy a brighter lamp")
    page.locator("#act button").press("Enter")
    assert page.locator(".list-said").text_content() == told
    assert page.locator("#act-what").input_value() == "Buy a brighter lamp"
    assert kept(page, "almanac-team-checks", "checks") == full


def answer_yes_to_the_end(page: Page) -> None:
    page.locator("#enter-paper").press("Enter")
    until(page, "document.querySelector('#asking-title').textContent.startsWith('Did you see')")
    press(page, "Yes")
    go_to_the_end(page)


def test_a_comment_that_finds_no_room_is_said(page: Page, tools: ToolSite) -> None:
    full = [{"key": f"said-{number}", "statement": "seen", "text": "x"} for number in range(2000)]
    keep(page, tools.address, round_of(2, comments=full))
    page.locator("#enter-paper").press("Enter")
    until(page, "document.querySelector('#asking-title').textContent.startsWith('Did you see')")
    page.fill("#asking-comment", TYPED)
    go_to_the_end(page)
    told = page.locator(".list-said").text_content() or ""
    assert told.endswith("This round can hold 2,000 comments, so not all of yours were kept.")
    assert len(kept(page)[0]["comments"]) == 2000


def test_answers_of_two_windows_at_once_are_all_counted(page: Page, context: BrowserContext, tools: ToolSite) -> None:
    keep(page, tools.address, round_of(5))
    other = context.new_page()
    other.goto(page.url)
    until(other, "!document.querySelector('#one-round').hidden")
    answer_yes_to_the_end(other)
    answer_yes_to_the_end(page)
    (held,) = kept(page)
    assert (held["people"], held["counts"]["seen"]) == (7, {"yes": 7})


def test_a_round_removed_in_another_window_is_not_brought_back(
    page: Page, context: BrowserContext, tools: ToolSite
) -> None:
    keep(page, tools.address, round_of(5), round_of(6, key="s", name="Pier"))
    other = context.new_page()
    other.goto(tools.address + LISTEN)
    other.locator("#rounds button").first.press("Enter")
    (left,) = kept(other)
    page.bring_to_front()
    until(page, "document.querySelectorAll('#rounds button').length < 2")
    assert kept(page) == [left]


def test_a_round_removed_while_somebody_answers_is_restored_and_said(
    page: Page, context: BrowserContext, tools: ToolSite
) -> None:
    keep(page, tools.address, round_of(5))
    page.locator("#enter-paper").press("Enter")
    until(page, "document.querySelector('#asking-title').textContent.startsWith('Did you see')")
    other = context.new_page()
    other.goto(tools.address + LISTEN)
    other.locator("#rounds button").first.press("Enter")
    assert kept(other) == []
    press(page, "Yes")
    go_to_the_end(page)
    assert [one["people"] for one in kept(page)] == [6]
    assert (page.locator(".list-said").text_content() or "").startswith("This round was removed in another window.")


@pytest.mark.parametrize("fault", ["full", "off"])
def test_storage_that_takes_nothing_says_so(context: BrowserContext, tools: ToolSite, fault: str) -> None:
    full = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };"
    off = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('off'); } });"
    context.add_init_script(full if fault == "full" else off)
    page = context.new_page()
    page.goto(tools.address + LISTEN)
    page.fill("#new-name", "Harbour")
    page.locator("#start button").press("Enter")
    until(page, "!document.querySelector('#one-round').hidden")
    assert page.locator("#not-kept").is_visible()


def test_a_copy_brings_back_what_was_removed(page: Page, tools: ToolSite) -> None:
    keep(page, tools.address, round_of(5))
    page.goto(tools.address + "about/index.html")
    page.goto(tools.address + LISTEN)
    before = kept(page)
    with page.expect_download() as waited:
        page.locator("#download-all").press("Enter")
    page.locator("#rounds button").press("Enter")
    assert kept(page) == []
    page.set_input_files("#restore", waited.value.path())
    until(page, "!document.querySelector('#restored').hidden")
    assert kept(page) == before


def test_axe_finds_nothing(browser: Browser, tools: ToolSite) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, bypass_csp=True)
    page = context.new_page()
    page.goto(tools.address + LISTEN)
    assert [found for _, found in looks(page)] == [[], []]
    keep(page, tools.address, round_of(6))
    assert [found for _, found in looks(page)] == [[], []]
    page.locator("#ask-now").press("Enter")
    press(page, "I am happy")
    until(page, "document.querySelector('.big-answers')")
    press(page, "Yes")
    assert [found for _, found in looks(page)] == [[], []]
    context.close()
