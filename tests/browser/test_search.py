"""Search as readers use it: the page at search/index.html, and the box at the top of every page."""

from __future__ import annotations

import gzip
import json
import re
import shutil
from pathlib import Path
from urllib.parse import parse_qs, quote_plus, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route

from almanac.publish.internal_links import served
from almanac.site.research import name_sort_key
from tests.browser.looking import faults, looks, shorten, until

READY = "#results[data-state=ready]"
STATES = {
    "empty": "",
    "results": "?q=carer",
    "mended": "?q=aproved+mental+helth+professional",
    "renamed": "?q=national+institute+for+mental+health+in+england",
    "nothing": "?q=xyzzyq",
    "need": "?q=i+want+to+die",
    "answer": "?q=section+136&explain=1",
    "operators": "?q=%22peer+support%22+NOT+crisis",
    "asked": "?q=lonly+people",
    "no such number": "?q=10.9999%2Fnothing",
}
STRANGE = [
    "<script>window.ran = true</script>",
    "<img src=x onerror='window.ran=true'>",
    "x" * 5000,
    "carer " * 800,
    "!!! ??? ---",
    "\"'“”",
    "😀🏳️‍🌈",
    "אנא עזרה",
    "\u202ecarer",
    ".*(a+)+$ [^\\",
    "%00",
    "\x00carer",
    "${carer} {{ 7*7 }}",
    "__proto__ constructor",
    "1",
]


def find(page: Page, address: str, query: str) -> list[str]:
    """Search, and return the addresses of the results."""
    page.goto(f"{address}search/index.html?{query if '=' in query else 'q=' + quote_plus(query)}")
    return found(page, address)


def found(page: Page, address: str) -> list[str]:
    page.wait_for_selector(READY)
    links: list[str] = page.eval_on_selector_all(
        "#results > li", "all => all.map((one) => one.querySelector('a').href)"
    )
    return [link.removeprefix(address) for link in links]


def in_sight(page: Page) -> bool:
    """Return whether the lists of all content begin on the first screen."""
    box = page.locator("#start").bounding_box()
    return box is not None and box["y"] < 900


def text(page: Page, selector: str) -> str:
    return (page.text_content(selector) or "").strip()


def counted(page: Page) -> int:
    return int(text(page, "#count").split()[0].replace(",", ""))


def test_a_result_shows_its_kind_its_year_and_why_it_was_found(page: Page, address: str) -> None:
    assert find(page, address, "loneliness")[0] == "terms/loneliness.html"
    first = page.locator("#results > li").first
    assert first.get_by_role("heading").get_by_role("link").text_content() == "Loneliness"
    assert text(page, "#results > li:first-child .about") == "Glossary"
    assert page.locator("#results mark", has_text=re.compile("loneliness", re.IGNORECASE)).count() > 5
    assert page.locator("#results .about", has_text=re.compile(r"^Studies · (19|20)\d\d$")).count() > 3
    assert page.locator("#count").get_attribute("aria-live") == "polite"
    assert re.match(r"\d+ results.* for loneliness\. Answer at the top: [Ll]oneliness\.$", text(page, "#count"))
    find(page, address, "holding powers in hospital")
    assert page.locator("#results .about", has_text=re.compile(r"^Law · .+ (?:Act|Order) \d{4}")).count() > 0


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("Mind", "directory/mind.html"),
        ("CTO", "terms/community-treatment-order.html"),
        ("what is an AMHP?", "terms/amhp.html"),
        ("s136", "law/mha-136.html"),
        ("s.136", "law/mha-136.html"),
        ("s 136", "law/mha-136.html"),
        ("sec 136", "law/mha-136.html"),
        ("Section 136", "law/mha-136.html"),
        ("sectioned", "terms/detention.html"),
        ("mental health", "terms/mh.html"),
        ("Co-Production", "terms/co-production.html"),
        ("rugkåsa 2016", "research/rugkasa2016recall.html"),
    ],
)
def test_the_entry_of_that_very_name_comes_first(query: str, wanted: str, page: Page, address: str) -> None:
    assert find(page, address, query)[0] == wanted


def test_a_closed_body_says_what_it_is_now(page: Page, address: str) -> None:
    assert find(page, address, "national institute for mental health in england")[0] == "directory/nimhe.html"
    assert (
        text(page, "#results > li:first-child .status").lower().startswith("closed 2009, then national mental health")
    )


