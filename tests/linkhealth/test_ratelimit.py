from __future__ import annotations

import pytest

from almanac.linkhealth.ratelimit import (
    LONGEST_WAIT,
    SECONDS_BETWEEN_REQUESTS,
    HostRateLimiter,
    RetryAfterTooLongError,
    retry_after_seconds,
)
from tests.linkhealth.world import Clock


def test_one_host_waits_and_another_does_not(limiter: HostRateLimiter, clock: Clock) -> None:
    taken = []
    for host in ("a", "a", "a", "b", "a"):
        limiter.wait(host)
        taken.append((host, clock.now))
    assert taken == [
        ("a", 0),
        ("a", SECONDS_BETWEEN_REQUESTS),
        ("a", 2 * SECONDS_BETWEEN_REQUESTS),
        ("b", 2 * SECONDS_BETWEEN_REQUESTS),
        ("a", 3 * SECONDS_BETWEEN_REQUESTS),
    ]


def test_a_host_that_is_held_is_asked_after_the_pause(limiter: HostRateLimiter, clock: Clock) -> None:
    limiter.delay("a", 30)
    limiter.delay("a", 5)
    limiter.wait("a")
    assert clock.now == 30


def test_nobody_waits_without_end(limiter: HostRateLimiter, clock: Clock) -> None:
    limiter.delay("a", LONGEST_WAIT + 1)
    with pytest.raises(RetryAfterTooLongError, match="a asks to wait for 121 seconds"):
        limiter.wait("a")
    assert clock.slept == []
    clock.now = 2.0
    limiter.wait("a")
    assert clock.now == LONGEST_WAIT + 1


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("", 0), ("7", 7), ("soon", 0), ("-3", 0), ("Fri, 31 Dec 1999 23:59:59 GMT", 0)],
)
def test_what_a_host_asks_for(header: str, seconds: float) -> None:
    assert retry_after_seconds(header) == seconds


def test_a_host_may_name_a_moment() -> None:
    assert retry_after_seconds("Fri, 31 Dec 2999 23:59:59 GMT") > LONGEST_WAIT
