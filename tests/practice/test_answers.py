"""Rounds of listening: only totals are kept, and no results are shown for fewer than five people."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.practice.nodejs import run

SET: dict[str, Any] = {
    "key": "keepers-ask",
    "scale": [
        {"key": "no", "label": "No", "points": 0},
        {"key": "yes", "label": "Yes", "points": 1},
        {"key": "not-sure", "label": "Not sure", "points": None},
    ],
    "sections": [
        {
            "key": "light",
            "title": "The light",
            "statements": [{"key": "seen", "says": "Seen?"}, {"key": "heard", "says": "Heard?"}],
        }
    ],
}
ROUND: dict[str, Any] = {
    "key": "round-1",
    "name": "Harbour",
    "day": "2026-11-27",
    "instrument": "keepers-ask",
    "version": 1,
    "people": 0,
    "counts": {},
    "comments": [],
}


def ask(name: str, *given: Any) -> Any:
    return run((f"practice.answers.{name}", list(given)))[0]


def after(*people: dict[str, str]) -> dict[str, Any]:
    """Return the round after some people have answered."""
    held = ROUND
    for answers in people:
        held = ask("counted", held, answers, [])
    return held


def test_answers_become_totals_and_nobody_stays_together() -> None:
    held = after({"seen": "yes", "heard": "no"}, {"seen": "yes"})
    assert held["people"] == 2
    assert held["counts"] == {"seen": {"yes": 2}, "heard": {"no": 1}}


def test_nothing_is_shown_before_five_have_answered() -> None:
    four = {
        **ROUND,
        "people": 4,
        "counts": {"seen": {"yes": 4}},
        "comments": [{"key": "c", "statement": "seen", "text": "x"}],
    }
    assert ask("totals", SET, four) is None
    assert len(ask("totalRows", SET, four)) == 1


def test_means_have_their_number_and_a_question_needs_five_answers_too() -> None:
    held = {**ROUND, "people": 8, "counts": {"seen": {"yes": 4, "no": 2, "not-sure": 2}, "heard": {"yes": 4}}}
    seen, heard = ask("totals", SET, held)
    assert (seen["counts"], seen["n"], round(seen["mean"], 2)) == ([2, 4, 2], 6, 0.67)
    assert (heard["counts"], heard["mean"]) == (None, None)
    unsure = {**held, "counts": {"seen": {"yes": 3, "not-sure": 5}}}
    assert ask("totals", SET, unsure)[0]["mean"] is None, "three answers that count are too few for a mean"


def test_comments_stand_in_an_order_that_says_nothing() -> None:
    first = ask("counted", ROUND, {"seen": "yes"}, [{"key": "said-z", "statement": "seen", "text": "  first "}])
    then = ask(
        "counted",
        first,
        {},
        [{"key": "said-a", "statement": "seen", "text": "then"}, {"key": "said-b", "statement": "seen", "text": " "}],
    )
    assert [one["text"] for one in then["comments"]] == ["then", "first"]


def test_a_comment_without_room_displaces_no_other() -> None:
    full = [{"key": f"said-{number}", "statement": "seen", "text": "x"} for number in range(1000, 3000)]
    held = ask("counted", {**ROUND, "comments": full}, {}, [{"key": "said-0", "statement": "seen", "text": "late"}])
    assert held["comments"] == full


keys = st.from_regex(r"[a-z0-9]{1,6}", fullmatch=True)
rounds = st.builds(
    lambda **given: {**ROUND, **given},
    key=keys,
    name=st.text(max_size=20),
    people=st.integers(0, 1000),
    counts=st.dictionaries(keys, st.dictionaries(keys, st.integers(0, 99), max_size=3), max_size=3),
    comments=st.lists(
        st.fixed_dictionaries({"key": keys, "statement": keys, "text": st.text(max_size=20)}), max_size=3
    ),
)


@settings(max_examples=10)
@given(st.lists(st.lists(rounds, min_size=1, max_size=3, unique_by=lambda one: one["key"]), min_size=8, max_size=12))
def test_what_is_saved_and_opened_again_is_the_same(states: list[list[dict[str, Any]]]) -> None:
    files = run(*(("practice.answers.fileOf", [state]) for state in states))
    read = run(*(("practice.answers.readFile", [text]) for text in files))
    over = run(*(("practice.answers.joined", [state, one["rounds"]]) for state, one in zip(states, read, strict=True)))
    assert [one["rounds"] for one in read] == states
    assert [one["all"] for one in over] == states


@pytest.mark.parametrize(
    "spoiled",
    [{"counts": {"seen": {"yes": -1}}}, {"counts": 3}, {"comments": [{"key": "a"}]}, {"more": 1}],
)
def test_what_cannot_be_read_is_left_out(spoiled: dict[str, Any]) -> None:
    text = json.dumps({"format": "almanac-listening", "version": 1, "rounds": [{**ROUND, **spoiled}]})
    found = ask("readFile", text)
    assert (found["rounds"], found["leftOut"]) == ([ROUND], 1)


def test_a_file_of_another_tool_is_foreign() -> None:
    found = ask("readFile", '{"format": "almanac-team-check", "version": 1, "checks": []}')
    assert found["problem"] == "This file does not contain rounds of feedback. Nothing you had saved has changed."