def test_a_slip_is_mended_aloud_and_can_be_kept(page: Page, address: str) -> None:
    wanted = find(page, address, "approved mental health professional")
    assert find(page, address, "aproved mental helth professional") == wanted
    assert text(page, "#said").startswith(
        "Showing results for approved mental health professional. Search instead for aproved mental helth professional"
    )
    page.locator("#instead").click()
    page.wait_for_url("**exact=1")
    until(page, "!document.querySelector('#instead')")
    assert page.input_value("#search-box") == "aproved mental helth professional"
    assert "Showing results for approved" not in text(page, "#said")


@pytest.mark.parametrize("query", ["tribunal", "carers", "detaining", "huxley", "brain", "BIA", "well-being"])
def test_a_word_that_the_site_has_is_never_mended(query: str, page: Page, address: str) -> None:
    assert find(page, address, query)
    assert page.locator("#instead").count() == 0


def test_fewer_words_are_tried_and_it_is_said(page: Page, address: str) -> None:
    assert find(page, address, "loneliness zebra")[0] == "terms/loneliness.html"
    assert text(page, "#said") == "No page has all of your words. Showing results for loneliness, without zebra."


def test_an_answer_stands_before_the_results_and_is_told_once(page: Page, address: str) -> None:
    find(page, address, "what is section 136?")
    box = page.get_by_role("region", name=re.compile("section 136", re.IGNORECASE))
    assert box.is_visible()
    assert box.get_by_role("term").filter(has_text="How long").count() == 1
    assert page.locator("#answer[aria-live], #answer [aria-live], #answer [role=status]").count() == 0
    assert text(page, "#count").count("Answer at the top") == 1
    page.locator("#search-box").focus()
    order: list[str] = []
    while "result-1" not in order and len(order) < 60:
        page.keyboard.press("Tab")
        order.append(page.evaluate("document.activeElement.closest('#answer') ? 'answer' : document.activeElement.id"))
    assert order.index("answer") < order.index("result-1")
    assert order.count("answer") == box.get_by_role("link").count()
    find(page, address, "carer mental health support")
    assert not page.locator("#answer").is_visible()


@pytest.mark.parametrize(
    ("query", "chosen", "second"), [("", "", "England"), ("", "Scotland", "Scotland"), (" in Wales", "", "Wales")]
)
def test_the_number_of_the_nation_comes_second(query: str, chosen: str, second: str, page: Page, address: str) -> None:
    if chosen:
        page.goto(address)
        page.evaluate(f"localStorage.setItem('almanac-nation', '{json.dumps({'nations': [{'key': chosen}]})}')")
    find(page, address, f"i want to die{query}")
    names = page.locator("#need li").all_text_contents()
    assert names[0].startswith("999")
    assert f"{second}: " in names[1]
    assert len(names) == len(set(names))


def test_plain_words_of_danger_bring_the_numbers_before_the_search_has_loaded(page: Page, address: str) -> None:
    held: list[Route] = []
    page.route("**/search-worker.*.js", lambda route: held.append(route))  # noqa: PLW0108  (Playwright marks it)
    page.goto(address + "search/index.html?q=i+want+to+kill+myself", wait_until="commit")
    page.locator("#need").get_by_role("link", name="999").wait_for()
    assert held
    for route in held:
        route.abort()


def test_help_that_is_wanted_tonight_comes_with_the_numbers(page: Page, address: str) -> None:
    first = find(page, address, "who can help a carer in Wales tonight")[:3]
    assert first == ["needs/carers.html", "local-help/emergency-duty-team.html", "urgent-help/index.html"]
    assert page.locator("#need").is_visible()


def test_search_looks_as_the_page_before_it_did(page: Page, address: str) -> None:
    page.goto(address)
    page.fill("#search-box", "carer")
    page.keyboard.press("Enter")
    page.wait_for_selector(READY)
    assert page.locator("html.plain-type").count() == 0


def test_the_keyboard_reaches_the_results_before_filters_that_stand_beside_them(page: Page, address: str) -> None:
    order = "document.querySelector('.list').compareDocumentPosition(document.querySelector('#narrow')) & 4"
    page.set_viewport_size({"width": 1280, "height": 900})
    find(page, address, "carer")
    assert page.evaluate(order)
    page.set_viewport_size({"width": 390, "height": 844})
    until(page, f"!({order})")


