"""Everything after a theme has drawn: entries poured into their frames, files for programs, sitemap and search.

Works on any drawn site whose frames follow the rule (``overrides/entry.html``),
whatever drew it: MkDocs with Material today.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from almanac.citation import referencecache
from almanac.content.model import Library
from almanac.publish import drawn, making, offline, sitecheck
from almanac.publish.claims import Claims
from almanac.publish.groups import Groups
from almanac.site.pages import Site

REFERENCES = "references.json"


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
        ClaimedTwiceError: if two things want one path.
        NotFormattedError: if references cannot be made.
        NotIndexedError: if the search cannot be made.
        NotBundledError: if the offline worker cannot be made.
        EndedError: if the second process was killed.
    """
    found = drawn.read(built)
    for path in found.framed:
        (built / path).unlink()
    copied = {path: (built / path).read_bytes() for path in found.assets}
    for path in found.assets:
        (built / path).unlink()
    claims = Claims()

    def write(path: str, data: str | bytes) -> None:
        claims.claim(path)
        (built / path).parent.mkdir(parents=True, exist_ok=True)
        (built / path).write_bytes(data if isinstance(data, bytes) else data.encode())

    finished(replace(found, copied=copied), library, site, cache, write)
    for path, text in offline.files(found, library, offline.sums(built), offline.reader(built), cache).items():
        write(path, text)


def finished(
    found: drawn.Drawn, library: Library, site: Site, cache: Path, write: making.Write
) -> Mapping[str, sitecheck.Read]:
    """As ``finish``, but what was drawn stays as it is.

    Args:
        found: the site as the theme drew it, with what is copied.
        library: what to pour.
        site: the site's addresses, and how those outside stand.
        cache: as above.
        write: takes path and content of every file.

    Returns:
        Path of each page to what the check of the site knows of it.
    """
    kept = referencecache.read(cache / REFERENCES)
    try:
        return making.make(Groups(library, found, site, kept), cache, write)
    finally:
        referencecache.write(cache / REFERENCES, kept)
