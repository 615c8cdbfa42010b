"""One build at a time: a second is told who is building, and a process that ends in any way releases the lock."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from almanac.machine import lock
from tests.conftest import PROJECT


def start(program: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", textwrap.dedent(program)]
    return subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True)


def holding(path: Path, then: str = "input()") -> subprocess.Popen[str]:
    process = start(f"""
        from pathlib import Path
        from almanac.machine import lock
        with lock.only_one(Path({str(path)!r}), "almanac build") as held:
            print("held", flush=True)
            {then}
    """)
    assert process.stdout
    assert process.stdout.readline() == "held\n"
    return process


def end(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.communicate()


def test_the_second_is_told_who_holds_it_and_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "site.lock"
    first = holding(path)
    try:
        with pytest.raises(lock.HeldError) as caught, lock.only_one(path, "almanac build"):
            pass
        assert str(caught.value) == (
            f'"almanac build" is at work on this site already (process {first.pid}). Wait until it has finished, '
            f'or stop it with "kill {first.pid}". Nothing was changed.'
        )
    finally:
        first.communicate("\n")
    with lock.only_one(path, "almanac build"):
        assert path.read_text() == f"{os.getpid()} almanac build\n"
    assert list(tmp_path.iterdir()) == []


def test_whoever_was_killed_holds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "site.lock"
    first = holding(path)
    first.send_signal(signal.SIGKILL)
    first.communicate()
    assert path.exists()
    with lock.only_one(path, "almanac build"):
        pass
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_holder_started_is_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "site.lock"
    then = "import subprocess; subprocess.run(['sleep', '1'], pass_fds=(held,))"
    first = holding(path, then)
    time.sleep(0.3)
    end(first)
    with lock.only_one(path, "almanac build"):
        pass


@pytest.mark.parametrize(
    "said", ["", "x", "99999999999999999999 almanac build\n", "1\x1b[31m almanac\n", "0 a\n", "\xff"]
)
def test_a_file_left_by_anybody_is_no_lock(said: str, tmp_path: Path) -> None:
    path = tmp_path / "site.lock"
    path.write_text(said, "utf-8")
    with lock.only_one(path, "almanac build"):
        pass
    assert not path.exists()


def test_many_at_once_are_never_two_at_a_time(tmp_path: Path) -> None:
    program = f"""
        import os, time
        from pathlib import Path
        from almanac.machine import lock
        done = 0
        while done < 20:
            try:
                with lock.only_one(Path({str(tmp_path / "site.lock")!r}), "almanac build"):
                    Path({str(tmp_path / "alone")!r}).mkdir()  # fails where another is in here too
                    Path({str(tmp_path / "alone")!r}).rmdir()
                    done += 1
            except lock.HeldError:
                time.sleep(0.001)
    """
    processes = [start(program) for _ in range(4)]
    assert [process.wait() for process in processes] == [0, 0, 0, 0]
    for process in processes:
        process.communicate()
    assert list(tmp_path.iterdir()) == []


def test_a_folder_in_its_place_is_said_by_the_system(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError), lock.only_one(tmp_path, "almanac build"):
        pass
