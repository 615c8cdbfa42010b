"""One build of a site at a time: a second is told which process is building.

The system's own lock on a file, so that it is free as soon as whoever held it
has ended, however that came. The packages for this empty the file at each try
and keep their hold of it to themselves; here the file says who holds it, and
a process started by the holder goes on holding it.
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
"""The variable that tells a process that whoever started it holds the lock for it."""

_SAID = re.compile(r"([0-9]{1,10}) ([a-z ]{1,40})\n")
_PATIENCE = 30  # tries, a tenth of a second apart, while what a holder has started is still ending


class HeldError(Exception):
    """Somebody else is building this site; the message says who, and what to do."""


@contextmanager
def only_one(path: Path, name: str) -> Iterator[int]:
    """Hold the lock of a file while a block runs; gives the open file, for a process that is to hold it too.

    Args:
        path: the file, which is made, and removed again.
        name: who holds it, in lower-case letters, such as "almanac build".

    Raises:
        HeldError: if another process holds it.
        OSError: if the file cannot be made.
    """
    descriptor = _held(path)
    try:
        os.ftruncate(descriptor, 0)
        os.write(descriptor, f"{os.getpid()} {name}\n".encode())
        yield descriptor
    finally:
        with contextlib.suppress(OSError):  # on Windows an open file stays; the next build takes it over
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
    """Whether the file that was locked is the one at the path: the one before may have removed it meanwhile."""
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except OSError:
        return False


def _holder(descriptor: int) -> tuple[int, str]:
    """The process that wrote itself into the file, and its name; 0 if nothing of the sort stands there."""
    os.lseek(descriptor, 0, os.SEEK_SET)
    said = _SAID.fullmatch(os.read(descriptor, 80).decode("ascii", "replace"))
    return (int(said[1]), said[2]) if said else (0, "")


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True  # it is another user's
    return process != os.getpid()
