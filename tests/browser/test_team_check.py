"""The team check by keyboard on a phone: saved as it is filled in, never lost, never sent."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Download, FilePayload, Page

from tests.browser.looking import PHONE, faults, looks, until
from tests.browser.toolsite import ToolSite

SIZE = PHONE
CHECK = "practice/team-check.html"
NAME = "almanac-team-checks"
TYPED = "Harbour-of-nobody"


@pytest.fixture
def address(tools: ToolSite) -> str:
    return tools.address


@pytest.fixture
def page(page: Page, address: str) -> Page:
    page.goto(address + CHECK)
    return page


def kept(page: Page) -> list[dict[str, Any]]:
    text = page.evaluate(f"localStorage.getItem('{NAME}')")
    return json.loads(text)["checks"] if text else []


def start(page: Page, name: str = TYPED) -> None:
    page.focus("#new-name")
    page.keyboard.type(name)
    page.keyboard.press("Enter")
    until(page, "!document.querySelector('#one-check').hidden")


def tab_to(page: Page, wanted: str) -> None:
    """Press Tab until an element has the focus."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            return
    raise AssertionError(f"the keyboard never reached {wanted}")


def said(page: Page) -> str:
    return page.locator(".list-said").text_content() or ""


def check(key: str, team: str, day: str = "2026-11-01", **answers: str) -> dict[str, Any]:
    ratings = {name: {"answer": answer, "evidence": ""} for name, answer in answers.items()}
    head = {"key": key, "team": team, "name": key, "day": day, "instrument": "lamp-check", "version": 3}
    return head | {"ratings": ratings, "actions": []}


def keep(page: Page, *checks: dict[str, Any], name: str = NAME) -> None:
    text = json.dumps({"version": 1, "checks": checks})
    page.evaluate("([name, text]) => localStorage.setItem(name, text)", [name, text])
    page.reload()


def file(text: str, name: str = "checks.json") -> FilePayload:
    return {"name": name, "mimeType": "application/json", "buffer": text.encode()}


def checks_file(*checks: dict[str, Any]) -> str:
    return json.dumps({"format": "almanac-team-check", "version": 1, "checks": checks})


def text_of(download: Download) -> str:
    return download.path().read_text("utf-8")


def download(page: Page, button: str) -> str:
    with page.expect_download() as waited:
        page.focus(button)
        page.keyboard.press("Enter")
    return text_of(waited.value)


def test_a_whole_check_by_keyboard(page: Page, tools: ToolSite) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    start(page)
    assert page.evaluate("document.activeElement.id") == "check-title"
    tab_to(page, "[name=lamp-check-trimmed]")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    tab_to(page, "textarea")
    page.keyboard.type(f"{TYPED} evidence")
    tab_to(page, "[aria-label^='Add an action']")
    page.keyboard.press("Enter")
    page.keyboard.type(f"{TYPED} action")
    tab_to(page, ".action input")
    page.keyboard.type("Ida")
    (held,) = kept(page)
    assert held["ratings"] == {"trimmed": {"answer": "partly", "evidence": f"{TYPED} evidence"}}
    assert [(one["what"], one["owner"], one["statement"]) for one in held["actions"]] == [
        (f"{TYPED} action", "Ida", "trimmed")
    ]
    assert "1 of 3 statements rated" in (page.locator("#how-far").text_content() or "")
    page.reload()
    until(page, "!document.querySelector('#one-check').hidden")
    assert page.locator("[name=lamp-check-trimmed][value=partly]").is_checked()
    assert page.locator(".action textarea").first.input_value() == f"{TYPED} action"
    until(page, "document.querySelector('#by-theme table')")
    assert "1.0 of 2" in (page.locator("#by-theme svg").first.get_attribute("aria-label") or "")
    assert page.locator("#by-role table tbody tr").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    copy, bare, plan, dates = (
        download(page, "#download-all"),
        download(page, "#bare-file"),
        download(page, "#plan-csv"),
        said(page),
    )
    assert json.loads(copy)["checks"] == kept(page)
    assert TYPED not in bare
    assert f"{TYPED} action" in plan
    assert "team-check-plan.csv" in dates
    page.go_back()
    until(page, "!document.querySelector('#all-checks').hidden")
    assert page.locator("#checks a.name").text_content() == TYPED
    assert not any(TYPED in request for request in tools.requests)
    assert errors == []


