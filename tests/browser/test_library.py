"""The library page: every study can be found by words and filters, the address has the state, and nothing jumps."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.looking import looks, shorten, until

ON_A_PAGE = 50
Study = dict[str, Any]


@pytest.fixture(scope="session")
def catalogue(built: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((built / "api" / "v1" / "catalogue.json").read_text("utf-8"))
    return found


@pytest.fixture(scope="session")
def studies(catalogue: dict[str, Any]) -> list[Study]:
    return [dict(zip(catalogue["fields"], values, strict=True)) for values in catalogue["studies"]]


def open_library(page: Page, address: str, query: str = "") -> None:
    page.goto(address + "research/index.html" + query)
    page.wait_for_selector("#results[data-state=ready]", state="attached")
    page.evaluate("document.querySelectorAll('.library details').forEach((one) => { one.open = true; })")


def said(page: Page) -> str:
    return page.locator(".library [aria-live=polite]").text_content() or ""


def keys(page: Page) -> list[str]:
    """Return the keys of the studies on the page, in order."""
    found: list[str] = page.eval_on_selector_all(
        "#results .name", "all => all.map(one => one.getAttribute('href').slice(0, -5))"
    )
    return found


def options(page: Page, name: str) -> dict[str, int]:
    """Return the values that a filter offers, each with the count it shows."""
    shown: list[list[str]] = page.eval_on_selector_all(
        f".library [name={name}] option", "all => all.filter(one => one.value).map(one => [one.value, one.text])"
    )
    return {value: int(re.sub(r".*\(([\d,]+)\)$", r"\1", text).replace(",", "")) for value, text in shown}


def values(study: Study, choice: str, newest: int = 0) -> list[str]:
    decade = study["year"] // 10 * 10
    recent = [newest // 5 * 5 - back for back in (0, 5, 10)]
    found: dict[str, list[str]] = {
        "topic": study["topics"],
        "method": [study["method"]],
        "nation": study["nations"],
        "role": study["roles"],
        "people": study["people"],
        "years": [f"{decade}-{decade + 9}", *(f"{year}-" for year in recent if study["year"] >= year)],
    }
    return found[choice]


def truth(studies: list[Study], choice: str, **others: str) -> dict[str, int]:
    """Return how many studies each value of a filter has, among those that match the other filters."""
    fitting = [study for study in studies if all(one in values(study, name) for name, one in others.items())]
    newest = max(study["year"] for study in studies)
    return dict(Counter(value for study in fitting for value in values(study, choice, newest)))


def test_all_studies_stand_there_newest_first_a_page_at_a_time(page: Page, address: str, studies: list[Study]) -> None:
    open_library(page, address)
    assert said(page) == f"{len(studies)} studies"
    assert keys(page) == [study["key"] for study in studies[:ON_A_PAGE]]
    expect(page.get_by_text("Search and filters need JavaScript")).to_be_hidden()
    first, row = studies[0], page.locator("#results > li").first
    text = row.inner_text()
    assert first["title"] in text
    lines = page.locator("#results > li small:first-of-type").all_text_contents()
    for study, line in zip(studies, lines, strict=False):
        assert study["authors"].startswith(line.partition(" et al. ")[0].partition(" · ")[0])
        assert line.partition(" · ")[0].count(",") <= 2  # three authors
    assert str(first["year"]) in text
    assert first["method"] in text.lower()
    assert all(nation in text for nation in first["nations"])
    add = row.get_by_role("button", name="Add to reading list")
    assert (add.get_attribute("data-study"), add.get_attribute("data-title")) == (first["key"], first["title"])
    assert add.get_attribute("type") == "button"


def test_every_option_shows_how_many_it_would_give_under_the_other_choices(
    page: Page, address: str, studies: list[Study]
) -> None:
    open_library(page, address)
    names = ("topic", "method", "nation", "role", "people", "years")
    assert "E. Leading the AMHP workforce" in (page.get_by_label("Role", exact=True).text_content() or "")
    for name in names:
        assert options(page, name) == truth(studies, name)
    page.get_by_label("Nation", exact=True).select_option("Wales")
    page.get_by_label("Role", exact=True).select_option("e")
    chosen = {"nation": "Wales", "role": "e"}
    for name in names:
        others = {choice: value for choice, value in chosen.items() if choice != name}
        assert options(page, name) == truth(studies, name, **others)
    offered = options(page, "method")
    method, count = max(offered.items(), key=lambda pair: pair[1])
    page.get_by_label("Method", exact=True).select_option(method)
    assert said(page) == f"{count} of {len(studies)} studies"
    assert len(keys(page)) == min(count, ON_A_PAGE)


def test_open_access_keeps_what_is_known_to_be_open(page: Page, address: str, studies: list[Study]) -> None:
    count = sum(study["open"] is True for study in studies)
    open_library(page, address)
    page.get_by_label(f"Open access ({count})").check()
    assert said(page) == f"{count} of {len(studies)} studies"
    assert page.url.endswith("?open=yes")


def test_the_state_is_the_address_and_back_and_reload_restore_it(
    page: Page, address: str, studies: list[Study]
) -> None:
    open_library(page, address)
    page.get_by_label("Nation", exact=True).select_option("Scotland")
    assert page.url.endswith("index.html?nation=Scotland")
    in_scotland = keys(page)
    page.get_by_label("Published", exact=True).select_option("2010-2019")
    assert page.url.endswith("?nation=Scotland&from=2010&to=2019")
    both = keys(page)
    assert len(both) < len(in_scotland)
    page.reload()
    page.wait_for_selector("#results[data-state=ready]")
    assert keys(page) == both
    assert page.get_by_label("Nation", exact=True).input_value() == "Scotland"
    assert page.get_by_label("Published", exact=True).input_value() == "2010-2019"
    page.go_back()
    assert keys(page) == in_scotland
    assert page.get_by_label("Published", exact=True).input_value() == ""
    page.go_back()
    assert said(page) == f"{len(studies)} studies"
    page.go_forward()
    assert keys(page) == in_scotland
    page.get_by_role("button", name="Clear").click()
    assert said(page) == f"{len(studies)} studies"
    assert page.url.endswith("/research/index.html")
    assert page.evaluate("document.activeElement.name") == "q"
    expect(page.get_by_role("button", name="Clear")).to_be_hidden()


def test_the_buttons_above_the_studies_come_together(page: Page, address: str) -> None:
    page.add_init_script(
        """addEventListener("DOMContentLoaded", () => new MutationObserver(() => {
          const [clear, keep] = [".clear", ".keep"].map((one) => document.querySelector(`.tally ${one}`).hidden);
          window.apart ??= false;
          window.apart ||= clear !== keep;
        }).observe(document.querySelector(".tally"), { attributes: true, subtree: true }))"""
    )
    open_library(page, address, "?q=social")
    expect(page.get_by_role("button", name="Clear filters")).to_be_visible()
    assert page.evaluate("window.apart") is False, "what comes later pushes the rest down"


def test_words_typed_are_one_step_of_the_history(page: Page, address: str) -> None:
    open_library(page, address, "?nation=England")
    before, steps = keys(page), page.evaluate("history.length")
    page.get_by_label("Title, author, journal or topic", exact=True).press_sequentially(" carers")
    assert page.url.endswith("?q=carers&nation=England")
    assert page.evaluate("history.length") == steps + 1
    page.keyboard.press("Enter")
    assert page.evaluate("history.length") == steps + 1
    page.go_back()
    assert page.url.endswith("?nation=England")
    assert keys(page) == before
    assert page.get_by_label("Title, author, journal or topic", exact=True).input_value() == ""


def test_an_address_may_name_any_years(page: Page, address: str, studies: list[Study]) -> None:
    count = sum(2005 <= study["year"] <= 2012 for study in studies)
    open_library(page, address, "?from=2005&to=2012")
    assert said(page) == f"{count} of {len(studies)} studies"
    assert page.locator("[name=years] option:checked").text_content() == f"2005 to 2012 ({count})"
    since = sum(study["year"] >= 2020 for study in studies)
    open_library(page, address, "?from=2020")
    assert page.locator("[name=years] option:checked").text_content() == f"Since 2020 ({since})"
    page.get_by_label("Sort", exact=True).select_option("oldest")
    assert page.url.endswith("?from=2020&sort=oldest")


def test_words_are_found_whatever_their_accents_and_capitals(page: Page, address: str, studies: list[Study]) -> None:
    by_rugkasa = {study["key"] for study in studies if "Rugkåsa" in study["authors"]}
    assert by_rugkasa
    for words in ("Rugkåsa", "rugkasa", "RUGKASA", "  rugka\u030asa "):
        open_library(page, address, f"?q={quote(words)}")
        assert set(keys(page)) == by_rugkasa
    by_vsetecka = {study["key"] for study in studies if "Všetečková" in study["authors"]}
    by_o_brien = {study["key"] for study in studies if re.search("O[\u2019']Brien", study["authors"])}
    for words, found in (("vseteckova", by_vsetecka), ("o'brien", by_o_brien), ("O\u2019BRIEN", by_o_brien)):
        page.get_by_label("Title, author, journal or topic", exact=True).fill(words)
        assert found <= set(keys(page))
        assert found


def test_words_must_all_occur_and_begin_words(page: Page, address: str, studies: list[Study]) -> None:
    open_library(page, address)
    box = page.get_by_label("Title, author, journal or topic", exact=True)
    box.fill("recov social")
    found = keys(page)
    assert 0 < len(found) < len(studies)
    box.fill("social recov")
    assert sorted(keys(page)) == sorted(found)
    box.fill("ecovery")
    assert keys(page) == []


def test_words_find_journals_topics_methods_and_who_took_part(
    page: Page, address: str, catalogue: dict[str, Any], studies: list[Study]
) -> None:
    open_library(page, address)
    box = page.get_by_label("Title, author, journal or topic", exact=True)
    topic = studies[0]["topics"][0]
    journal = next(study for study in studies if study["container"])
    people = next(study for study in studies if study["population"])
    unnamed = next(
        study for study in studies if study["method"] not in f"{study['title']} {study['population']}".lower()
    )
    for words, wanted in (
        (catalogue["topics"][topic], studies[0]),
        (journal["container"], journal),
        (people["population"][:150], people),
        (unnamed["method"], unnamed),
    ):
        box.fill(f"{words} {wanted['authors'].split(',')[0].split(' and ')[0]}")
        assert wanted["key"] in keys(page)


def test_hits_in_titles_stand_first_unless_another_order_is_chosen(
    page: Page, address: str, studies: list[Study]
) -> None:
    titles = {study["key"]: study["title"] for study in studies}
    open_library(page, address)
    assert page.locator("[name=sort] option[value=relevance]").count() == 0
    page.get_by_label("Title, author, journal or topic", exact=True).fill("recovery")
    assert page.get_by_label("Sort", exact=True).input_value() == "relevance"
    assert "sort=" not in page.url
    hits = [bool(re.search(r"\brecovery", titles[key], re.IGNORECASE)) for key in keys(page)]
    assert hits == sorted(hits, reverse=True)
    assert len(set(hits)) == 2
    page.get_by_label("Sort", exact=True).select_option("newest")
    assert page.url.endswith("?q=recovery&sort=newest")
    years = [study["year"] for key in keys(page) for study in studies if study["key"] == key]
    assert years == sorted(years, reverse=True)
    page.get_by_label("Sort", exact=True).select_option("relevance")
    assert page.url.endswith("?q=recovery")


def test_the_order_may_be_chosen(page: Page, address: str, studies: list[Study]) -> None:
    by_key = {study["key"]: study for study in studies}
    open_library(page, address, "?sort=oldest")
    years = [by_key[key]["year"] for key in keys(page)]
    assert years == sorted(years)
    assert years[0] == min(study["year"] for study in studies)
    page.get_by_label("Sort", exact=True).select_option("author")
    firsts = [by_key[key]["authors"][0].lower() for key in keys(page)]
    assert firsts == sorted(firsts)
    page.get_by_label("Sort", exact=True).select_option("title")
    firsts = [by_key[key]["title"].strip("\u2018\u201c'\"")[0].lower() for key in keys(page)]
    assert firsts == sorted(firsts)
    page.get_by_label("Nation", exact=True).select_option("Wales")
    assert page.url.endswith("?nation=Wales&sort=title")


STRANGE = {
    "a tag": "<script>window.ran = true</script><img src=x onerror='window.ran = true'>",
    "very long": "recovery " * 556,
    "nothing": "\0",
    "a face": "🙂",
    "signs of a pattern": "(.*[+?^${}|\\",
    "from right to left": "صحة נפש",
    "quotes": "\"'`&amp;",
}


@pytest.mark.parametrize("strange", STRANGE.values(), ids=STRANGE.keys())
def test_strange_words_break_nothing(strange: str, page: Page, address: str) -> None:
    open_library(page, address, f"?q={quote(strange)}&page={quote(strange[:9])}")
    assert re.fullmatch(r"(\d+ of )?\d+ studies", said(page))
    page.get_by_label("Title, author, journal or topic", exact=True).fill(strange)
    assert re.fullmatch(r"(\d+ of )?\d+ studies", said(page))
    assert len(page.get_by_label("Title, author, journal or topic", exact=True).input_value()) <= 5004
    assert page.evaluate("window.ran") is None
    assert page.locator(".library script, .library img").count() == 0


@pytest.mark.parametrize(
    "query",
    [
        "?topic=no-such&method=guess&nation=Atlantis&role=z&people=nobody&open=perhaps&sort=luck&page=minus&from=soon&to=99",
        "?topic=%00&method=<script>&nation=__proto__&role=constructor&from=2020&to=1990&page=0",
        "?%E0%A4%A&page=-1&&&=&sort=toString",
    ],
)
def test_what_an_address_says_wrongly_is_left_out(query: str, page: Page, address: str, studies: list[Study]) -> None:
    open_library(page, address, query)
    assert said(page) == f"{len(studies)} studies"
    assert keys(page) == [study["key"] for study in studies[:ON_A_PAGE]]


def test_pages_turn_by_real_links(page: Page, address: str, studies: list[Study]) -> None:
    open_library(page, address)
    turn = page.get_by_role("navigation", name="Pages of studies")
    assert turn.get_by_role("link", name="Previous").count() == 0
    assert turn.get_by_role("link", name="Next").get_attribute("href") == "?page=2"
    turn.get_by_role("link", name="Next").click()
    assert page.url.endswith("?page=2")
    second = [study["key"] for study in studies[ON_A_PAGE : 2 * ON_A_PAGE]]
    assert keys(page) == second
    assert page.evaluate("document.activeElement.className") == "said"
    assert page.evaluate("document.querySelector('.tally').getBoundingClientRect().top") >= 0
    page.reload()
    page.wait_for_selector("#results[data-state=ready]")
    assert keys(page) == second
    page.go_back()
    assert keys(page) == [study["key"] for study in studies[:ON_A_PAGE]]
    open_library(page, address, "?page=9999")
    assert keys(page) == [study["key"] for study in studies[(len(studies) - 1) // ON_A_PAGE * ON_A_PAGE :]]
    assert turn.get_by_role("link", name="Next").count() == 0
    page.get_by_label("Nation", exact=True).select_option("Wales")
    assert "page=" not in page.url


def test_nothing_found_says_what_to_loosen(page: Page, address: str, studies: list[Study]) -> None:
    in_wales = sum("Wales" in study["nations"] for study in studies)
    open_library(page, address, "?q=zebra&nation=Wales")
    assert said(page) == f"0 of {len(studies)} studies"
    nothing = page.locator(".nothing")
    assert f"Without the words “zebra”: {in_wales} studies" in (nothing.text_content() or "")
    assert nothing.get_by_role("link", name="all topics").get_attribute("href") == "by-topic.html"
    assert nothing.locator("a[href^='?topic=']").count() == 6
    assert page.get_by_role("button", name="Add all").count() == 0
    nothing.get_by_role("link", name="Without the words").click()
    assert page.url.endswith("?nation=Wales")
    assert said(page) == f"{in_wales} of {len(studies)} studies"
    expect(nothing).to_be_hidden()
    page.get_by_label("Title, author, journal or topic", exact=True).fill("zebra social")
    assert nothing.get_by_role("link", name="Without the word “zebra”").count() == 1
    assert nothing.get_by_role("link", name="Without the word “social”").count() == 0
    open_library(page, address, "?q=zebra&nation=Wales&method=meta-analysis&role=e")
    assert "removing one filter would not help" in (nothing.text_content() or "")
    assert page.get_by_label("Nation", exact=True).locator("option:checked").text_content() == "Wales (0)"


def test_a_search_is_kept_in_the_log_of_the_device(
    page: Page, address: str, catalogue: dict[str, Any], studies: list[Study]
) -> None:
    topic = next(iter(catalogue["topics"]))
    page.clock.set_fixed_time("2026-11-22T09:05:00")  # so that the minute is the same at both presses
    open_library(page, address)
    expect(page.get_by_role("button", name="Save this search")).to_be_hidden()
    open_library(page, address, f"?q=social&topic={topic}&from=2010&to=2019&sort=title")
    found = int(said(page).split()[0])
    page.get_by_role("button", name="Save this search").click()
    page.get_by_role("button", name="Save this search").click()
    kept = page.locator(".kept")
    assert (kept.text_content() or "").startswith("Saved. See your search log")
    assert kept.get_by_role("link").get_attribute("href") == "../search-log/index.html"
    log = json.loads(page.evaluate("localStorage.getItem('almanac-search-log')"))
    assert log["version"] == 1
    (search,) = log["searches"]
    assert search == {
        "day": "2026-11-22",
        "time": "09:05",
        "address": f"research/index.html?q=social&topic={topic}&from=2010&to=2019&sort=title",
        "words": "social",
        "filters": {"topic": catalogue["topics"][topic], "years": "2010s"},
        "found": found,
        "of": len(studies),
        "content": catalogue["version"],
        "note": "",
    }
    page.get_by_label("Title, author, journal or topic", exact=True).fill("social work")
    assert kept.text_content() == ""
    page.get_by_role("button", name="Save this search").click()
    assert page.evaluate("JSON.parse(localStorage.getItem('almanac-search-log')).searches.length") == 2


@pytest.mark.parametrize("spoilt", ["{", "null", "[]", '{"searches": 3}', '"<script>"'])
def test_a_log_that_cannot_be_read_is_set_aside_and_begun_anew(spoilt: str, page: Page, address: str) -> None:
    open_library(page, address, "?nation=Wales")
    page.evaluate("(text) => localStorage.setItem('almanac-search-log', text)", spoilt)
    page.get_by_role("button", name="Save this search").click()
    assert page.evaluate("JSON.parse(localStorage.getItem('almanac-search-log')).searches.length") == 1
    assert page.evaluate("localStorage.getItem('almanac-search-log-damaged')") == spoilt


def test_a_browser_that_keeps_nothing_says_so(page: Page, address: str) -> None:
    page.add_init_script("Storage.prototype.setItem = () => { throw new Error('full'); }")
    open_library(page, address, "?nation=Wales")
    page.get_by_role("button", name="Save this search").click()
    assert "Your browser is blocking storage" in (page.locator(".kept").text_content() or "")


def test_all_on_the_page_go_onto_the_reading_list_once(page: Page, address: str) -> None:
    open_library(page, address, "?nation=Wales")
    shown = keys(page)
    page.get_by_role("button", name="Add all on this page to your reading list").click()
    expect(page.locator("#results .add[aria-pressed=true]")).to_have_count(len(shown))
    page.get_by_role("button", name="Add all on this page to your reading list").click()
    expect(page.locator("#results .add[aria-pressed=true]")).to_have_count(len(shown))
    kept = page.evaluate("JSON.parse(localStorage.getItem('almanac-reading-list')).items.map(({ key }) => key)")
    assert sorted(kept) == sorted(shown)


def test_without_scripts_the_page_leads_on(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "research/index.html")
    assert not page.locator(".library").is_visible()
    assert page.get_by_text("Search and filters need JavaScript").is_visible()
    ways = page.eval_on_selector_all(".ways a", "all => all.map(one => one.getAttribute('href'))")
    assert ways == [
        *(f"by-{name}.html" for name in ("topic", "method", "decade", "author", "journal")),
        *("map.html", "retractions.html", "take-away.html", "feed.xml"),
    ]
    assert page.locator("link[rel=alternate]").get_attribute("href") == "feed.xml"
    for way in ways[:-1]:
        answer = page.goto(address + "research/" + way)
        assert answer
        assert answer.ok
    context.close()


def test_what_is_typed_before_the_catalogue_comes_is_found_when_it_does(page: Page, address: str) -> None:
    held: list[Route] = []
    page.route("**/catalogue.json", lambda route: held.append(route))  # noqa: PLW0108  (Playwright takes no builtin)
    page.goto(address + "research/index.html?nation=England")
    page.get_by_label("Title, author, journal or topic", exact=True).fill("carers")
    until(page, "!document.querySelector('.library').hidden")
    assert page.locator("#results > li").count() == 0
    held[0].continue_()
    page.wait_for_selector("#results[data-state=ready] > li")
    assert page.get_by_label("Title, author, journal or topic", exact=True).input_value() == "carers"
    assert page.url == address + "research/index.html?q=carers&nation=England"


def test_a_catalogue_that_does_not_come_is_said_plainly(page: Page, address: str) -> None:
    page.route("**/catalogue.json", lambda route: route.abort())
    page.goto(address + "research/index.html")
    expect(page.get_by_text("The list of studies could not be loaded")).to_be_visible()
    assert not page.locator(".library").is_visible()
    assert page.get_by_role("link", name="By topic").is_visible()


@pytest.mark.parametrize("query", ["", "?q=zebra&nation=Wales", "?nation=England&page=2"])
def test_axe_finds_nothing(query: str, page: Page, address: str) -> None:
    open_library(page, address, query)
    shorten(page)
    for width, found in looks(page, unfolded=True):
        assert found == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        small = page.eval_on_selector_all(
            ".library :is(button, select, input, summary, .turn a, .nothing a)",
            "all => all.map((one) => one.getBoundingClientRect()).filter((box) => box.width)"
            ".filter(({ width, height }) => Math.min(width, height) < 24).length",
        )
        assert small == 0


def test_nothing_is_asked_of_another_host_and_the_policy_holds(page: Page, address: str) -> None:
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    open_library(page, address, "?q=social")
    page.get_by_label("Nation", exact=True).select_option("Wales")
    page.get_by_role("button", name="Save this search").click()
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if not url.startswith((address, "data:"))] == []
    assert sum(url.endswith("catalogue.json") for url in asked) == 1
    assert not any("social" in url.split("?")[0] or "?" in url for url in asked[1:])
    assert complaints == []


def test_the_keyboard_alone_finds_and_opens_a_study(page: Page, address: str) -> None:
    open_library(page, address)
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "find-words":
            break
    page.keyboard.type("rugkasa")
    first = keys(page)[0]
    for _ in range(20):
        page.keyboard.press("Tab")
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
        if page.evaluate("document.activeElement.matches('#results .name')"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/research/{first}.html")
    page.go_back()
    page.wait_for_selector("#results[data-state=ready]")
    assert keys(page)[0] == first
    assert page.get_by_label("Title, author, journal or topic", exact=True).input_value() == "rugkasa"


def test_less_used_choices_are_folded_and_say_what_is_chosen(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(address + "research/index.html")
    page.wait_for_selector("#results[data-state=ready]")
    method, summary = page.get_by_label("Method", exact=True), page.locator(".library summary")
    assert page.get_by_label("Nation", exact=True).is_visible()
    assert not method.is_visible()
    summary.click()
    method.select_option("survey")
    assert summary.text_content() == "More filters: survey"
    page.goto(address + "research/index.html?method=survey")
    page.wait_for_selector("#results[data-state=ready]")
    assert method.is_visible()


def test_the_filter_knows_what_a_topic_is_also_called(page: Page, address: str, studies: list[Study]) -> None:
    """As in the search, "racism" finds the studies of the topic for which readers use that word."""
    open_library(page, address)
    also: dict[str, str] = page.evaluate(
        "fetch('../api/v1/catalogue.json').then((one) => one.json()).then((one) => one.also)"
    )
    topic, names = next((topic, names) for topic, names in also.items() if names)
    page.get_by_label("Title, author, journal or topic", exact=True).fill(names.split("; ")[0])
    on_it = {study["key"] for study in studies if topic in study["topics"]}
    assert on_it
    assert len(keys(page)) >= min(len(on_it), ON_A_PAGE)


def test_a_reader_who_comes_back_finds_the_place_again(page: Page, address: str) -> None:
    open_library(page, address)
    link = page.locator("#results .name").nth(30)
    link.scroll_into_view_if_needed()
    link.click()
    page.wait_for_url("**/research/*.html")
    page.go_back()
    page.wait_for_selector("#results[data-state=ready]")
    expect(page.locator("#results .name").nth(30)).to_be_in_viewport()
