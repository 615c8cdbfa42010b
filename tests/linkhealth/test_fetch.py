"""Checks against servers that really respond: the result of each, and the verdict on it."""

from __future__ import annotations

import pytest

from almanac.linkhealth import fetch, run
from almanac.linkhealth.fetch import NONEXISTENT_PATH
from almanac.linkhealth.ratelimit import LONGEST_WAIT, RETRY_DELAYS, SECONDS_BETWEEN_REQUESTS, HostRateLimiter
from almanac.linkhealth.verdict import FetchResult, Judgement, Verdict, judge
from tests.conftest import PROJECT
from tests.linkhealth.world import Clock, Web, web

SHORT = 0.8  # seconds to wait for a response that never comes


def at(limiter: HostRateLimiter, *addresses: str, timeout: float = 5) -> dict[str, FetchResult]:
    config = fetch.settings(PROJECT / run.SETTINGS)
    config["timeout"] = timeout
    found = dict(fetch.fetch_all(addresses, config, limiter))
    assert set(found) == set(addresses)
    return {address: seen for address, seen in found.items() if isinstance(seen, FetchResult)}


def one(limiter: HostRateLimiter, address: str, timeout: float = 5) -> Judgement:
    return judge(at(limiter, address, timeout=timeout)[address])


def test_a_page_that_answers_is_good(small_web: Web, limiter: HostRateLimiter) -> None:
    address = small_web.answer("/page")
    assert one(limiter, address) == Judgement(Verdict.GOOD, "200")
    assert small_web.asked == ["/robots.txt", "/page", NONEXISTENT_PATH]


@pytest.mark.parametrize(
    ("status", "verdict"),
    [
        (404, Verdict.FAILING),
        (410, Verdict.FAILING),
        (500, Verdict.FAILING),
        (502, Verdict.FAILING),
        (503, Verdict.BLOCKED),
        (401, Verdict.BLOCKED),
        (403, Verdict.BLOCKED),
        (429, Verdict.BLOCKED),
        (504, Verdict.BLOCKED),
        (406, Verdict.BLOCKED),
        (418, Verdict.BLOCKED),
        (522, Verdict.BLOCKED),
        (999, Verdict.BLOCKED),
    ],
)
def test_a_status_alone(status: int, verdict: Verdict, small_web: Web, limiter: HostRateLimiter) -> None:
    assert one(limiter, small_web.answer("/x", status)) == Judgement(verdict, str(status))
    assert small_web.asked.count("/x") == (
        1 if status in (401, 403, 404, 406, 410, 418, 522, 999) else 1 + len(RETRY_DELAYS)
    )


@pytest.mark.parametrize("status", [301, 308])
def test_moved_for_good_leads_to_the_new_address(status: int, small_web: Web, limiter: HostRateLimiter) -> None:
    new = small_web.answer("/new")
    small_web.answer("/between", status, Location="/new")
    old = small_web.answer("/old", status, Location="/between")
    assert one(limiter, old) == Judgement(Verdict.MOVED, str(status), new)


def test_a_redirect_keeps_the_place_in_the_page(small_web: Web, limiter: HostRateLimiter) -> None:
    new = small_web.answer("/new")
    old = small_web.answer("/old", 301, Location="/new")
    assert one(limiter, f"{old}#wick") == Judgement(Verdict.MOVED, "301", f"{new}#wick")
    placed = small_web.answer("/placed", 301, Location="/new#oil")
    assert one(limiter, f"{placed}#wick") == Judgement(Verdict.MOVED, "301", f"{new}#oil")


@pytest.mark.parametrize("status", [302, 303, 307])
def test_led_elsewhere_for_now_is_good(status: int, small_web: Web, limiter: HostRateLimiter) -> None:
    small_web.answer("/new")
    assert one(limiter, small_web.answer("/old", status, Location="/new")) == Judgement(Verdict.GOOD, "200")


def test_moved_only_in_part_is_good(small_web: Web, limiter: HostRateLimiter) -> None:
    small_web.answer("/new")
    small_web.answer("/between", 302, Location="/new")
    assert one(limiter, small_web.answer("/old", 301, Location="/between")).verdict is Verdict.GOOD


def test_moved_to_nothing_fails(small_web: Web, limiter: HostRateLimiter) -> None:
    assert one(limiter, small_web.answer("/old", 301, Location="/none")) == Judgement(Verdict.FAILING, "404")


def test_a_circle_of_redirects_fails(small_web: Web, limiter: HostRateLimiter) -> None:
    small_web.answer("/there", 302, Location="/back")
    assert one(limiter, small_web.answer("/back", 302, Location="/there")) == Judgement(
        Verdict.FAILING, "endless redirects"
    )


@pytest.mark.parametrize("nowhere", ["mailto:a@b.example", "http://[half", "https:///x", "javascript:alert(1)", ""])
def test_a_redirect_to_what_is_no_address_fails(nowhere: str, small_web: Web, limiter: HostRateLimiter) -> None:
    assert one(limiter, small_web.answer("/old", 302, Location=nowhere)) == Judgement(
        Verdict.FAILING, "redirect to no address"
    )


