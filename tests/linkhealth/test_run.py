"""The whole command: passing days, interrupted runs, and a machine that is offline."""

from __future__ import annotations

import datetime as dt
import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from almanac import commands as command
from almanac.linkhealth import LinkHealthError, state
from almanac.linkhealth.ratelimit import HostRateLimiter
from almanac.linkhealth.run import OFFLINE_AFTER, RunOptions, _once_online, run
from almanac.linkhealth.verdict import FetchResult, LinkRecord
from tests.conftest import PROJECT
from tests.linkhealth.conftest import World
from tests.linkhealth.world import Web, web

FIRST = dt.date(2026, 11, 1)
QUICK = """
import datetime, pathlib, sys, time
from tests.linkhealth.world import this_machine_counts_as_public
from almanac.linkhealth.run import RunOptions, run
from almanac.linkhealth.ratelimit import HostRateLimiter
limiter = HostRateLimiter(lambda: time.monotonic() * 20, lambda seconds: time.sleep(seconds / 20))
options = RunOptions(today=datetime.date(2026, 11, 1), limiter=limiter)
with this_machine_counts_as_public():
    run(pathlib.Path(sys.argv[1]), options, lambda line: print(line, flush=True))
"""


def on(day: int, world: World, limiter: HostRateLimiter, **options: object) -> list[str]:
    """Run on a day counted from 1 November; returns the lines of progress."""
    said: list[str] = []
    made = RunOptions(today=FIRST + dt.timedelta(day), limiter=limiter, timeout=5, **options)  # type: ignore[arg-type]
    run(world.folder, made, said.append)
    return said


def memory(world: World) -> dict[str, LinkRecord]:
    return state.read(world.folder / state.FILE)


def test_three_days_over_a_week_make_a_dead_link_and_one_success_ends_it(
    world: World, small_web: Web, limiter: HostRateLimiter
) -> None:
    lost, kept = small_web.answer("/lost", 404), small_web.answer("/kept")
    world.leads_to(lost, kept)
    verdicts = []
    for day in (0, 4, 6, 8):
        on(day, world, limiter)
        verdicts.append(str(memory(world)[lost].verdict))
    assert verdicts == ["failing", "failing", "failing", "dead"]
    assert memory(world)[lost].since == FIRST
    assert memory(world)[kept].verdict == "good"
    small_web.answer("/lost")
    on(15, world, limiter)
    assert memory(world)[lost].verdict == "good"
    assert memory(world)[lost].failed is None


def test_progress_is_told_by_number(world: World, small_web: Web, limiter: HostRateLimiter) -> None:
    world.leads_to(small_web.answer("/a"), small_web.at("/b"))
    said = on(0, world, limiter)
    assert [line.split(" http")[0] for line in said] == ["1 of 2", "2 of 2"]
    assert {line.split(": ")[-1] for line in said} == {"good", "failing"}


def test_the_same_day_goes_on_where_it_stopped_unless_told(
    world: World, small_web: Web, limiter: HostRateLimiter
) -> None:
    address = small_web.answer("/a")
    world.leads_to(address)
    on(0, world, limiter)
    assert on(0, world, limiter) == []
    assert small_web.asked.count("/a") == 1
    assert len(on(0, world, limiter, again=True)) == 1
    assert len(on(1, world, limiter)) == 1
    assert small_web.asked.count("/a") == 3


def test_what_the_content_no_longer_has_is_forgotten(world: World, small_web: Web, limiter: HostRateLimiter) -> None:
    one, other = small_web.answer("/a"), small_web.answer("/b")
    world.leads_to(one, other)
    on(0, world, limiter)
    world.leads_to(one)
    on(0, world, limiter)
    assert list(memory(world)) == [one]


def test_a_machine_that_is_cut_off_remembers_nothing(world: World, limiter: HostRateLimiter) -> None:
    with web() as gone:
        world.leads_to(gone.at("/a"), gone.at("/b"))
    with pytest.raises(LinkHealthError, match="off the network"):
        on(0, world, limiter)
    assert memory(world) == {}


def test_a_machine_that_is_cut_off_does_not_try_every_address() -> None:
    tried = iter(
        [
            (f"https://{number}.example/", FetchResult("", failure="no connection"))
            for number in range(OFFLINE_AFTER + 5)
        ]
    )
    with pytest.raises(LinkHealthError):
        list(_once_online(tried, online=False))
    assert len(list(tried)) == 5


def test_failures_count_once_some_server_has_answered(world: World, small_web: Web, limiter: HostRateLimiter) -> None:
    with web() as gone:
        nowhere = gone.at("/a")
    world.leads_to(nowhere, small_web.at("/b"))
    on(0, world, limiter)
    assert {known.verdict for known in memory(world).values()} == {"failing"}
    assert memory(world)[nowhere].answer == "no connection"


def test_a_run_that_is_killed_leaves_a_whole_file_and_the_next_goes_on(
    world: World, small_web: Web, limiter: HostRateLimiter
) -> None:
    addresses = [small_web.answer(f"/{number}", says=f"Lamp {number}") for number in range(30)]
    small_web.hanging |= {f"/{number}" for number in range(30)} - {"/0", "/1"}
    world.leads_to(*addresses)
    with subprocess.Popen(
        [sys.executable, "-c", QUICK, str(world.folder)], cwd=PROJECT, stdout=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout
        said = [running.stdout.readline() for _ in range(2)]
        running.send_signal(signal.SIGKILL)
        assert running.wait() == -signal.SIGKILL
    assert [line.split(" http")[0] for line in said] == ["1 of 30", "2 of 30"]
    assert sorted(memory(world)) == addresses[:2]
    small_web.hanging.clear()
    assert len(on(0, world, limiter)) == 28
    assert {known.verdict for known in memory(world).values()} == {"good"}
    assert len(memory(world)) == 30


def test_the_command_takes_the_day_and_writes_a_report(
    world: World, small_web: Web, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    address = small_web.answer("/a", 404)
    world.leads_to(address)
    monkeypatch.setattr(command, "PROJECT", world.folder)
    assert command.main(["links", "--today", "2026-11-05", "--report", str(tmp_path / "report")]) == 0
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", f"1 of 1 {address}: failing\n")
    assert memory(world)[address].seen == dt.date(2026, 11, 5)
    assert json.loads((tmp_path / "report" / "link-health.json").read_text("utf-8"))["rows"][0]["address"] == address


def test_a_spoilt_memory_is_told_and_kept(
    world: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (world.folder / state.FILE).write_text("<<<<<<<", "utf-8")
    monkeypatch.setattr(command, "PROJECT", world.folder)
    assert command.main(["links"]) == 1
    assert "link-health.json cannot be read" in capsys.readouterr().err
    assert (world.folder / state.FILE).read_text("utf-8") == "<<<<<<<"
