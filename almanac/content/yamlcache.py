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
from pathlib import Path

import yaml

from almanac.content import problem, yamldocument, yamllimits, yamlsource
from almanac.content.problem import Problem
from almanac.content.yamldocument import Document, LongText

HELD: dict[tuple[str, str], Document] = {}
"""The documents that this process read last, by name and file: a server finds most files unchanged."""


class YamlCache:
    """Reads files through a folder; without one it reads them all anew."""

    def __init__(self, folder: Path | None) -> None:
        """Keep in a folder, which need not exist."""
        self._folder = folder
        self._used: set[str] = set()

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
        if (name, file) in HELD:
            return HELD[name, file], []
        kept = _kept(self._folder / name)
        if kept is not None:
            HELD[name, file] = Document(file, kept[0], kept[1], raw.decode("utf-8-sig"), kept[2])
            return HELD[name, file], []
        document, problems = yamlsource.read(path, file)
        if document is not None and not problems:
            _keep(self._folder / name, document)
            HELD[name, file] = document
        return document, problems

    def forget_the_rest(self) -> None:
        """Remove what was kept of files that were not read this time."""
        if self._folder and self._folder.is_dir():
            for path in self._folder.iterdir():
                if path.name not in self._used:
                    path.unlink(missing_ok=True)
            for key in [key for key in HELD if key[0] not in self._used]:
                del HELD[key]


@functools.cache
def _code() -> bytes:
    """A hash of what reads YAML."""
    files = (Path(str(module.__file__)).read_bytes() for module in (yamlsource, yamldocument, yamllimits, problem))
    return hashlib.sha256(b"\0".join([yaml.__version__.encode(), Path(__file__).read_bytes(), *files])).digest()


def _kept(path: Path) -> tuple[object, tuple[tuple[int, int], ...], tuple[LongText, ...]] | None:
    try:
        sum_, _, told = path.read_bytes().partition(b"\n")
        if sum_.decode() != hashlib.sha256(told).hexdigest():
            return None
        data, starts, long = json.loads(told)
        texts = tuple(LongText(int(begin), int(column), int(end), str(style)) for begin, column, end, style in long)
        return data, tuple((int(line), int(column)) for line, column in starts), texts
    except (OSError, ValueError, TypeError, RecursionError):
        return None


def _keep(path: Path, document: Document) -> None:
    told = json.dumps([document.data, document.starts, document.long], ensure_ascii=False).encode()
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_bytes(hashlib.sha256(told).hexdigest().encode() + b"\n" + told)
        fresh.replace(path)
    except OSError:
        fresh.unlink(missing_ok=True)  # to keep nothing costs time and no more