def test_a_redirect_is_followed_however_it_is_spelt(small_web: Web, limiter: HostRateLimiter) -> None:
    small_web.answer("/caf%C3%A9%20x")
    for spelt in ("/caf%C3%A9%20x", "/caf%c3%a9 x", f"//127.0.0.1:{small_web.server_port}/caf%C3%A9%20x"):
        assert one(limiter, small_web.answer("/old", 301, Location=spelt)).verdict is Verdict.MOVED


def test_an_answer_that_passes_is_asked_again(small_web: Web, limiter: HostRateLimiter, clock: Clock) -> None:
    address = small_web.answer("/x", 503, 200)
    assert one(limiter, address) == Judgement(Verdict.GOOD, "200")
    assert small_web.asked.count("/x") == 2
    assert RETRY_DELAYS[0] in clock.slept


def test_a_host_that_names_a_time_is_given_it(small_web: Web, limiter: HostRateLimiter, clock: Clock) -> None:
    address = small_web.answer("/x", 429, 200, Retry_After="30")
    assert one(limiter, address).verdict is Verdict.GOOD
    assert 30.0 in clock.slept


def test_a_host_that_asks_for_an_hour_is_left_alone(small_web: Web, limiter: HostRateLimiter, clock: Clock) -> None:
    small_web.answer("/robots.txt", media="text/plain", says="User-agent: *\nDisallow: /none")
    first = small_web.answer("/first", 429, Retry_After="3600")
    assert one(limiter, first) == Judgement(Verdict.BLOCKED, "429")
    assert one(limiter, small_web.answer("/second")) == Judgement(Verdict.BLOCKED, "asked to wait")
    assert small_web.asked == ["/robots.txt", "/first"]
    assert sum(clock.slept) < LONGEST_WAIT


def test_a_connection_that_breaks_is_tried_again_and_fails(small_web: Web, limiter: HostRateLimiter) -> None:
    assert one(limiter, small_web.at("/resets")) == Judgement(Verdict.FAILING, "no connection")
    assert small_web.asked.count("/resets") == 1 + len(RETRY_DELAYS)


def test_no_server_fails(limiter: HostRateLimiter) -> None:
    with web() as gone:
        address = gone.at("/x")
    assert one(limiter, address) == Judgement(Verdict.FAILING, "no connection")


def test_a_server_that_hangs_is_never_dead_for_it(small_web: Web, limiter: HostRateLimiter) -> None:
    small_web.hanging.add("/x")
    assert one(limiter, small_web.at("/x"), timeout=SHORT) == Judgement(Verdict.BLOCKED, "time-out")
    assert small_web.asked.count("/x") == 1 + len(RETRY_DELAYS)


def test_a_page_that_never_ends_is_left(small_web: Web, limiter: HostRateLimiter) -> None:
    small_web.dribbling.add("/x")
    assert one(limiter, small_web.answer("/x"), timeout=SHORT) == Judgement(Verdict.BLOCKED, "time-out")


def test_a_body_that_nobody_needs_holds_nobody(small_web: Web, limiter: HostRateLimiter) -> None:
    small_web.answer("/robots.txt", media="text/plain")
    small_web.dribbling |= {"/old", "/robots.txt"}
    small_web.answer("/new")
    old = small_web.answer("/old", 301, Location="/new")
    assert one(limiter, old, timeout=SHORT) == Judgement(Verdict.BLOCKED, "time-out")
    small_web.dribbling.remove("/robots.txt")
    assert one(limiter, old, timeout=SHORT).verdict is Verdict.MOVED


def test_a_host_that_wants_its_cookie_back_gets_it(small_web: Web, limiter: HostRateLimiter) -> None:
    assert one(limiter, small_web.answer("/asks-for-a-cookie")) == Judgement(Verdict.GOOD, "200")
    assert small_web.asked.count("/asks-for-a-cookie") == 2


def test_a_page_is_read_through_its_packing(small_web: Web, limiter: HostRateLimiter) -> None:
    small_web.answer("/robots.txt", media="text/plain", says="User-agent: *\nDisallow: /x", Content_Encoding="gzip")
    lost = small_web.answer("/lost", says="Page not found", Content_Encoding="gzip")
    assert one(limiter, lost).verdict is Verdict.DOUBTFUL
    assert one(limiter, small_web.answer("/x")).verdict is Verdict.NOT_ALLOWED


def test_a_page_without_a_type_is_not_held_against_it(small_web: Web, limiter: HostRateLimiter) -> None:
    small_web.plan["/x"] = [(200, {}, b"%PDF-1.7")]
    assert one(limiter, small_web.at("/x")) == Judgement(Verdict.GOOD, "200")


