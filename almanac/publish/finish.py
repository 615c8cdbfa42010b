"""Everything after a theme has drawn: entries poured into their frames, files for programs, sitemap and search.

Works on any built site whose frames follow the rule (``overrides/entry.html``),
whatever drew them: MkDocs with Material today.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from html import unescape
from itertools import chain
from pathlib import Path

from almanac.citation.references import Kept
from almanac.content.model import Library
from almanac.exports import api
from almanac.exports.sitemap import sitemap
from almanac.publish import librarypages
from almanac.publish.entries import pour
from almanac.publish.macros import Context
from almanac.publish.prose import poured
from almanac.search import indexing, suggestions
from almanac.search.suggestions import Prose
from almanac.site import render
from almanac.site.pages import Site
from almanac.site.pour import frame_of, frames

_FOUND_AS = re.compile(rf'{indexing.FOUND}="([^"]*)"')
_TITLE = re.compile(r"<title>(.*) · [^<]*</title>")
_LEFT_OUT = ("404.html",)  # drawn by the theme, and no page that a reader looks for


def finish(built: Path, library: Library, site: Site, cache: Path) -> None:
    """Pour the entries into a built site, and write all that is made of them beside.

    Args:
        built: folder of the site as the theme drew it; its frames are taken out.
        library: what to pour.
        site: the site's addresses, and how those outside stand.
        cache: folder that keeps what the next build need not make again; it may be deleted.

    Raises:
        FramesError: if a kind of entry has no frame, or a frame has no slot for the entry.
        NotIndexedError: if the search cannot be made.
    """
    prose, drawn = _taken(built)
    open_frames = frames(drawn)
    filled = {kind: frame.filled(render.everywhere(library)) for kind, frame in open_frames.items()}
    for path in (*prose, *filter(lambda path: (built / path).exists(), _LEFT_OUT)):
        _write(built / path, poured((built / path).read_text("utf-8"), Context(library, site, path)))
    kept = _references(cache)
    made: tuple[Iterator[tuple[str, str | bytes]], ...] = (
        pour(library, filled, site, kept),
        librarypages.pages(library, filled["abstract"], site),
        suggestions.files(library, _searched(built, prose)),
        api.files(library, site),
    )
    for path, data in chain.from_iterable(made):
        _write(built / path, data)
    _write(built / "sitemap.xml", sitemap(library, [*prose, *librarypages.paths(library)], site.url))
    _keep(cache, kept)
    indexing.index(built, library)


def _taken(built: Path) -> tuple[list[str], dict[str, str]]:
    """Paths of the hand-written pages, and each kind's frame, which leaves the site."""
    prose, drawn = [], {}
    for file in sorted(built.rglob("*.html")):
        path, html = file.relative_to(built).as_posix(), file.read_text("utf-8")
        kind = frame_of(html)
        if kind:
            drawn[kind] = html
            file.unlink()
        elif path not in _LEFT_OUT:
            prose.append(path)
    return prose, drawn


def _searched(built: Path, prose: list[str]) -> Iterator[Prose]:
    """Hand-written pages that the search finds."""
    for path in prose:
        html = (built / path).read_text("utf-8")
        kind, title = _FOUND_AS.search(html), _TITLE.search(html)
        if kind and title:
            yield Prose(unescape(title[1]), path, unescape(kind[1]))


def _write(target: Path, data: str | bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data if isinstance(data, bytes) else data.encode())


def _references(cache: Path) -> Kept:
    """References that an earlier build formatted; none if they cannot be read."""
    try:
        found: dict[str, dict[str, str]] = json.loads((cache / "references.json").read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found


def _keep(cache: Path, kept: Kept) -> None:
    cache.mkdir(exist_ok=True)
    fresh = cache / f"references.{os.getpid()}"
    fresh.write_text(json.dumps(kept, sort_keys=True), "utf-8")
    fresh.replace(cache / "references.json")
