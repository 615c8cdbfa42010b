"""The reading list: saved on the device, never lost, never sent."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, FilePayload, Page, Route

from tests.browser.kinds import SEARCHES
from tests.browser.looking import focused, heard, looks, press_and_read, put, said, stored, tab_to, until, visit

LIST, LOG = "reading-list/index.html", "search-log/index.html"
KEPT = "almanac-reading-list"
ONE, TWO, THREE = "abbott2022decision", "akther2019experiences", "manktelow-2002"
HOSTILE = '<img src=x onerror="window.ran = true">'


def item(key: str, title: str = "", note: str = "") -> dict[str, str]:
    return {"key": key, "title": title or key, "note": note, "added": "2026-11-21"}


def keep(page: Page, *items: dict[str, str]) -> None:
    """Store a list on the device, as if it had been made earlier."""
    put(page, "almanac-reading-list", json.dumps({"version": 1, "items": items}))


def kept(page: Page) -> list[dict[str, str]]:
    text = stored(page, KEPT)
    if text is None:
        return []
    held = json.loads(text)
    assert held["version"] == 1
    items: list[dict[str, str]] = held["items"]
    return items


def keys(page: Page) -> list[str]:
    return [one["key"] for one in kept(page)]


def titles(page: Page) -> list[str]:
    return page.locator(".reading h3").all_text_contents()


def open_list(page: Page, address: str, *items: dict[str, str], more: str = "") -> None:
    if items:
        keep(page, *items)
    visit(page, address + LIST + more)


def study(key: str, title: str, authors: tuple[str, ...] = ("Field",), year: str = "2020") -> dict[str, Any]:
    """Return the data of an invented study in the form that the build writes."""
    label = authors[0] if len(authors) == 1 else f"{authors[0]} et al."
    full = ", ".join(f"{name}, A." for name in authors)
    reference = {
        "before": f"{full} (",
        "year": year,
        "after": f") '{title}', A Journal & More, 1.",
        "html": f"{full} ({year}) '{title}', <i>A Journal &amp; More</i>, 1.",
        "sort": f"{authors[0]} ({label}, {year}) {title}".casefold(),
        "intext": f"({label}, {year})",
    }
    return {
        "key": key,
        "was": [],
        "title": title,
        "authors": ", ".join(authors),
        "year": int(year),
        "container": "A Journal",
        "csl": {"id": key, "title": title, "author": [{"family": name, "given": "A."} for name in authors]},
        "harvard": reference,
        "apa": reference,
        "bibtex": f"@article{{{key},\n}}\n",
        "ris": f"TY  - JOUR\r\nID  - {key}\r\nER  - \r\n",
    }


def serve(page: Page, *studies: dict[str, Any]) -> None:
    """Serve invented studies in addition to the real ones."""

    def answer(one: dict[str, Any]) -> Any:
        return lambda route: route.fulfill(json=one)

    for one in studies:
        page.route(f"**/research/{one['key']}.json", answer(one))


def references(page: Page) -> list[str]:
    return page.locator(".references .reference").all_text_contents()


def in_text(page: Page) -> list[str]:
    return [text.removeprefix("In the text: ") for text in page.locator(".in-text").all_text_contents()]


def test_a_study_is_added_and_removed_on_its_page_and_other_tabs_know(context: BrowserContext, address: str) -> None:
    page, other = context.new_page(), context.new_page()
    page.goto(address + f"research/{ONE}.html")
    other.goto(address + f"research/{ONE}.html")
    page.evaluate("document.querySelector('#content').insertAdjacentHTML('beforeend', '<b data-list-count></b>')")
    button, count = page.locator("button.add"), page.locator("b[data-list-count]")
    assert button.text_content() == "Add to reading list"
    assert button.get_attribute("aria-pressed") == "false"
    assert count.text_content() == "0"
    button.click()
    assert said(page) == "Added to your reading list: 1 study. Undo"
    assert page.locator(".list-said").get_attribute("role") == "status"
    assert (button.text_content(), button.get_attribute("aria-pressed")) == (
        "Remove from reading list",
        "true",
    )
    assert count.text_content() == "1"
    (entry,) = kept(page)
    assert entry == item(ONE, page.locator("h1").text_content() or "") | {"added": entry["added"]}
    assert entry["added"] == page.evaluate("new Date().toLocaleDateString('sv-SE')")
    other.get_by_role("button", name="Remove from reading list").click()
    assert said(other) == "Removed from your reading list: 0 studies. Undo"
    page.get_by_role("button", name="Add to reading list").wait_for()
    assert stored(page, KEPT) is None


def test_the_notice_on_a_study_leaves_the_buttons_of_its_reference_free(page: Page, address: str) -> None:
    page.goto(address + f"research/{ONE}.html")
    page.locator("button.add").click()
    notice, cite = page.locator(".list-said").bounding_box(), page.locator(".cite").bounding_box()
    assert notice
    assert cite
    assert notice["x"] + notice["width"] <= cite["x"]


def test_buttons_that_come_later_work_too(page: Page, address: str) -> None:
    page.goto(address + "about/index.html")
    page.evaluate(
        """() => {
          const button = document.createElement("button");
          Object.assign(button, { type: "button", className: "add", hidden: true });
          Object.assign(button.dataset, { study: "late-2020", title: "Late" });
          document.querySelector("#content").append(button);
        }"""
    )
    page.get_by_role("button", name="Add to reading list: Late").click()
    assert keys(page) == ["late-2020"]
    page.get_by_role("link", name="your reading list", exact=True).click()
    assert page.locator("h1").text_content() == "Reading list"


def test_an_empty_list_says_how_to_begin(page: Page, address: str) -> None:
    open_list(page, address)
    assert page.get_by_text("Your list is empty").is_visible()
    assert page.get_by_text("Your list is saved only in this browser").is_visible()
    assert not page.get_by_role("heading", name="References").is_visible()
    assert page.get_by_label("Restore a copy").is_visible()


def test_studies_are_shown_with_authors_year_and_container(page: Page, address: str) -> None:
    open_list(page, address, item(ONE, "An old title"))
    assert titles(page)[0].startswith("Decision Making by Practitioners")
    assert page.locator(".facts-line").text_content() == "Abbott · 2022 · British Journal of Social Work"
    page.locator(".reading h3 a").click()
    assert page.url == address + f"research/{ONE}.html"


def test_the_order_changes_is_said_and_stays(page: Page, address: str) -> None:
    open_list(page, address, item(ONE), item(TWO), item(THREE))
    page.get_by_role("button", name=f"Move down: {ONE}").click()
    assert keys(page) == [TWO, ONE, THREE]
    assert (said(page), focused(page)) == ("Moved to position 2 of 3.", f"Move down: {ONE}")
    page.keyboard.press("Enter")
    assert keys(page) == [TWO, THREE, ONE]
    page.keyboard.press("Enter")
    assert keys(page) == [TWO, THREE, ONE]
    assert said(page) == "This study is already last."
    assert page.get_by_role("button", name=f"Move down: {ONE}").get_attribute("aria-disabled") == "true"
    page.get_by_role("button", name=f"Move up: {ONE}").click()
    assert focused(page) == f"Move up: {ONE}"
    shown = titles(page)
    page.reload()
    assert keys(page) == [TWO, ONE, THREE]
    page.wait_for_load_state("networkidle")
    assert titles(page) == shown


def test_notes_stay_and_two_tabs_do_not_undo_each_other(page: Page, context: BrowserContext, address: str) -> None:
    open_list(page, address, item(ONE), item(TWO))
    other = context.new_page()
    open_list(other, address)
    notes, theirs = page.get_by_label("Your note"), other.get_by_label("Your note")
    notes.first.fill(f"Chapter 2 {HOSTILE}\nline two")
    theirs.nth(1).fill("from the other tab")
    assert [one["note"] for one in kept(page)] == [f"Chapter 2 {HOSTILE}\nline two", "from the other tab"]
    until(page, "document.querySelectorAll('textarea')[1].value === 'from the other tab'")
    other.get_by_role("button", name=f"Remove: {TWO}").click()
    until(page, "document.querySelectorAll('.reading > li').length === 1")
    page.reload()
    assert notes.input_value() == f"Chapter 2 {HOSTILE}\nline two"


def test_a_removed_study_comes_back_to_its_place_with_its_note(page: Page, address: str) -> None:
    open_list(page, address, item(ONE), item(TWO, note="mine"), item(THREE))
    page.get_by_role("button", name=f"Remove: {TWO}").click()
    assert keys(page) == [ONE, THREE]
    assert said(page) == "Removed. 2 studies on your list."
    assert focused(page).startswith("Undo: restore Patients")
    page.get_by_role("button", name=f"Move up: {THREE}").click()
    page.get_by_role("button", name="Undo: restore").click()
    assert said(page) == "Restored. 3 studies on your list."
    assert keys(page) == [THREE, ONE, TWO]
    assert page.get_by_label("Your note").evaluate_all("all => all.map(one => one.value)").count("mine") == 1
    assert focused(page) == f"Remove: {TWO}"


def test_two_removed_in_a_row_come_back_in_order(page: Page, address: str) -> None:
    open_list(page, address, item(ONE), item(TWO), item(THREE))
    page.get_by_role("button", name=f"Remove: {ONE}").click()
    page.get_by_role("button", name=f"Remove: {TWO}").click()
    for _ in range(2):
        page.get_by_role("button", name="Undo").last.click()
    assert keys(page) == [ONE, TWO, THREE]
    assert page.locator(".reading > li").evaluate_all("all => all.map(one => one.dataset.key)") == [ONE, TWO, THREE]


def test_all_removed_come_back(page: Page, address: str) -> None:
    open_list(page, address, item(ONE, note="mine"), item(TWO))
    page.get_by_role("button", name="Remove all studies").click()
    assert stored(page, KEPT) is None
    assert focused(page) == "Undo: 2 studies removed."
    page.keyboard.press("Enter")
    assert [one["note"] for one in kept(page)] == ["mine", ""]
    assert focused(page) == "Remove all studies"


def test_a_study_that_cannot_be_loaded_stays(page: Page, address: str) -> None:
    page.route(f"**/research/{ONE}.json", lambda route: route.abort())
    page.route(f"**/research/{THREE}.json", lambda route: route.fulfill(body="<html>login</html>"))
    open_list(page, address, item(ONE, "Kept title", "mine"), item("never-was", "Gone"), item(TWO), item(THREE))
    assert titles(page)[:2] == ["Kept title", "Gone"]
    assert page.get_by_text("This study could not be loaded").count() == 3
    assert page.locator("#missing").text_content() == (
        "3 studies could not be loaded and are missing from these references and from the files below."
    )
    assert len(references(page)) == 1
    assert keys(page) == [ONE, "never-was", TWO, THREE]


def test_a_key_that_changed_is_replaced_and_said(page: Page, address: str) -> None:
    page.route("**/api/v1/former-keys.json", lambda route: route.fulfill(json={"old-key": ONE, "older": TWO}))
    open_list(page, address, item("old-key", "Old", "mine"), item("older", "Older", "a"), item(TWO, note="b"))
    until(page, "!localStorage.getItem('almanac-reading-list').includes('old')")
    assert [(one["key"], one["note"]) for one in kept(page)] == [(ONE, "mine"), (TWO, "b\n\na")]
    assert "The address of “Decision Making" in page.locator("#moved-keys").inner_text()
    assert page.locator(".reading h3 a").first.get_attribute("href") == f"../research/{ONE}.html"


def test_a_renamed_study_is_found_once_the_connection_is_back(page: Page, address: str) -> None:
    page.route("**/api/v1/former-keys.json", lambda route: route.abort())
    open_list(page, address, item("old-key", "Old", "mine"))
    until(page, "document.querySelector('.reading').textContent.includes('could not be loaded')")
    assert "the library has no study" not in page.locator(".reading").inner_text()
    page.unroute("**/api/v1/former-keys.json")
    page.route("**/api/v1/former-keys.json", lambda route: route.fulfill(json={"old-key": ONE}))
    page.evaluate("dispatchEvent(new Event('online'))")
    until(page, "!localStorage.getItem('almanac-reading-list').includes('old')")
    assert [(one["key"], one["note"]) for one in kept(page)] == [(ONE, "mine")]


def test_a_long_list_asks_for_the_catalogue_again_after_a_failure(page: Page, address: str) -> None:
    asked: list[str] = []

    def fail(route: Route) -> None:
        asked.append(route.request.url)
        route.abort()

    page.route("**/api/v1/catalogue.json", fail)
    serve(page, *(study(f"field-{number}", f"Part {number}") for number in range(24)))
    open_list(page, address, *(item(f"field-{number}") for number in range(24)))
    until(page, "document.querySelectorAll('.reference').length === 24")
    press_and_read(page, "Download RIS")
    assert len(asked) == 2


def test_letters_tell_works_of_one_year_apart(page: Page, address: str) -> None:
    serve(page, study("field-b", "Beta"), study("field-a", "Alpha"), study("field-c", "Later", year="2021"))
    open_list(page, address, item("field-c"), item("field-b"), item(ONE), item("field-a"))
    assert [text[:18] for text in references(page)] == [
        "Abbott, S. (2022) ",
        "Field, A. (2020a) ",
        "Field, A. (2020b) ",
        "Field, A. (2021) '",
    ]
    assert in_text(page) == ["(Abbott, 2022)", "(Field, 2020a)", "(Field, 2020b)", "(Field, 2021)"]
    italics = page.locator(".references .reference i").all_text_contents()
    assert italics[1:] == ["A Journal & More"] * 3
    page.locator(".reading > li").last.get_by_role("button", name="Remove").click()
    until(page, "document.querySelectorAll('.reference').length === 3")
    assert in_text(page) == ["(Abbott, 2022)", "(Field, 2020)", "(Field, 2021)"]


def test_apa_gives_more_names_before_it_gives_letters(page: Page, address: str) -> None:
    many = ("Field", "Hill", "Wood", "Lake"), ("Field", "Moor", "Wood", "Lake"), ("Field", "Moor", "Wood")
    serve(page, *(study(f"s-{index}", f"Title {index}", authors) for index, authors in enumerate([*many, many[0]])))
    open_list(page, address, *(item(f"s-{index}") for index in range(4)))
    letters = [f"(Field et al., 2020{letter})" for letter in "abcd"]
    assert in_text(page) == letters
    page.get_by_label("Style").select_option("apa")
    assert in_text(page) == [
        "(Field, Hill, et al., 2020a)",
        "(Field, Moor, Wood, & Lake, 2020)",
        "(Field, Moor, & Wood, 2020)",
        "(Field, Hill, et al., 2020b)",
    ]
    assert page.url.endswith("?style=apa")
    page.reload()
    page.wait_for_load_state("networkidle")
    assert page.get_by_label("Style").input_value() == "apa"
    assert in_text(page)[3] == "(Field, Hill, et al., 2020b)"


def test_references_are_copied_with_their_italics(page: Page, context: BrowserContext, address: str) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    serve(page, study("field-a", "Alpha <b>"), study("field-b", "Beta"))
    open_list(page, address, item("field-a"), item("field-b"))
    page.get_by_role("button", name="Copy references").click()
    until(page, "document.querySelector('.list-said').textContent === 'Copied. 2 references.'")
    read = "navigator.clipboard.read().then(([one]) => one.getType('{}')).then((blob) => blob.text())"
    assert page.evaluate(read.format("text/plain")).splitlines() == references(page)
    html = page.evaluate(read.format("text/html"))
    assert "(2020b) 'Beta', <i>A Journal &amp; More</i>, 1." in html
    page.evaluate("delete Navigator.prototype.clipboard")  # as on plain http
    page.get_by_role("button", name="Copy address").click()
    until(page, "document.querySelector('.list-said').textContent.startsWith('Copied. The address')")
    page.evaluate("document.execCommand = () => false")
    page.get_by_role("button", name="Copy references").click()
    page.get_by_text("The references are selected").wait_for()
    assert "Alpha" in page.evaluate("getSelection().toString()")


def test_what_is_printed_is_the_title_references_notes_and_day(page: Page, address: str) -> None:
    open_list(page, address, item(ONE, note="Chapter 2"), item("never-was", "Gone", "keep me"))
    page.evaluate("window.print = () => dispatchEvent(new Event('beforeprint'))")
    page.get_by_role("button", name="Print references and notes").click()
    page.emulate_media(media="print")
    text = page.locator("body").inner_text()
    lines = [line for line in text.splitlines() if line.strip()]
    assert lines[0] == "Reading list"
    assert lines[1].startswith("Abbott, S. (2022)")
    assert lines[2:5] == ["Note: Chapter 2", "Gone (reference not loaded)", "Note: keep me"]
    assert lines[5].startswith("Printed on ")
    assert "content version" in lines[5]
    assert len(lines) == 6


def test_files_for_reference_software_hold_the_list_in_order(page: Page, address: str) -> None:
    page.add_init_script(
        "const make = URL.createObjectURL; window.types = [];"
        "URL.createObjectURL = (blob) => { window.types.push(blob.type); return make(blob); };"
    )
    open_list(page, address, item(TWO, note="secret"), item(ONE), item("never-was"))
    name, ris = press_and_read(page, "Download RIS")
    assert name == "almanac-reading-list.ris"
    assert [line for line in ris.split("\r\n") if line.startswith("ID")] == [f"ID  - {TWO}", f"ID  - {ONE}"]
    assert ris.endswith("ER  - \r\n")
    assert said(page) == "2 references in almanac-reading-list.ris. 1 study could not be loaded."
    name, bibtex = press_and_read(page, "Download BibTeX")
    assert name == "almanac-reading-list.bib"
    assert bibtex.startswith(f"@article{{{TWO},")
    assert f"\n}}\n\n@article{{{ONE}," in bibtex
    name, csl = press_and_read(page, "Download CSL-JSON")
    assert name == "almanac-reading-list.csl.json"
    assert [one["id"] for one in json.loads(csl)] == [TWO, ONE]
    name, copy = press_and_read(page, "Download a copy")
    assert name == "almanac-reading-list.json"
    assert json.loads(copy) == json.loads(stored(page, KEPT) or "")
    assert "secret" not in ris + bibtex + csl
    assert page.evaluate("window.types") == [
        "application/x-research-info-systems",
        "application/x-bibtex",
        "application/vnd.citationstyles.csl+json",
        "application/json",
    ]


def choose(page: Page, text: str) -> None:
    file = FilePayload(name="copy.json", mimeType="application/json", buffer=text.encode())
    page.get_by_label("Restore a copy").set_input_files(file)


def test_a_copy_is_joined_after_saying_so_and_can_be_undone(page: Page, address: str) -> None:
    ours = item(ONE, "One", "ours"), item(TWO, "Two")
    open_list(page, address, *ours)
    theirs = item(ONE, "One", "theirs"), item(TWO, "Two", "new"), item(THREE, "Three", "three")
    copy = json.dumps({"version": 1, "items": theirs})
    choose(page, copy)
    page.locator("#offer").wait_for()
    assert focused(page) == (
        "This copy contains 3 studies. 1 will be added at the end of your list. "
        "2 are on your list already, and nothing in your list will be replaced. "
        "2 notes in the copy will be added below yours."
    )
    assert kept(page) == list(ours)
    page.get_by_role("button", name="Add the copy to my list").click()
    assert [(one["key"], one["note"]) for one in kept(page)] == [
        (ONE, "ours\n\ntheirs"),
        (TWO, "new"),
        (THREE, "three"),
    ]
    assert page.get_by_label("Your note").first.input_value() == "ours\n\ntheirs"
    assert focused(page) == "Undo: 1 study added, 2 notes added to."
    page.keyboard.press("Enter")
    assert kept(page) == list(ours)
    choose(page, copy)
    page.get_by_role("button", name="Keep my list as it is").click()
    assert kept(page) == list(ours)
    choose(page, copy)
    page.get_by_role("button", name="Add the copy to my list").click()
    choose(page, copy)
    page.get_by_text("There is nothing to add.").wait_for()
    assert not page.get_by_role("button", name="Add the copy to my list").is_visible()


@pytest.mark.parametrize(
    "bad",
    ["", "no JSON", "null", "[]", '{"items": 5}', '{"version":1,"items":[{"key":"../x"},7,null]}', '[{"id":"csl"}]'],
)
def test_a_bad_file_changes_nothing(bad: str, page: Page, address: str) -> None:
    open_list(page, address, item(ONE, note="mine"))
    before = stored(page, KEPT)
    choose(page, bad)
    until(page, "document.querySelector('.list-said').textContent")
    assert said(page) == ("This file is not a copy of a reading list, or it is damaged. Your list has not changed.")
    assert page.locator("#merged").is_visible()
    assert (stored(page, KEPT), stored(page, "almanac-reading-list-damaged")) == (before, None)
    choose(page, '{"version":1,"items":[]}')
    page.get_by_text("This copy contains no studies. Your list has not changed.").first.wait_for()
    assert stored(page, KEPT) == before


def test_a_shared_address_holds_keys_alone_and_adds_without_overwriting(page: Page, address: str) -> None:
    open_list(page, address, item(ONE, note="mine"), item(TWO))
    assert page.get_by_label("Address").input_value() == address + LIST + f"#list={ONE},{TWO}"
    keep(page, item(ONE, note="mine"))
    page.goto("about:blank")
    open_list(page, address, more=f"#list={TWO},{ONE},{THREE},never-was,{TWO},../../x,<script>")
    page.get_by_role("button", name="Add these 2 studies to your list").wait_for()
    assert focused(page) == "A list shared with you"
    assert page.locator(".shared-studies li").count() == 3
    assert page.locator("#shared-says").text_content() == (
        "3 studies. 1 is on your list already. 1 study in the address could not be loaded and is left out. "
        "Your own list stays as it is until you add them."
    )
    assert keys(page) == [ONE]
    page.get_by_role("button", name="Add these 2 studies to your list").click()
    page.get_by_text("2 studies added.").wait_for()
    assert [(one["key"], one["note"]) for one in kept(page)] == [(ONE, "mine"), (TWO, ""), (THREE, "")]
    assert page.url == address + LIST
    page.keyboard.press("Enter")
    assert keys(page) == [ONE]


def test_a_shared_list_can_be_left_alone(page: Page, address: str) -> None:
    open_list(page, address, more=f"#list={TWO}")
    page.get_by_role("button", name="Add this study to your list").wait_for()
    page.get_by_role("button", name="Close the shared list").click()
    assert (page.url, stored(page, KEPT)) == (address + LIST, None)
    assert focused(page) == "Your studies"
    page.evaluate(f"location.hash = 'list={ONE}'")
    page.get_by_role("button", name="Add this study to your list").wait_for()


@pytest.mark.parametrize(
    ("damaged", "left"),
    [
        ('{"version":1,"items":[{"key":"abbott2022', []),
        ("null", []),
        ('{"version":2,"items":[]}', []),
        (json.dumps({"version": 1, "items": [item(ONE), {"key": 7, "note": "precious"}]}), [ONE]),
        (json.dumps({"version": 1, "items": [item(ONE), item(ONE, note="precious")]}), [ONE]),
    ],
)
def test_what_is_damaged_is_set_aside_said_and_offered(damaged: str, left: list[str], page: Page, address: str) -> None:
    put(page, "almanac-reading-list", damaged)
    page.goto(address + f"research/{TWO}.html")
    page.get_by_role("button", name="Add to reading list").click()
    assert said(page).endswith("Part of it could not be read: open it to see what.")
    assert stored(page, "almanac-reading-list-damaged") == damaged
    assert keys(page) == [*left, TWO]
    open_list(page, address)
    assert page.get_by_text("Part of what was saved here could not be read.").is_visible()
    name, text = press_and_read(page, "Download the damaged copy")
    assert (name, text) == ("almanac-reading-list-damaged.txt", damaged)
    page.get_by_role("button", name="Delete it from this device").click()
    assert stored(page, "almanac-reading-list-damaged") is None
    assert not page.locator("#damaged").is_visible()
    assert keys(page) == [*left, TWO]


def test_damaged_twice_both_are_kept(page: Page, address: str) -> None:
    for text in ("first", "second"):
        put(page, "almanac-reading-list", text)
        page.goto(address + LIST)
    assert stored(page, "almanac-reading-list-damaged") == "first\nsecond"


def test_full_storage_is_said_and_the_page_goes_on(page: Page, address: str) -> None:
    page.add_init_script("Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError'); }")
    open_list(page, address, item(ONE, note="mine"), item(TWO))
    before = stored(page, KEPT)
    page.get_by_role("button", name=f"Move down: {ONE}").click()
    assert said(page).startswith("Your browser is blocking storage")
    page.get_by_label("Your note").first.fill("typed")
    assert page.get_by_text("Your browser is not keeping this list.").is_visible()
    _, copy = press_and_read(page, "Download a copy")
    assert [(one["key"], one["note"]) for one in json.loads(copy)["items"]] == [(TWO, "typed"), (ONE, "mine")]
    assert stored(page, KEPT) == before


def test_damaged_and_full_nothing_is_written_over(page: Page, address: str) -> None:
    put(page, "almanac-reading-list", '{"damaged')
    page.add_init_script(
        "const set = Storage.prototype.setItem; Storage.prototype.setItem = function (name, text) {"
        "if (name.endsWith('damaged')) throw new DOMException('', 'QuotaExceededError'); set.call(this, name, text); }"
    )
    page.goto(address + f"research/{TWO}.html")
    page.get_by_role("button", name="Add to reading list").click()
    assert said(page).startswith("Your browser is blocking storage")
    assert stored(page, KEPT) == '{"damaged'


def test_forbidden_storage_is_said_and_the_page_goes_on(page: Page, address: str) -> None:
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('', 'SecurityError'); } });"
    )
    page.goto(address + f"research/{TWO}.html")
    button = page.locator("button.add")
    button.click()
    assert said(page).startswith("Your browser is blocking storage")
    assert button.get_attribute("aria-pressed") == "true"
    page.goto(address + LIST + f"#list={ONE}")
    assert page.get_by_text("Your browser is not keeping this list.").is_visible()
    page.get_by_role("button", name="Add this study to your list").click()
    page.get_by_role("heading", name="Decision Making").wait_for()
    page.goto(address + LOG)
    assert page.get_by_text("Your browser is not keeping this log.").is_visible()


def test_what_others_wrote_is_shown_and_never_runs(page: Page, address: str) -> None:
    bad = study("field-a", HOSTILE)
    bad["harvard"]["html"] = (
        f"Field, A. (2020) '{HOSTILE}', <i onclick='window.ran = true'>A Journal &amp; More</i>, 1."
    )
    serve(page, bad)
    open_list(page, address, item("field-a", HOSTILE, HOSTILE), item("field-b", HOSTILE, HOSTILE))
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    put(page, "almanac-search-log", json.dumps({"version": 1, "searches": [SEARCHES[0] | {"words": HOSTILE}]}))
    assert page.locator("#my-list img, #my-list script, [onclick]").count() == 0
    assert references(page) == [f"Field, A. (2020) '{HOSTILE}', A Journal & More, 1."]
    page.goto(address + LOG)
    assert page.locator("#my-log img").count() == 0
    assert HOSTILE in (page.locator("#methods").text_content() or "")
    assert page.evaluate("window.ran") is None


def test_everything_works_with_the_keyboard_alone(page: Page, address: str) -> None:
    page.goto(address + f"research/{ONE}.html")
    tab_to(page, page.locator("button.add"))
    page.keyboard.press("Space")
    open_list(page, address, *kept(page), item(TWO, "Two"))
    first = page.locator(".reading > li").first
    tab_to(page, first.get_by_label("Your note"))
    page.keyboard.type("typed")
    tab_to(page, first.get_by_role("button", name="Move down"))
    page.keyboard.press("Enter")
    assert keys(page) == [TWO, ONE]
    tab_to(page, page.get_by_role("button", name="Remove: Decision"))
    page.keyboard.press("Enter")
    assert keys(page) == [TWO]
    page.keyboard.press("Enter")
    assert [one["note"] for one in kept(page)] == ["", "typed"]
    tab_to(page, page.get_by_label("Style"))
    page.keyboard.press("ArrowDown")
    until(page, "document.querySelector('.reference').textContent.includes('). Decision')")
    tab_to(page, page.get_by_role("button", name="Download a copy"))
    with page.expect_download():
        page.keyboard.press("Enter")
    tab_to(page, page.get_by_label("Restore a copy"))


def test_axe_finds_nothing_and_nothing_scrolls_sideways(page: Page, address: str) -> None:
    page.goto(address + "about/index.html")
    problems: list[str] = []

    def look(path: str) -> None:
        for width, found in looks(page):
            problems.extend(f"{path} {fault}" for fault in found)
            assert page.evaluate("document.documentElement.scrollWidth") <= width

    for path in (LIST, LOG):
        page.goto(address + path)
        look(path)
    put(page, "almanac-search-log", json.dumps({"version": 1, "searches": [*SEARCHES, 7]}))
    put(page, "almanac-reading-list", '{"damaged')
    open_list(page, address)
    open_list(page, address, item(ONE, note="x" * 500), item(TWO), item("never-was", "x" * 500), more=f"#list={THREE}")
    page.reload()
    page.get_by_role("button", name="Add this study").wait_for()
    page.get_by_role("button", name="Remove: ").first.click()
    choose(page, json.dumps({"version": 1, "items": [item(THREE)]}))
    page.locator("#offer").wait_for()
    look(LIST)
    page.goto(address + LOG)
    page.get_by_role("button", name="Remove the search").first.click()
    look(LOG)
    page.goto(address + f"research/{TWO}.html")
    page.locator("button.add").click()
    look("study")
    targets = "[...document.querySelectorAll('button, input, select, textarea')].map((one) => "
    assert min(page.evaluate(targets + "one.getBoundingClientRect().height).filter(Boolean)")) >= 24
    assert problems == []


def test_nothing_is_asked_of_others_and_nothing_is_sent(page: Page, address: str) -> None:
    asked, console = heard(page)
    open_list(page, address, item(ONE, note="secret"), item(TWO))
    page.get_by_role("button", name="Download RIS").click()
    put(page, "almanac-search-log", json.dumps({"version": 1, "searches": SEARCHES}))
    page.goto(address + LOG)
    page.wait_for_load_state("networkidle")
    assert len(asked) > 10
    assert [one for one in asked if one[0] != "GET" or not one[1].startswith((address, f"blob:{address}"))] == []
    assert not any("secret" in url for _, url in asked)
    assert console == []


def test_without_scripts_the_pages_say_what_they_would_do(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for path in (LIST, LOG):
        page.goto(address + path)
        assert page.get_by_text("which is switched off or did not load").is_visible()
        assert page.locator("#content button:visible").count() == 0
        assert page.locator("#without-scripts a").get_attribute("href") == "../research/index.html"
    context.close()


def test_a_study_is_asked_for_once(page: Page, address: str) -> None:
    asked: list[str] = []

    def count(route: Route) -> None:
        asked.append(route.request.url)
        route.continue_()

    page.route("**/research/*.json", count)
    open_list(page, address, item(ONE), item(TWO))
    page.get_by_role("button", name=f"Move down: {ONE}").click()
    page.get_by_label("Style").select_option("apa")
    press_and_read(page, "Download RIS")
    assert len(asked) == 2


def test_from_a_disk_the_list_still_shows_titles_and_notes(page: Page, built: Path) -> None:
    page.goto((built / LIST).as_uri())
    keep(page, item(ONE, "Kept title", "mine"))
    page.reload()
    assert titles(page) == ["Kept title"]
    assert page.get_by_label("Your note").input_value() == "mine"
    assert page.get_by_text("opened from a disk").is_visible()