def test_a_bad_certificate_is_a_state_of_its_own(limiter: HostRateLimiter) -> None:
    with web(secure=True) as server:
        server.answer("/x")
        assert one(limiter, server.at("/x")) == Judgement(Verdict.CERTIFICATE, "certificate not valid")
        assert server.asked == []


@pytest.mark.parametrize("says", ["Page not found", "404", "Sorry, we can’t find that page", "This domain is for sale"])
def test_a_page_that_says_it_is_none_is_doubtful(says: str, small_web: Web, limiter: HostRateLimiter) -> None:
    assert one(limiter, small_web.answer("/x", says=says)).verdict is Verdict.DOUBTFUL


def test_a_host_with_one_page_for_every_mistake_is_doubtful(small_web: Web, limiter: HostRateLimiter) -> None:
    small_web.answer(NONEXISTENT_PATH, says="Welcome")
    lost, kept = small_web.answer("/lost", says="Welcome"), small_web.answer("/kept", says="Lamps")
    front = small_web.answer("/", says="Welcome")
    found = {address: judge(seen) for address, seen in at(limiter, lost, kept, front).items()}
    assert found[lost] == Judgement(Verdict.DOUBTFUL, "the same as a page that cannot exist")
    assert {found[kept].verdict, found[front].verdict} == {Verdict.GOOD}


def test_a_host_is_asked_once_for_a_page_that_cannot_exist(small_web: Web, limiter: HostRateLimiter) -> None:
    at(limiter, *(small_web.answer(f"/{number}") for number in range(9)))
    assert small_web.asked.count(NONEXISTENT_PATH) == small_web.asked.count("/robots.txt") == 1


def test_a_program_in_place_of_a_page_is_doubtful(small_web: Web, limiter: HostRateLimiter) -> None:
    address = small_web.answer("/x", media="application/octet-stream")
    assert one(limiter, address) == Judgement(Verdict.DOUBTFUL, "not a page but application/octet-stream")
    assert one(limiter, small_web.answer("/y", media="application/pdf")).verdict is Verdict.GOOD


def test_a_front_page_elsewhere_is_doubtful_and_a_page_elsewhere_is_not(
    small_web: Web, limiter: HostRateLimiter
) -> None:
    small_web.answer("/"), small_web.answer("/page")
    front, page = small_web.at("/", "localhost"), small_web.at("/page", "localhost")
    parked = small_web.answer("/parked", 302, Location=front)
    assert one(limiter, parked) == Judgement(Verdict.DOUBTFUL, "leads to a front page", front)
    assert one(limiter, small_web.answer("/elsewhere", 302, Location=page)).verdict is Verdict.GOOD
    assert one(limiter, small_web.answer("/moved", 301, Location=page)) == Judgement(Verdict.MOVED, "301", page)


def test_robots_are_asked_and_obeyed(small_web: Web, limiter: HostRateLimiter) -> None:
    small_web.answer("/robots.txt", media="text/plain", says="User-agent: *\nDisallow: /private/")
    private, open_ = small_web.answer("/private/x"), small_web.answer("/x")
    leads_in = small_web.answer("/y", 301, Location="/private/x")
    found = {address: judge(seen) for address, seen in at(limiter, private, open_, leads_in).items()}
    closed = Judgement(Verdict.NOT_ALLOWED, "robots.txt does not allow it")
    assert (found[private], found[open_].verdict, found[leads_in]) == (closed, Verdict.GOOD, closed)
    assert "/private/x" not in small_web.asked


def test_what_one_address_shows_is_not_said_of_another(small_web: Web, limiter: HostRateLimiter) -> None:
    new, part = small_web.answer("/new"), small_web.at("/new#part")
    old = small_web.answer("/old", 301, Location="/new")
    found = {address: judge(seen).verdict for address, seen in at(limiter, old, new, part).items()}
    assert found == {old: Verdict.MOVED, new: Verdict.GOOD, part: Verdict.GOOD}


def test_no_host_is_asked_more_than_once_a_second(small_web: Web, limiter: HostRateLimiter, clock: Clock) -> None:
    small_web.answer("/old", 301, Location="/5")
    addresses = [small_web.at("/old"), *(small_web.answer(f"/{number}") for number in range(6))]
    config = fetch.settings(PROJECT / run.SETTINGS)
    config["threads"] = 1
    assert len(list(fetch.fetch_all(addresses, config, limiter))) == 7
    assert len(small_web.asked) == 10  # robots.txt, a redirect and seven pages, and one page that cannot exist
    assert clock.now == 9 * SECONDS_BETWEEN_REQUESTS


def test_a_fault_of_ours_is_told_and_stops_no_other(
    small_web: Web, limiter: HostRateLimiter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetch, "_headings", lambda page: len(page) // 0)
    good, gone = small_web.answer("/x"), small_web.at("/gone")
    found = dict(fetch.fetch_all([good, gone], fetch.settings(PROJECT / run.SETTINGS), limiter))
    assert isinstance(found[good], ZeroDivisionError)
    assert judge(found[gone]).words == "404"  # type: ignore[arg-type]
