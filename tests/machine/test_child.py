"""Programs that a command starts: their output is captured, and none outlives the command."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from almanac.machine import child
from tests.conftest import PROJECT

LONG = 20  # seconds, for busy machines: each wait ends as soon as its condition is true


def until(there: Callable[[], bool], what: str) -> None:
    stop = time.monotonic() + LONG
    while not there():
        assert time.monotonic() < stop, f"waited in vain: {what}"
        time.sleep(0.02)


def runs(process: int) -> bool:
    try:
        stat = Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"


def test_what_it_says_and_how_it_ended_is_taken(tmp_path: Path) -> None:
    program = "import sys, os; print(os.getcwd(), os.environ['A']); print('é', file=sys.stderr); sys.exit(3)"
    environment = os.environ | {"A": "b", "PYTHONIOENCODING": "utf-8"}
    done = child.run([sys.executable, "-c", program], cwd=tmp_path, env=environment)
    assert (done.returncode, done.stdout, done.stderr) == (3, f"{tmp_path} b\n", "é\n")
    killed = child.run([sys.executable, "-c", "import os; os.kill(os.getpid(), 9)"])
    assert killed.returncode == 128 + 9


def test_node_answers() -> None:
    assert child.node(["-e", "console.log(6 * 7)"]).stdout == "42\n"


PARENT = """
    import signal, sys
    from almanac.machine import child
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell has programs in the background ignore it
    child.run([sys.executable, "-c", sys.argv[1]])
"""
# Starts a program of its own, as MkDocs starts Node: in the ordinary way, or tied to itself.
PLAINLY = """
import os, subprocess, sys, pathlib
inner = subprocess.Popen(["sleep", "60"])
pathlib.Path("pids").write_text(f"{os.getpid()} {inner.pid}")
inner.wait()
"""
TIED = """
import os, sys, pathlib
from almanac.machine import child
pathlib.Path("pids").write_text(f"{os.getpid()}")
inner = "import os, pathlib, time; pathlib.Path('inner').write_text(str(os.getpid())); time.sleep(60)"
child.run([sys.executable, "-c", inner])
"""


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
@pytest.mark.parametrize("what", [PLAINLY, TIED])
def test_none_outlives_its_parent(what: str, how: signal.Signals, tmp_path: Path) -> None:
    command = [sys.executable, "-c", textwrap.dedent(PARENT), what]
    environment = os.environ | {"PYTHONPATH": str(PROJECT)}
    parent = subprocess.Popen(command, cwd=tmp_path, env=environment, stderr=subprocess.DEVNULL)
    wanted = ["pids"] if what is PLAINLY else ["pids", "inner"]
    until(lambda: all((tmp_path / name).exists() and (tmp_path / name).read_text() for name in wanted), "the children")
    found = [int(number) for name in wanted for number in (tmp_path / name).read_text().split()]
    assert len(found) == 2
    assert all(map(runs, found))
    parent.send_signal(how)
    parent.wait()
    until(lambda: not any(map(runs, found)), "the end of the children")
