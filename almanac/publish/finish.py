"""Everything after a theme has drawn: entries poured into their frames, files for programs, sitemap and search.

Works on any built site whose frames follow the rule (``overrides/entry.html``),
whatever drew them: MkDocs with Material today.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from html import unescape
from itertools import chain
from pathlib import Path

from almanac.citation import referencecache
from almanac.content.model import Library
from almanac.content.problem import AlmanacError
from almanac.exports import api
from almanac.exports.sitemap import sitemap
from almanac.publish import librarypages
from almanac.publish.entries import pour
from almanac.search import indexing, suggestions
from almanac.search.suggestions import Prose
from almanac.site.pages import Site
from almanac.site.pour import frame_of, frames
from almanac.site.theme import without_unused

_FOUND_AS = re.compile(rf'{indexing.FOUND}="([^"]*)"')
_TITLE = re.compile(r"<title>(.*) · [^<]*</title>")
_REFERENCES = "references.json"
_LEFT_OUT = ("404.html",)  # drawn by the theme, and no page that a reader looks for


class ClaimedTwiceError(AlmanacError):
    """Two makers want the same path of the site; the message names it."""


def finish(built: Path, library: Library, site: Site, cache: Path) -> None:
    """Pour the entries into a built site, and write all that is made of them beside.

    Args:
        built: folder of the site as the theme drew it; its frames are taken out.
        library: what to pour.
        site: the site's addresses, and how those outside stand.
        cache: folder that keeps what the next build need not make again; it may be deleted.

    Raises:
        FramesError: if a kind of entry has no frame, or a frame has no slot for the entry.
        ClaimedTwiceError: if two things want one path.
        NotIndexedError: if the search cannot be made.
    """
    prose, drawn = _taken(built)
    filled = frames(drawn)
    writer = Writer(built)
    kept = referencecache.read(cache / _REFERENCES)
    made: tuple[Iterator[tuple[str, str | bytes]], ...] = (
        pour(library, filled, site, kept),
        librarypages.pages(library, filled["abstract"], site),
        suggestions.files(library, _searched(built, prose)),
        api.files(library, site),
    )
    for path, data in chain.from_iterable(made):
        writer.write(path, data)
    writer.write("sitemap.xml", sitemap(library, [*prose, *librarypages.paths(library)], site.url))
    referencecache.write(cache / _REFERENCES, kept)
    _index(built, library, writer)


def _taken(built: Path) -> tuple[list[str], dict[str, str]]:
    """Paths of the hand-written pages, and each kind's frame, which leaves the site."""
    prose, drawn = [], {}
    for file in sorted(built.rglob("*.html")):
        path, html = file.relative_to(built).as_posix(), without_unused(file.read_text("utf-8"))
        kind = frame_of(html)
        if kind:
            drawn[kind] = html
            file.unlink()
            continue
        file.write_text(html, "utf-8", newline="\n")
        if path not in _LEFT_OUT:
            prose.append(path)
    return prose, drawn


def _searched(built: Path, prose: list[str]) -> Iterator[Prose]:
    """Hand-written pages that the search finds."""
    for path in prose:
        html = (built / path).read_text("utf-8")
        kind, title = _FOUND_AS.search(html), _TITLE.search(html)
        if kind and title:
            yield Prose(unescape(title[1]), path, unescape(kind[1]))


def _index(built: Path, library: Library, writer: Writer) -> None:
    """Make the search, beside the site at first, so that what it makes claims its paths like everything else."""
    with tempfile.TemporaryDirectory() as folder:
        indexing.index(built, library, Path(folder))
        for path in sorted(path for path in Path(folder).rglob("*") if path.is_file()):
            writer.write(path.relative_to(folder).as_posix(), path.read_bytes())


class Writer:
    """Writes files of the site, each path once: ``check`` knows of most second claims, this of all."""

    def __init__(self, built: Path) -> None:
        """Take what the theme drew as claimed."""
        self._built = built
        drawn = (path.relative_to(built).as_posix() for path in built.rglob("*") if path.is_file())
        self._claimed = {path.casefold() for path in drawn}

    def write(self, path: str, data: str | bytes) -> None:
        """Write a file, by its path from the root; ClaimedTwiceError if another stands there."""
        if path.casefold() in self._claimed:
            raise ClaimedTwiceError(
                f'two things want the address "{path}" on the site. Rename one: an entry or a file of docs/.'
            )
        self._claimed.add(path.casefold())
        target = self._built / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data if isinstance(data, bytes) else data.encode())
