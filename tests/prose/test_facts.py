"""The comparison of facts, on invented entries: rewording is not reported, and every change of a fact is."""

from __future__ import annotations

import pytest

from tests.prose import facts

BEFORE = {"roles/e": {"key": "e", "summary": "Of 12 lamps in Wales, two may burn. The Lamp Guild seems to agree."}}


def test_rewording_is_silent() -> None:
    after = {"roles/e": {"key": "e", "summary": "In Wales, two of 12 lamps may burn. It seems the Lamp Guild agrees."}}
    assert list(facts.differences(BEFORE, after)) == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("12", "13", "was number 12; is number 13"),
        ("two", "three", "was number two; is number three"),
        ("Wales", "Scotland", "was nation Wales; is nation Scotland"),
        ("Guild", "Trust", "was name Guild; is name Trust"),
        ("may burn", "burn", "was hedge may; is nothing"),
        ("seems to agree", "must agree", "was hedge appears; is hedge must"),
    ],
)
def test_a_fact_that_differs_is_told(old: str, new: str, told: str) -> None:
    after = {"roles/e": {"key": "e", "summary": BEFORE["roles/e"]["summary"].replace(old, new)}}
    assert [line.partition(": ")[2] for line in facts.differences(BEFORE, after)] == [told]


def test_entries_that_come_and_go_are_told() -> None:
    assert list(facts.differences(BEFORE, {"roles/a": {}})) == ["roles/a: added", "roles/e: removed"]


def test_entries_are_read_by_list_and_key() -> None:
    assert facts.entries(iter(["roles:\n  - key: e\n    letter: e\n"])) == {"roles/e": {"key": "e", "letter": "e"}}
