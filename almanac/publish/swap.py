"""A new site takes the old one's place whole, or not at all."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
from contextlib import suppress
from pathlib import Path

_AT_FDCWD = -100  # paths are meant from the current folder (Linux, fcntl.h)
_RENAME_EXCHANGE = 2  # the two paths change places in one step (Linux 3.15, renameat2(2))


def swap(fresh: Path, site: Path, spare: Path | None = None) -> None:
    """Put the folder fresh where site is; the old site is gone afterwards, or waits in the folder spare.

    Where the system can exchange two folders in one step, there is no moment
    without a whole site. Elsewhere there are two renames, and ``recover``
    undoes the first if the second never came.

    Raises:
        OSError: if the folders cannot be renamed, or the site is no folder of its own; the old site is then in place.
    """
    recover(site)
    if not site.exists():
        fresh.rename(site)
        return
    if _exchange(fresh, site):
        put_away(fresh, site, spare)
        return
    old = _old(site)
    site.rename(old)
    try:
        fresh.rename(site)
    except OSError:
        old.rename(site)
        raise
    put_away(old, site, spare)


def recover(site: Path) -> None:
    """Bring the old site back if an earlier swap was stopped between its two renames, and remove what it left.

    Raises:
        OSError: if the site is a file or leads elsewhere: what it is would be lost.
    """
    if site.is_symlink() or (site.exists() and not site.is_dir()):
        raise NotADirectoryError(errno.ENOTDIR, "a folder was expected here. Move it away or rename it", str(site))
    _remove(_gone(site))
    if site.exists():
        _discard(_old(site), site)
    elif _old(site).exists():
        _old(site).rename(site)


def put_away(folder: Path, site: Path, spare: Path | None) -> None:
    """Keep a site that is not wanted now as the folder spare, to be brought up to date; else remove it."""
    if spare is not None and folder.exists():
        with suppress(OSError):  # it lies on another disk
            shutil.rmtree(spare, ignore_errors=True)
            folder.rename(spare)
    _discard(folder, site)


def _discard(folder: Path, site: Path) -> None:
    """Remove a site: under another name first, so that one half removed is never taken for a whole one."""
    if folder.exists():
        gone = _gone(site)
        _remove(gone)
        folder.rename(gone)
        _remove(gone)


def _remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)  # the site is in place: what cannot be removed goes with the next build


def _old(site: Path) -> Path:
    return site.with_name(f"{site.name}.old")


def _gone(site: Path) -> Path:
    return site.with_name(f"{site.name}.gone")


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; False where the system cannot."""
    if sys.platform != "linux":
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    done = rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
    return bool(done == 0)