def test_a_copy_brings_back_what_was_removed(page: Page) -> None:
    keep(page, check("one", "t1", trimmed="fully"))
    before, copy = kept(page), download(page, "#download-all")
    page.locator("#checks button").press("Enter")
    assert kept(page) == []
    page.set_input_files("#restore", file(copy))
    until(page, "!document.querySelector('#restored').hidden")
    assert kept(page) == before
    page.set_input_files("#restore", file(copy))
    until(page, "document.querySelector('#restored').textContent.includes('already have everything')")
    assert kept(page) == before


def test_removing_can_be_undone_by_keyboard(page: Page) -> None:
    keep(page, check("one", "t1"), check("two", "t2"))
    page.locator("#checks button").first.press("Enter")
    assert len(kept(page)) == 1
    page.keyboard.press("Enter")
    assert {one["key"] for one in kept(page)} == {"one", "two"}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("not json", "does not contain team checks"),
        ('{"format": "almanac-team-check", "version": 9}', "another version"),
        ('{"format": "almanac-team-check", "version": 1, "checks": [', "damaged"),
        ("x" * 4_000_001, "too large"),
    ],
)
def test_a_file_that_cannot_be_read_changes_nothing(page: Page, text: str, wanted: str) -> None:
    keep(page, check("one", "t1", trimmed="fully"))
    before = kept(page)
    page.set_input_files("#restore", file(text))
    until(page, f"document.querySelector('#restored').textContent.includes('{wanted}')")
    assert kept(page) == before


def test_two_windows_do_not_undo_each_other(page: Page, context: BrowserContext) -> None:
    start(page)
    other = context.new_page()
    other.goto(page.url)
    page.locator("[name=lamp-check-trimmed][value=fully]").check()
    other.locator("[name=lamp-check-spare][value=partly]").check()
    assert set(kept(page)[0]["ratings"]) == {"trimmed", "spare"}
    until(page, "document.querySelector('[name=lamp-check-spare][value=partly]').checked")
    other.goto(other.url.partition("#")[0])
    other.locator("#checks button").click()
    assert kept(page) == []
    page.locator("[name=lamp-check-written][value=fully]").check()
    assert set(kept(page)[0]["ratings"]) == {"trimmed", "spare", "written"}
    assert "restored with what you entered" in said(page)


@pytest.mark.parametrize("fault", ["full", "off"])
def test_storage_that_takes_nothing_says_so_and_loses_nothing(
    context: BrowserContext, tools: ToolSite, fault: str
) -> None:
    full = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };"
    off = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('off'); } });"
    context.add_init_script(full if fault == "full" else off)
    page = context.new_page()
    page.goto(tools.address + CHECK)
    start(page)
    page.locator("[name=lamp-check-trimmed][value=fully]").check()
    assert page.locator("#not-kept").is_visible()
    assert "1 of 3" in (page.locator("#how-far").text_content() or "")
    assert json.loads(download(page, "#download-all"))["checks"][0]["ratings"]["trimmed"]["answer"] == "fully"


def test_what_cannot_be_read_is_set_aside(page: Page) -> None:
    keep(page, check("one", "t1", trimmed="fully"), {"key": "two"})
    assert [one["key"] for one in kept(page)] == ["one"]
    assert page.locator("#damaged").is_visible()
    assert '"two"' in download(page, "#save-damaged")


def test_this_check_stands_beside_an_earlier_one(page: Page, tools: ToolSite) -> None:
    keep(page, check("old", "t1", "2026-01-01", trimmed="not-yet"), check("new", "t1", trimmed="fully"))
    page.goto(tools.address + CHECK + "#check=new")
    page.select_option("#earlier", "old")
    text = page.locator("#comparison").text_content() or ""
    assert "1 statement counted in both: 1 rated higher, 0 lower, 0 the same." in text
    assert "Not yet → Fully" in text


