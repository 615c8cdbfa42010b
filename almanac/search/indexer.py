"""Has the search made by the programs in ``js/``, from what ``indexing`` has read of the pages."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory
from typing import Any

from almanac.content.model import Library
from almanac.content.problem import AlmanacError
from almanac.machine import child, trouble
from almanac.search.indexing import pages

PROGRAMS = Path(__file__).resolve().parent / "js"
"""The folder of all that Node runs for the search."""

LOCK = PROGRAMS.parents[2] / "package-lock.json"
"""Names the packages that these use, with their versions."""

_PACKAGES = LOCK.with_name("node_modules")
_INDEXER, _SCRIPTS = PROGRAMS / "index.js", PROGRAMS / "scripts.js"
_PAGES, _ORDER = "pages.jsonl", "order.json"
_HEAD = "assets/search/index.json"
_SHOWN = ("path", "title", "kind", "year", "status", "names", "text", "answer")
_AT_FIRST = 6_000  # characters of a text: a result shows 230 of them, and the longest page would cost a phone 6 kB


class NotIndexedError(AlmanacError):
    """The search could not be made; the message says why."""


def index(site: Path, library: Library) -> None:
    """Make the search of a built site, from its pages on the disk, and write it into the site.

    Args:
        site: folder of the built site.
        library: what it was built from.

    Raises:
        NotIndexedError: if the indexer cannot, or what it needs was not set up.
    """
    rmtree(site / "assets" / "search", ignore_errors=True)
    with TemporaryDirectory() as folder:
        made, kept = Path(folder, "made"), Path(folder, "kept")
        made.mkdir()
        make(lines(pages(site, library)), kept, "", made)
        make_scripts(made)
        write(made, site)


def write(made: Path, site: Path) -> None:
    """Write the search from the folder that it was made in into a site."""
    for path, data in files(made):
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(data)


def lines(found: Iterable[Mapping[str, object]]) -> bytes:
    """What is searched of each page, as the indexer takes it: JSON, a page a line."""
    return "".join(json.dumps(page, ensure_ascii=False) + "\n" for page in found).encode()


def make(given: bytes, kept: Path, version: str, folder: Path) -> None:
    """Have the indexer make the search; of pages that it has seen before it takes the terms from what it kept.

    Args:
        given: what ``lines`` gave.
        kept: the folder for what one index keeps for the next; it may be deleted.
        version: of the program: what another one kept is not used.
        folder: an empty folder. ``files`` gives the search from it.

    Raises:
        NotIndexedError: if the indexer cannot, or what it needs was not set up.
    """
    (folder / _PAGES).write_bytes(given)
    _node(_INDEXER, folder / _PAGES, folder, kept, version)


def make_scripts(site: Path) -> None:
    """Make the scripts of the search that know nothing of the content, as they stand in a site; NotIndexedError."""
    _node(_SCRIPTS, site)


def files(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Path and content of every file that was made in a folder, as it stands in the site.

    What is shown of each page stands in one file of the folder and in many of the site: a browser asks for one page,
    and on the way there thousands of files would cost more than the index.
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
    """What is shown of a page, with the beginning of its text; and the rest, which only a phrase is looked for in."""
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
        said = done.stderr.strip()
        raise NotIndexedError(f"the search could not be made:\n{trouble.of_node(said) or said}")
