from __future__ import annotations

import dataclasses
from collections.abc import Mapping

import pytest

from almanac.content import links
from almanac.content.model import Library
from almanac.site import entrylinks


@pytest.mark.parametrize(
    ("ref", "fact"),
    [
        ("abstract/tamm-1999", "1999, Wales"),
        ("event/lamp-act-1960", "2 May 1960, Wales"),
        ("organisation/snuffers-union", "merged 1970, then Lamp Guild"),
        ("organisation/lamp-guild", "Wales"),
        ("message/key-1", "2016 statement, key message 1"),
        ("term/snuffer", "later wick keeper (WK) in Wales"),
        ("source/harbour-book", "November 1998"),
        ("role/a", ""),
    ],
)
def test_a_list_shows_the_deciding_fact(ref: str, fact: str, tiny: Library) -> None:
    assert entrylinks.entry_link(tiny, ref).fact == fact


def test_what_goes_together_stands_under_five_headings_in_order(tiny: Library) -> None:
    groups = entrylinks.related_groups(
        tiny, ["term/wick", "term/snuffer", "role/a", "event/lamp-act-1901", "abstract/tamm-1999"]
    )
    assert [group.heading for group in groups] == ["Research", "Law and policy", "Practice", "Glossary"]
    assert [item.label for item in groups[-1].items] == ["snuffer", "wick keeper (WK)"]


def test_what_is_nearest_to_an_entry_comes_first(tiny: Library) -> None:
    """Another nation's entries come last, and what the entry itself names comes before what only shares its topics."""
    near, others = "term/wick", ["role/a", "event/lamp-act-1901", "event/lamp-act-1960"]

    def placed(nations: Mapping[str, tuple[str, ...]], see: tuple[str, ...] = ()) -> list[str]:
        entries = dict(tiny.entries)
        for ref in (near, *others):
            changes = {"nations": nations.get(ref, ()), "topics": (), "see": see if ref == near else ()}
            entries[ref] = tiny.entries[ref].model_copy(update=changes)
        world = dataclasses.replace(tiny, entries=entries, links=links.link_entries(entries))
        (law,) = (one for one in entrylinks.related_groups(world, others, near) if one.heading == "Law and policy")
        return [item.path for item in law.items]

    usual = placed({})
    assert placed({near: ("Wales",), "event/lamp-act-1901": ("Wales",), "event/lamp-act-1960": ("Scotland",)}) == usual
    apart = {near: ("Wales",), "event/lamp-act-1901": ("Scotland",), "event/lamp-act-1960": ("Wales",)}
    assert placed(apart) == usual[::-1]
    assert placed({}, see=("event/lamp-act-1960",)) == usual[::-1]
    assert placed(apart | {"event/lamp-act-1901": ("UK",)}) == usual


def test_a_column_shows_four_and_counts_all_by_their_name() -> None:
    study = entrylinks.EntryLink("a", "a", "", "", kind="abstract")
    source = entrylinks.EntryLink("b", "b", "", "", kind="source")
    assert entrylinks.LinkGroup("x", "X", (study,) * 4).rest == ()
    five = entrylinks.LinkGroup("x", "Who can help", (study,) * 5)
    assert (len(five.first), len(five.rest), five.counted, five.anchor) == (4, 1, "5 studies", "who-can-help")
    assert entrylinks.LinkGroup("x", "X", (study, source)).counted == "2 entries"
