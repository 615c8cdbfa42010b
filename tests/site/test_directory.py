"""Organisations in the directory: their current status, successors and contacts, on the page and on paper."""

from __future__ import annotations

import dataclasses
import json
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser

from almanac.content import checks, identifiers, links
from almanac.content.kinds.organisation import CharityNumber, Organisation, Status
from almanac.content.model import Library
from almanac.exports.handout_json import handout_json
from almanac.exports.qr import qr_svg
from almanac.linkhealth.state import LinkHealth
from almanac.site import entrylinks, lists, render, urgenthelp, urls, words
from tests.conftest import SITE
from tests.rendering import entry_page


def changed(tiny: Library, bodies: dict[str, dict[str, Any]]) -> Library:
    """The invented world with other organisations, each a copy of the Lamp Guild with the given fields changed."""
    pattern = tiny.entries["organisation/lamp-guild"]
    entries = {ref: entry for ref, entry in tiny.entries.items() if ref != "organisation/snuffers-union"}
    places = dict(tiny.places)
    for key, given in bodies.items():
        more = {"key": key, "name": key.replace("-", " ").capitalize(), **given}
        entries[f"organisation/{key}"] = pattern.model_copy(update=more)
        places[f"organisation/{key}"] = tiny.places["organisation/lamp-guild"]
    return Library(entries, places, links.link_entries(entries), tiny.version, tiny.today)


def closed(*successors: str, state: str = "closed", since: str | None = "1970-05") -> dict[str, Any]:
    given = {"state": state, "since": since, "successors": successors, "confidence": "confirmed", "seen": "2025"}
    return {"status": Status.model_validate(given)}


@pytest.fixture
def branching(tiny: Library) -> Library:
    """The Old Guild split into two organisations. One became part of the Lamp Guild, the other closed."""
    bodies = {
        "old-guild": closed("union", "board"),
        "union": closed("lamp-guild", state="merged"),
        "board": closed(),
    }
    return changed(tiny, bodies)


def html(library: Library, key: str) -> LexborHTMLParser:
    return LexborHTMLParser(entry_page(library, f"organisation/{key}")["body"])


def addresses(tree: LexborHTMLParser, selector: str = "a") -> list[str]:
    return [node.attributes["href"] or "" for node in tree.css(selector)]


# ---- Current status ----


@pytest.mark.parametrize(
    ("state", "today", "said"),
    [
        ("active", ("open",), "open"),
        ("renamed", ("open", "renamed"), "renamed 1970"),
        ("merged", ("closed or merged",), "merged 1970"),
        ("closed", ("closed or merged",), "closed 1970"),
        ("unknown", ("not known",), "not known"),
    ],
)
def test_a_state_in_plain_words(state: str, today: tuple[str, ...], said: str) -> None:
    status: Status = closed(state=state)["status"]
    assert words.today(status) == today
    assert words.state(status) == said
    assert (status.exists, status.closed_or_merged) == ("open" in today, "closed or merged" in today)


def test_a_body_of_the_uk_is_found_under_each_of_its_nations(tiny: Library) -> None:
    library = changed(tiny, {"guild-of-all": {"nations": ("UK", "Ireland")}})
    facets = dict(entrylinks.entry_link(library, "organisation/guild-of-all").facets)
    assert facets["nation"].split("|") == ["UK", "Ireland", "England", "Wales", "Scotland", "Northern Ireland"]
    assert dict(entrylinks.entry_link(tiny, "organisation/lamp-guild").facets) == {
        "nation": "Wales",
        "need": "A light",
        "serves": "practitioners",
        "sort": "charity",
        "offers": "advice and information|publications",
        "status": "open",
        "contact": "phone|text|email|website",
    }


def test_the_directory_offers_every_filter_in_a_readers_order(tiny: Library) -> None:
    library = changed(
        tiny,
        {
            "away": closed() | {"sort": "charity", "serves": ("carers",), "offers": (), "nations": ("England",)},
            "lost": closed(state="unknown", since=None) | {"sort": "regulator", "offers": ("helpline",)},
            "new-name": closed(state="renamed"),
        },
    )
    offered = lists.filters(lists.groups(library, "organisation", "letter"))
    assert offered == (
        ("nation", "Nation", ("England", "Wales")),
        ("serves", "Who it is for", ("carers", "practitioners")),
        ("sort", "Type of organisation", ("charity", "regulator")),
        ("offers", "What it offers", ("advice and information", "helpline", "publications")),
        ("status", "Current status", ("open", "renamed", "closed or merged", "not known")),
        ("contact", "How to contact it", ("email", "phone", "text", "website")),
    )


