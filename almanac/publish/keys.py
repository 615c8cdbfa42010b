"""Cache keys, each of which covers everything that goes into the cached item.

Three keys are defined elsewhere: that of the rendered site in ``drawing``, of minified files in ``minified``, and of a
whole build in ``unchanged``.

A key is a hash of everything that the builder is given. This is the code and the packages, the address of the site, and
the data of the entry or of the whole content. Two builds with the same key would therefore produce the same bytes, and
nothing is reused across versions. A cache may be deleted at any time.
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
_READ_ANEW = (".html", ".xml", ".js", ".txt")  # files that the package reads from disk at every use


def digest(*parts: bytes | str) -> str:
    """Return one hash of several parts, in order. The same text divided differently has another hash."""
    made = hashlib.blake2b(digest_size=16)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        made.update(len(data).to_bytes(8, "big") + data)
    return made.hexdigest()


def files(paths: Iterable[Path], root: Path) -> str:
    """Return a hash of files, which covers their bytes and their paths relative to a folder."""
    return _of_files(((path, path.read_bytes()) for path in paths), root)


def _of_files(found: Iterable[tuple[Path, bytes]], root: Path) -> str:
    return digest(*(part for path, data in found for part in (path.relative_to(root).as_posix(), data)))


@functools.cache
def code() -> str:
    """Return a hash of the package's code and templates, of Python, and of the installed packages."""
    return digest(running(), templates(), sys.version, *packages())


@functools.cache
def templates() -> str:
    """Return a hash of the package's templates and scripts, which are read at every use."""
    return _own(*_READ_ANEW)


@functools.cache
def running() -> str:
    """Return a hash of the Python code of the package.

    It is computed once, because code that is saved later does not run in this process.
    """
    return _of_files(sorted(_LOADED.items()), PACKAGE) if _LOADED else _own(".py")


def set_running_code(found: Mapping[Path, bytes]) -> None:
    """Record which files contain the running code, whatever is on disk: a server reloads modules (``reloading``)."""
    _LOADED.clear()
    _LOADED.update({path: data for path, data in found.items() if path.suffix == ".py"})
    running.cache_clear()
    code.cache_clear()


def indexing() -> str:
    """Return a hash of the code that builds the search: Node's scripts, the modules that run them, and all packages."""
    programs = sorted(path for path in indexer.PROGRAMS.rglob("*") if path.is_file())
    run = files(programs, indexer.PROGRAMS), indexer.LOCK.read_bytes()
    return digest(*run, *packages(), *map(source, (indexer, child)))


def _own(*suffixes: str) -> str:
    found = (Path(folder, name) for folder, _, names in os.walk(PACKAGE) for name in names if name.endswith(suffixes))
    return files(sorted(found), PACKAGE)


@functools.cache
def packages() -> tuple[str, ...]:
    """Return the installed packages with their versions, by the names of their folders."""
    folders = {*python_site.getsitepackages(), *(path for path in sys.path if path.endswith("-packages"))}
    found = (path.name for folder in folders if Path(folder).is_dir() for path in Path(folder).iterdir())
    return tuple(sorted(name for name in found if name.endswith(".dist-info")))


class Keys:
    """The cache keys of one build."""

    def __init__(self, library: Library, site: Site) -> None:
        """Take what every builder is given."""
        self._library = library
        told = (library.version, library.today.isoformat(), repr(sorted(site.health.records.items())))
        where = (code(), site.url, site.repository)
        dead = sorted((address, gone) for address in site.health.records if (gone := site.health.dead_link(address)))
        self._alone = digest(*where, repr(dead), repr(sorted(glossary_of(library).items())))
        self._whole = digest(*where, *told)

    def whole(self, *told: str) -> str:
        """Return the key of something built from the whole content, the day, and the state of external links."""
        return digest("whole", self._whole, *told)

    def entry(self, shown: Prepared, frame: Frame) -> str:
        """Return the key of an entry's page and files: the entry, what its page shows of others, and its frame."""
        page = shown.page
        told = [repr(getattr(page, one.name)) for one in dataclasses.fields(page) if one.name != "due"]
        told += [page.due.day.isoformat(), str(page.due.overdue)]  # not the number of days left, which changes daily
        told += [of_entry(self._library, page.ref), repr(shown.references), repr(shown.found_by)]
        for other in shown.related:
            told += [of_entry(self._library, f"abstract/{other.study.key}"), other.why]
        told += sorted(self_explaining(self._library, page.ref))
        return digest("entry", self._alone, of_frame(frame), *told)

    def shelf(self, shown: ShelfPage, frame: Frame, topics: Mapping[str, str]) -> str:
        """Return the key of a list of studies and of its feed, which names topics."""
        shelf = shown.shelf
        told = [shelf.path, shelf.name, shown.title, repr(shown.term), shelf.feed, repr(sorted(topics.items()))]
        told += [str(shown.sensitive), repr(shown.urgent)]
        for name, anchor, studies in shown.groups:
            told += [name, anchor, *(of_entry(self._library, f"abstract/{study.key}") for study in studies)]
        return digest("shelf", self._alone, of_frame(frame), *told)


@functools.cache
def of_frame(frame: Frame) -> str:
    """Return a hash of a frame."""
    return digest(*frame.pieces, "", *frame.slots)


@once
def of_entry(library: Library, ref: str) -> str:
    """Return a hash of an entry's own fields."""
    return digest(ref, library.entries[ref].model_dump_json())
