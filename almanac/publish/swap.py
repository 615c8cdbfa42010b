"""A new site takes the old one's place whole, or not at all."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from pathlib import Path

_AT_FDCWD = -100  # paths are meant from the current folder (Linux, fcntl.h)
_RENAME_EXCHANGE = 2  # the two paths change places in one step (Linux 3.15, renameat2(2))


def swap(fresh: Path, site: Path, spare: Path | None = None) -> None:
    """Put the folder fresh where site is; the old site is gone afterwards, or in the folder spare.

    Where the system can exchange two folders in one step, there is no moment
    without a whole site. Elsewhere there are two renames, and ``recover``
    undoes the first if the second never came.

    Raises:
        OSError: if the folders cannot be renamed; the old site is then in place.
    """
    if not site.exists():
        fresh.rename(site)
        return
    if _exchange(fresh, site):
        _put_away(fresh, spare)
        return
    old = _old(site)
    shutil.rmtree(old, ignore_errors=True)
    site.rename(old)
    try:
        fresh.rename(site)
    except OSError:
        old.rename(site)
        raise
    _put_away(old, spare)


def _put_away(old: Path, spare: Path | None) -> None:
    if spare is not None:
        try:
            shutil.rmtree(spare, ignore_errors=True)
            old.rename(spare)
        except OSError:  # it lies on another disk
            pass
        else:
            return
    shutil.rmtree(old)


def recover(site: Path) -> None:
    """Bring the old site back if an earlier swap was stopped between its two renames."""
    if not site.exists() and _old(site).exists():
        _old(site).rename(site)


def _old(site: Path) -> Path:
    return site.with_name(f"{site.name}.old")


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; False where the system cannot."""
    if sys.platform != "linux":
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    done = rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
    return bool(done == 0)