# ---- Successors ----


def test_an_ended_body_leads_to_where_its_work_went_in_the_end(branching: Library) -> None:
    item = entrylinks.entry_link(branching, "organisation/old-guild")
    assert item.organisation is not None
    assert (item.organisation.state, item.organisation.ended, item.organisation.site) == ("closed 1970", True, "")
    assert item.organisation.after == (
        ("directory/board.html", "Board", "closed 1970"),
        ("directory/lamp-guild.html", "Lamp Guild", ""),
    )
    open_body = entrylinks.entry_link(branching, "organisation/lamp-guild").organisation
    assert open_body == entrylinks.OrganisationDetails(
        "lamp-guild",
        "",
        (),
        "",
        ("Guild of Snuffers",),
        contactable=True,
        call=("0808 157 0000", "9am to noon"),
        site="https://guild.example.org/",
    )


def test_a_row_has_the_number_or_else_the_website(tiny: Library) -> None:
    def row(library: Library) -> LexborHTMLParser:
        found = lists.groups(library, "organisation", "letter", "contactable")
        shown = {"lines": True, "letters": (), "filtered": True, "folded": "", "health": SITE.health}
        return LexborHTMLParser(render.fragment("rows", "directory/index.html", groups=found, **shown))

    assert [link.text() for link in row(tiny).css(".rows small a")] == ["0808 157 0000"]
    without = changed(tiny, {"lamp-guild": {"phones": ()}})
    assert [link.text() for link in row(without).css(".rows small a")] == ["guild.example.org"]


def test_the_way_to_today_is_drawn_with_every_successor(branching: Library) -> None:
    tree = html(branching, "old-guild")
    said = [" ".join(box.text().split()) for box in tree.css(".chain li > span:first-child")]
    assert said == [
        "Old guildclosed 1970",
        "then Unionmerged 1970",
        "then Lamp Guildopen",
        "then Boardclosed 1970",
    ]
    assert addresses(tree, ".chain a") == [f"../directory/{key}.html" for key in ("union", "lamp-guild", "board")]
    assert tree.css(".chain > li > ul > li > ul > li")


def test_bodies_in_a_circle_end_somewhere(tiny: Library) -> None:
    library = changed(tiny, {"one": closed("two"), "two": closed("one", "lamp-guild")})
    details = entrylinks.entry_link(library, "organisation/one").organisation
    assert details
    assert [name for _, name, _ in details.after] == ["Lamp Guild"]
    assert len(html(library, "one").css(".chain a")) == 2


def test_a_circle_by_any_successor_is_a_fault(tiny: Library) -> None:
    library = changed(tiny, {"one": closed("two"), "two": closed("lamp-guild", "one")})
    assert [one.ref for one in checks.run(library) if "Break the circle" in one.message] == ["organisation/one"]


def test_rows_lead_from_what_ended_to_what_followed(branching: Library) -> None:
    groups = lists.groups(branching, "organisation", "letter")
    given: dict[str, Any] = {"groups": groups, "letters": (), "lines": False, "filtered": True}
    tree = LexborHTMLParser(render.fragment("rows", "directory/index.html", **given))
    rows = {row.css_first(".name").text(): row for row in tree.css("li")}  # type: ignore[union-attr]
    said = " ".join(rows["Old guild"].css_first(".fact").text().split())  # type: ignore[union-attr]
    assert said == "closed 1970 see Board (closed 1970) and Lamp Guild"
    assert [row.css_first("button") is None for row in (rows["Old guild"], rows["Lamp Guild"])] == [True, False]
    assert rows["Old guild"].attributes["data-status"] == "closed or merged"
    assert rows["Lamp Guild"].css_first(".fact").text() == "Wales"  # type: ignore[union-attr]
    unfiltered = render.fragment("rows", "index.html", **given | {"filtered": False})
    assert "<button" not in unfiltered
    assert "data-" not in unfiltered
    assert "see" in unfiltered


