"""Keys of what we keep between builds: each covers everything that the kept thing is made from.

Two keys stand where their makers are: that of a drawing in ``drawing``, and that
of a whole build in ``unchanged``.

A key is a hash. Two builds that find the same key would make the same bytes,
for it covers everything that the maker is given: the code and the packages,
where the site is published, and what is told of the entry or of the whole
content. So nothing is ever kept across versions, and a cache may be deleted
at any time.
"""

from __future__ import annotations

import dataclasses
import functools
import hashlib
import os
import site as python_site
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from almanac.content.model import Library, once
from almanac.machine import child
from almanac.machine.sources import source
from almanac.publish.entries import Prepared
from almanac.search import indexer
from almanac.site.glossary import glossary_of
from almanac.site.pages import Site
from almanac.site.pour import Frame
from almanac.site.render import ShelfPage, self_explaining

PACKAGE = Path(__file__).resolve().parents[1]
_LOADED: dict[Path, bytes] = {}
_READ_ANEW = (".html", ".xml", ".js", ".txt")  # what the package reads from the disk each time


def digest(*parts: bytes | str) -> str:
    """One hash of several parts, in order; the same text cut elsewhere gives another."""
    made = hashlib.blake2b(digest_size=16)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        made.update(len(data).to_bytes(8, "big") + data)
    return made.hexdigest()


def files(paths: Iterable[Path], root: Path) -> str:
    """A hash of files: their paths from a folder, and their bytes."""
    return _of_files(((path, path.read_bytes()) for path in paths), root)


def _of_files(found: Iterable[tuple[Path, bytes]], root: Path) -> str:
    return digest(*(part for path, data in found for part in (path.relative_to(root).as_posix(), data)))


@functools.cache
def code() -> str:
    """A hash of the package's own code and templates, of Python, and of the packages installed with it."""
    return digest(running(), templates(), sys.version, *packages())


@functools.cache
def templates() -> str:
    """A hash of the package's templates and scripts, which are read each time."""
    return _own(*_READ_ANEW)


@functools.cache
def running() -> str:
    """A hash of the package's Python. What is saved later does not run in this process, so it is read once."""
    return _of_files(sorted(_LOADED.items()), PACKAGE) if _LOADED else _own(".py")


def loaded(found: Mapping[Path, bytes]) -> None:
    """Take it that these files run, whatever stands in the folder: a server loads modules again (``reloading``)."""
    _LOADED.clear()
    _LOADED.update({path: data for path, data in found.items() if path.suffix == ".py"})
    running.cache_clear()
    code.cache_clear()


def indexing() -> str:
    """A hash of what makes the search of what it is given: what Node runs, what has Node run it, and all packages."""
    programs = sorted(path for path in indexer.PROGRAMS.rglob("*") if path.is_file())
    run = files(programs, indexer.PROGRAMS), indexer.LOCK.read_bytes()
    return digest(*run, *packages(), *map(source, (indexer, child)))


def _own(*suffixes: str) -> str:
    found = (Path(folder, name) for folder, _, names in os.walk(PACKAGE) for name in names if name.endswith(suffixes))
    return files(sorted(found), PACKAGE)


@functools.cache
def packages() -> tuple[str, ...]:
    """Installed packages with their versions, as their folders are called."""
    folders = {*python_site.getsitepackages(), *(path for path in sys.path if path.endswith("-packages"))}
    found = (path.name for folder in folders if Path(folder).is_dir() for path in Path(folder).iterdir())
    return tuple(sorted(name for name in found if name.endswith(".dist-info")))


class Keys:
    """The keys of one build."""

    def __init__(self, library: Library, site: Site) -> None:
        """Take what every maker is given."""
        self._library = library
        told = (library.version, library.today.isoformat(), repr(sorted(site.health.memory.items())))
        where = (code(), site.url, site.repository)
        dead = sorted((address, gone) for address in site.health.memory if (gone := site.health.gone(address)))
        self._alone = digest(*where, repr(dead), repr(sorted(glossary_of(library).items())))
        self._whole = digest(*where, *told)

    def whole(self, *told: str) -> str:
        """Of what is made from the whole content, the day, and how addresses outside stand."""
        return digest("whole", self._whole, *told)

    def entry(self, shown: Prepared, frame: Frame) -> str:
        """Of an entry's page and the files beside it: itself, all that its page tells of others, and its frame."""
        page = shown.page
        told = [repr(getattr(page, one.name)) for one in dataclasses.fields(page) if one.name != "due"]
        told += [page.due.day.isoformat(), str(page.due.overdue)]  # not the days that are left: they change daily
        told += [of_entry(self._library, page.ref), repr(shown.references), repr(shown.found_by)]
        for other in shown.related:
            told += [of_entry(self._library, f"abstract/{other.study.key}"), other.why]
        told += sorted(self_explaining(self._library, page.ref))
        return digest("entry", self._alone, of_frame(frame), *told)

    def shelf(self, shown: ShelfPage, frame: Frame, topics: Mapping[str, str]) -> str:
        """Of a shelf's page and its feed, which names topics."""
        shelf = shown.shelf
        told = [shelf.path, shelf.name, shown.title, repr(shown.term), shown.feed, repr(sorted(topics.items()))]
        told += [str(shown.sensitive), repr(shown.urgent)]
        for name, anchor, studies in shown.groups:
            told += [name, anchor, *(of_entry(self._library, f"abstract/{study.key}") for study in studies)]
        return digest("shelf", self._alone, of_frame(frame), *told)


@functools.cache
def of_frame(frame: Frame) -> str:
    """A hash of a frame."""
    return digest(*frame.pieces, "", *frame.slots)


@once
def of_entry(library: Library, ref: str) -> str:
    """A hash of an entry's own fields."""
    return digest(ref, library.entries[ref].model_dump_json())
