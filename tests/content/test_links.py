from __future__ import annotations

from almanac.content.links import Link
from almanac.content.model import Library


def test_every_forward_link_is_a_back_link_and_the_other_way_round(tiny: Library) -> None:
    forward = {link for links in tiny.links.forward.values() for link in links}
    back = {link for links in tiny.links.back.values() for link in links}
    assert len(forward) > 20
    assert forward == back


def test_links_are_found_in_every_sort_of_field(tiny: Library) -> None:
    assert Link("role/a", "law", "event/lamp-act-1901") in tiny.links.forward["role/a"]
    assert (
        Link("organisation/snuffers-union", "status", "organisation/lamp-guild")
        in tiny.links.back["organisation/lamp-guild"]
    )
    assert Link("term/snuffer", "superseded_by", "event/lamp-act-1960") in tiny.links.back["event/lamp-act-1960"]
    assert Link("event/lamp-act-1960", "since_then", "event/lamp-act-1901") in tiny.links.forward["event/lamp-act-1960"]


def test_what_goes_with_an_entry_leaves_out_where_it_comes_from(tiny: Library) -> None:
    assert set(tiny.links.related("role/a")) == {
        "event/lamp-act-1901", "term/wick", "message/key-1", "abstract/tamm-1999", "situation/lamp-is-out",
        "figure/lamps-lit", "provision/lamp-act-1960-2", "instrument/lamp-check",
    }  # fmt: skip
    assert "source/harbour-book" not in tiny.links.related("provision/lamp-order-4")  # even of a future change
    assert len(tiny.links.using_source("source/harbour-book")) == len(tiny.entries)