def test_the_search_is_repeated_as_it_was_typed(page: Page, address: str) -> None:
    find(page, address, "AMHP in Scotland")
    assert "for AMHP in Scotland" in text(page, "#count")
    assert page.locator("#search-box").count() == 1


def test_words_of_distress_are_not_repeated(page: Page, address: str) -> None:
    assert find(page, address, "i want to kill myselff")[0] == "urgent-help/index.html"
    assert re.match(
        r"^[\d,]+ results?(, 1 to \d+ shown)?\. Numbers to call or text are at the top\.$", text(page, "#count")
    )
    assert text(page, "#said") == ""
    assert page.title().startswith("Search")
    assert page.locator("#results mark, #instead, #meant").count() == 0


def test_why_a_result_stands_where_it_does_is_told_where_it_is_asked(page: Page, address: str) -> None:
    find(page, address, "q=carer&explain=1")
    reasons = page.locator("#results .reason").all_text_contents()
    assert len(reasons) == 20
    assert reasons[0].startswith("Why it is here: ")
    assert "its name is what you searched for" in reasons[0]
    page.get_by_role("link", name="Next").click()
    page.wait_for_url("**explain=1**")
    find(page, address, "carer")
    assert page.locator(".reason").count() == 0


def test_nothing_found_leads_on(page: Page, address: str) -> None:
    assert find(page, address, "xyzzyq") == []
    assert text(page, "#count") == "No results for xyzzyq."
    assert text(page, "#said") == "Check the spelling, or use one or two words."
    assert page.get_by_role("heading", name="How to find more").is_visible()
    assert page.get_by_role("link", name="studies by topic", exact=True).is_visible()
    assert not page.locator("#near").is_visible()
    find(page, address, "q=aproved&exact=1")
    assert page.locator("#nearest a").first.text_content() is not None
    page.locator("#nearest a").first.click()
    assert page.url.startswith(address + "terms/")


@pytest.mark.parametrize(
    "query",
    [
        "suicidal",
        "suicide help",
        "help now",
        "I want to die",
        "crisis now",
        "kill myself",
        "overdose",
        "suicidle",
        "i took an overdose xyzzyq",
    ],
)
def test_urgent_help_comes_first_where_need_speaks(query: str, page: Page, address: str) -> None:
    assert find(page, address, query)[:1] == ["urgent-help/index.html"]
    assert page.locator("#need").is_visible()
    numbers = page.eval_on_selector_all("#need li a", "all => all.map((one) => one.getAttribute('href'))")
    assert numbers[0] == "tel:999"
    assert {"tel:111", "tel:116123", "sms:85258?body=SHOUT"} < set(numbers)
    assert page.locator("#need").get_by_role("link", name="All urgent help by nation").count() == 1
    assert all(box["height"] >= 24 for one in page.locator("#need a").all() if (box := one.bounding_box()))


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("how many AMHPs are there in England", "workforce/amhp-headcount-england.html"),
        ("how do I get a study", "research/getting-a-study.html"),
        ("olneliness", "terms/loneliness.html"),
    ],
)
def test_a_question_and_a_slip_in_the_first_letter_are_understood(
    query: str, wanted: str, page: Page, address: str
) -> None:
    assert wanted in find(page, address, query)[:3]


def test_the_first_answer_is_small_and_counts_wait_until_they_are_in_view(
    browser: Browser, built: Path, address: str
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800})
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path.lstrip("/")))
    assert find(page, address, "what is the difference between an ASW and an AMHP")
    page.wait_for_load_state("networkidle")
    ours = [path for path in asked if path.startswith(("assets/search/", "api/")) or "/search." in path]
    sent = sum(len(gzip.compress((built / path).read_bytes(), 6)) for path in ours)
    assert sent < 130_000, ours
    assert len(ours) == len(set(ours)) > 10
    assert not [path for path in ours if path.endswith("choices.json") or path.startswith("api/")]
    page.get_by_text("Narrow the results").click()
    page.get_by_role("checkbox", name="Glossary").wait_for()
    assert [path for path in asked if path.endswith("choices.json")]
    context.close()


def test_a_site_published_anew_is_searched_by_who_holds_the_index_of_before(
    page: Page, built: Path, tmp_path: Path
) -> None:
    site = Path(shutil.copytree(built, tmp_path / "site"))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    mark = json.loads((site / "assets" / "search" / "index.json").read_text("utf-8"))["mark"]
    (script,) = (site / "assets" / "js").glob("search-worker.*.js")
    assert mark in script.read_text("utf-8")
    script.write_text(script.read_text("utf-8").replace(mark, "before"), "utf-8")
    with served(site) as address:
        assert find(page, address, "loneliness")[0] == "terms/loneliness.html"
    assert any("/before/words/" in path for path in asked)
    assert any(f"/{mark}/words/" in path for path in asked)
    assert len([path for path in asked if path.endswith("index.json")]) == 1


