"""The second process does its share, never gets ahead of its requests, and ends with the first."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest

from almanac.machine import workerprocess
from tests.conftest import PROJECT
from tests.machine.test_child import runs, until

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere one process does all")


@pytest.mark.parametrize("count", [0, 1, 5, 200])
def test_each_number_comes_once_made_there_or_to_be_made_here(count: int) -> None:
    here, there = [], {}
    for number, sent in workerprocess.shared(count, lambda number: (number * 2, os.getpid())):
        if sent is None:
            here.append(number)
            time.sleep(0.001)
        else:
            there[number] = sent
    assert sorted([*here, *there]) == list(range(count))
    assert all(made == number * 2 and process != os.getpid() for number, (made, process) in there.items())
    assert bool(there) == bool(count)


def test_what_cannot_be_made_there_is_to_be_made_here() -> None:
    def make(number: int) -> int:
        if number % 2:
            raise LookupError(number)
        return number

    for number, sent in workerprocess.shared(40, make):
        assert sent in ([None] if number % 2 else [None, number])


def test_a_second_process_that_is_killed_is_told() -> None:
    with pytest.raises(workerprocess.EndedError, match="perhaps because the computer ran out of memory"):
        list(workerprocess.shared(40, lambda number: os.kill(os.getpid(), signal.SIGKILL) if number == 3 else number))


def test_it_is_gone_when_it_is_needed_no_longer() -> None:
    with closing(workerprocess.shared(1000, lambda _: os.getpid())) as shares:
        process = next(sent for _, sent in shares if sent)
    assert not runs(process)


PARENT = """
    import os, pathlib, signal, time
    from almanac.machine import workerprocess
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell has programs in the background ignore it
    for _, sent in workerprocess.shared(1000, lambda number: os.getpid()):
        if sent:
            pathlib.Path("pid").write_text(str(sent))
            time.sleep(60)
"""


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_it_does_not_outlive_the_first(how: signal.Signals, tmp_path: Path) -> None:
    command = [sys.executable, "-c", textwrap.dedent(PARENT)]
    environment = os.environ | {"PYTHONPATH": str(PROJECT)}
    parent = subprocess.Popen(command, cwd=tmp_path, env=environment, stderr=subprocess.PIPE, text=True)
    until(lambda: (tmp_path / "pid").exists() and bool((tmp_path / "pid").read_text()), "the second process")
    process = int((tmp_path / "pid").read_text())
    parent.send_signal(how)
    said = parent.communicate()[1]
    until(lambda: not runs(process), "the end of the second process")
    assert said.count("Traceback") == (how == signal.SIGINT)  # only that of the first process


def test_one_process_where_there_is_one_processor_or_another_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    monkeypatch.setattr(os, "cpu_count", lambda: 8)
    assert workerprocess.processes() == 2
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    assert workerprocess.processes() == 1
    monkeypatch.setattr(os, "cpu_count", lambda: 8)
    monkeypatch.setattr(threading, "active_count", lambda: 2)
    assert workerprocess.processes() == 1
