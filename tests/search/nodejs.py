"""Runs the search in Node, for tests that need no browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests import answering

_SCRIPT = Path(__file__).with_name("ask.mjs")


def ask(site: Path, *jobs: tuple[Any, ...]) -> list[Any]:
    """The results of jobs for ``ask.mjs``, each a name with its arguments: ``("find", {"q": "carer"})``."""
    return answering.ask(_SCRIPT, {"site": str(site), "jobs": jobs})


def find(site: Path, query: str, **choices: object) -> list[str]:
    """Paths of the pages that a query finds, best first."""
    paths: list[str] = ask(site, ("find", {"q": query, **choices}))[0]["paths"]
    return paths
