"""Waiting for programs while other work goes on: each returns its result, and none outlives its caller."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from almanac.machine import child, waits
from tests.conftest import PROJECT
from tests.machine.test_child import PLAINLY, runs, until


def test_programs_run_at_once_and_each_gives_its_result() -> None:
    with waits.worker_threads() as waiting:
        said = [waiting.submit(child.run, [sys.executable, "-c", f"print({number})"]) for number in range(3)]
        assert [one.result().stdout for one in said] == ["0\n", "1\n", "2\n"]


def test_what_goes_wrong_in_the_block_ends_the_programs(tmp_path: Path) -> None:
    def fail() -> None:
        with waits.worker_threads() as waiting:
            waiting.submit(child.run, [sys.executable, "-c", PLAINLY], cwd=tmp_path)
            until(lambda: (tmp_path / "pids").exists() and bool((tmp_path / "pids").read_text()), "the program")
            raise LookupError("wrong")

    with pytest.raises(LookupError, match="wrong"):
        fail()
    found = [int(number) for number in (tmp_path / "pids").read_text().split()]
    until(lambda: not any(map(runs, found)), "the end of the programs")


PARENT = """
    import signal, sys
    from almanac.machine import child, waits
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell has programs in the background ignore it
    with waits.worker_threads() as waiting:
        waiting.submit(child.run, [sys.executable, "-c", sys.argv[1]]).result()
"""


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_none_outlives_its_parent(how: signal.Signals, tmp_path: Path) -> None:
    command = [sys.executable, "-c", textwrap.dedent(PARENT), PLAINLY]
    environment = os.environ | {"PYTHONPATH": str(PROJECT)}
    parent = subprocess.Popen(command, cwd=tmp_path, env=environment, stderr=subprocess.DEVNULL)
    until(lambda: (tmp_path / "pids").exists() and bool((tmp_path / "pids").read_text()), "the program")
    found = [int(number) for number in (tmp_path / "pids").read_text().split()]
    parent.send_signal(how)
    parent.wait()
    until(lambda: not any(map(runs, found)), "the end of the programs")
