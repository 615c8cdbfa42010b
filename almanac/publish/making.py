"""A site made of its groups: each made once, or taken from what an earlier build kept, and the search of all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from almanac.publish import folders, keys, sitecheck
from almanac.publish.groups import Group, Groups, Made
from almanac.publish.kept import Kept
from almanac.search import indexing
from almanac.site import urls

Write = Callable[[str, str | bytes], None]


@dataclass
class Record:
    """What is kept of a group: what was made, and what was read of its pages.

    Attributes:
        made: its files.
        read: path of each page to what the check of the site knows of it.
        found: path of each page that the search finds to what it is found by.
    """

    made: Made
    read: dict[str, sitecheck.Read] = field(default_factory=dict)
    found: dict[str, dict[str, Any]] = field(default_factory=dict)


def make(groups: Groups, cache: Path, write: Write) -> Mapping[str, sitecheck.Read]:
    """Make all files of a site but those that are copied.

    Args:
        groups: what the site is made of.
        cache: folder for what is kept.
        write: takes path and content of every file.

    Returns:
        Path of each page to what the check of the site knows of it.

    Raises:
        MacroError: if a page calls a macro with what it cannot take.
        NotIndexedError: if the search cannot be made.
    """
    kept = Kept(cache / "made.sqlite", Record)
    known = {urls.page_path(ref): ref for ref in groups.library.entries}
    pages: dict[str, sitecheck.Read] = {}
    found: list[dict[str, Any]] = []
    try:
        for group in groups.all():
            record = record_of(group, groups, kept, known)
            for path, content in groups.finished(record.made):
                write(path, content)
            pages |= record.read
            found += record.found.values()
    finally:
        kept.close()
    for path, content in search(indexing.ordered(found, groups.library), cache).items():
        write(path, content)
    return pages


def record_of(group: Group, groups: Groups, kept: Kept[Record], known: Mapping[str, str]) -> Record:
    """A group as it is kept, or made now."""
    key = group.key()
    record = kept.get(key)
    if record is None:
        record = Record(group.make())
        for path, html in groups.finished(record.made):
            if path.endswith(".html") and isinstance(html, str):
                record.read[path] = sitecheck.read(path, html, moved=path in group.moved)
                about = indexing.searched(path, html, groups.library, known.get(path))
                if about:
                    record.found[path] = about
        kept.put(key, record)
    return record


def search(found: list[dict[str, Any]], cache: Path) -> dict[str, bytes]:
    """The files of the search; Node makes them only if what is searched has changed."""
    given = indexing.lines(found)
    return _read(folders.kept(cache, "search", keys.digest(keys.code(), given), partial(indexing.make, given)))


def last_search(cache: Path) -> dict[str, bytes]:
    """The files of the search that was made last, which may be of an earlier content; none if there is none."""
    folder = folders.last(cache, "search")
    return _read(folder) if folder else {}


def _read(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(paths)}
