"""The parts of a built site that readers need without a network, found in the site itself rather than listed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from fnmatch import fnmatchcase
from html import unescape
from posixpath import dirname, join, normpath, splitext
from urllib.parse import unquote

from almanac.content.kinds.urgent_help import URGENT_HELP

OFFLINE_META = '<meta name="almanac-offline" content="kept">'
"""The mark in the head of a hand-written page that is cached on the first visit.

``overrides/main.html`` adds it to pages with ``offline: true`` in their front matter.
"""

PAGE = "offline/index.html"
"""The page about offline use, which is also shown in place of one that is not saved."""

DIGITS = 12
"""How many digits of a hash tell one version of a file from another."""

_ADDRESS = re.compile(r'<(?:script|link|img|source)\b[^>]*?\s(?:src|href)="([^"#?]+)', re.IGNORECASE)
_SHEET = re.compile(r"""url\(\s*["']?([^"')]+)""")
_FETCHED = re.compile(r"""["'`](?:\.\./)*((?:[\w.-]|\$\{[^{}`]*\})+(?:/(?:[\w.-]|\$\{[^{}`]*\})+)+)["'`]""")
_TOLD_LATER = re.compile(r"\$\{[^{}`]*\}")
_SHOWN = (".html", ".css", ".js", ".svg", ".png", ".woff2", ".webmanifest")
_MAX_PRECACHED_BYTES = 500_000  # bytes; larger data files, such as a long catalogue, are not cached on the first visit
_NO_PAGE = "404.html"  # its addresses work only on a server

ReadText = Callable[[str], str]


def fetched(scripts: Iterable[str]) -> tuple[str, ...]:
    """Return the paths of the data that scripts fetch, sorted, with an asterisk for parts only known at run time.

    Args:
        scripts: the text of each.
    """
    found = {_TOLD_LATER.sub("*", path) for text in scripts for path in _FETCHED.findall(text)}
    return tuple(sorted(path for path in found if path.endswith(".json") or path.startswith("assets/search/")))


def data(files: AbstractSet[str], read: ReadText) -> list[str]:
    """Return the paths of all data of a site that its scripts may fetch, sorted.

    Args:
        files: paths of all files of the site.
        read: returns the text of one.
    """
    patterns = fetched(read(path) for path in sorted(files) if path.endswith(".js") and path.startswith("assets/"))
    json = (path for path in files if path.endswith(".json"))
    return sorted(path for path in json if any(fnmatchcase(path, pattern) for pattern in patterns))


def precached(marked: Iterable[str], files: Mapping[str, tuple[int, str]], read: ReadText) -> list[str]:
    """Return the paths that a browser caches on the first visit, sorted.

    These are the marked pages, urgent help, and any files that they load or that their scripts fetch under a fixed
    name.

    Args:
        marked: paths of the hand-written pages to be cached.
        files: path of each file of the site to its size and hash.
        read: returns the text of one.
    """
    urgent = (path for path in files if path.startswith(f"{URGENT_HELP.folder}/") and path.endswith(".html"))
    kept: set[str] = set()
    ahead = [path for path in (*marked, *urgent) if path in files]
    while ahead:
        path = ahead.pop()
        if path not in kept:
            kept.add(path)
            ahead += [other for other in _dependencies(path, read) if other in files and _is_small(other, files)]
    return sorted(kept)


def saved_on_request(files: Mapping[str, tuple[int, str]], read: ReadText) -> list[tuple[str, int, str]]:
    """Return path, size and hash of each file that "Save everything" saves, sorted.

    These are all files that pages show, without files for download.

    Args:
        files: path of each file of the site to its size and hash.
        read: returns the text of one.
    """
    wanted = {path for path in files if path.endswith(_SHOWN) and not path.startswith("api/") and path != _NO_PAGE}
    wanted.discard("sw.js")
    return [(path, *files[path]) for path in sorted(wanted | set(data(files.keys(), read)))]


def _is_small(path: str, files: Mapping[str, tuple[int, str]]) -> bool:
    return path.endswith(_SHOWN) or (path.endswith(".json") and files[path][0] <= _MAX_PRECACHED_BYTES)


def _dependencies(path: str, read: ReadText) -> Iterator[str]:
    """Yield the addresses that a page, a style sheet or a script loads."""
    kind = splitext(path)[1]
    if kind == ".js":
        yield from (name for name in fetched([read(path)]) if "*" not in name)
        return
    pattern = {".html": _ADDRESS, ".css": _SHEET}.get(kind)
    for address in pattern.findall(read(path)) if pattern else ():
        yield resolved_path(path, address)


def resolved_path(path: str, address: str) -> str:
    """Resolve an address in a page or a style sheet to a path of the site."""
    return normpath(join(dirname(path), unquote(unescape(address))))
