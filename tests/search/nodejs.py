"""Runs the search in Node, for tests that need no browser."""

from __future__ import annotations

from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory
from typing import Any

from almanac.content.model import Library
from almanac.search import indexer
from almanac.search.indexing import pages
from tests import answering

_SCRIPT = Path(__file__).with_name("ask.mjs")


def index(site: Path, library: Library) -> None:
    """Build the search of a site from its pages on disk, and write it into the site."""
    rmtree(site / "assets" / "search", ignore_errors=True)
    with TemporaryDirectory() as folder:
        made, kept = Path(folder, "made"), Path(folder, "kept")
        made.mkdir()
        indexer.make(indexer.lines(pages(site, library)), kept, "", made)
        indexer.make_scripts(made)
        indexer.write(made, site)


def ask(site: Path, *jobs: tuple[Any, ...]) -> list[Any]:
    """The results of jobs for ``ask.mjs``, each a name with its arguments: ``("find", {"q": "carer"})``."""
    return answering.ask(_SCRIPT, {"site": str(site), "jobs": jobs})


def find(site: Path, query: str, **choices: object) -> list[str]:
    """Paths of the pages that a query finds, best first."""
    paths: list[str] = ask(site, ("find", {"q": query, **choices}))[0]["paths"]
    return paths
