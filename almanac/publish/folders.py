"""Folders that take long to make, kept under a key with the sums of their files: drawings, indexes and exports."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

KEPT = 3  # of each kind, so that going back to a branch, or to another address, makes nothing again


def kept(cache: Path, kind: str, key: str, make: Callable[[Path], None]) -> Path:
    """The folder under a key: an earlier one if its files are as they were made, or a new one.

    Args:
        cache: where all kinds are kept.
        kind: what is made.
        key: a hash of all that it is made from.
        make: fills an empty folder; what it raises, this raises, and nothing is kept.

    Returns:
        The folder; not to be written to.
    """
    place = cache / kind / key
    if not _whole(place):
        place.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(dir=place.parent))  # another thread may make the same
        try:
            (fresh / "files").mkdir()
            make(fresh / "files")
            (fresh / "sums.json").write_text(json.dumps(_sums(fresh / "files")), "utf-8")
            if not _whole(place):
                shutil.rmtree(place, ignore_errors=True)
                fresh.rename(place)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
        _forget(place)
    return place / "files"


def last(cache: Path, kind: str) -> Path | None:
    """The newest folder of a kind, whatever it was made from; None if there is none that is whole."""
    found = sorted((cache / kind).glob("*"), key=lambda path: path.stat().st_mtime, reverse=True)
    return next((place / "files" for place in found if _whole(place)), None)


def _sums(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def _whole(place: Path) -> bool:
    """Whether a folder is there and as it was made: not cut off, and not changed since."""
    try:
        return bool(json.loads((place / "sums.json").read_bytes()) == _sums(place / "files"))
    except (OSError, ValueError, RecursionError):
        return False


def _forget(newest: Path) -> None:
    """Remove the oldest folders of a kind, and what a process that was killed has left."""
    found = sorted(newest.parent.iterdir(), key=lambda path: (path == newest, path.stat().st_mtime))
    for old in found[:-KEPT]:
        shutil.rmtree(old, ignore_errors=True)
