"""Who can help with each need in each nation: only organisations that can be contacted today, with gaps shown."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from almanac.content import checks, links
from almanac.content.kinds.need import Need
from almanac.content.kinds.organisation import Organisation, Status
from almanac.content.model import Library
from almanac.exports import hsds
from almanac.exports.handout_json import handout_json
from almanac.exports.table import organisations_csv
from almanac.linkhealth.state import LinkHealth
from almanac.site import entrylinks, health, lists, needs, related, render, words
from tests.rendering import entry_page

STATES: dict[str, dict[str, Any]] = {
    "closed-guild": {"state": "closed", "note": "Gone."},
    "merged-guild": {"state": "merged", "successors": ("lamp-guild",)},
    "lost-guild": {"state": "unknown"},
    "stale-guild": {"state": "active", "seen": "2022-12"},
    "stale-renamed-guild": {"state": "renamed", "seen": "2019"},
    "undated-guild": {"state": "active"},
}
"""Organisations that no page may show as available, by key."""


@pytest.fixture
def crowded(tiny: Library) -> Library:
    """The invented world with copies of the Lamp Guild in every state that makes an organisation unavailable."""
    pattern = tiny.entries["organisation/lamp-guild"]
    entries, places = dict(tiny.entries), dict(tiny.places)
    for key, given in STATES.items():
        status = Status.model_validate({"confidence": "confirmed", **given})
        named = {"key": key, "name": key.replace("-", " ").title(), "status": status, "useful_link": True}
        entries[f"organisation/{key}"] = pattern.model_copy(update=named)
        places[f"organisation/{key}"] = tiny.places["organisation/lamp-guild"]
    helped = ("lamp-guild", *STATES)
    situation = tiny.entries["situation/lamp-is-out"].model_copy(update={"help": helped})
    entries["situation/lamp-is-out"] = situation
    return Library(entries, places, links.link_entries(entries), tiny.version, tiny.today)


def names(tree: LexborHTMLParser | LexborNode) -> str:
    return " ".join(tree.text().split())


def under(tree: LexborHTMLParser, heading: str) -> str:
    """The text under every heading that contains the given words, up to the next heading."""
    found = []
    for node in tree.css("h2, h3"):
        after = node.next
        while heading in node.text() and after is not None and after.tag not in ("h2", "h3"):
            found.append(after.text())
            after = after.next
    return " ".join(found)


@pytest.mark.parametrize(
    ("given", "confirmed", "said"),
    [
        ({"state": "active", "seen": "2023"}, True, ""),
        ({"state": "renamed", "seen": "2025-01"}, True, ""),
        ({"state": "active", "seen": "2022-12-31"}, False, "not confirmed since 2022"),
        ({"state": "active"}, False, "not confirmed: no dated page seen"),
        ({"state": "active", "seen": "2017", "set_up_by": ("event/lamp-act-1960",)}, True, ""),
        ({"state": "closed", "seen": "2025", "since": "2025"}, False, "closed 2025"),
        ({"state": "merged", "set_up_by": ("event/lamp-act-1960",)}, False, "merged"),
        ({"state": "unknown", "seen": "2025"}, False, "not known"),
    ],
)
def test_an_organisation_is_confirmed_by_recent_evidence_or_a_law(
    given: dict[str, Any], *, confirmed: bool, said: str
) -> None:
    status = Status.model_validate({"confidence": "confirmed", **given})
    assert status.is_current is confirmed
    assert words.doubt(status) == said


@pytest.mark.parametrize("force", ["repealed", "superseded", "not yet in force", "past event"])
def test_a_law_that_is_not_in_force_sets_nothing_up(force: str, tiny: Library) -> None:
    guild = tiny.entries["organisation/lamp-guild"]
    assert isinstance(guild, Organisation)
    status = guild.status.model_copy(update={"set_up_by": ("event/lamp-act-1960",)})
    law = tiny.entries["event/lamp-act-1960"]
    for now, faults in ((force, 1), ("in force", 0)):
        changed = {
            "organisation/lamp-guild": guild.model_copy(update={"status": status}),
            "event/lamp-act-1960": law.model_copy(update={"force": now}),
        }
        library = dataclasses.replace(tiny, entries={**tiny.entries, **changed})
        said = [one.message for one in checks.run(library) if "set_up_by" in one.field]
        assert len(said) == faults


# ---- Every list, page and file ----


@pytest.mark.parametrize("kind", ["need", "situation", "term", "urgent-help", "local-help", "event", "abstract"])
def test_who_can_help_never_stands_above_what_is_not_available(kind: str, crowded: Library) -> None:
    for ref, _ in crowded.of(kind):
        more: dict[str, Any] = {"references": {"harvard": "", "apa": ""}, "related": ()} if kind == "abstract" else {}
        if kind == "abstract":
            columns = entrylinks.related_groups(crowded, crowded.links.related(ref))
            for group in columns:
                if group.heading == "Who can help":
                    assert all(not item.organisation or not item.organisation.state for item in group.items)
            continue
        tree = LexborHTMLParser(entry_page(crowded, ref, **more)["body"])
        shown = under(tree, "Who can help")
        assert not [key for key in STATES if key.replace("-", " ").title() in shown]


def test_a_situation_says_why_an_organisation_is_not_among_those_who_can_help(crowded: Library) -> None:
    tree = LexborHTMLParser(entry_page(crowded, "situation/lamp-is-out")["body"])
    assert "Lamp Guild" in under(tree, "Who can help")
    ended, apart = under(tree, "Closed or merged"), under(tree, "Not recently confirmed")
    for key, given in STATES.items():
        name, gone = key.replace("-", " ").title(), given["state"] in ("closed", "merged")
        assert (name in ended, name in apart) == (gone, not gone)
    assert "not confirmed since 2022" in apart


def test_the_front_list_holds_only_those_that_can_be_turned_to(crowded: Library) -> None:
    found = lists.groups(crowded, "organisation", "letter", "contactable")
    assert [item.label for group in found for item in group.items] == ["Lamp Guild"]
    everything = lists.groups(crowded, "organisation", "letter")
    assert sum(len(group.items) for group in everything) == len(crowded.of("organisation"))


def test_no_row_of_what_is_not_available_can_be_put_on_a_handout(crowded: Library) -> None:
    for only in ("", "contactable", "useful links"):
        given: dict[str, Any] = {"letters": (), "lines": True, "filtered": True}
        found = lists.groups(crowded, "organisation", "letter", only)
        tree = LexborHTMLParser(render.fragment("rows", "directory/index.html", groups=found, **given))
        assert {button.attributes["data-body"] for button in tree.css("button")} <= {"lamp-guild"}
        for row in tree.css("li"):
            if "Lamp Guild" not in row.text():
                assert row.css_first(".badge") is not None


@pytest.mark.parametrize("key", STATES)
def test_its_own_page_says_so_and_gives_nothing_to_dial(key: str, crowded: Library) -> None:
    tree = LexborHTMLParser(entry_page(crowded, f"organisation/{key}")["body"])
    assert tree.css_first(".eyebrow b").text() == "Organisations"  # type: ignore[union-attr]
    assert not [a for a in tree.css("a") if (a.attributes["href"] or "").startswith(("tel:", "mailto:"))]
    assert tree.css_first("button[data-body]") is None
    assert tree.css_first(".lead .badge, .lead + .note strong") is not None


def test_the_files_offer_none_of_them(crowded: Library) -> None:
    bodies = json.loads(handout_json(crowded, LinkHealth()))
    assert all("state" in bodies["bodies"][key] and "phones" not in bodies["bodies"][key] for key in STATES)
    assert bodies["needs"] == {"A light": {"Wales": ["lamp-guild"]}}
    running = {one["name"] for one in hsds.services(crowded, "") if one["status"] == "active"}
    assert not {key.replace("-", " ").title() for key in STATES} & running
    rows = organisations_csv(crowded, "").splitlines()
    assert sum("not confirmed since 2022" in row for row in rows) == 1


# ---- Needs and nations ----


def test_the_table_shows_who_helps_and_the_gaps(crowded: Library) -> None:
    [light] = needs.table(crowded)
    helpers = {place.nation: [one.organisation.key for one in place.helpers] for place in light.nations}
    assert helpers == {"England": [], "Wales": ["lamp-guild"], "Scotland": [], "Northern Ireland": []}
    doubtful = [one.organisation.key for one in light.nations[1].doubtful]
    assert sorted(doubtful) == ["stale-guild", "stale-renamed-guild", "undated-guild"]
    assert needs.uncovered(crowded) == (
        ("A light", "England"),
        ("A light", "Scotland"),
        ("A light", "Northern Ireland"),
    )
    tree = LexborHTMLParser(render.fragment("need-table", "directory/by-need.html", needs=needs.table(crowded)))
    cells = [cell.text() for cell in tree.css("tbody td")]
    assert cells == ["none", "1", "none", "none"]
    assert tree.css_first("tbody td a").attributes["href"] == "../needs/a-light.html#wales"  # type: ignore[union-attr]
    assert len(tree.css("thead th[scope=col]")) == 5


def test_where_none_is_confirmed_those_to_check_are_shown_unfolded(crowded: Library) -> None:
    guild = crowded.entries["organisation/lamp-guild"].model_copy(update={"nations": ("Scotland",)})
    library = dataclasses.replace(crowded, entries={**crowded.entries, "organisation/lamp-guild": guild})
    tree = LexborHTMLParser(render.fragment("need-table", "directory/by-need.html", needs=needs.table(library)))
    assert [cell.text() for cell in tree.css("tbody td")] == ["none", "3 to check", "1", "none"]
    folded = LexborHTMLParser(entry_page(crowded, "need/a-light")["body"]).css_first("details:not(.provenance)")
    shown = LexborHTMLParser(entry_page(library, "need/a-light")["body"]).css_first("details:not(.provenance)")
    assert folded is not None
    assert "open" not in folded.attributes
    assert shown is not None
    assert "open" in shown.attributes


def test_what_covers_the_whole_uk_helps_in_each_nation_after_those_of_the_nation_alone(tiny: Library) -> None:
    guild = tiny.entries["organisation/lamp-guild"]
    wide = guild.model_copy(update={"key": "wide", "name": "A Wide Guild", "nations": ("UK",)})
    entries = {**tiny.entries, "organisation/wide": wide}
    places = {**tiny.places, "organisation/wide": tiny.places["organisation/lamp-guild"]}
    library = Library(entries, places, links.link_entries(entries), tiny.version, tiny.today)
    [light] = needs.table(library)
    assert [[one.organisation.key for one in place.helpers] for place in light.nations] == [
        ["wide"],
        ["lamp-guild", "wide"],
        ["wide"],
        ["wide"],
    ]


def test_the_page_of_a_need_leads_to_situations_law_and_studies_on_its_topics(tiny: Library) -> None:
    [topic, *_] = tiny.entries["abstract/tamm-1999"].topics
    need = tiny.entries["need/a-light"].model_copy(update={"topics": ("wick", topic)})
    library = dataclasses.replace(tiny, entries={**tiny.entries, "need/a-light": need})
    tree = LexborHTMLParser(entry_page(library, "need/a-light")["body"])
    found = {link.attributes["href"] for link in tree.css("a")}
    assert "../situations/lamp-is-out.html" in found
    assert f"../research/topic-{topic}.html" in found
    assert "../directory/lamp-guild.html" in found
    assert "tel:08081570000" in found
    assert "We have not confirmed any organisation for this in England" in names(tree)


def test_the_situations_that_a_need_names_come_before_those_on_its_topics(tiny: Library) -> None:
    lamp = tiny.entries["situation/lamp-is-out"]
    other = lamp.model_copy(update={"key": "oil", "title": "The oil is gone", "number": 2, "topics": ("snuffer",)})
    need = tiny.entries["need/a-light"].model_copy(update={"see": ("situation/oil", "event/lamp-act-1960")})
    entries = {**tiny.entries, "situation/oil": other, "need/a-light": need}
    places = {**tiny.places, "situation/oil": tiny.places["situation/lamp-is-out"]}
    library = Library(entries, places, links.link_entries(entries), tiny.version, tiny.today)
    assert isinstance(need, Need)
    assert [one.label for one in needs.need_page(library, need).situations] == [
        "The oil is gone",
        "My lamp has gone out",
    ]
    lists_need = {
        ref: "a-light" in str([item.path for group in related.columns(library, ref) for item in group.items])
        for ref in ("situation/oil", "situation/lamp-is-out")
    }
    assert lists_need == {"situation/oil": True, "situation/lamp-is-out": False}, "only what a need names leads back"


def test_the_health_of_the_data_counts_the_gaps(crowded: Library) -> None:
    found = health.health(crowded, LinkHealth())
    assert found.needs == {"all": 4, "gaps": 3}
    assert found.organisations["not confirmed"] == 3
