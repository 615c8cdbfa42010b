"""Allow only one build of a site at a time, and tell a second which process is building.

This is the system's own file lock, so it is released as soon as the process that holds it ends, however it ends. The
packages that offer this empty the file at every attempt, and only one process can hold the lock. Here the file names
the holder, and a process that the holder starts goes on holding the lock.
"""

from __future__ import annotations

import contextlib
import os
import re
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

HELD = "ALMANAC_LOCK_HELD"
"""The environment variable that tells a process that its parent holds the lock on its behalf."""

_SAID = re.compile(r"([0-9]{1,10}) ([a-z ]{1,40})\n")
_PATIENCE = 30  # attempts, a tenth of a second apart, while processes started by a former holder are ending


class HeldError(Exception):
    """Another process is building this site. The message says which, and what to do."""


@contextmanager
def only_one(path: Path, name: str) -> Iterator[int]:
    """Hold a file's lock while a block runs, and yield the open file for any process that should hold it too.

    Args:
        path: the lock file, which is created, and removed afterwards.
        name: who holds it, in lower-case letters, such as "almanac build".

    Raises:
        HeldError: if another process holds it.
        OSError: if the file cannot be created.
    """
    descriptor = _held(path)
    try:
        os.ftruncate(descriptor, 0)
        os.write(descriptor, f"{os.getpid()} {name}\n".encode())
        yield descriptor
    finally:
        with contextlib.suppress(OSError):  # Windows does not delete an open file, but the next build can use it
            path.unlink()
        os.close(descriptor)


def _held(path: Path) -> int:
    for _ in range(_PATIENCE):
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o644)
        if _locked(descriptor) and _is_still_there(descriptor, path):
            return descriptor
        holder, name = _holder(descriptor)
        os.close(descriptor)
        if holder and _runs(holder):
            raise HeldError(
                f'"{name}" is at work on this site already (process {holder}). Wait until it has finished, '
                f'or stop it with "kill {holder}". Nothing was changed.'
            )
        time.sleep(0.1)
    raise HeldError("another build is at work on this site. Wait until it has finished. Nothing was changed.")


def _locked(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def _is_still_there(descriptor: int, path: Path) -> bool:
    """Return whether the locked file is still the one at the path, since its former holder may have removed it."""
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except OSError:
        return False


def _holder(descriptor: int) -> tuple[int, str]:
    """Return the number and name of the process recorded in the file, or 0 if there is no such record."""
    os.lseek(descriptor, 0, os.SEEK_SET)
    said = _SAID.fullmatch(os.read(descriptor, 80).decode("ascii", "replace"))
    return (int(said[1]), said[2]) if said else (0, "")


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True  # it belongs to another user
    return process != os.getpid()