def test_other_teams_show_from_five_on_and_are_not_kept(page: Page, tools: ToolSite) -> None:
    keep(page, check("own", "t1", trimmed="fully"))
    page.goto(tools.address + CHECK + "#check=own")
    four = [
        file(checks_file(check(f"k{number}", f"o{number}", trimmed="partly")), f"{number}.json") for number in range(4)
    ]
    page.set_input_files("#open-teams", four[:3])
    until(page, "document.querySelector('#teams-say').textContent.includes('too few')")
    assert page.locator("#spread table").count() == 0
    page.set_input_files("#open-teams", [*four, file("broken", "broken.json")])
    until(page, "document.querySelector('#spread table')")
    row = page.locator("#spread tbody tr").first.text_content() or ""
    assert "1 ◂ you" in row
    assert "1.2 (5)" in row
    assert "broken.json: This file does not contain team checks." in (page.locator("#teams-say").text_content() or "")
    assert len(kept(page)) == 1


def test_of_files_chosen_twice_the_later_ones_are_shown(page: Page, tools: ToolSite) -> None:
    keep(page, check("own", "t1", trimmed="fully"))
    page.goto(tools.address + CHECK + "#check=own")
    page.evaluate("""() => {
        const read = Blob.prototype.text;
        Blob.prototype.text = async function () {
            if (this.name === "slow.json") await new Promise((go) => (window.go = go));
            return (window.reading = read.call(this));
        };
    }""")
    page.set_input_files("#open-teams", file("broken", "slow.json"))
    page.set_input_files("#open-teams", file(checks_file(check("k", "o", trimmed="partly"))))
    until(page, "document.querySelector('#teams-say').textContent.startsWith('2 teams')")
    page.evaluate("() => { window.reading = null; window.go(); }")
    until(page, "window.reading")
    page.evaluate("window.reading")
    assert (page.locator("#teams-say").text_content() or "").startswith("2 teams")
    assert "slow.json" not in (page.locator("#teams-say").text_content() or "")


def test_each_gap_says_how_it_was_rated(page: Page) -> None:
    keep(page, check("k", "o", spare="not-yet", written="partly"))
    page.goto(page.url.split("#")[0] + "#check=k")
    until(page, 'document.querySelector("#gaps li")')
    assert "Rated ‘Not yet’." in page.locator("#gaps li").first.inner_text()


def test_an_action_comes_back_after_it_was_removed(page: Page) -> None:
    start(page)
    page.locator("#add-other").press("Enter")
    page.keyboard.type("Paint the boat")
    page.locator("#other-actions button").press("Enter")
    assert kept(page)[0]["actions"] == []
    page.keyboard.press("Enter")
    assert kept(page)[0]["actions"][0]["what"] == "Paint the boat"


def test_without_scripts_the_blank_form_and_the_way_to_it_serve(browser: Browser, tools: ToolSite) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(tools.address + CHECK)
    assert page.locator(".boxes").first.is_visible()
    assert page.locator("#my-checks").is_hidden()
    page.goto(tools.address + "instruments/lamp-check.html")
    page.emulate_media(media="print")
    assert page.locator(".paper-only").is_visible()
    page.goto(tools.address + "instruments/keepers-ask.html#few-words")
    assert page.locator(".few-words").is_visible()
    assert page.locator(".a4").is_hidden()
    page.close()


def test_large_print_is_large_from_the_introduction_on(page: Page, tools: ToolSite) -> None:
    page.goto(tools.address + "instruments/keepers-ask.html#large-print")
    page.emulate_media(media="print")
    sizes = "all => all.map((one) => parseFloat(getComputedStyle(one).fontSize))"
    shown = page.locator(":is(.lead, #large-print :is(h2, h3, p, li, dd)):visible").evaluate_all(sizes)
    assert min(shown) >= 16 * 96 / 72, "16 points are large print"


def test_axe_finds_nothing(browser: Browser, tools: ToolSite) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, bypass_csp=True)
    page = context.new_page()
    page.goto(tools.address + CHECK)
    assert [found for _, found in looks(page)] == [[], []]
    teams = [check(f"k{number}", f"o{number}", trimmed="partly", spare="not-yet") for number in range(5)]
    keep(page, *teams, check("own", "t1", trimmed="fully", written="not-yet"))
    assert faults(page) == []
    page.goto(tools.address + CHECK + "#check=own")
    page.locator("#add-other").press("Enter")
    page.select_option("#earlier", "k1")
    until(page, "document.querySelector('#spread table') && document.querySelector('#comparison table')")
    assert [found for _, found in looks(page)] == [[], []]
    for paper in ("instruments/lamp-check.html", "instruments/keepers-ask.html#few-words"):
        page.goto(tools.address + paper)
        assert [found for _, found in looks(page)] == [[], []]
    context.close()