def test_a_renamed_body_is_found_in_a_list_by_the_name_it_had(tiny: Library) -> None:
    status = tiny.get("organisation/lamp-guild").status.model_copy(update={"state": "renamed", "since": "1988-07"})  # type: ignore[attr-defined]
    renamed = tiny.get("organisation/lamp-guild").model_copy(update={"status": status})
    library = dataclasses.replace(tiny, entries={**tiny.entries, "organisation/lamp-guild": renamed})
    groups = lists.groups(library, "organisation")
    given: dict[str, Any] = {"groups": groups, "letters": (), "lines": False, "filtered": False}
    tree = LexborHTMLParser(render.fragment("rows", "directory/index.html", **given))
    row = next(row for row in tree.css("li") if "Lamp Guild" in row.text())
    assert row.css_first("small").text() == "Also known as Guild of Snuffers"  # type: ignore[union-attr]
    assert row.css_first(".fact").text() == "renamed 1988 Wales"  # type: ignore[union-attr]


# ---- Contacts ----


def test_an_open_body_can_be_called_written_to_and_looked_up(tiny: Library) -> None:
    tree = html(tiny, "lamp-guild")
    found = addresses(tree)
    assert "tel:08081570000" in found
    assert "mailto:wicks@guild.example.org" in found
    assert "../directory/a-to-z.html?offers=advice+and+information" in found
    assert "../directory/a-to-z.html?serves=practitioners" in found
    assert "../directory/a-to-z.html?sort=charity" in found
    assert identifiers.charity("0123456", "England and Wales") in found
    button = tree.css_first("button[data-body]")
    assert button is not None
    assert (button.attributes["data-body"], button.attributes["data-title"]) == ("lamp-guild", "Lamp Guild")
    assert "hidden" in button.attributes


@pytest.mark.parametrize(
    ("who", "told"), [("keepers", ["Keepers", "More organisations for practitioners"]), (None, ["Practitioners"])]
)
def test_those_who_can_use_an_organisation_are_told_once(who: str | None, told: list[str], tiny: Library) -> None:
    library = changed(tiny, {"lamp-guild": {"who": who, "serves": ("practitioners",)}})
    parts = [one.text() for one in html(library, "lamp-guild").css(".facts :is(dt, dd)")]
    start = parts.index("Who can use it") + 1
    assert parts[start : start + len(told) + 1] == [*told, "Offers"]


@pytest.mark.parametrize("state", ["closed", "merged"])
def test_what_a_closed_organisation_did_is_told_in_the_past(state: str, tiny: Library) -> None:
    kept = {"serves": ("practitioners",), "offers": ("advice and information",)}
    library = changed(tiny, {"old-guild": {**closed("lamp-guild", state=state), **kept}})
    named = [one.text() for one in html(library, "old-guild").css(".facts dt")]
    assert {"Who used it", "Offered"} <= set(named)
    assert not {"Who can use it", "Offers"} & set(named)


@pytest.mark.parametrize("state", ["closed", "merged", "unknown"])
def test_a_body_that_does_not_stand_never_looks_as_if_it_could_be_reached(state: str, tiny: Library) -> None:
    library = changed(tiny, {"old-guild": closed("lamp-guild", state=state)})
    tree = html(library, "old-guild")
    assert not [address for address in addresses(tree) if address.startswith(("tel:", "mailto:"))]
    assert tree.css_first("button[data-body]") is None
    assert "0808 157 0000" not in tree.text()
    assert (f"None (it has {state}). See Lamp Guild." in tree.text()) == (state != "unknown")
    assert ("not known whether the organisation still exists" in tree.text()) == (state == "unknown")


def test_a_charity_number_leads_to_its_page_in_its_register() -> None:
    english = urlsplit(identifiers.charity("293340", "England and Wales"))
    assert (english.netloc, english.path) == ("register-of-charities.charitycommission.gov.uk", "/charity-details/")
    assert parse_qs(english.query) == {"regid": ["293340"], "subid": ["0"]}
    scottish = urlsplit(identifiers.charity("SC046557", "Scotland"))
    assert scottish.netloc == "www.oscr.org.uk"
    assert parse_qs(scottish.query) == {"number": ["SC046557"]}
    for number in ("NIC100280", "100280"):
        northern = urlsplit(identifiers.charity(number, "Northern Ireland"))
        assert northern.netloc == "www.charitycommissionni.org.uk"
        assert parse_qs(northern.query) == {"regId": ["100280"], "subId": ["0"]}
    assert "&x=<" not in identifiers.charity("1&x=<", "Scotland")
    with pytest.raises(KeyError):
        identifiers.charity("1", "France")


