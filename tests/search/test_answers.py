"""The answer at the top when a query names one entry."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from almanac.content.kinds import KINDS
from almanac.content.model import Library
from almanac.content.refs import kind_of
from almanac.search.answers import answer
from almanac.site import urls
from almanac.site.summary import summary_line
from tests.search.nodejs import ask


def test_every_kind_of_entry_has_its_line_and_at_most_four_facts(tiny: Library) -> None:
    seen = set()
    for ref, entry in tiny.entries.items():
        made = answer(tiny, ref)
        seen.add(kind_of(ref))
        assert made["line"] == summary_line(entry)
        assert len(made["facts"]) <= 4
        assert all(label and text for label, text in made["facts"])
        assert all(text and path and not path.startswith("/") for text, path, _ in made["links"])
    assert seen == {kind.name for kind in KINDS}


def test_a_provision_says_where_it_stands_who_decides_and_how_long(tiny: Library) -> None:
    facts = dict(answer(tiny, "provision/lamp-act-1960-2")["facts"])
    assert facts["Set out in"] == "Lamp Act 1960 (Wales): sections 2 and 3(1)"
    assert [label.partition(":")[0] for label in facts][1:] == ["How long", "How long", "Who decides"]


def test_a_result_of_law_shows_its_act_and_nations(tiny: Library, tmp_path: Path) -> None:
    for ref, act in (("provision/lamp-act-1960-2", "Lamp Act 1960 (Wales)"), ("term/wick", "")):
        made = answer(tiny, ref)
        page = {"path": "a.html", "title": "A", "kind": "Law", "year": "", "status": "", "names": [], "text": ""}
        shown = ask(tmp_path, ("result", {**page, "answer": made}, ["lamp"], "lamp"))[0]
        assert shown["act"] == act


def test_no_nation_is_named_twice(tiny: Library) -> None:
    entry = tiny.get("provision/lamp-act-1960-2")
    wales = entry.model_copy(update={"act": "Lamp (Wales) Act 1960", "nations": ("Wales",)})
    held = dataclasses.replace(tiny, entries={**tiny.entries, "provision/lamp-act-1960-2": wales})
    facts = answer(held, "provision/lamp-act-1960-2")["facts"]
    assert facts[0] == ("Set out in", "Lamp (Wales) Act 1960: sections 2 and 3(1)")


def test_law_elsewhere_names_every_nation_that_it_covers_so_that_none_is_left_out(tiny: Library) -> None:
    ref = "provision/lamp-order-4"

    def told(*nations: str) -> tuple[str, str]:
        entries = {**tiny.entries, ref: tiny.get(ref).model_copy(update={"nations": nations})}
        links = answer(dataclasses.replace(tiny, entries=entries), "provision/lamp-act-1960-2")["links"]
        return next((text.partition(":")[0], nation) for text, path, nation in links if path == urls.page_path(ref))

    assert told("Scotland") == ("Scotland", "Scotland")
    assert told("England", "Scotland") == ("England and Scotland", "")


def test_what_is_not_in_force_says_so(tiny: Library) -> None:
    assert dict(answer(tiny, "provision/lamp-order-4")["facts"])["Status"] == "Not yet in force"


def test_a_closed_organisation_gives_no_contact(tiny: Library) -> None:
    ref, entry = next(
        (ref, one)
        for ref, one in tiny.of("organisation")
        if getattr(one, "contactable", False) and one.phones  # type: ignore[attr-defined]
    )
    assert "Telephone" in dict(answer(tiny, ref)["facts"])
    status = entry.status.model_copy(update={"state": "closed", "since": "2001"})  # type: ignore[attr-defined]
    closed = entry.model_copy(update={"status": status})
    facts = dict(answer(dataclasses.replace(tiny, entries={**tiny.entries, ref: closed}), ref)["facts"])
    assert set(facts) == {"Status"}
    assert facts["Status"].startswith("Closed")


def test_ways_on_are_for_the_nation_that_is_named_or_the_readers(tmp_path: Path) -> None:
    links = [["All", "a", ""], ["Oil in Wales", "b", "Wales"], ["Oil in Scotland", "c", "Scotland"]]

    def ways(typed: str, nation: str) -> list[str]:
        return [text for text, *_ in ask(tmp_path, ("waysOn", links, typed, nation))[0]]

    assert ways("oil", "") == ["All", "Oil in Wales", "Oil in Scotland"]
    assert ways("oil in wales", "Scotland") == ["Oil in Wales", "All"]
    assert ways("oil", "Scotland") == ["Oil in Scotland", "All"]
    assert ways("oil", "England") == ["All", "Oil in Wales", "Oil in Scotland"]
