"""The practice tools run in Node, for tests that need no browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests import answering
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
    """Return the results of functions of ``window.almanac``. A job is a path such as ``csv``, and arguments."""
    scripts = [str(path) for name in _PURE if (path := _JS / f"{name}.js").exists()]
    return answering.ask(_SCRIPT, {"scripts": scripts, "jobs": jobs})
