"""Bring a folder of files up to date, and write only those that have changed.

A record outside the folder, under the folder's inode number, has the size, time and hash of each file. A file that
differs from its record is written again, whoever changed it. A build that stops halfway therefore leaves nothing that
the next one would trust.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from almanac.machine import atomic
from almanac.publish.claims import Claims

_Files = dict[str, tuple[int, int, str]]
_FORM = TypeAdapter(_Files)
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL  # so that a symbolic link at the path is not followed


def content_hash(data: bytes) -> str:
    """Return the hash by which a file of the site is recognised as unchanged."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


class Tree:
    """A folder while it is being brought up to date."""

    def __init__(self, folder: Path, memory: Path) -> None:
        """Take a folder, which need not exist, and the folder in which its record is saved."""
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self._memory = folder, memory
        self._before = _remembered(memory / self._name)
        self._now: _Files = {}
        self._claims = Claims()
        self._folders = {""}  # those known to be folders, and not links that lead elsewhere
        self.written = 0  # number of files that had to be written

    @property
    def paths(self) -> set[str]:
        """Paths of the files that belong in the folder."""
        return set(self._now)

    @property
    def sums(self) -> dict[str, tuple[int, str]]:
        """Size and hash of each of these files, by path."""
        return {path: (size, told) for path, (size, _, told) in self._now.items()}

    def write(self, path: str, content: str | bytes) -> None:
        """Make sure that a file has this content, or raise ClaimedTwiceError if it has been written already."""
        self._claims.claim(path)
        self._make_folder(path.rpartition("/")[0])
        data = content if isinstance(content, bytes) else content.encode()
        told = content_hash(data)
        before = self._before.get(path)
        if before and before[2] == told and before[:2] == _state(self.folder / path):
            self._now[path] = before
            return
        self._now[path] = (*_write(self.folder / path, data), told)
        self.written += 1

    def close(self) -> None:
        """Delete the files that do not belong in the folder, and record the others."""
        for path in sorted(_found(self.folder)):
            if path not in self._now:
                (self.folder / path).unlink()
        for root, _, _ in os.walk(self.folder, topdown=False):
            if Path(root) != self.folder:
                with suppress(OSError):  # it is not empty
                    Path(root).rmdir()
        atomic.write(self._memory / self._name, json.dumps(self._now).encode())

    def _make_folder(self, folder: str) -> None:
        """Make a folder and those above it. A file or a link in the place of one is deleted."""
        if folder not in self._folders:
            self._make_folder(folder.rpartition("/")[0])
            place = self.folder / folder
            if place.is_symlink() or not place.is_dir():
                place.unlink(missing_ok=True)
            place.mkdir(exist_ok=True)
            self._folders.add(folder)

    @property
    def _name(self) -> str:
        return f"{self.folder.stat().st_ino}.json"


def as_remembered(folder: Path, memory: Path) -> bool:
    """Return whether a folder contains exactly what it did when it was last closed."""
    if not folder.is_dir():
        return False
    before = _remembered(memory / f"{folder.stat().st_ino}.json")
    found = list(_found(folder))
    return len(found) == len(before) > 0 and all(
        path in before and before[path][:2] == _state(f"{folder}/{path}") for path in found
    )


def _remembered(path: Path) -> _Files:
    try:
        return _FORM.validate_json(path.read_bytes())
    except (OSError, ValidationError):
        return {}


def _state(path: str | Path) -> tuple[int, int] | None:
    try:
        found = os.lstat(path)
    except OSError:
        return None
    return (found.st_size, found.st_mtime_ns) if stat.S_ISREG(found.st_mode) and found.st_nlink == 1 else None


def _write(path: Path, data: bytes) -> tuple[int, int]:
    """Overwrite a file of ours. Anything else at its path is deleted, because it may lead out of the folder."""
    with open(_opened(path), "wb") as file:
        file.write(data)
        file.truncate()
        file.flush()
        found = os.fstat(file.fileno())
    return found.st_size, found.st_mtime_ns


def _opened(path: Path) -> int:
    """Open a file for writing. Most are new, and checking first would cost as much as writing them."""
    try:
        return os.open(path, _NEW, 0o666)
    except FileExistsError:
        if _state(path) is not None:
            return os.open(path, os.O_WRONLY)
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
    return os.open(path, _NEW, 0o666)


def _found(folder: str | Path, within: str = "") -> Iterator[str]:
    """Yield the path of every file in a folder, and of every link to another folder."""
    with os.scandir(folder) as held:
        for one in held:
            if one.is_dir(follow_symlinks=False):
                yield from _found(one.path, f"{within}{one.name}/")
            else:
                yield within + one.name
