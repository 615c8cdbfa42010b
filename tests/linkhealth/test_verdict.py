"""The one rule of verdicts, tested by table and by property."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from almanac.content.model import Library
from almanac.linkhealth.verdict import (
    DEAD_AFTER_DAYS,
    DEAD_AFTER_SPAN,
    SUCCESS,
    Failures,
    FetchResult,
    Judgement,
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
SLOW = FetchResult(A, failure="time-out")
LOST = FetchResult(A, 200, headings=("Page not found",))
LIKELY = [
    GOOD,
    MOVED,
    GONE,
    FetchResult(A, 500),
    FetchResult(A, failure="no connection"),
    CLOSED,
    FetchResult(A, 429),
    SLOW,
    LOST,
    FetchResult(A, failure="certificate not valid"),
    FetchResult(A, failure="robots.txt does not allow it"),
]


def after(*looks: tuple[int, FetchResult]) -> LinkRecord:
    """Return the record after checks on days counted from 1 November."""
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
    enough = len(failed) >= DEAD_AFTER_DAYS and dt.timedelta(failed[-1] - failed[0]) >= DEAD_AFTER_SPAN
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
        (FetchResult(A, 200, media_type="application/x-msdownload"), "doubtful"),
        (FetchResult(A, 200, media_type="application/zip"), "doubtful"),
        (FetchResult(A, 200, media_type="application/xhtml+xml"), "good"),
        (
            FetchResult(A, 200, media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
            "good",
        ),
        (FetchResult(A, 200, headings=("", "Error 404")), "doubtful"),
        (FetchResult(A, 200, headings=("This page no longer exists", "")), "doubtful"),
        (FetchResult(A, 200, headings=("The article could not be found",)), "doubtful"),
        (FetchResult(A, 200, headings=("lamp.example.org: this domain may be for sale",)), "doubtful"),
        (FetchResult(A, 200, headings=("Room 404: a history",)), "good"),
        (FetchResult(A, 200, headings=("Lamps",), soft_404_title="Lamps"), "doubtful"),
        (FetchResult(A, 200, headings=("",), soft_404_title=""), "good"),
        (FetchResult(A, 204), "good"),
        (FetchResult(A, 304), "failing"),
        (FetchResult(A, 408), "blocked"),
        (FetchResult(A, 451), "blocked"),
    ],
)
def test_one_look_says(seen: FetchResult, verdict: str) -> None:
    assert judge(seen).verdict == verdict


@pytest.mark.parametrize("status", [402, 405, 406, 418, 420, 503, 509, *range(520, 531), 999])
def test_what_refuses_programs_is_blocked_and_never_dead(status: int) -> None:
    assert after(*((day, FetchResult(A, status)) for day in (0, 7, 14, 21))).verdict is Verdict.BLOCKED


@pytest.mark.parametrize("status", [404, 410, 500, 501, 502, 519, 531])
def test_what_is_no_refusal_still_dies(status: int) -> None:
    assert after(*((day, FetchResult(A, status)) for day in (0, 7, 14))).verdict is Verdict.DEAD


B = "https://lamp.example.org/new"


@pytest.mark.parametrize(
    ("asked", "hops", "end"),
    [
        (f"{A}#wick", (B,), f"{B}#wick"),
        (f"{A}#wick", (f"{B}#oil",), f"{B}#oil"),
        (f"{A}#wick", (B, f"{B}/er"), f"{B}/er#wick"),
        (f"{A}#wick", (f"{B}#oil", f"{B}/er"), f"{B}/er#oil"),
        (f"{A}?q=1#wick", (f"{B}?q=1",), f"{B}?q=1#wick"),
        (f"{A}#wick", (f"{B}#",), f"{B}#"),
        (A, (B,), B),
        (A, (f"{B}#oil",), f"{B}#oil"),
    ],
)
def test_a_redirect_keeps_the_fragment_unless_it_has_its_own(asked: str, hops: tuple[str, ...], end: str) -> None:
    answer = judge(FetchResult(asked, 200, tuple(Redirect(301, to) for to in hops)))
    assert (answer.verdict, answer.leads_to) == (Verdict.MOVED, end)


NOT_THERE = [
    "Heb ei ganfod",
    "Ni chanfuwyd y dudalen",
    "Tudalen heb ei chanfod",
    "Tudalen heb ei ddarganfod | Cyngor Wick",
    "Ni ddaethpwyd o hyd i’r dudalen",
    "Methu dod o hyd i'r dudalen",
    "Nid yw’r dudalen hon ar gael",
    "Nid yw'r dudalen yn bodoli mwyach",
    "Doedd dim modd dod o hyd i'r dudalen honno",
    "Gwall 404",
    "Dim canlyniadau",
    "Cha deach an duilleag a lorg",
    "Níor aimsíodh an leathanach",
    "Page unavailable",
    "This page is not available",
    "This content isn’t available right now",
    "Page missing",
    "Nothing found",
    "Nothing Found - Lamps",
    "Lamp Guild | Nothing found",
    "No results found",
    "Lamp Guild – Not found",
    "DOI Not Found",
    "File not found",
    "This page has been moved",
    "We couldn’t find what you were looking for",
    "Lamp Guild: Error",
    "Service unavailable",
    "Something went wrong",
]
LOGINS = [
    "Log in",
    "Login",
    "Sign in",
    "Sign-in - Lamp Guild",
    "Lamp Guild | Log in",
    "Please log in to continue",
    "You must be logged in to view this page",
    "Member login",
    "Sign in to your account",
    "Login required",
    "Authentication required",
    "Mewngofnodi",
]


@pytest.mark.parametrize("heading", NOT_THERE)
def test_a_page_that_is_not_there_is_doubtful_however_it_says_so(heading: str) -> None:
    assert judge(FetchResult(A, 200, headings=(heading,))) == Judgement(
        Verdict.DOUBTFUL, "a page that says it was not found"
    )


@pytest.mark.parametrize("heading", LOGINS)
def test_a_login_page_is_doubtful_unless_it_was_meant(heading: str) -> None:
    assert judge(FetchResult(A, 200, headings=(heading,))) == Judgement(Verdict.DOUBTFUL, "a login page")
    assert judge(FetchResult("https://lamp.example.org/login", 200, headings=(heading,))).verdict is Verdict.GOOD


@pytest.mark.parametrize(
    "to", ["https://lamp.example.org/login?next=/page", "https://lamp.example.org/Account/SignIn.aspx",
           "https://login.example.net/x", "https://lamp.example.org/wp-login.php", "https://lamp.example.org/sso"]
)  # fmt: skip
def test_a_redirect_to_a_login_page_is_doubtful(to: str) -> None:
    assert judge(FetchResult(A, 200, (Redirect(302, to),))) == Judgement(Verdict.DOUBTFUL, "a login page", to)
    assert judge(FetchResult(A, 200, (Redirect(301, to),))).verdict is Verdict.DOUBTFUL


@pytest.mark.parametrize(
    "path",
    ["/", "/en", "/en/", "/cy/", "/cy", "/gd/", "/en-GB/", "/en_gb/", "/home", "/home/", "/Home.aspx", "/home.aspx",
     "/default.aspx", "/Default.asp", "/index.html", "/index.htm", "/index.php", "/index.jsp", "/en/home", "/cy/hafan",
     "/hafan", "/english/index.html", "/Pages/default.aspx", "/cy/Pages/Home.aspx", "/welcome", "/?lang=cy", "/#top",
     "/en/?utm_source=x", "/home.aspx?ReturnUrl=%2fpage", "//", "/homepage"],
)  # fmt: skip
@pytest.mark.parametrize("status", [301, 302])
def test_a_redirect_to_a_front_page_is_doubtful(path: str, status: int) -> None:
    to = f"https://lamp.example.org{path}"
    assert judge(FetchResult(A, 200, (Redirect(status, to),))) == Judgement(
        Verdict.DOUBTFUL, "leads to a front page", to
    )


@pytest.mark.parametrize(
    "path", ["/homes", "/home/care", "/enquiries", "/en/lamps", "/?p=12", "/index.php?id=3", "/cyd", "/#/lamps",
             "/index.html/lamps", "/indexes.html", "/defaults", "/welcome-pack"]
)  # fmt: skip
def test_a_redirect_to_a_page_is_no_front_page(path: str) -> None:
    assert judge(FetchResult(A, 200, (Redirect(301, f"https://lamp.example.org{path}"),))).verdict is Verdict.MOVED


def test_a_front_page_that_was_meant_is_good_in_any_language() -> None:
    front = "https://lamp.example.org/"
    assert judge(FetchResult(front, 200, (Redirect(302, front + "en/"),))).verdict is Verdict.GOOD
    assert judge(FetchResult(front + "cy/", 200)).verdict is Verdict.GOOD


@pytest.mark.parametrize("heading", ["Just a moment...", "Attention Required! | Cloudflare", "Access denied"])
def test_a_guard_in_place_of_the_page_is_blocked(heading: str) -> None:
    assert judge(FetchResult(A, 200, headings=(heading,))).verdict is Verdict.BLOCKED


@pytest.mark.parametrize(
    "heading",
    ["Signing in British Sign Language", "Lost and found: a study of lamps", "Unavailable fathers", "Nothing about us",
     "Logging the hours of night work", "Errors in dosing", "A welcome", "Missing persons", "Log of lamps",
     "Heb ffiniau: gwaith cymdeithasol", "Access to services denied to travellers", "Dim ond un golau"],
)  # fmt: skip
def test_a_title_that_only_sounds_like_it_is_good(heading: str) -> None:
    assert judge(FetchResult(A, 200, headings=(heading,))).verdict is Verdict.GOOD


def test_no_title_of_ours_is_taken_for_a_page_that_is_none(content: Library) -> None:
    titles = [entry.label for entry in content.entries.values()]
    assert len(titles) > 500
    assert [
        title for title in titles if judge(FetchResult(A, 200, headings=(title,))).verdict is not Verdict.GOOD
    ] == []
