"""The files of a built site for readers without a network, derived from all its other files."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from almanac.content.model import Library
from almanac.content.problem import AlmanacError
from almanac.machine import atomic
from almanac.offline import disk, parts, worker
from almanac.publish import folders, keys
from almanac.publish.drawn import Drawn
from almanac.publish.tree import content_hash
from almanac.site.render import everywhere


class NotBuiltError(AlmanacError):
    """There is no built site."""


def files(
    found: Drawn, library: Library, site: Mapping[str, tuple[int, str]], read: parts.ReadText, cache: Path
) -> dict[str, str]:
    """Return the path and text of the service worker and of the list of everything to download.

    Args:
        found: the site as the theme rendered it. Its hand-written pages say whether they are to work offline.
        library: the library from which the site was built.
        site: size and hash of each of its other files, by path.
        read: returns the text of a file, given its path.
        cache: the cache folder.

    Raises:
        NotBundledError: if the worker cannot be bundled.
    """
    code = folders.kept(cache, "worker", keys.code(), worker.bundle) / "worker.js"
    marked = [path for path, html in found.pages.items() if parts.OFFLINE_META in html]
    site = {path: (size, digest[: parts.DIGITS]) for path, (size, digest) in site.items()}
    told = everywhere(library)
    return {
        worker.SCRIPT: worker.script(code.read_text("utf-8"), marked, site, read),
        worker.LIST: worker.save_all_list(site, read, told["version"], told["day"]),
    }


def zipped(site: Path) -> bytes:
    """Return a built site as one zip file that can be unpacked and opened from a disk.

    Raises:
        NotBuiltError: if there is no built site.
    """
    try:
        told = json.loads((site / worker.LIST).read_bytes())
        version, day = str(told["version"]), str(told["day"])
    except (OSError, ValueError, LookupError, TypeError):
        raise NotBuiltError('there is no built site to make it from. Run "almanac build" first.') from None
    return disk.zipped({path: (site / path).read_bytes() for path in _paths(site)}, version, day)


def write(site: Path, target: Path) -> int:
    """Write that zip file, complete or not at all, and return its size in bytes.

    Raises:
        NotBuiltError: if there is no built site.
        OSError: if the file cannot be written.
    """
    data = zipped(site)
    atomic.write(target, data)
    return len(data)


def _paths(site: Path) -> list[str]:
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())


def sums(site: Path) -> dict[str, tuple[int, str]]:
    """Return the size and hash of each file in a folder, by path."""
    held = {path: (site / path).read_bytes() for path in _paths(site)}
    return {path: (len(data), content_hash(data)) for path, data in held.items()}


def reader(site: Path) -> parts.ReadText:
    """Return a function that reads the text of a site's file, given its path."""
    return lambda path: (site / path).read_text("utf-8")
