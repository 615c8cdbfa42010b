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
from almanac.publish.tree import Tree
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
    _pour(found, library, site, cache, lambda path, content: _write(built / path, content))
    for path in found.framed:
        (built / path).unlink()


def finished(folder: Path, library: Library, site: Site, cache: Path, tree: Tree) -> Mapping[str, sitecheck.Read]:
    """As ``finish``, into another folder, of which only what changed is written.

    Args:
        folder: the site as the theme drew it, which stays as it is.
        library: what to pour.
        site: the site's addresses, and how those outside stand.
        cache: as above.
        tree: the folder for the finished site.

    Returns:
        Path of each page to what the check of the site knows of it.
    """
    found = drawn.read(folder)
    for path in found.assets:
        tree.write(path, (folder / path).read_bytes())
    read = _pour(found, library, site, cache, tree.write)
    tree.close()
    return read


def _pour(
    found: drawn.Drawn, library: Library, site: Site, cache: Path, write: making.Write
) -> Mapping[str, sitecheck.Read]:
    kept = _references(cache)
    read = making.make(Groups(library, found, site, kept), cache, write)
    _keep(cache, kept)
    return read


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
