"""Team checks as data: files, merging, results, comparison, plans and calendars."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from almanac.exports.results_schema import results_schema
from tests.practice.nodejs import run

INSTRUMENT: dict[str, Any] = {
    "key": "lamp-check",
    "title": "Lamp check",
    "version": 3,
    "scale": [
        {"key": "not-yet", "label": "Not yet", "points": 0},
        {"key": "partly", "label": "Partly", "points": 1},
        {"key": "fully", "label": "Fully", "points": 2},
        {"key": "not-ours", "label": "Does not apply", "points": None},
    ],
    "roles": {"a": "A. Keeping the lamp", "b": "B. Boats", "c": "C. Never asked"},
    "sections": [
        {
            "key": "wicks",
            "title": "Wicks",
            "statements": [
                {"key": "trimmed", "says": "We trim.", "roles": ["a"]},
                {"key": "spare", "says": "=We keep a spare", "roles": []},
            ],
        },
        {
            "key": "boats",
            "title": "Boats",
            "statements": [{"key": "written", "says": "We write.", "roles": ["a", "b"]}],
        },
    ],
}


def action(key: str = "act-1", **more: Any) -> dict[str, Any]:
    return {"key": key, "statement": "trimmed", "what": "Buy wicks", "owner": "Ida", "due": "", "done": False, **more}


def check(key: str = "one", team: str = "t1", day: str = "2026-11-27", **answers: str) -> dict[str, Any]:
    ratings = {statement: {"answer": answer, "evidence": ""} for statement, answer in answers.items()}
    return {
        "key": key,
        "team": team,
        "name": "Harbour",
        "day": day,
        "instrument": "lamp-check",
        "version": 3,
        "ratings": ratings,
        "actions": [],
    }


def ask(name: str, *given: Any) -> Any:
    return run((f"practice.{name}", list(given)))[0]


# ---- Files: export and import ----

keys = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,4})?", fullmatch=True)
days = st.dates(dt.date(2020, 1, 1), dt.date(2100, 1, 1)).map(dt.date.isoformat)
words = st.text(max_size=30)
actions = st.builds(
    lambda key, statement, what, owner, due, done: {
        "key": key, "statement": statement, "what": what, "owner": owner, "due": due, "done": done,
    },
    keys, keys | st.just(""), words, words, days | st.just(""), st.booleans(),
)  # fmt: skip
checks = st.builds(
    lambda key, team, name, day, version, ratings, plan: {
        "key": key, "team": team, "name": name, "day": day, "instrument": "lamp-check", "version": version,
        "ratings": ratings, "actions": plan,
    },
    keys, keys, words, days, st.integers(0, 9),
    st.dictionaries(keys, st.fixed_dictionaries({"answer": keys, "evidence": words}), max_size=4),
    st.lists(actions, max_size=3, unique_by=lambda one: one["key"]),
)  # fmt: skip
states = st.lists(checks, max_size=4, unique_by=lambda one: one["key"])


@settings(max_examples=15)
@given(st.lists(states, min_size=8, max_size=16))
def test_what_is_saved_and_opened_again_is_the_same(all_states: list[list[dict[str, Any]]]) -> None:
    files = run(*(("practice.checks.fileOf", [state]) for state in all_states))
    read = run(*(("practice.checks.readFile", [text]) for text in files))
    empty = run(*(("practice.checks.joined", [[], one["checks"]]) for one in read))
    again = run(
        *(("practice.checks.joined", [state, one["checks"]]) for state, one in zip(all_states, read, strict=True))
    )
    validator = Draft202012Validator(json.loads(results_schema()), format_checker=FormatChecker())
    for state, text, one, fresh, over in zip(all_states, files, read, empty, again, strict=True):
        assert validator.is_valid(json.loads(text))
        if state:
            assert (one["checks"], one["leftOut"], one["problem"]) == (state, 0, "")
        alone = {json.dumps({**held, "key": "", "name": ""}, sort_keys=True) for held in state}
        if len(alone) == len(state):
            assert fresh["all"] == state
        assert (over["all"], over["added"]) == (state, [])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "does not contain team checks"),
        ("%PDF-1.7", "does not contain team checks"),
        ('{"version": 1, "items": []}', "does not contain team checks"),
        ("[]", "does not contain team checks"),
        ("null", "does not contain team checks"),
        ('{"format": "almanac-team-check", "version": 1, "checks": [{"key"', "damaged"),
        ('{"format": "almanac-team-check", "version": 2, "checks": []}', "another version"),
        ('{"format": "almanac-team-check", "version": "1"}', "another version"),
        ('{"format": "almanac-team-check", "version": 1, "checks": []}', "no check in this file"),
        ('{"format": "almanac-team-check", "version": 1, "checks": 7}', "no check in this file"),
        ('{"format": "almanac-team-check", "version": 1, "checks": [7, null]}', "No check in this file could be read"),
        ("x" * 4_000_001, "too large"),
    ],
)
def test_a_file_that_cannot_be_taken_gets_a_plain_sentence(text: str, said: str) -> None:
    found = ask("checks.readFile", text)
    assert said in found["problem"]
    assert found["problem"].endswith("Nothing you had saved has changed.")
    assert found["checks"] == []


@pytest.mark.parametrize(
    "spoiled",
    [
        {"ratings": {"trimmed": {"answer": 3, "evidence": ""}}},
        {"ratings": {"__proto__": {"answer": "fully", "evidence": ""}}},
        {"ratings": []},
        {"actions": [{"key": "x"}]},
        {"actions": [action(), action()]},
        {"actions": [action(due="2026-02-30")]},
        {"more": "unknown"},
    ],
)
def test_what_cannot_be_read_in_a_check_is_left_out_and_counted(spoiled: dict[str, Any]) -> None:
    file = {"format": "almanac-team-check", "version": 1, "checks": [check("good"), {**check("bad"), **spoiled}]}
    found = ask("checks.readFile", json.dumps(file))
    assert [one["key"] for one in found["checks"]] == ["good", "bad"]
    assert found["leftOut"] == 1
    assert all(run(*(("practice.checks.isSound", [one]) for one in found["checks"])))


@pytest.mark.parametrize("head", [{"key": "A b"}, {"day": "27.11.2026"}, {"name": 7}, {"version": -1}, {"team": ""}])
def test_a_check_without_its_head_is_no_check(head: dict[str, Any]) -> None:
    assert ask("checks.mended", {**check(), **head}) is None


def test_a_check_that_differs_from_ours_comes_as_a_copy_and_once_only() -> None:
    mine, theirs = check(trimmed="fully"), check(trimmed="partly")
    first = ask("checks.joined", [mine], [theirs])
    assert [(one["key"], one["name"]) for one in first["all"]] == [("one", "Harbour"), ("one-copy", "Harbour (copy)")]
    assert first["all"][0] == mine
    assert ask("checks.joined", first["all"], [theirs])["added"] == []


@pytest.mark.parametrize("key", ["k" * 80, "k" * 69 + "-" + "k" * 10])
def test_a_copy_of_an_entry_with_a_long_key_can_be_read_again(key: str) -> None:
    mine, theirs = check(key, trimmed="fully"), check(key, trimmed="partly")
    merged = ask("checks.joined", [mine], [theirs])
    assert ask("checks.mended", merged["added"][0]) == merged["added"][0]
    assert ask("checks.joined", merged["all"], [theirs])["added"] == []


def test_a_file_for_comparing_teams_names_nobody() -> None:
    full = {**check(trimmed="fully"), "actions": [action()]}
    full["ratings"]["trimmed"]["evidence"] = "Ida said so"
    full["ratings"]["spare"] = {"answer": "", "evidence": "A note without a rating"}
    text = ask("checks.fileOf", [full], {"bare": True})
    for private in ("Harbour", "Ida", "Buy", "A note"):
        assert private not in text
    assert json.loads(text)["checks"][0]["ratings"] == {"trimmed": {"answer": "fully", "evidence": ""}}


def test_a_plan_takes_no_more_actions_than_can_be_read_again() -> None:
    almost = {**check(), "actions": [action(f"act-{number}") for number in range(299)]}
    full = ask("checks.withAction", almost, action("last"))
    assert ask("checks.isSound", full)
    assert ask("checks.withAction", full, action("more")) is None


def test_a_rating_taken_back_leaves_nothing() -> None:
    rated = ask("checks.rated", check(), "trimmed", {"answer": "fully"})
    assert rated["ratings"] == {"trimmed": {"answer": "fully", "evidence": ""}}
    assert ask("checks.rated", rated, "trimmed", {"answer": ""})["ratings"] == {}


# ---- Results ----


def test_results_count_what_applies() -> None:
    found = ask("results.results", INSTRUMENT, check(trimmed="fully", spare="not-ours"))
    assert [(one["title"], one["n"], one["of"], one["open"], one["mean"]) for one in found["themes"]] == [
        ("Wicks", 1, 2, 0, 2),
        ("Boats", 0, 1, 1, None),
    ]
    assert [(one["key"], one["of"], one["mean"]) for one in found["roles"]] == [("a", 2, 2), ("b", 1, None)]
    assert found["themes"][0]["counts"] == {"not-yet": 0, "partly": 0, "fully": 1, "not-ours": 1}
    assert ask("results.progress", INSTRUMENT, check(trimmed="fully", gone="fully")) == {"rated": 1, "of": 3}


def test_strengths_are_at_the_top_and_gaps_below_the_middle() -> None:
    found = ask("results.strengthsAndGaps", INSTRUMENT, check(trimmed="fully", spare="partly", written="not-yet"))
    assert [one["key"] for one in found["strengths"]] == ["trimmed"]
    assert [one["key"] for one in found["gaps"]] == ["written"]


def test_checks_are_compared_by_what_was_counted_in_both() -> None:
    earlier = check("old", trimmed="not-yet", spare="not-ours", written="fully")
    found = ask(
        "results.compared",
        INSTRUMENT,
        earlier,
        {**check(trimmed="fully", spare="fully", written="partly"), "version": 4},
    )
    assert [(one["title"], one["n"], one["before"], one["after"]) for one in found["themes"]] == [
        ("Wicks", 1, 0, 2),
        ("Boats", 1, 2, 1),
    ]
    assert ([one["key"] for one in found["up"]], [one["key"] for one in found["down"]]) == (["trimmed"], ["written"])
    assert found["otherQuestions"]


def teams(number: int) -> list[dict[str, Any]]:
    return [check(f"k{index}", f"other{index}", trimmed="partly") for index in range(number)]


def test_nothing_is_shown_of_fewer_than_five_teams() -> None:
    own = check(trimmed="fully")
    assert ask("results.spread", INSTRUMENT, teams(3), own, [own])["rows"] is None
    five = ask("results.spread", INSTRUMENT, teams(4), own, [own])
    assert five["teams"] == 5
    assert five["rows"][0]["counts"] == [0, 4, 1, 0]
    assert (five["rows"][0]["own"], five["rows"][0]["mean"]) == ("fully", 1.2)
    assert five["rows"][1]["counts"] is None, "nobody rated it"


def test_the_same_team_counts_once_with_its_newest_check_and_ours_stands() -> None:
    own = check(trimmed="fully")
    again = [*teams(4), check("later", "other1", "2027-01-01", trimmed="not-yet"), check("mine", "t1", "2028-01-01")]
    found = ask("results.spread", INSTRUMENT, again, own, [own])
    assert found["teams"] == 5
    assert found["rows"][0]["counts"] == [1, 3, 1, 0]
    assert ask("results.spread", INSTRUMENT, [again[0], *again[4:], again[0]], own, [own])["rows"] is None


def test_a_statement_that_fewer_than_five_teams_rated_is_not_shown() -> None:
    own = check(trimmed="fully", written="fully")
    rows = ask("results.spread", INSTRUMENT, teams(5), own, [own])["rows"]
    assert rows[2]["counts"] is None
    assert rows[2]["own"] == "fully"


def test_our_own_teams_may_be_few_and_other_questionnaires_do_not_count() -> None:
    own, other = check(trimmed="fully"), check("two", "t2", trimmed="partly")
    foreign = {**check("three", "t3"), "instrument": "other"}
    found = ask("results.spread", INSTRUMENT, [other, foreign], own, [own, other])
    assert (found["teams"], found["foreign"], found["rows"][0]["mean"]) == (2, 1, 1.5)
    assert ask("results.spread", INSTRUMENT, [], own, [own])["rows"] is None


# ---- Plan, table and calendar ----


def test_tables_open_in_a_spreadsheet_and_run_nothing() -> None:
    held = {
        **check(trimmed="fully"),
        "actions": [action(what="=HYPERLINK(1)"), action("act-2", due="2026-12-01", done=True)],
    }
    ratings, plan = run(
        ("practice.results.ratingRows", [INSTRUMENT, held]), ("practice.results.planRows", [INSTRUMENT, held])
    )
    texts = run(("csv", [ratings]), ("csv", [plan]))
    rows = [list(csv.reader(io.StringIO(text.removeprefix("\ufeff")))) for text in texts]
    assert rows[0][1] == ["Wicks", "We trim.", "Fully", "2", "", "A"]
    assert rows[0][2][1] == "'=We keep a spare"
    assert [row[0] for row in rows[1]] == ["Action", "Buy wicks", "'=HYPERLINK(1)"], "what is due comes first"
    assert rows[1][1] == ["Buy wicks", "We trim.", "Ida", "2026-12-01", "yes"]


def test_dates_of_a_plan_are_a_calendar() -> None:
    what = "Buy wicks; trim, and \\ light\n" + "é🕯" * 40
    held = {**check(), "actions": [action(), action("act-2", due="2026-12-31", what=what, done=True)]}
    text = ask("calendar", held, "2026-11-27", {"trimmed": "We trim."})
    assert text.endswith("END:VCALENDAR\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    lines = text.replace("\r\n ", "").split("\r\n")
    assert lines.count("BEGIN:VEVENT") == 1, "an action without a date is no event"
    assert "DTSTART;VALUE=DATE:20261231" in lines
    assert "DTEND;VALUE=DATE:20270101" in lines
    assert "UID:one-act-2@almanac" in lines
    summary = next(line for line in lines if line.startswith("SUMMARY:"))
    assert summary == "SUMMARY:Done: Buy wicks\\; trim\\, and \\\\ light\\n" + "é🕯" * 40
    assert "DESCRIPTION:Who: Ida\\nWe trim.\\nHarbour" in lines
