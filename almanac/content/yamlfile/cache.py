"""A cache of parsed YAML files for the next command: reading JSON takes a fiftieth of the time.

A file's data is cached under a hash of its bytes and of the code that parses it, with a checksum. If either does not
match, the file is parsed again, so the folder may safely be deleted, truncated or written to by anyone. The cache
yields only data, which the models validate like data from YAML.
"""

from __future__ import annotations

import functools
import hashlib
import json
import sys
from contextlib import suppress
from pathlib import Path

import yaml
from pydantic_core import to_json

from almanac.content import problem
from almanac.content.problem import Problem
from almanac.content.yamlfile import document, incremental, limits, parser
from almanac.content.yamlfile.document import Document, LongText
from almanac.machine import atomic
from almanac.machine.sources import source

IN_MEMORY: dict[str, tuple[str, Document]] = {}
"""For each file, the cache name and the document of the last time this process read it without a problem."""


class YamlCache:
    """Reads files through a cache folder; without one, it parses them all."""

    def __init__(self, folder: Path | None) -> None:
        """Use this cache folder, which need not exist yet."""
        self._folder = folder
        self._used: set[str] = set()
        self._read: set[str] = set()

    def read(self, path: Path, file: str) -> tuple[Document | None, list[Problem]]:
        """As ``parser.read``; a file with problems is never cached."""
        if self._folder is None:
            return parser.read(path, file)
        try:
            raw = limits.contents(path)
        except OSError:
            return parser.read(path, file)
        name = hashlib.sha256(_code() + raw).hexdigest()
        self._used.add(name)
        self._read.add(file)
        last, before = IN_MEMORY.get(file, ("", None))
        if last == name:
            return before, []
        document = _load_cached(self._folder / name, file, raw)
        if document is None:
            document, problems = _read(raw, file, before)
            if document is None or problems:
                return document, problems
            _store(self._folder / name, document)
        IN_MEMORY[file] = name, document
        return document, []

    def prune(self) -> None:
        """Remove the cached data of files that were not read this time."""
        if self._folder and self._folder.is_dir():
            for path in self._folder.iterdir():
                if path.name not in self._used:
                    path.unlink(missing_ok=True)
            for file in IN_MEMORY.keys() - self._read:
                del IN_MEMORY[file]


_READERS = (parser, incremental, document, limits, problem)


@functools.cache
def _code() -> bytes:
    """Return a hash of the code that parses YAML."""
    modules = map(source, (sys.modules[__name__], *_READERS))
    return hashlib.sha256(b"\0".join([yaml.__version__.encode(), *modules])).digest()


def _read(raw: bytes, file: str, before: Document | None) -> tuple[Document | None, list[Problem]]:
    """Parse a file, using its earlier document to save most of the work."""
    with suppress(UnicodeDecodeError):
        document = incremental.read(raw.decode("utf-8-sig"), file, before) if before else None
        if document:
            return document, []
    return parser.parse_bytes(raw, file)


def _load_cached(path: Path, file: str, raw: bytes) -> Document | None:
    try:
        sum_, _, payload = path.read_bytes().partition(b"\n")
        if sum_.decode() != hashlib.sha256(payload).hexdigest():
            return None
        data, starts, long = json.loads(payload)
        texts = tuple(LongText(int(begin), int(column), int(end), str(style)) for begin, column, end, style in long)
        places = tuple((int(line), int(column)) for line, column in starts)
        return Document(file, data, places, raw.decode("utf-8-sig"), texts)
    except (OSError, ValueError, TypeError, RecursionError):
        return None


def _store(path: Path, document: Document) -> None:
    payload = to_json([document.data, document.starts, document.long])  # takes a third of the time of Python's json
    with suppress(OSError):  # a failure to write the cache costs only time
        atomic.write(path, hashlib.sha256(payload).hexdigest().encode() + b"\n" + payload)