def test_a_phrase_in_quotes_is_found_as_it_was_written(page: Page, address: str) -> None:
    loose = find(page, address, "care programme approach"), counted(page)
    exact = find(page, address, '"care programme approach"'), counted(page)
    assert exact[0][0] == loose[0][0] == "terms/care-programme-approach.html"
    assert 1 < exact[1] < loose[1]
    assert find(page, address, '"approach programme care"') == []


def test_it_stays_quiet_elsewhere(page: Page, address: str) -> None:
    find(page, address, "help for carers")
    assert not page.locator("#need").is_visible()


def test_facets_count_truly_and_stand_in_the_address(page: Page, address: str) -> None:
    everything = len(find(page, address, "carer")), counted(page)
    labels = page.locator("#kinds label").all_text_contents()
    counts = {label.rpartition(" (")[0].strip(): int(label.rpartition("(")[2].rstrip(")")) for label in labels}
    assert sum(counts.values()) == everything[1]
    page.get_by_label("Studies").check()
    page.wait_for_url("**kind=Studies")
    page.wait_for_selector(READY)
    assert counted(page) == counts["Studies"]
    assert set(page.locator("#results .about b").all_text_contents()) == {"Studies"}
    assert page.evaluate("document.activeElement.id") == "kind-studies"
    assert page.locator("#kinds label").all_text_contents() == labels
    page.get_by_label("Glossary", exact=False).check()
    page.wait_for_url("**kind=Glossary**")
    page.wait_for_selector(READY)
    assert counted(page) == counts["Studies"] + counts["Glossary"]
    options = page.locator("#nation option").all_text_contents()
    nation = next(option for option in options if option.startswith("Scotland"))
    page.get_by_label("Nation").select_option("Scotland")
    page.wait_for_url("**nation=Scotland**")
    page.wait_for_selector(READY)
    assert nation == f"Scotland ({counted(page)})"
    assert page.locator("#nation option").all_text_contents() == options
    page.get_by_role("button", name="Clear filters").click()
    until(page, "!location.search.includes('kind')")
    page.wait_for_selector(READY)
    assert counted(page) == everything[1]


@pytest.mark.parametrize(
    ("former", "kind"),
    [("Messages", "Key messages and findings"), ("Words", "Glossary"), ("Law and change", "Law and policy")],
)
def test_an_address_that_calls_a_kind_by_its_former_name_is_understood(
    former: str, kind: str, page: Page, address: str
) -> None:
    results = find(page, address, f"q=team&kind={quote_plus(former)}")
    assert results
    assert results == find(page, address, f"q=team&kind={quote_plus(kind)}")
    assert results != find(page, address, "q=team")


def test_years_and_order(page: Page, address: str) -> None:
    find(page, address, "q=carer&from=2010&to=2015&sort=oldest")
    years = [int(about.rpartition(" ")[2]) for about in page.locator("#results .about").all_text_contents()]
    assert len(years) > 3
    assert years == sorted(years)
    assert {2010, 2015} >= {min(years), max(years)} or (min(years) >= 2010 and max(years) <= 2015)
    whole = (find(page, address, "carer"), counted(page))[1]
    find(page, address, "q=carer&sort=title")
    titles = [name_sort_key(title)[0] for title in page.locator("#results h2").all_text_contents()]
    assert len(titles) == 20
    assert titles == sorted(titles)
    find(page, address, "q=carer&sort=newest")
    assert counted(page) == whole
    assert find(page, address, "q=carer&from=1801&to=1802") == []
    page.get_by_role("link", name="Search without them").click()
    until(page, "document.querySelector('#count').textContent.includes('results')")
    assert page.url.endswith("?q=carer")


def test_pages_of_twenty_hold_each_result_once(page: Page, address: str) -> None:
    links = find(page, address, "carer")
    total, seen = counted(page), list(links)
    assert len(links) == 20
    while page.get_by_role("link", name="Next").count():
        page.get_by_role("link", name="Next").click()
        page.wait_for_url(re.compile(rf"page={len(seen) // 20 + 1}$"))
        seen += found(page, address)
        assert page.evaluate("document.activeElement.id") == "count"
    assert len(seen) == len(set(seen)) == total
    assert find(page, address, "q=carer&page=999") == links_of_last(seen)


