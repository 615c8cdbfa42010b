"""What YAML files were found to say, kept for the next command: to read JSON takes a fiftieth of the time.

A file's data is kept under a hash of its bytes and of the code that reads it,
with a sum of what was kept. Whatever does not agree with them is read anew, so
the folder may be deleted, cut off or written to by anyone. What comes from it
is data alone, and passes through the models like data from YAML.
"""

from __future__ import annotations

import functools
import hashlib
import json
import os
import sys
from contextlib import suppress
from pathlib import Path

import yaml
from pydantic_core import to_json

from almanac.content import problem, yamlagain, yamldocument, yamllimits, yamlsource
from almanac.content.problem import Problem
from almanac.content.yamldocument import Document, LongText
from almanac.machine.sources import source

HELD: dict[str, tuple[str, Document]] = {}
"""For each file, the name and the document that this process last read without a problem."""


class YamlCache:
    """Reads files through a folder; without one it reads them all anew."""

    def __init__(self, folder: Path | None) -> None:
        """Keep in a folder, which need not exist."""
        self._folder = folder
        self._used: set[str] = set()
        self._read: set[str] = set()

    def read(self, path: Path, file: str) -> tuple[Document | None, list[Problem]]:
        """As ``yamlsource.read``; a file with problems is never kept."""
        if self._folder is None:
            return yamlsource.read(path, file)
        try:
            raw = yamlsource.contents(path)
        except OSError:
            return yamlsource.read(path, file)
        name = hashlib.sha256(_code() + raw).hexdigest()
        self._used.add(name)
        self._read.add(file)
        last, before = HELD.get(file, ("", None))
        if last == name:
            return before, []
        document = _kept(self._folder / name, file, raw)
        if document is None:
            document, problems = _read(raw, file, before)
            if document is None or problems:
                return document, problems
            _keep(self._folder / name, document)
        HELD[file] = name, document
        return document, []

    def forget_the_rest(self) -> None:
        """Remove what was kept of files that were not read this time."""
        if self._folder and self._folder.is_dir():
            for path in self._folder.iterdir():
                if path.name not in self._used:
                    path.unlink(missing_ok=True)
            for file in HELD.keys() - self._read:
                del HELD[file]


_READERS = (yamlsource, yamlagain, yamldocument, yamllimits, problem)


@functools.cache
def _code() -> bytes:
    """A hash of what reads YAML."""
    modules = map(source, (sys.modules[__name__], *_READERS))
    return hashlib.sha256(b"\0".join([yaml.__version__.encode(), *modules])).digest()


def _read(raw: bytes, file: str, before: Document | None) -> tuple[Document | None, list[Problem]]:
    """A file as it is now. What it said before saves most of the work."""
    with suppress(UnicodeDecodeError):
        document = yamlagain.read(raw.decode("utf-8-sig"), file, before) if before else None
        if document:
            return document, []
    return yamlsource.parse_bytes(raw, file)


def _kept(path: Path, file: str, raw: bytes) -> Document | None:
    try:
        sum_, _, told = path.read_bytes().partition(b"\n")
        if sum_.decode() != hashlib.sha256(told).hexdigest():
            return None
        data, starts, long = json.loads(told)
        texts = tuple(LongText(int(begin), int(column), int(end), str(style)) for begin, column, end, style in long)
        places = tuple((int(line), int(column)) for line, column in starts)
        return Document(file, data, places, raw.decode("utf-8-sig"), texts)
    except (OSError, ValueError, TypeError, RecursionError):
        return None


def _keep(path: Path, document: Document) -> None:
    told = to_json([document.data, document.starts, document.long])  # in a third of the time of Python's own
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_bytes(hashlib.sha256(told).hexdigest().encode() + b"\n" + told)
        fresh.replace(path)
    except OSError:
        fresh.unlink(missing_ok=True)  # to keep nothing costs time and no more
