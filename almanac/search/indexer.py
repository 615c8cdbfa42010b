"""Runs the programs in ``js/`` that build the search from what ``indexing`` has read from the pages."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from almanac.content.problem import AlmanacError
from almanac.machine import child, oserrors

PROGRAMS = Path(__file__).resolve().parent / "js"
"""The folder of everything that Node runs for the search."""

LOCK = PROGRAMS.parents[2] / "package-lock.json"
"""The lock file of the packages that these programs use."""

_PACKAGES = LOCK.with_name("node_modules")
_INDEXER, _SCRIPTS = PROGRAMS / "build.js", PROGRAMS / "scripts.js"
_PAGES, _ORDER = "pages.jsonl", "order.json"
_HEAD = "assets/search/index.json"
_SHOWN = ("path", "title", "kind", "year", "status", "names", "text", "answer")
_AT_FIRST = 6_000  # characters of text; a result shows 230, and the longest page would cost a phone 6 kB


class NotIndexedError(AlmanacError):
    """The search could not be built. The message says why."""


def write(made: Path, site: Path) -> None:
    """Copy the search from the folder that it was built in to a site."""
    for path, data in files(made):
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(data)


def lines(found: Iterable[Mapping[str, object]]) -> bytes:
    """The searchable pages as the indexer reads them: JSON, one page to a line."""
    return "".join(json.dumps(page, ensure_ascii=False) + "\n" for page in found).encode()


def make(given: bytes, kept: Path, version: str, folder: Path) -> None:
    """Run the indexer. For pages that it has seen before, it reuses the cached terms.

    Args:
        given: the result of ``lines``.
        kept: the cache folder, passed from one run to the next. It may be deleted.
        version: the version of the program. A cache from another version is not used.
        folder: an empty folder for the output, which ``files`` reads.

    Raises:
        NotIndexedError: if indexing fails, or if the packages that it needs are not installed.
    """
    (folder / _PAGES).write_bytes(given)
    _node(_INDEXER, folder / _PAGES, folder, kept, version)


def make_scripts(site: Path) -> None:
    """Build the search scripts that do not depend on the content into a site; NotIndexedError if that fails."""
    _node(_SCRIPTS, site)


def files(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Path and content of every file of the search in the site.

    The text and details of all pages are in one file of the build folder but become many files in the site. A browser
    asks for one page at a time, and during the build thousands of files would cost more than the index.
    """
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        if path.name == _PAGES:
            mark = json.loads((folder / _HEAD).read_bytes())["mark"]
            found = path.read_bytes().splitlines()
            for number, place in enumerate(json.loads((folder / _ORDER).read_bytes())):
                shown, rest = _shown(json.loads(found[place]))
                yield f"assets/search/{mark}/pages/{number}.json", _told(shown)
                if rest:
                    yield f"assets/search/{mark}/pages/{number}-rest.json", _told(rest)
        elif path.name != _ORDER:
            yield path.relative_to(folder).as_posix(), path.read_bytes()


def _shown(page: Mapping[str, Any]) -> tuple[dict[str, Any], str]:
    """What a result shows of a page, with the beginning of its text, and the rest, which only phrase searches need."""
    shown = {name: page[name] for name in _SHOWN if page[name] is not None}
    text = page["text"]
    if len(text) <= _AT_FIRST:
        return shown, ""
    beginning = text[:_AT_FIRST].rpartition(" ")[0] or text[:_AT_FIRST]
    return {**shown, "text": beginning, "more": True}, text.removeprefix(beginning)


def _told(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _node(program: Path, *given: Path | str) -> None:
    if not _PACKAGES.exists():
        raise NotIndexedError('what the search is made by is not set up. Run "make build", which does.')
    done = child.node([str(program), *map(str, given)])
    if done.returncode:
        raise NotIndexedError(f"the search could not be made:\n{oserrors.of_node(done.stderr)}")
