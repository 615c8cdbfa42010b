"""Cache whole folders that are slow to build (drawings, indexes and exports), with checksums of their files."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

_SUMS = "sums.json"  # written last
_DAY = 24 * 60 * 60  # seconds
KEPT = 3  # of each kind, so that switching between branches or addresses rebuilds nothing


def kept(cache: Path, kind: str, key: str, make: Callable[[Path], None]) -> Path:
    """Return the folder cached under a key, rebuilt if it is missing or damaged.

    Args:
        cache: the cache folder.
        kind: what the folder holds, such as drawings or indexes.
        key: a hash of everything from which it is built.
        make: fills an empty folder. If it raises an exception, so does this function, and nothing is cached.

    Returns:
        The folder. Do not write to it.
    """
    place = cache / kind / key
    if not _whole(place):
        place.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(dir=place.parent))  # another thread may be building the same folder
        try:
            (fresh / "files").mkdir()
            make(fresh / "files")
            (fresh / _SUMS).write_text(json.dumps(_sums(fresh / "files")), "utf-8")
            if not _whole(place):
                shutil.rmtree(place, ignore_errors=True)
                fresh.rename(place)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
        _forget(place)
    return place / "files"


def last(cache: Path, kind: str) -> Path | None:
    """Return the newest intact folder of a kind, whatever it was built from, or None if there is none."""
    found = sorted((cache / kind).glob("*"), key=_changed, reverse=True)
    return next((place / "files" for place in found if _whole(place)), None)


def _sums(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def _whole(place: Path) -> bool:
    """Return whether a folder exists as it was built: neither incomplete nor changed since."""
    try:
        return bool(json.loads((place / _SUMS).read_bytes()) == _sums(place / "files"))
    except (OSError, ValueError, RecursionError):
        return False


def _forget(newest: Path) -> None:
    """Remove the oldest folders of a kind, and what a killed process left behind.

    A folder without checksums is left for a day, because another process may still be filling it.
    """
    others = sorted((path for path in newest.parent.iterdir() if path != newest), key=_changed)
    whole = [path for path in others if (path / _SUMS).exists()]
    abandoned = [path for path in others if path not in whole and _changed(path) < time.time() - _DAY]
    for old in [*whole[: 1 - KEPT], *abandoned]:
        shutil.rmtree(old, ignore_errors=True)


def _changed(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:  # another process has renamed or removed it
        return 0