def links_of_last(seen: list[str]) -> list[str]:
    return seen[(len(seen) - 1) // 20 * 20 :]


def test_a_deep_link_gives_the_same_page(browser: Browser, page: Page, address: str) -> None:
    query = "q=carer&kind=Studies&nation=England&from=2000&to=2020&sort=newest"
    first = find(page, address, query)
    assert first
    assert page.get_by_label("Studies").is_checked()
    assert [page.input_value(f"#{name}") for name in ("nation", "from", "to", "sort")] == [
        "England",
        "2000",
        "2020",
        "newest",
    ]
    context = browser.new_context(viewport={"width": 390, "height": 800})
    other = context.new_page()
    assert find(other, address, query) == first
    assert find(other, address, "q=carer&kind=Nonsense&nation=Mars&sort=odd&page=-3&from=abc") == find(
        other, address, "carer"
    )
    context.close()


def test_years_the_wrong_way_round_are_told_and_can_be_swapped(page: Page, address: str) -> None:
    assert find(page, address, "q=carer&from=2020&to=2000") == []
    assert "The first year is after the last." in text(page, "#said")
    page.get_by_role("link", name="Search from 2000 to 2020").click()
    page.wait_for_url("**from=2000&to=2020")
    page.wait_for_selector(READY)
    assert found(page, address)


def test_a_year_is_written_on_while_nothing_is_found(page: Page, address: str) -> None:
    """Hiding the filters until results come would take the focus, and lose a digit."""
    find(page, address, "q=carer&from=2020&to=2000")
    page.evaluate("document.querySelector('#results').dataset.state = 'loading'")
    seen = "getComputedStyle(document.querySelector('#found')).visibility"
    assert page.evaluate(seen) == "hidden"
    page.evaluate("document.querySelector('#results').dataset.state = 'ready'")
    page.focus("#to")
    page.evaluate("document.querySelector('#results').dataset.state = 'loading'")
    assert page.evaluate(seen) == "visible"


def test_back_and_forward_bring_back_query_choices_scroll_and_focus(page: Page, address: str) -> None:
    find(page, address, "carer")
    page.get_by_label("Studies").check()
    page.wait_for_url("**kind=Studies")
    first = found(page, address)
    link = page.locator("#result-15")
    link.focus()
    link.scroll_into_view_if_needed()
    page.wait_for_timeout(400)
    scroll = page.evaluate("scrollY")
    assert scroll > 200
    page.keyboard.press("Enter")
    page.wait_for_url(address + first[14])
    page.go_back()
    assert found(page, address) == first
    until(page, "document.activeElement.id === 'result-15'")
    assert abs(page.evaluate("scrollY") - scroll) < 40
    page.go_back()
    until(page, "!location.search.includes('kind')")
    assert len(found(page, address)) == 20
    assert not page.get_by_label("Studies").is_checked()
    page.go_forward()
    page.wait_for_url("**kind=Studies")
    assert found(page, address) == first
    assert page.get_by_label("Studies").is_checked()
    until(page, "document.activeElement.id === 'result-15'")
    assert abs(page.evaluate("scrollY") - scroll) < 40


def test_searching_again_keeps_the_page_and_puts_the_query_into_the_history(page: Page, address: str) -> None:
    first = find(page, address, "carer")
    page.evaluate("window.same = true")
    page.fill("#search-box", "loneliness")
    page.keyboard.press("Enter")
    page.wait_for_url("**?q=loneliness")
    assert found(page, address)[0] == "terms/loneliness.html"
    assert page.evaluate("window.same")
    assert page.title().startswith("loneliness · Search")
    page.go_back()
    page.wait_for_url("**?q=carer")
    assert found(page, address) == first
    assert page.input_value("#search-box") == "carer"


@pytest.mark.parametrize("query", STRANGE, ids=lambda query: ascii(query)[:20])
def test_strange_input_gives_a_calm_answer(query: str, page: Page, address: str) -> None:
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text))
    find(page, address, "q=" + quote_plus(query))
    assert wrong == []
    assert page.evaluate("window.ran") is None
    assert page.locator("#content script, #content img, #results [onerror]").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    assert re.match(r"(\d[\d,]* results?|No results|Roles, law)", text(page, "#count"))


