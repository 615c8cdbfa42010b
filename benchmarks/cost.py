"""What a command costs: CPU seconds, wall-clock seconds, and the peak memory of its largest process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

# A small process starts the command, because the memory of the parent counts towards the child's peak (getrusage(2)).
_STARTER = """
import json, resource, subprocess, sys, time
begun = time.perf_counter()
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
wall, used = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
peak = used.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
said = done.stderr.decode(errors="replace")[-2000:]
print(json.dumps([used.ru_utime + used.ru_stime, wall, peak, done.returncode, said]))
"""
_WRITER = """
import json, os, sys
files, target = json.load(open(sys.argv[1])), sys.argv[2]
data = memoryview(bytes(max((size for _, size in files), default=0)))
for folder in sorted({os.path.dirname(path) for path, _ in files}):
    os.makedirs(os.path.join(target, folder), exist_ok=True)
for path, size in files:
    with open(os.path.join(target, path), "wb", 0) as file:
        file.write(data[:size])
"""


class FailedError(Exception):
    """A measured command failed, so there is no result. The message gives the command and its output."""


@dataclass(frozen=True)
class Cost:
    """What a command used.

    Attributes:
        cpu: CPU seconds of all its processes together.
        wall: wall-clock seconds.
        peak: peak memory of its largest process, in bytes.
    """

    cpu: float
    wall: float
    peak: int


def environment() -> dict[str, str]:
    """Return this process's environment, in which Python keeps the bytecode of modules, as it does for users."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def run(command: Sequence[str], folder: Path, added: Mapping[str, str] | None = None) -> Cost:
    """Run a command in a folder and return what it used.

    Args:
        command: the program and its arguments.
        folder: the folder in which it runs.
        added: variables to add to ``environment``.

    Raises:
        FailedError: if it fails.
    """
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", _STARTER, *command],
        cwd=folder,
        env=environment() | dict(added or {}),
        check=True,
        capture_output=True,
        text=True,
    )
    cpu, wall, peak, code, said = json.loads(done.stdout)
    if code:
        raise FailedError(f'"{" ".join(command[:4])}" ended with {code} and said:\n{said}')
    return Cost(cpu, wall, peak)


def files(folder: Path) -> list[tuple[str, int]]:
    """Return the path and size of every file in a folder, in order."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return sorted((path.relative_to(folder).as_posix(), path.stat().st_size) for path in found)


def bare(found: Sequence[tuple[str, int]], beside: Path) -> Cost:
    """Measure the writing of as many files of the same sizes, and nothing else.

    Args:
        found: path and size of each file.
        beside: a folder on the same disk. What is written there is not deleted.
    """
    told = beside / "files.json"
    told.write_text(json.dumps(found), "utf-8")
    return run([sys.executable, "-I", "-S", "-c", _WRITER, str(told), str(beside / "bare")], beside)
