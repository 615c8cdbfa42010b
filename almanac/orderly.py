"""Pagefind's index in one order, and in fewer bytes: the same pages give the same bytes.

Pagefind 1.5 writes filters, their values and its sorts in the order of a hash
table, which differs from run to run, and names the files by their bytes. Here
they are read, sorted, written and named anew. What a reader of many pages
would fetch for nothing is taken out of the metadata: its sorts, and random
names of pages, which do not compress. Pages are numbered instead, after a
mark of the whole index, so that a file of that name never changes. The files
are gzip over a signature and CBOR (RFC 8949), of which Pagefind uses texts,
numbers and lists.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_SIGNATURE = b"pagefind_dcd"
_UNSIGNED, _TEXT, _LIST = 0, 3, 4  # major types
_PAGES, _FILTERS, _SORTS, _FIELDS = 1, 3, 4, 6  # what stands where in the metadata, and how much there is


class UnknownIndexError(Exception):
    """The index is not in the form that Pagefind 1.5 writes."""


@dataclass(frozen=True)
class Numbered:
    """The pages of an index: its mark, and their paths; page 7 goes by ``mark-7``."""

    mark: str
    paths: tuple[str, ...]


def put_in_order(folder: Path) -> tuple[Numbered, ...]:
    """Put Pagefind's output in one order, and number its pages.

    Returns:
        The pages of the index of each language.

    Raises:
        UnknownIndexError: if it is not what this was written for; it may then be half in order.
    """
    entry_file = folder / "pagefind-entry.json"
    entry = json.loads(entry_file.read_text("utf-8"))
    made = []
    for language in entry["languages"].values():
        old = folder / f"pagefind.{language['hash']}.pf_meta"
        meta = read(old.read_bytes())
        if not isinstance(meta, list) or len(meta) != _FIELDS:
            raise UnknownIndexError(f"{old.name} has another form than Pagefind 1.5 gives it.")
        meta[_FILTERS] = sorted([name, _filter(folder / "filter", own)] for name, own in meta[_FILTERS])
        meta[_SORTS] = []
        made.append(_number(folder / "fragment", meta[_PAGES]))
        data, start = write(meta), language["hash"].partition("_")[0]
        language["hash"] = f"{start}_{_digest(data)}"
        old.unlink()
        (folder / f"pagefind.{language['hash']}.pf_meta").write_bytes(data)
    entry_file.write_text(json.dumps(entry, ensure_ascii=False, sort_keys=True), "utf-8")
    return tuple(made)


def _number(folder: Path, pages: list[list[Any]]) -> Numbered:
    """Name the pages of an index by number, in place. Pages that say the same share a file, and stay one."""
    mark = _digest(write(pages))[:6]
    fresh: dict[str, str] = {}
    paths = []
    for number, page in enumerate(pages):
        own = page[0]
        page[0] = fresh.setdefault(own, f"{mark}-{number}")
        file = folder / f"{page[0]}.pf_fragment"
        if not file.exists():
            (folder / f"{own}.pf_fragment").rename(file)
        paths.append(_path(file))
    return Numbered(mark, tuple(paths))


def _path(fragment: Path) -> str:
    """Where a page stands in the site; Pagefind calls a folder's page by the folder's name."""
    address = str(json.loads(gzip.decompress(fragment.read_bytes()).removeprefix(_SIGNATURE))["url"]).removeprefix("/")
    return address if address.endswith(".html") else f"{address}index.html"


def _filter(folder: Path, own: str) -> str:
    """Sort the values of one filter; gives its new name."""
    old = folder / f"{own}.pf_filter"
    name, values = read(old.read_bytes())
    data = write([name, sorted(values)])
    fresh = f"{own.partition('_')[0]}_{_digest(data)}"
    old.unlink()
    (folder / f"{fresh}.pf_filter").write_bytes(data)
    return fresh


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:10]


def read(data: bytes) -> Any:
    """What a file holds; UnknownIndexError for what Pagefind does not write."""
    plain = gzip.decompress(data)
    if not plain.startswith(_SIGNATURE):
        raise UnknownIndexError("a file of the index has another signature.")
    value, end = _read(plain, len(_SIGNATURE))
    if end != len(plain):
        raise UnknownIndexError("a file of the index goes on after its end.")
    return value


def write(value: object) -> bytes:
    """The file that holds a value."""
    return gzip.compress(_SIGNATURE + _written(value), 9, mtime=0)


def _read(data: bytes, at: int) -> tuple[Any, int]:
    """A value and where it ends."""
    major, number = divmod(data[at], 32)
    at += 1
    if number > 23:  # noqa: PLR2004  (a number that stands in the 1, 2, 4 or 8 bytes that follow)
        size = 1 << (number - 24)
        number, at = int.from_bytes(data[at : at + size], "big"), at + size
    if major == _UNSIGNED:
        return number, at
    if major == _TEXT:
        return data[at : at + number].decode(), at + number
    if major != _LIST:
        raise UnknownIndexError(f"a file of the index holds a value of another type ({major}).")
    held = []
    for _ in range(number):
        value, at = _read(data, at)
        held.append(value)
    return held, at


def _written(value: object) -> bytes:
    match value:
        case int():
            return _head(_UNSIGNED, value)
        case str():
            text = value.encode()
            return _head(_TEXT, len(text)) + text
        case list():
            return _head(_LIST, len(value)) + b"".join(map(_written, value))
    raise UnknownIndexError(f"a value of the index is {type(value).__name__}.")


def _head(major: int, number: int) -> bytes:
    if number < 24:  # noqa: PLR2004
        return bytes([major * 32 + number])
    size = next(size for size in range(4) if number < 1 << (8 << size))
    return bytes([major * 32 + 24 + size]) + number.to_bytes(1 << size, "big")
