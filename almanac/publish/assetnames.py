"""The published names of assets, each of which contains a hash of the file's content.

A browser can cache an asset for ever, and a new page never loads an old script, because a changed file gets a new name.
Every file in ``assets/`` is named like this, except the search index, whose folder has a marker of its own
(``search/js/build.js``). Until a site is written, every asset goes by its plain name, so that changing a style sheet
does not cause pages to be rebuilt.
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
"""Folders of ``assets/`` in which every file has a hash in its name."""

_DIGITS = 12
_SHEET = re.compile(r"""(url\(\s*["']?|@import\s+["'])([^"')\s]+)""")
_MODULE = re.compile(r"""((?:\bfrom|\bimport)\s*\(?\s*["'])(\.{1,2}/[^"']+)""")
_HASH = re.compile(rf"\.[0-9a-f]{{{_DIGITS}}}(?=\.[^./]+$)")
_IN_PAGE = re.compile(r"""(\s(?:src|href)=["'])([^"'#?]*\bassets/[^"'#?]*)""")
_REFERENCES = {".css": _SHEET, ".js": _MODULE, ".mjs": _MODULE}


@dataclass(frozen=True)
class AssetManifest:
    """Assets under their published names.

    Attributes:
        files: content of each file, by published path.
        names: published path of each file, by plain path.
    """

    files: Mapping[str, bytes] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)

    def and_also(self, other: AssetManifest) -> AssetManifest:
        """Return these assets together with others."""
        return AssetManifest({**self.files, **other.files}, {**self.names, **other.names})

    def in_page(self, path: str, html: str, root: str = "/") -> str:
        """Replace the plain names of assets in a page with the published ones.

        Args:
            path: the page's path from the site root.
            html: the page, or a part of it.
            root: the URL path at which the site is hosted, with which addresses on the 404 page begin.
        """

        def name(found: re.Match[str]) -> str:
            address = found[2]
            plain = address.removeprefix(root) if address.startswith(root) else normpath(join(dirname(path), address))
            published = self.names.get(plain)
            return found[1] + (address.removesuffix(_file(plain)) + _file(published) if published else address)

        return _IN_PAGE.sub(name, html)


def is_named(path: str) -> bool:
    """Return whether a file of the site is published under a name that contains a hash."""
    return path.startswith(FOLDER) and not path.startswith(NOT_NAMED)


def plain(path: str) -> str:
    """Return the plain name of a published file, which is its own name if it has no hash."""
    return _HASH.sub("", path) if is_named(path) else path


def root_of(url: str) -> str:
    """Return the URL path at which a site is hosted, such as ``/`` or ``/almanac/``."""
    return f"{urlsplit(url).path.rstrip('/')}/"


def named(files: Mapping[str, bytes]) -> AssetManifest:
    """Give assets their published names, and update the references between them.

    The hash of a style sheet also covers the fonts and images to which it refers, and that of a module covers its
    imports.

    Args:
        files: content of each file, by plain path from the site root.
    """
    wanted = {path: data for path, data in files.items() if is_named(path)}
    names = {path: _name(path, b"\0".join(wanted[one] for one in _reached(path, wanted))) for path in wanted}
    return AssetManifest({names[path]: _rewritten(path, data, names) for path, data in wanted.items()}, names)


def _name(path: str, data: bytes) -> str:
    stem, end = splitext(path)
    return f"{stem}.{hashlib.sha256(data).hexdigest()[:_DIGITS]}{end}"


def _file(path: str) -> str:
    return path.rpartition("/")[2]


def _reached(path: str, files: Mapping[str, bytes]) -> list[str]:
    """Return an asset and all its direct and indirect references, in a stable order. References may be circular."""
    found, ahead = set[str](), [path]
    while ahead:
        one = ahead.pop()
        if one not in found:
            found.add(one)
            ahead += _needed(one, files)
    return [path, *sorted(found - {path})]


def _needed(path: str, files: Mapping[str, bytes]) -> Iterator[str]:
    """Yield the assets to which an asset refers."""
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
