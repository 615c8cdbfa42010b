"""The one rule, by table and by property."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from almanac.content.model import Library
from almanac.linkhealth.verdict import (
    DAYS,
    SPAN,
    SUCCESS,
    Failures,
    FetchResult,
    LinkRecord,
    Redirect,
    Verdict,
    judge,
    updated_record,
)

A = "https://lamp.example.org/page"
DAY = dt.date(2026, 11, 1)
GOOD = FetchResult(A, 200)
MOVED = FetchResult(A, 200, (Redirect(301, A + "/new"),))
GONE = FetchResult(A, 404)
CLOSED = FetchResult(A, 403)
SLOW = FetchResult(A, trouble="time-out")
LOST = FetchResult(A, 200, headings=("Page not found",))
LIKELY = [
    GOOD,
    MOVED,
    GONE,
    FetchResult(A, 500),
    FetchResult(A, trouble="no connection"),
    CLOSED,
    FetchResult(A, 429),
    SLOW,
    LOST,
    FetchResult(A, trouble="certificate not valid"),
    FetchResult(A, trouble="robots.txt does not allow it"),
]


def after(*looks: tuple[int, FetchResult]) -> LinkRecord:
    """What is remembered after looks on days counted from the first of November."""
    found: LinkRecord | None = None
    for number, seen in looks:
        found = updated_record(found, seen, DAY + dt.timedelta(number))
    assert found
    return found


@pytest.mark.parametrize(
    ("looks", "verdict", "since", "good"),
    [
        ([(0, GOOD)], "good", 0, 0),
        ([(0, GOOD), (7, GOOD)], "good", 0, 7),
        ([(0, GONE)], "failing", 0, None),
        ([(0, GONE), (7, GONE)], "failing", 0, None),
        ([(0, GONE), (3, GONE), (6, GONE)], "failing", 0, None),
        ([(0, GONE), (3, GONE), (7, GONE)], "dead", 0, None),
        ([(0, GOOD), (1, GONE), (4, GONE), (8, GONE)], "dead", 1, 0),
        ([(0, GONE), (0, GONE), (7, GONE), (7, GONE)], "failing", 0, None),
        ([(0, GONE), (7, GONE), (14, GOOD)], "good", 14, 14),
        ([(0, GONE), (7, GONE), (14, GOOD), (21, GONE)], "failing", 21, 14),
        ([(0, GONE), (7, GONE), (14, MOVED), (21, GONE)], "failing", 21, 14),
        ([(0, GONE), (7, GONE), (14, GONE), (21, GOOD)], "good", 21, 21),
        ([(0, GONE), (7, CLOSED), (14, GONE)], "failing", 0, None),
        ([(0, GONE), (7, CLOSED), (14, GONE), (21, GONE)], "dead", 0, None),
        ([(0, GONE), (7, GONE), (14, GONE), (21, SLOW)], "blocked", 21, None),
        ([(0, GONE), (7, GONE), (14, GONE), (21, SLOW), (22, GONE)], "dead", 0, None),
        ([(0, CLOSED), (7, CLOSED), (14, CLOSED), (21, SLOW)], "blocked", 0, None),
        ([(0, GOOD), (7, LOST), (14, LOST)], "doubtful", 7, 0),
        ([(0, MOVED), (7, MOVED)], "moved", 0, 7),
        ([(7, GOOD), (0, GONE)], "failing", 7, 7),
        ([(0, GONE), (7, GONE), (5, GONE)], "failing", 0, None),
    ],
)
def test_days_make_the_verdict(
    looks: list[tuple[int, FetchResult]], verdict: str, since: int, good: int | None
) -> None:
    found = after(*looks)
    assert (found.verdict, found.since) == (verdict, DAY + dt.timedelta(since))
    assert found.good == (None if good is None else DAY + dt.timedelta(good))


def test_the_new_address_is_remembered_while_it_holds() -> None:
    assert after((0, MOVED)).leads_to == A + "/new"
    assert after((0, MOVED), (7, GOOD)).leads_to == ""


history = st.lists(st.tuples(st.integers(0, 30), st.sampled_from(LIKELY)), min_size=1, max_size=30)


@settings(deadline=None)
@given(history)
def test_dead_is_what_failed_long_enough_with_no_success_between(looks: list[tuple[int, FetchResult]]) -> None:
    looks = sorted(looks, key=lambda look: look[0])
    verdicts = [judge(seen).verdict for _, seen in looks]
    start = max((number for number, verdict in enumerate(verdicts) if verdict in SUCCESS), default=-1) + 1
    failed = sorted(
        {day for (day, _), verdict in list(zip(looks, verdicts, strict=True))[start:] if verdict == "failing"}
    )
    enough = len(failed) >= DAYS and dt.timedelta(failed[-1] - failed[0]) >= SPAN
    assert (after(*looks).verdict == "dead") == (verdicts[-1] == "failing" and enough)


@settings(deadline=None)
@given(history)
def test_what_is_blocked_is_never_dead_whatever_came_before(looks: list[tuple[int, FetchResult]]) -> None:
    for seen in (CLOSED, SLOW, FetchResult(A, 429)):
        assert after(*looks, (40, seen)).verdict is Verdict.BLOCKED


@settings(deadline=None)
@given(history)
def test_one_success_clears_all_failures(looks: list[tuple[int, FetchResult]]) -> None:
    assert after(*looks, (40, GOOD)).failed is None
    again = after(*looks, (40, GOOD), (41, GONE))
    assert again.failed == Failures(again.since, again.since, 1)


@settings(deadline=None)
@given(history, st.sampled_from(LIKELY))
def test_looking_twice_on_a_day_changes_nothing(looks: list[tuple[int, FetchResult]], seen: FetchResult) -> None:
    assert after(*looks, (40, seen), (40, seen)) == after(*looks, (40, seen))


@settings(deadline=None)
@given(history)
def test_days_stand_in_order(looks: list[tuple[int, FetchResult]]) -> None:
    found = after(*looks)
    assert found.since <= found.seen
    assert found.good is None or found.good <= found.seen
    assert found.failed is None or found.failed.first <= found.failed.last <= found.seen


@pytest.mark.parametrize(
    ("seen", "verdict"),
    [
        (FetchResult(A, 200, (Redirect(301, "https://www.lamp.example.org/page"),)), "moved"),
        (FetchResult(A, 200, (Redirect(301, A + "?x"), Redirect(302, A))), "good"),
        (FetchResult(A, 200, (Redirect(301, A + "?x"), Redirect(301, A))), "good"),
        (FetchResult(A, 200, (Redirect(301, "https://lamp.example.org/"),)), "doubtful"),
        (FetchResult("http://a.example/", 200, (Redirect(301, "https://www.a.example/"),)), "moved"),
        (FetchResult("http://a.example/", 200, (Redirect(302, "https://b.example/"),)), "doubtful"),
        (FetchResult("http://a.example/", 200, (Redirect(302, "https://b.example/a"),)), "good"),
        (FetchResult(A, 200, media="application/x-msdownload"), "doubtful"),
        (FetchResult(A, 200, media="application/zip"), "doubtful"),
        (FetchResult(A, 200, media="application/xhtml+xml"), "good"),
        (FetchResult(A, 200, media="application/vnd.openxmlformats-officedocument.wordprocessingml.document"), "good"),
        (FetchResult(A, 200, headings=("", "Error 404")), "doubtful"),
        (FetchResult(A, 200, headings=("This page no longer exists", "")), "doubtful"),
        (FetchResult(A, 200, headings=("The article could not be found",)), "doubtful"),
        (FetchResult(A, 200, headings=("lamp.example.org: this domain may be for sale",)), "doubtful"),
        (FetchResult(A, 200, headings=("Room 404: a history",)), "good"),
        (FetchResult(A, 200, headings=("Lamps",), anything="Lamps"), "doubtful"),
        (FetchResult(A, 200, headings=("",), anything=""), "good"),
        (FetchResult(A, 204), "good"),
        (FetchResult(A, 304), "failing"),
        (FetchResult(A, 999), "failing"),
        (FetchResult(A, 408), "blocked"),
        (FetchResult(A, 451), "blocked"),
    ],
)
def test_one_look_says(seen: FetchResult, verdict: str) -> None:
    assert judge(seen).verdict == verdict


def test_no_title_of_ours_is_taken_for_a_page_that_is_none(content: Library) -> None:
    titles = [entry.label for entry in content.entries.values()]
    assert len(titles) > 500
    assert [
        title for title in titles if judge(FetchResult(A, 200, headings=(title,))).verdict is not Verdict.GOOD
    ] == []