@pytest.mark.parametrize(
    ("number", "register", "fits"),
    [
        ("293340", "England and Wales", True),
        ("1092778", "England and Wales", True),
        ("SC046557", "England and Wales", False),
        ("29", "England and Wales", False),
        ("SC 046557", "Scotland", True),
        ("046557", "Scotland", False),
        ("NIC100000", "Northern Ireland", True),
        ("100000", "Northern Ireland", True),
        ("SC046557", "Northern Ireland", False),
    ],
)
def test_a_charity_number_has_the_form_of_its_register(
    number: str, register: str, *, fits: bool, tiny: Library
) -> None:
    charity = CharityNumber.model_validate({"number": number, "register_of": register})
    library = changed(tiny, {"one": closed() | {"charity_numbers": (charity,)}})
    faults = [one.field for one in checks.run(library) if one.field[:1] == ("charity_numbers",)]
    assert faults == ([] if fits else [("charity_numbers", 0, "number")])


def test_a_filtered_list_has_an_address() -> None:
    assert urls.filtered_list("directory/index.html", sort="a & b") == "directory/index.html?sort=a+%26+b"


# ---- On paper ----


def test_a_code_is_the_same_each_time_dark_on_light_and_with_its_quiet_zone() -> None:
    made = qr_svg("https://guild.example.org/")
    assert made == qr_svg("https://guild.example.org/")
    assert made != qr_svg("https://guild.example.org/x")
    tree = LexborHTMLParser(made)
    ground, code = tree.css("path")
    size = int((tree.css_first("svg").attributes["viewBox"] or "").split()[-1])  # type: ignore[union-attr]
    assert (ground.attributes["fill"], ground.attributes["d"]) == ("#fff", f"M0 0h{size}v{size}h-{size}z")
    assert code.attributes["stroke"] == "#000"
    assert (code.attributes["d"] or "").startswith("M4 4.5h7")
    assert (size - 2 * 4 - 17) % 4 == 0


def test_only_a_website_that_serves_today_is_a_bodys_home(tiny: Library) -> None:
    guild = tiny.entries["organisation/lamp-guild"]
    assert isinstance(guild, Organisation)
    assert guild.website is not None
    assert guild.current_website == "https://guild.example.org/"
    assert guild.model_copy(update={"website": None}).current_website == ""
    assert (
        guild.model_copy(update={"website": guild.website.model_copy(update={"historic": True})}).current_website == ""
    )
    assert guild.model_copy(update=closed(state="unknown")).current_website == ""


def test_what_a_handout_reads_knows_no_way_to_reach_what_ended(branching: Library) -> None:
    renamed = branching.entries["organisation/lamp-guild"].model_copy(update={"was": ("lamp-club",)})
    entries = {**branching.entries, "organisation/lamp-guild": renamed}
    made = json.loads(handout_json(dataclasses.replace(branching, entries=entries, version="v1"), LinkHealth()))
    assert made["version"] == "v1"
    assert made["former"] == {"lamp-club": "lamp-guild"}
    assert made["bodies"]["old-guild"] == {"name": "Old guild", "state": "closed 1970", "after": ["lamp-guild"]}
    assert made["bodies"]["lamp-guild"] == {
        "name": "Lamp Guild",
        "line": "The guild lends wicks to small harbours.",
        "nations": "Wales",
        "phones": [
            ["0808 157 0000", "Wick line", "9am to noon"],
            ["Text WICK to 81570", "for keepers in the dark", "at night"],
        ],
        "emails": ["wicks@guild.example.org"],
        "web": "https://guild.example.org/",
        "dead": False,
        "checked": "2 January 2026",
        "due": "2026-07-01",
    }
    assert list(made["urgent"]) == ["England", "Wales", "Scotland", "Northern Ireland"]
    assert [one["name"] for one in made["urgent"]["Scotland"]] == ["Harbour bell"]
    assert made["urgent"]["England"] == []
    assert made["urgent"]["Scotland"][0]["hours"] == "day and night; textphone 18001 0808 157 0111"


def test_a_textphone_can_be_called_from_the_list_and_from_the_page(tiny: Library) -> None:
    shown = urgenthelp.urgent_page(tiny)
    listed = render.fragment("urgent", "urgent-help/index.html", shown=shown, health=SITE.health)
    page = entry_page(tiny, "urgent-help/harbour-bell")["body"]
    assert '<a href="tel:1800108081570111">Textphone 18001 0808 157 0111</a>' in listed
    assert '<a href="tel:1800108081570111">18001 0808 157 0111</a>' in page