def test_signs_in_an_address_that_mean_nothing(page: Page, address: str) -> None:
    for query in ("q=%00", "q=%", "q=%E0%A4%A", "q", "q=&kind=&page=&topic=%00"):
        page.goto(f"{address}search/index.html?{query}")
        page.wait_for_selector(READY, state="attached")


def test_an_empty_search_explains_itself(page: Page, address: str) -> None:
    find(page, address, "q=")
    assert page.get_by_role("heading", name="What you can search for").is_visible()
    assert page.get_by_role("link", name="Studies by topic").is_visible()
    assert not page.locator("#narrow").is_visible()
    page.get_by_role("link", name="loneliness", exact=True).click()
    page.wait_for_url("**?q=loneliness")
    assert found(page, address)[0] == "terms/loneliness.html"


def test_without_scripts_the_page_leads_to_the_lists(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "roles/e.html")
    page.get_by_label("Search the Almanac").fill("carer")
    page.get_by_role("button", name="Search").click()
    assert page.url == address + "search/index.html?q=carer"
    assert page.get_by_text("which is switched off or did not load").is_visible()
    assert not page.locator("#narrow").is_visible()
    for path in ("terms", "directory", "law", "situations"):
        assert page.locator(f"#content a[href='../{path}/index.html']").is_visible()
    assert page.locator("#start a[href='../research/by-topic.html']").is_visible()
    assert in_sight(page)
    context.close()


def test_where_the_script_does_not_arrive_the_page_says_so_in_the_end(page: Page, address: str) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:  # it neither loads nor fails
        held.append(route)

    page.route("**/assets/js/search.*.js", hold)
    page.clock.install()
    page.goto(address + "search/index.html?q=carer", wait_until="domcontentloaded")
    note, lists = page.get_by_text("which is switched off or did not load"), page.locator("#start")
    assert not note.is_visible()
    assert not lists.is_visible()
    page.clock.fast_forward(8000)
    assert note.is_visible()
    assert in_sight(page)
    assert faults(page) == []
    for route in held:
        route.abort()


# Chromium reports the speed of the connection in megabits a second, rounded. Other browsers do not.
@pytest.mark.parametrize(("connection", "plain"), [("{ downlink: 10 }", 0), ("{ downlink: 1.4 }", 1), ("undefined", 1)])
def test_on_a_first_visit_only_a_quick_connection_brings_the_fonts_at_once(
    connection: str, plain: int, browser: Browser, address: str
) -> None:
    page = browser.new_page(service_workers="block")  # of a reader who comes from elsewhere
    page.add_init_script(f"Object.defineProperty(navigator, 'connection', {{ value: {connection} }})")
    find(page, address, "carer")
    assert page.locator("html.plain-type").count() == plain
    assert page.locator("link[rel=preload][as=font]").count() == (0 if plain else 2)
    page.context.close()


def test_over_a_slow_connection_fonts_come_after_the_results_and_lists_never_flash_up(
    browser: Browser, address: str
) -> None:
    page = browser.new_page(service_workers="block")
    page.add_init_script("Object.defineProperty(navigator, 'connection', { value: { downlink: 1.4 } })")
    fonts: list[str] = []
    held: list[Route] = []
    holding = True
    page.on("request", lambda request: fonts.append(request.url) if request.url.endswith(".woff2") else None)

    def hold(route: Route) -> None:
        if holding:
            held.append(route)
        else:
            route.continue_()

    page.route("**/assets/search/*/pages/*.json", hold)
    page.add_init_script("""
      window.flashed = false;
      const look = () => {
        const lists = document.querySelector("#start");
        window.flashed ||= Boolean(lists?.checkVisibility({ visibilityProperty: true }));
        requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    """)
    page.goto(address + "search/index.html?q=carer")
    page.get_by_text("Loading…").first.wait_for()
    while not held:
        page.wait_for_timeout(20)
    assert fonts == []
    holding = False
    for route in held:
        route.continue_()
    with page.expect_request("**/*.woff2"):
        found(page, address)
    assert page.locator("script[data-first]").count() == 0
    assert page.evaluate("window.flashed") is False
    page.context.close()


