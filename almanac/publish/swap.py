"""Put a new site in place of the old one, complete or not at all."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
from contextlib import suppress
from pathlib import Path

_AT_FDCWD = -100  # paths are relative to the current folder (Linux, fcntl.h)
_RENAME_EXCHANGE = 2  # exchanges the two paths in one step (Linux 3.15, renameat2(2))


def swap(fresh: Path, site: Path, spare: Path | None = None) -> None:
    """Put the folder ``fresh`` in place of ``site``. The old site is deleted, or kept in the folder ``spare``.

    Where the system can exchange two folders in one step, there is a complete site at every moment. Elsewhere there are
    two renames, and ``recover`` undoes the first if the second did not happen.

    Raises:
        OSError: if the folders cannot be renamed, or the site is not a folder of its own. The old site then stays in
            place.
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
    """Restore the old site if an earlier swap stopped between its two renames, and remove anything it left behind.

    Raises:
        OSError: if the site is a file or a symbolic link, which would be lost.
    """
    if site.is_symlink() or (site.exists() and not site.is_dir()):
        raise NotADirectoryError(errno.ENOTDIR, "a folder was expected here. Move it away or rename it", str(site))
    _remove(_gone(site))
    if site.exists():
        _discard(_old(site), site)
    elif _old(site).exists():
        _old(site).rename(site)


def put_away(folder: Path, site: Path, spare: Path | None) -> None:
    """Keep a site that is no longer wanted in the folder ``spare``, for a later build to update, or else delete it."""
    if spare is not None and folder.exists():
        with suppress(OSError):  # it is on another disk
            shutil.rmtree(spare, ignore_errors=True)
            folder.rename(spare)
    _discard(folder, site)


def _discard(folder: Path, site: Path) -> None:
    """Delete a site, under another name first, so that a half-deleted one is never taken for a complete one."""
    if folder.exists():
        gone = _gone(site)
        _remove(gone)
        folder.rename(gone)
        _remove(gone)


def _remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)  # the site is in place, and the next build deletes any remains


def _old(site: Path) -> Path:
    return site.with_name(f"{site.name}.old")


def _gone(site: Path) -> Path:
    return site.with_name(f"{site.name}.gone")


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step, or return False if the system cannot."""
    if sys.platform != "linux":
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    done = rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
    return bool(done == 0)
