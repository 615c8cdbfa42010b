"""A reference is taken apart, and followed from its former keys in one place."""

from __future__ import annotations

from almanac.content.model import Library
from almanac.content.refs import former_refs, key_of, kind_of, ref_in_words
from tests.conftest import with_changes


def test_a_reference_has_a_kind_a_key_and_a_name() -> None:
    ref = "urgent-help/harbour-bell"
    assert (kind_of(ref), key_of(ref), ref_in_words(ref)) == ("urgent-help", "harbour-bell", "urgent-help harbour-bell")


def test_each_former_key_leads_to_the_present_one(tiny: Library) -> None:
    library = with_changes(tiny, "term/wick", was=("wicks", "candle-wick"))
    found = former_refs(library.entries)
    assert {former: ref for former, ref in found.items() if ref == "term/wick"} == {
        "term/wicks": "term/wick",
        "term/candle-wick": "term/wick",
    }