def test_the_first_results_do_not_wait_for_the_rest_and_nothing_jumps_when_it_comes(
    browser: Browser, address: str
) -> None:
    page = browser.new_page(viewport={"width": 820, "height": 1180}, service_workers="block")
    page.add_init_script("""
      window.shifted = 0;
      const add = (list) => list.getEntries().forEach(({ value }) => { window.shifted += value; });
      new PerformanceObserver(add).observe({ type: "layout-shift", buffered: true });
    """)
    came: list[str] = []
    held: list[Route] = []

    def hold_all_but_three(route: Route) -> None:
        if len(came) == 3:
            held.append(route)
        else:
            came.append(route.request.url)
            route.continue_()

    page.route("**/assets/search/*/pages/*.json", hold_all_but_three)
    page.goto(address + "search/index.html?q=carer")
    page.wait_for_selector("#results > li:nth-child(3)")
    until(page, "document.querySelector('#results').dataset.state === 'loading'")
    assert page.locator("#results > li").count() == 3
    after = page.locator(".edit").bounding_box()
    assert after is not None
    assert after["y"] >= 1180
    for route in held:
        route.continue_()
    page.wait_for_selector(READY)
    assert page.locator("#results > li").count() == 20
    two_frames = "new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)))"
    assert page.evaluate(f"{two_frames}.then(() => window.shifted)") < 0.01
    page.context.close()


def test_the_page_has_nothing_that_needs_the_scripts_that_it_leaves_out(page: Page, address: str) -> None:
    find(page, address, "carer")
    assert page.locator(".term, .exit, button.copy, button.add, [data-list-count]").count() == 0


def test_from_a_disk_it_says_that_search_needs_a_server(page: Page, built: Path) -> None:
    page.goto((built / "search" / "index.html").as_uri() + "?q=carer")
    page.wait_for_selector(READY)
    assert "needs a web server" in text(page, "#count")
    page.get_by_role("link", name="Glossary, A to Z").click()
    assert page.locator("h1").text_content() == "Glossary"


def test_it_works_under_another_path_and_asks_no_other_host(page: Page, built: Path, tmp_path: Path) -> None:
    shutil.copytree(built, tmp_path / "library" / "almanac")
    asked: list[str] = []
    failed: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("response", lambda answer: failed.append(answer.url) if answer.status >= 400 else None)
    page.on("console", lambda message: failed.append(message.text))
    with served(tmp_path) as root:
        page.goto(root + "library/almanac/index.html")
        page.get_by_label("Search the Almanac").fill("sectionned")
        page.keyboard.press("Enter")
        page.wait_for_url("**/library/almanac/search/index.html?q=sectionned")
        assert found(page, root + "library/almanac/")[0] == "terms/detention.html"
        page.locator("#result-1").click()
        page.wait_for_url(root + "library/almanac/terms/detention.html")
        assert page.locator("h1").text_content() == "Detention"
    assert failed == []
    assert {urlsplit(url).netloc for url in asked} == {urlsplit(root).netloc}


def test_axe_finds_nothing(page: Page, address: str) -> None:
    wrong: dict[str, list[str]] = {}

    def look(state: str, *, unfolded: bool = True) -> None:
        shorten(page)
        for width, problems in looks(page, unfolded=unfolded):
            if page.evaluate("document.documentElement.scrollWidth") > width:
                problems.append("scrolls sideways")
            if problems:
                wrong[f"{state}, {width}"] = problems

    for state, query in STATES.items():
        page.goto(f"{address}search/index.html{query}")
        page.wait_for_selector(READY)
        look(state)
    page.goto(address + "index.html")
    suggest(page, "care")
    page.keyboard.press("ArrowDown")
    look("suggestions", unfolded=False)
    assert wrong == {}


