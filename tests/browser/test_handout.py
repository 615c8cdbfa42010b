"""The handout as readers use it: choose organisations, see which have closed, print one sheet."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from playwright.sync_api import BrowserContext, Page

from tests.browser.looking import heard, looks, put, said, shorten, stored, tab_to, until, visit

DIRECTORY, HANDOUT = "directory/a-to-z.html", "handout/index.html"
KEPT = "almanac-handout"
SIX = ("mind", "samaritans", "sane", "childline", "galop", "beat")
HOSTILE = '<img src=x onerror="window.ran = true">'


def keys(page: Page) -> list[str]:
    text = stored(page, KEPT)
    return [one["key"] for one in json.loads(text)["bodies"]] if text else []


def open_handout(page: Page, address: str, *kept: str, more: str = "", **words: str) -> None:
    """Open the handout as if it had been made earlier."""
    page.goto(address + "about/index.html")
    if kept:
        bodies = [{"key": key, "title": f"kept {key}"} for key in kept]
        put(page, "almanac-handout", json.dumps({"version": 1, "bodies": bodies}))
    if words:
        all_words = {"title": "", "note": "", "nation": "", "size": "", **words}
        put(page, "almanac-handout-words", json.dumps({"version": 1, "words": [all_words]}))
    visit(page, address + HANDOUT + more)


def names(page: Page) -> list[str]:
    return page.locator(".bodies-on-sheet h3").all_text_contents()


def gray(page: Page, path: str) -> tuple[bytes, int]:
    """Return a published image as the browser draws it, one byte per pixel (light or dark), and its width."""
    side = 300
    found: str = page.evaluate(
        """async ([path, side]) => {
          const image = new Image();
          image.src = path;
          await image.decode();
          const canvas = Object.assign(document.createElement("canvas"), { width: side, height: side });
          const paper = canvas.getContext("2d");
          paper.fillStyle = "#182226";
          paper.fillRect(0, 0, side, side);
          paper.drawImage(image, 0, 0, side, side);
          const { data } = paper.getImageData(0, 0, side, side);
          return Array.from({ length: side * side }, (_, at) => (data[4 * at] > 127 ? "1" : "0")).join("");
        }""",
        [path, side],
    )
    return bytes(255 if light == "1" else 0 for light in found), side


def test_every_code_reads_as_its_bodys_website_on_a_dark_ground_too(
    page: Page, address: str, built: Path, data: dict[str, Any]
) -> None:
    page.goto(address + HANDOUT)
    wanted = {key: body["web"] for key, body in data["bodies"].items() if body.get("web")}
    assert {path.name.removesuffix(".qr.svg") for path in built.glob("directory/*.qr.svg")} == set(wanted)
    read = {}
    for key in wanted:
        pixels, side = gray(page, f"../directory/{key}.qr.svg")
        code = zxingcpp.read_barcode(memoryview(pixels).cast("B", (side, side)))
        read[key] = code.text if code else ""
    assert len(read) > 20
    assert read == wanted


def test_a_body_is_added_on_its_page_and_in_its_row_and_other_tabs_know(context: BrowserContext, address: str) -> None:
    page, other = context.new_page(), context.new_page()
    page.goto(address + "directory/sane.html")
    other.goto(address + DIRECTORY)
    button = page.get_by_role("button", name="Add to handout: SANE")
    assert button.get_attribute("aria-pressed") == "false"
    button.click()
    assert said(page) == "Added to your handout: 1 organisation. Undo"
    there = other.get_by_role("button", name="Remove from handout: SANE")
    there.wait_for()
    assert page.locator("[data-handout-count]").text_content() == " (1 organisation)"
    other.get_by_role("button", name="Add to handout: Mind", exact=True).click()
    assert keys(page) == ["sane", "mind"]
    there.click()
    assert said(other) == "Removed from your handout: 1 organisation. Undo"
    page.get_by_role("button", name="Add to handout: SANE").wait_for()
    assert keys(page) == ["mind"]
    other.get_by_role("link", name="your handout", exact=True).click()
    other.get_by_role("heading", name="Mind").wait_for()


def test_what_ended_has_no_button(page: Page, address: str) -> None:
    for key in ("ncil", "nimhe", "nemhdu"):
        page.goto(address + f"directory/{key}.html")
        assert page.locator("button.add").count() == 0
        assert page.locator("a[href^='tel:'], a[href^='mailto:']").count() == 0


def test_an_empty_handout_says_how_to_begin_and_a_body_can_be_added_there(page: Page, address: str) -> None:
    open_handout(page, address)
    assert page.get_by_text("Your handout is empty").is_visible()
    assert not page.locator("#sheet").is_visible()
    assert not page.get_by_role("button", name="Print handout").is_visible()
    choice = page.get_by_label("Add an organisation")
    offered = choice.locator("option").all_text_contents()
    assert "Mind" in offered
    assert "National Centre for Independent Living" not in offered
    choice.select_option("Mind")
    page.get_by_role("button", name="Add", exact=True).click()
    assert (keys(page), names(page)) == (["mind"], ["Mind"])
    assert "Mind" not in choice.locator("option").all_text_contents()


def test_the_sheet_says_what_how_and_when(page: Page, address: str, data: dict[str, Any]) -> None:
    open_handout(page, address, "samaritans")
    body, row = data["bodies"]["samaritans"], page.locator(".bodies-on-sheet > li")
    text = " ".join((row.text_content() or "").split())
    for part in (
        body["name"],
        body["line"],
        "116 123",
        "24 hours",
        "www.samaritans.org",
        body["nations"],
        f"checked {body['checked']}",
    ):
        assert part in text
    image = row.locator("img")
    assert image.get_attribute("alt") == "QR code for www.samaritans.org"
    assert image.evaluate("one => one.complete && one.naturalWidth > 0")
    today = page.evaluate("new Date().toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })")
    assert page.locator(".printed").text_content().startswith(f"Printed {today}.")  # type: ignore[union-attr]


def test_the_sheet_says_what_was_not_checked_in_time_and_what_does_not_answer(
    page: Page, address: str, data: dict[str, Any]
) -> None:
    late = {"due": "2020-01-01"}
    bodies = data["bodies"] | {
        "mind": data["bodies"]["mind"] | late | {"phones": [], "emails": [], "web": "", "dead": True}
    }
    urgent = data["urgent"] | {"England": [one | late for one in data["urgent"]["England"][:1]]}
    page.route("**/handout.json", lambda route: route.fulfill(json=data | {"bodies": bodies, "urgent": urgent}))
    open_handout(page, address, "mind")
    text = page.locator(".bodies-on-sheet > li").text_content() or ""
    assert "Its website did not answer when we last checked, and we have no phone number for it." in text
    assert text.partition("review overdue")[1]
    page.get_by_label("Urgent numbers for").select_option("England")
    assert "Review overdue: " in (page.locator(".urgent-on-sheet p").text_content() or "")


def test_urgent_numbers_are_those_of_the_nation_that_the_reader_chose(
    page: Page, address: str, data: dict[str, Any]
) -> None:
    open_handout(page, address, "mind")
    numbers = page.locator(".urgent-on-sheet b")
    assert numbers.all_text_contents() == ["999"]
    page_of_urgent_help = address.removeprefix("http://") + "urgent-help/index.html"
    assert page_of_urgent_help in (page.locator(".urgent-on-sheet").text_content() or "")
    for nation, contacts in data["urgent"].items():
        page.get_by_label("Urgent numbers for").select_option(nation)
        assert numbers.all_text_contents() == [one["number"] for one in contacts]
        assert numbers.first.text_content() == "999"
    page.reload()
    until(page, "document.querySelectorAll('.urgent-on-sheet b').length > 1")
    assert page.get_by_label("Urgent numbers for").input_value() == "Northern Ireland"


def test_order_title_line_and_removal_stay(page: Page, address: str) -> None:
    open_handout(page, address, "mind", "sane", "samaritans")
    page.get_by_role("button", name="Move down: Mind").click()
    assert (keys(page), said(page)) == (["sane", "mind", "samaritans"], "Moved to position 2 of 3.")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    assert (keys(page), said(page)) == (["sane", "samaritans", "mind"], "This organisation is already last.")
    page.get_by_label("Title (optional)", exact=True).fill(f"For you {HOSTILE}")
    page.get_by_label("Note under the title").fill("Ask for the duty worker")
    page.get_by_role("button", name="Remove: SANE").click()
    assert keys(page) == ["samaritans", "mind"]
    page.reload()
    page.get_by_role("heading", name="Samaritans").wait_for()
    assert names(page) == ["Samaritans", "Mind"]
    assert page.locator("#sheet-title").text_content() == f"For you {HOSTILE}"
    assert page.locator("#sheet-note").text_content() == "Ask for the duty worker"
    assert page.evaluate("window.ran") is None
    page.get_by_role("button", name="Remove: Samaritans").click()
    page.keyboard.press("Enter")
    assert keys(page) == ["samaritans", "mind"]
    page.get_by_role("button", name="Remove all").click()
    assert (stored(page, KEPT), stored(page, "almanac-handout-words")) == (None, None)
    assert page.get_by_label("Title (optional)", exact=True).input_value() == ""
    page.keyboard.press("Enter")
    assert keys(page) == ["samaritans", "mind"]
    assert page.locator("#sheet-note").text_content() == "Ask for the duty worker"


def test_two_tabs_do_not_undo_each_other(page: Page, context: BrowserContext, address: str) -> None:
    open_handout(page, address, "mind", "sane")
    other = context.new_page()
    other.goto(address + HANDOUT)
    other.get_by_role("button", name="Move down: Mind").click()
    page.get_by_role("button", name="Remove: SANE").click()
    page.get_by_label("Title (optional)", exact=True).fill("One")
    until(other, "document.querySelector('#sheet-title').textContent === 'One'")
    other.get_by_label("Note under the title").fill("Two")
    assert keys(page) == ["mind"]
    until(page, "document.querySelector('#sheet-note').textContent === 'Two'")
    assert page.locator("#sheet-title").text_content() == "One"


def test_what_has_ended_since_is_left_off_and_its_successor_offered(
    page: Page, address: str, data: dict[str, Any]
) -> None:
    others = ((key, *body["after"]) for key, body in data["bodies"].items() if body.get("after"))
    closed, after, *_ = next(keys for keys in others if "mind" not in keys)
    name, new = data["bodies"][closed]["name"], data["bodies"][after]["name"]
    open_handout(page, address, closed, "nemhdu", "never-was", "mind")
    assert page.get_by_text(f"{name}: {data['bodies'][closed]['state']}. It will not be printed.").is_visible()
    assert page.get_by_text("North East Mental Health Development Unit: not known.").is_visible()
    assert page.get_by_text("kept never-was: no longer in the directory.").is_visible()
    assert page.get_by_text("1 organisation on the sheet. 3 left out.").is_visible()
    page.emulate_media(media="print")
    assert page.locator(".bodies-on-sheet > li:visible").count() == 1
    page.emulate_media(media="screen")
    page.get_by_role("button", name=f"Replace with {new}").click()
    assert keys(page) == [after, "nemhdu", "never-was", "mind"]
    assert names(page) == [new, "Mind"]


def test_no_listening_line_is_printed_twice_and_urgent_numbers_always_are(
    page: Page, address: str, data: dict[str, Any]
) -> None:
    wanted = data["urgent"]["Scotland"]
    listening = {one["number"].lower() for one in wanted if one["rank"] == "listening"}
    bodies = data["bodies"].items()
    held = {key: {phone[0].lower() for phone in body.get("phones", ())} & listening for key, body in bodies}
    keys = [key for key, numbers in held.items() if numbers]
    open_handout(page, address, *keys, nation="Scotland")
    printed = page.locator(".urgent-on-sheet li b").all_text_contents()
    left_out = set().union(*held.values())
    assert any(number.startswith("text ") for number in left_out)
    assert printed == [one["number"] for one in wanted if one["number"].lower() not in left_out]
    assert {one["number"] for one in wanted if one["rank"] != "listening"} <= set(printed)


def test_a_body_goes_by_its_new_key(page: Page, address: str, data: dict[str, Any]) -> None:
    page.route("**/api/v1/handout.json", lambda route: route.fulfill(json={**data, "former": {"old-mind": "mind"}}))
    open_handout(page, address, "old-mind", "sane", "mind")
    assert keys(page) == ["mind", "sane"]


@pytest.mark.parametrize("name", ["almanac-handout", "almanac-handout-words"])
def test_what_cannot_be_read_is_set_aside_and_never_lost(name: str, page: Page, address: str) -> None:
    put(page, name, '{"damaged')
    open_handout(page, address)
    page.get_by_label("Title (optional)", exact=True).fill("New")
    page.get_by_label("Add an organisation").select_option("Mind")
    page.get_by_role("button", name="Add", exact=True).click()
    assert stored(page, f"{name}-damaged") == '{"damaged'
    assert keys(page) == ["mind"]
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the damaged copy").click()
    assert download.value.path().read_text("utf-8") == '{"damaged'
    page.get_by_role("button", name="Delete it from this device").click()
    assert stored(page, f"{name}-damaged") is None
    assert not page.locator("#damaged").is_visible()


def test_forbidden_storage_is_said_and_the_sheet_goes_on(page: Page, address: str) -> None:
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('', 'SecurityError'); } });"
    )
    page.goto(address + HANDOUT)
    page.get_by_label("Add an organisation").select_option("Mind")
    page.get_by_role("button", name="Add", exact=True).click()
    assert said(page).startswith("Your browser is blocking storage")
    assert names(page) == ["Mind"]
    assert page.get_by_text("Your browser is not keeping this handout.").is_visible()


def test_data_that_does_not_come_is_said(page: Page, address: str, built: Path) -> None:
    page.route("**/api/v1/handout.json", lambda route: route.fulfill(status=500))
    open_handout(page, address, "mind")
    assert page.get_by_text("Reload the page to try again.").is_visible()
    assert names(page) == ["kept mind"]
    page.goto((built / HANDOUT).as_uri())
    assert page.get_by_text("opened from a disk").is_visible()


def test_a_shared_handout_is_offered_and_never_forced(page: Page, address: str) -> None:
    open_handout(page, address, "sane", title="Mine")
    assert page.get_by_label("Address").input_value() == address + HANDOUT + "#bodies=sane"
    open_handout(page, address, "sane", more="#bodies=mind,ncil,sane,never-was,%3Cimg%3E")
    assert page.get_by_text("3 organisations. 1 organisation in the address could not be found.").is_visible()
    assert page.get_by_text("(merged 2012: it cannot be added)").is_visible()
    assert keys(page) == ["sane"]
    page.get_by_role("button", name="Add to your handout").click()
    assert keys(page) == ["sane", "mind"]
    assert page.url == address + HANDOUT
    assert not page.locator("#shared").is_visible()


def printed(page: Page) -> tuple[int, set[bytes]]:
    """Return the number of printed pages, and their sizes."""
    pdf = page.pdf(prefer_css_page_size=True)
    return len(re.findall(rb"/Type\s*/Page\b", pdf)), set(re.findall(rb"/MediaBox\s*\[([^\]]*)\]", pdf))


@pytest.mark.parametrize("nation", ["", "Scotland"])
def test_six_bodies_stand_on_one_page_of_a4(nation: str, page: Page, address: str) -> None:
    open_handout(page, address, *SIX, title="Useful contacts", note="Ask for the duty worker", nation=nation)
    pages, sizes = printed(page)
    (size,) = sizes
    assert [round(float(part)) for part in size.split()] == [0, 0, 595, 842]
    assert pages == 1


def test_paper_holds_the_sheet_and_nothing_else(page: Page, address: str) -> None:
    open_handout(page, address, *SIX, more="#bodies=turning-point")
    page.emulate_media(media="print", color_scheme="dark")
    shown = page.evaluate(
        "[...document.querySelectorAll('body *')].filter((one) => !one.children.length && one.checkVisibility()"
        " && one.textContent.trim() && !one.closest('#sheet')).map((one) => one.outerHTML)"
    )
    assert shown == []
    assert page.locator("#sheet button:visible").count() == 0
    assert page.locator("#sheet img:visible").count() == 6
    assert page.evaluate("getComputedStyle(document.querySelector('#sheet')).backgroundColor") == "rgb(255, 255, 255)"


def test_large_print_is_18_points_or_more(page: Page, address: str) -> None:
    open_handout(page, address, *SIX, nation="Wales")
    page.get_by_label("Print size", exact=True).select_option("large")
    page.emulate_media(media="print")
    sizes = page.evaluate(
        "[...document.querySelectorAll('#sheet *')].filter((one) => one.checkVisibility()"
        " && [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))"
        ".map((one) => parseFloat(getComputedStyle(one).fontSize) * 72 / 96)"
    )
    assert len(sizes) > 40
    assert min(sizes) >= 18
    assert printed(page)[0] > 1


@pytest.mark.parametrize("bodies", [SIX[:2], SIX])
def test_urgent_numbers_are_as_large_as_the_rest_and_first_on_their_line(
    bodies: tuple[str, ...], page: Page, address: str
) -> None:
    open_handout(page, address, *bodies, nation="Wales")
    page.emulate_media(media="print")
    size = "one => parseFloat(getComputedStyle(one).fontSize)"
    text = page.locator(".bodies-on-sheet p").first.evaluate(size)
    lines = page.locator(".urgent-on-sheet li")
    assert lines.count() > 2
    for line in lines.all():
        assert line.locator("b").evaluate(size) > text
        assert (line.text_content() or "").startswith(line.locator("b").text_content() or "?")
        assert "seen" not in (line.text_content() or "")
    assert (page.locator(".urgent-on-sheet > p").text_content() or "").startswith("Numbers checked ")
    assert printed(page)[0] == 1


def test_everything_works_with_the_keyboard_alone(page: Page, address: str) -> None:
    page.goto(address + DIRECTORY)
    tab_to(page, page.get_by_text("More filters"))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_label("Current status", exact=True))
    page.keyboard.press("ArrowDown")
    until(page, "location.search === '?status=open'")
    tab_to(page, page.get_by_role("button", name="Add to handout: Association"))
    page.keyboard.press("Space")
    page.goto(address + HANDOUT)
    tab_to(page, page.get_by_label("Add an organisation"))
    page.keyboard.type("Mind")
    tab_to(page, page.get_by_role("button", name="Add", exact=True))
    page.keyboard.press("Enter")
    assert keys(page) == ["adass", "mind"]
    tab_to(page, page.get_by_label("Title (optional)", exact=True))
    page.keyboard.type("Mine")
    tab_to(page, page.get_by_role("button", name="Move down: Assoc"))
    page.keyboard.press("Space")
    assert keys(page) == ["mind", "adass"]
    tab_to(page, page.get_by_role("button", name="Remove: Assoc"))
    page.keyboard.press("Space")
    assert keys(page) == ["mind"]
    assert page.evaluate("document.activeElement.textContent") == "Undo"


def test_axe_finds_nothing_and_nothing_scrolls_sideways(page: Page, address: str) -> None:
    problems: list[str] = []

    def look(name: str) -> None:
        for width, found in looks(page):
            problems.extend(f"{name} {fault}" for fault in found)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, name
            targets = "[...document.querySelectorAll('#content :is(button, input, select)')]"
            boxes = page.evaluate(targets + ".map((one) => one.getBoundingClientRect().height).filter(Boolean)")
            assert min(boxes) >= 24, name

    page.goto(address + DIRECTORY + "?status=closed+or+merged")
    shorten(page)
    look("filtered")
    page.goto(address + DIRECTORY + "?nation=Scotland&sort=university+or+research+body")
    page.evaluate("document.querySelectorAll('.rows').forEach((list) => list.remove())")
    look("nothing fits")
    page.goto(address + "directory/sane.html")
    page.locator("button.add").click()
    look("a body")
    page.evaluate("localStorage.clear()")
    open_handout(page, address)
    look("empty")
    open_handout(page, address, "mind", "ncil", "samaritans", "never-was", nation="Scotland", title="x" * 80)
    page.get_by_role("button", name="Remove: Samaritans").click()
    look("some")
    open_handout(page, address, "mind", "sane", more="#bodies=turning-point,ncil", size="large")
    page.reload()
    page.get_by_role("button", name="Add to your handout").wait_for()
    look("large")
    assert problems == []


def test_nothing_is_asked_of_others_and_nothing_is_sent(page: Page, address: str) -> None:
    asked, console = heard(page)
    open_handout(page, address, *SIX, title="secret", nation="Wales")
    page.goto(address + DIRECTORY + "?nation=Wales")
    page.wait_for_load_state("networkidle")
    assert len(asked) > 20
    assert [one for one in asked if one[0] != "GET" or not one[1].startswith(address)] == []
    assert not any("secret" in url for _, url in asked)
    assert console == []


def needs_of(data: dict[str, Any]) -> tuple[str, str, list[str]]:
    """Return a need and a nation with at least two organisations, from the handout's data."""
    found = ((need, nation, held) for need, nations in data["needs"].items() for nation, held in nations.items())
    return next((need, nation, held) for need, nation, held in found if 1 < len(held) <= len(SIX))


def test_a_need_and_a_nation_make_a_first_draft_by_keyboard(page: Page, address: str, data: dict[str, Any]) -> None:
    need, nation, held = needs_of(data)
    open_handout(page, address)
    for label, value in (("Need", need), ("Nation", nation)):
        choice = page.locator("#draft").get_by_label(label, exact=True)
        tab_to(page, choice)
        choice.select_option(value)
    tab_to(page, page.get_by_role("button", name="Fill the handout"))
    page.keyboard.press("Enter")
    until(page, f"document.querySelectorAll('.bodies-on-sheet > li h3').length === {len(held)}")
    assert keys(page) == held
    assert page.locator("#nation").input_value() == nation
    page.keyboard.press("Enter")
    assert keys(page) == held


def test_a_draft_of_nothing_says_what_to_choose(page: Page, address: str) -> None:
    open_handout(page, address)
    page.get_by_role("button", name="Fill the handout").click()
    assert said(page) == "Choose a need and a nation first."
    assert keys(page) == []
