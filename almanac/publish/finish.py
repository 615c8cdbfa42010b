"""Everything after a theme has drawn: entries poured into their frames, files for programs, sitemap and search.

Works on any drawn site whose frames follow the rule (``overrides/entry.html``),
whatever drew it: MkDocs with Material today.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

from almanac.citation.references import Kept
from almanac.content.model import Library
from almanac.publish import drawn, making, sitecheck
from almanac.publish.groups import Groups
from almanac.site.pages import Site


def finish(built: Path, library: Library, site: Site, cache: Path) -> None:
    """Pour the entries into a drawn site, and write all that is made of them beside; its frames are taken out.

    Args:
        built: folder of the site as the theme drew it.
        library: what to pour.
        site: the site's addresses, and how those outside stand.
        cache: folder that keeps what the next build need not make again; it may be deleted.

    Raises:
        FramesError: if a kind of entry has no frame, or a frame has no slot for the entry.
        MacroError: if a page calls a macro with what it cannot take.
        NotIndexedError: if the search cannot be made.
    """
    found = drawn.read(built)
    finished(found, library, site, cache, lambda path, content: _write(built / path, content))
    for path in found.framed:
        (built / path).unlink()


def finished(
    found: drawn.Drawn, library: Library, site: Site, cache: Path, write: making.Write
) -> Mapping[str, sitecheck.Read]:
    """As ``finish``, but what was drawn stays as it is.

    Args:
        found: the site as the theme drew it.
        library: what to pour.
        site: the site's addresses, and how those outside stand.
        cache: as above.
        write: takes path and content of every file but the assets.

    Returns:
        Path of each page to what the check of the site knows of it.
    """
    kept = references(cache)
    read = making.make(Groups(library, found, site, kept), cache, write)
    keep_references(cache, kept)
    return read


def _write(target: Path, data: str | bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data if isinstance(data, bytes) else data.encode())


def references(cache: Path) -> Kept:
    """References that an earlier build formatted; none if they cannot be read."""
    try:
        found: dict[str, dict[str, str]] = json.loads((cache / "references.json").read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found


def keep_references(cache: Path, kept: Kept) -> None:
    """Keep them for the next build."""
    cache.mkdir(exist_ok=True)
    fresh = cache / f"references.{os.getpid()}"
    fresh.write_text(json.dumps(kept, sort_keys=True), "utf-8")
    fresh.replace(cache / "references.json")
