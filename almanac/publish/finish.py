"""Finish a rendered site: pour the entries into their frames, and add data files, sitemap and search.

This works on any rendered site whose frames follow the rule in ``overrides/entry.html``, whichever generator made it.
At present that is MkDocs with Material.
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
    """Pour the entries into a rendered site, write all files derived from them, and remove the frames.

    Args:
        built: folder of the site as the theme rendered it.
        library: the library to pour.
        site: the site's addresses, and the state of its links to other sites.
        cache: the cache folder, which may be deleted at any time.

    Raises:
        FramesError: if a kind of entry has no frame, or a frame has no slot for the entry.
        MacroError: if a page passes arguments to a macro that it does not accept.
        ClaimedTwiceError: if two files claim the same path.
        NotFormattedError: if references cannot be formatted.
        NotIndexedError: if the search index cannot be built.
        NotMinifiedError: if a script or style sheet has an error.
        NotBundledError: if the service worker cannot be bundled.
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
) -> Mapping[str, sitecheck.PageFacts]:
    """Do the same as ``finish``, but without changing the rendered site.

    Args:
        found: the rendered site, with the files to copy.
        library: the library to pour.
        site: the site's addresses, and the state of its links to other sites.
        cache: the cache folder.
        write: called with the path and content of every file.

    Returns:
        What the site check needs to know about each page, by path.
    """
    kept = referencecache.read(cache / REFERENCES)
    try:
        return making.make_site(Groups(library, found, site, kept), cache, write)
    finally:
        referencecache.write(cache / REFERENCES, kept)
