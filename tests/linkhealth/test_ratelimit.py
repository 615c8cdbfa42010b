from __future__ import annotations

import pytest

from almanac.linkhealth.ratelimit import GAP, LONGEST, NotNowError, Turns, wait_asked
from tests.linkhealth.world import Clock


def test_one_host_waits_and_another_does_not(turns: Turns, clock: Clock) -> None:
    taken = []
    for host in ("a", "a", "a", "b", "a"):
        turns.take(host)
        taken.append((host, clock.now))
    assert taken == [("a", 0), ("a", GAP), ("a", 2 * GAP), ("b", 2 * GAP), ("a", 3 * GAP)]


def test_a_host_that_is_held_is_asked_after_the_pause(turns: Turns, clock: Clock) -> None:
    turns.hold("a", 30)
    turns.hold("a", 5)
    turns.take("a")
    assert clock.now == 30


def test_nobody_waits_without_end(turns: Turns, clock: Clock) -> None:
    turns.hold("a", LONGEST + 1)
    with pytest.raises(NotNowError, match="a asks to wait for 121 seconds"):
        turns.take("a")
    assert clock.slept == []
    clock.now = 2.0
    turns.take("a")
    assert clock.now == LONGEST + 1


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("", 0), ("7", 7), ("soon", 0), ("-3", 0), ("Fri, 31 Dec 1999 23:59:59 GMT", 0)],
)
def test_what_a_host_asks_for(header: str, seconds: float) -> None:
    assert wait_asked(header) == seconds


def test_a_host_may_name_a_moment() -> None:
    assert wait_asked("Fri, 31 Dec 2999 23:59:59 GMT") > LONGEST
