"""Two processes give the same advice as one, in the same order, also if the second is stopped."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator
from functools import partial

import pytest

from almanac.content import checks
from almanac.content.checks.finding import Finding
from almanac.content.model import Library
from almanac.machine import workerprocess

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere one process does all")
HERE = os.getpid()


def _rule(library: Library, number: int, *, deadly: bool = False) -> Iterator[Finding]:
    """Advise once, and say which process did. A deadly rule stops a second process."""
    if deadly and os.getpid() != HERE:
        os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(0.002)
    yield Finding(next(iter(library.entries)), (), f"advice {number}", "A1", str(os.getpid()))


@pytest.fixture(autouse=True)
def _two_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workerprocess, "processes", lambda: 2)
    monkeypatch.setattr(checks, "WORTH_SHARING", range(1, 1_000))
    monkeypatch.setattr(checks, "ADVICE", _rules())


def _rules(*, deadly: bool = False) -> list[checks.Rule]:
    return [partial(_rule, number=number, deadly=deadly) for number in range(40)]


@pytest.mark.parametrize("processes", [1, 2])
def test_advice_has_the_order_of_its_rules_whoever_gives_it(
    processes: int, tiny: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workerprocess, "processes", lambda: processes)
    found = list(checks.advice(tiny))
    assert [one.message for one in found] == [f"advice {number}" for number in range(40)]
    assert len({one.word for one in found}) == processes


def test_a_second_process_that_is_stopped_takes_no_advice_with_it(
    tiny: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checks, "ADVICE", _rules(deadly=True))
    found = list(checks.advice(tiny))
    assert [one.message for one in found] == [f"advice {number}" for number in range(40)]
    assert {one.word for one in found} == {str(HERE)}


def test_a_small_library_is_worth_no_second_process(tiny: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "WORTH_SHARING", range(10_000, 20_000))
    assert {one.word for one in checks.advice(tiny)} == {str(HERE)}