def test_on_phones_the_choices_stand_behind_a_line(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    find(page, address, "carer")
    assert not page.get_by_label("Nation").is_visible()
    page.get_by_text("Narrow the results").click()
    page.get_by_label("Nation").select_option("Scotland")
    page.wait_for_url("**nation=Scotland")
    assert page.get_by_label("Nation").is_visible()


def test_targets_are_large_enough(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    find(page, address, "carer")
    page.get_by_text("Narrow the results").click()
    boxes = page.evaluate(
        """[...document.querySelectorAll(`.search input, .search button, #narrow summary, #narrow label:has(input),
        #narrow select, .years input, #narrow button, .turn a, #results h2 a, .answer h2 a, .answer .ways a`)]
        .map((one) => one.getBoundingClientRect()).filter((box) => box.width)
        .map(({ width, height }) => Math.min(width, height))"""
    )
    assert len(boxes) > 20
    assert min(boxes) >= 24


# ---- Suggestions while typing ----


def suggest(page: Page, typed: str) -> list[str]:
    page.get_by_label("Search the Almanac").fill("")
    page.get_by_label("Search the Almanac").focus()
    page.keyboard.type(typed)
    page.wait_for_selector("[role=option]")
    return page.locator("[role=option]").all_text_contents()


def test_suggestions_are_entries_by_the_start_of_any_of_their_names(page: Page, address: str) -> None:
    page.goto(address + "roles/e.html")
    for typed, wanted in (
        ("amhp", "approved mental health professional (AMHP)"),
        ("APPROVED M", "approved mental health professional (AMHP)"),
        ("sectione", "detention"),
        ("s136", "Section 136"),
        ("mínd", "Mind"),
    ):
        names = suggest(page, typed)
        assert 1 <= len(names) <= 8
        assert any(name.lower().startswith(wanted.lower()) for name in names[:3]), (typed, names)


def test_suggestions_work_as_an_aria_combobox_by_keyboard_alone(page: Page, address: str) -> None:
    page.goto(address + "roles/e.html")
    box = page.get_by_role("combobox", name="Search the Almanac")
    assert (box.get_attribute("aria-expanded"), box.get_attribute("aria-autocomplete")) == ("false", "list")
    names = suggest(page, "care")
    listbox = page.get_by_role("listbox", name="Suggestions")
    assert box.get_attribute("aria-controls") == listbox.get_attribute("id")
    assert box.get_attribute("aria-expanded") == "true"
    assert text(page, ".search [role=status]") == f"{len(names)} suggestions"
    assert box.get_attribute("aria-activedescendant") is None
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    chosen = page.locator("[role=option][aria-selected=true]")
    assert chosen.count() == 1
    assert chosen.text_content() == names[1]
    assert box.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    page.keyboard.press("Escape")
    assert (listbox.is_visible(), box.get_attribute("aria-expanded"), box.input_value()) == (False, "false", "care")
    page.keyboard.press("ArrowUp")
    assert page.locator("[role=option][aria-selected=true]").text_content() == names[-1]
    page.keyboard.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") is None
    page.keyboard.press("Tab")
    assert not listbox.is_visible()
    assert page.evaluate("document.activeElement.textContent") == "Search"
    suggest(page, "carer")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(address + "terms/carer.html")


def test_enter_with_nothing_chosen_searches_and_a_click_opens(page: Page, address: str) -> None:
    page.goto(address + "index.html")
    suggest(page, "care")
    page.locator("[role=option]", has_text=re.compile("^carer")).click()
    page.wait_for_url(address + "terms/carer.html")
    suggest(page, "care")
    page.keyboard.press("Enter")
    page.wait_for_url(address + "search/index.html?q=care")
    assert found(page, address)


def test_suggestions_are_fetched_once_and_only_when_the_box_is_used(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    page.goto(address + "index.html")
    page.wait_for_load_state("networkidle")
    assert not [path for path in asked if "/api/" in path or "/assets/search/" in path]
    suggest(page, "care")
    suggest(page, "mind")
    assert [path for path in asked if "/api/" in path] == ["/api/v1/suggestions.json"]
    assert not [path for path in asked if "/assets/search/" in path]


def test_the_whole_search_works_with_the_keyboard_alone(page: Page, address: str) -> None:
    page.goto(address + "index.html")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "search-box":
            break
    page.keyboard.type("loneliness")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/index.html?q=loneliness")
    found(page, address)
    seen: list[str] = []
    wanted = {"result-1", "kind-glossary", "topic", "nation", "sort"}
    while not wanted <= set(seen) and len(seen) < 120:
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.id"))
        assert page.evaluate("document.activeElement.getBoundingClientRect().width") > 0
    assert wanted <= set(seen)
    for _ in seen:
        if page.evaluate("document.activeElement.id") == "result-1":
            break
        page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(address + "terms/loneliness.html")


def test_the_address_holds_what_was_asked(page: Page, address: str) -> None:
    find(page, address, "carer")
    page.get_by_label("Sort").select_option("newest")
    page.wait_for_url("**sort=newest")
    page.get_by_label("From").fill("2010")
    page.keyboard.press("Tab")
    page.wait_for_url("**from=2010**")
    assert parse_qs(urlsplit(page.url).query) == {"q": ["carer"], "from": ["2010"], "sort": ["newest"]}
