"""The names under which assets are published: each carries a hash of what is in the file.

A browser may then keep an asset for ever, and a new page never meets an old
script: whatever changes has another name. Everything in ``assets/`` is named
so, but for the index of the search, whose folder has its own mark
(``search/js/index.js``). Until a site is written everything goes by its plain
name, so that a changed style sheet makes no page anew.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from posixpath import dirname, join, normpath, relpath, splitext
from urllib.parse import urlsplit

FOLDER = "assets/"
NOT_NAMED = "assets/search/"
KINDS = ("css", "fonts", "images", "js")
"""Folders of ``assets/`` that hold nothing but files with a hash in their names."""

_DIGITS = 12
_SHEET = re.compile(r"""(url\(\s*["']?|@import\s+["'])([^"')\s]+)""")
_MODULE = re.compile(r"""((?:\bfrom|\bimport)\s*\(?\s*["'])(\.{1,2}/[^"']+)""")
_HASH = re.compile(rf"\.[0-9a-f]{{{_DIGITS}}}(?=\.[^./]+$)")
_IN_PAGE = re.compile(r'(\s(?:src|href)=")([^"#?]*\bassets/[^"#?]*)')
_REFERENCES = {".css": _SHEET, ".js": _MODULE, ".mjs": _MODULE}


@dataclass(frozen=True)
class Named:
    """Assets as they are published.

    Attributes:
        files: published path to content.
        names: plain path to published path.
    """

    files: Mapping[str, bytes] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)

    def and_also(self, other: Named) -> Named:
        """These and others."""
        return Named({**self.files, **other.files}, {**self.names, **other.names})

    def in_page(self, path: str, html: str, root: str = "/") -> str:
        """A page with the published names in place of the plain ones.

        Args:
            path: the page's path from the root of the site.
            html: the page, or a piece of it.
            root: the folder of its server that the site is made for: the page for what is not there names it.
        """

        def name(found: re.Match[str]) -> str:
            address = found[2]
            plain = address.removeprefix(root) if address.startswith(root) else normpath(join(dirname(path), address))
            published = self.names.get(plain)
            return found[1] + (address.removesuffix(_file(plain)) + _file(published) if published else address)

        return _IN_PAGE.sub(name, html)


def is_named(path: str) -> bool:
    """Whether a file of the site is published under a name with a hash."""
    return path.startswith(FOLDER) and not path.startswith(NOT_NAMED)


def plain(path: str) -> str:
    """The plain name of a file that is published under a name with a hash; of any other its own."""
    return _HASH.sub("", path) if is_named(path) else path


def root_of(url: str) -> str:
    """The folder of its server that a site of this address is made for: ``/`` or ``/almanac/``."""
    return f"{urlsplit(url).path.rstrip('/')}/"


def named(files: Mapping[str, bytes]) -> Named:
    """Give assets the names under which they are published, and let them call each other by these.

    A style sheet's name also covers the fonts and pictures that it names, and a
    module's the modules that it imports.

    Args:
        files: plain path from the root of the site to content.
    """
    wanted = {path: data for path, data in files.items() if is_named(path)}
    names = {path: _name(path, b"\0".join(wanted[one] for one in _reached(path, wanted))) for path in wanted}
    return Named({names[path]: _rewritten(path, data, names) for path, data in wanted.items()}, names)


def _name(path: str, data: bytes) -> str:
    stem, end = splitext(path)
    return f"{stem}.{hashlib.sha256(data).hexdigest()[:_DIGITS]}{end}"


def _file(path: str) -> str:
    return path.rpartition("/")[2]


def _reached(path: str, files: Mapping[str, bytes]) -> list[str]:
    """An asset, then all that it names, and what these name, in order: they may name each other in a circle."""
    found, ahead = set[str](), [path]
    while ahead:
        one = ahead.pop()
        if one not in found:
            found.add(one)
            ahead += _needed(one, files)
    return [path, *sorted(found - {path})]


def _needed(path: str, files: Mapping[str, bytes]) -> Iterator[str]:
    """The assets that an asset names."""
    pattern = _REFERENCES.get(splitext(path)[1])
    for found in pattern.finditer(files[path].decode()) if pattern else ():
        other = normpath(join(dirname(path), found[2]))
        if other in files:
            yield other


def _rewritten(path: str, data: bytes, names: Mapping[str, str]) -> bytes:
    pattern = _REFERENCES.get(splitext(path)[1])
    if pattern is None:
        return data

    def name(found: re.Match[str]) -> str:
        other = names.get(normpath(join(dirname(path), found[2])))
        if other is None:
            return found[0]
        near = relpath(other, dirname(path))
        return found[1] + (near if near.startswith(".") or pattern is _SHEET else f"./{near}")

    return pattern.sub(name, data.decode()).encode()
