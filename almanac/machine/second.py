"""A second process, which has in memory all that this one has, and makes a share of what this one goes through."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any, TypeVar

_AHEAD = 8  # asked for before they are needed, so that the second process never waits; few, for they are held in memory
_ENDED = (
    "A second process, which helped with this, was stopped, perhaps because the computer ran out of memory. "
    "Close some programs, then try again."
)
Sent = TypeVar("Sent")


class EndedError(Exception):
    """The second process was ended from outside; the message says what to do."""


def processes() -> int:
    """How many processes are to share the work: two, if there are two processors and this one can be copied safely.

    On macOS the system's own libraries may not outlive a copy; nor may the locks that other threads hold.
    """
    return min(2, os.cpu_count() or 1) if sys.platform == "linux" and threading.active_count() == 1 else 1


def shared(count: int, make: Callable[[int], Sent]) -> Generator[tuple[int, Sent | None], None, None]:
    """Go through the numbers below a count, each once and in no certain order, together with a second process.

    Nothing but numbers is sent there: it is a copy of this process as it is now. So no other thread may be at work.

    Args:
        count: how many numbers.
        make: makes of a number, in the second process, what is sent back: something that can be pickled.

    Yields:
        A number and what was made of it; None where it is to be made here. That is so too where the second process
        could not make it: then whatever is wrong is raised here.

    Raises:
        EndedError: if the second process was killed.
    """
    copied = multiprocessing.get_context("fork")
    ours, theirs = copied.Pipe()
    process = copied.Process(target=_serve, args=(theirs, ours, make), daemon=True)
    process.start()
    theirs.close()
    try:
        yield from _asked(ours, deque(range(count)))
    except (EOFError, OSError):
        raise EndedError(_ENDED) from None
    finally:
        process.kill()
        process.join()
        ours.close()


def _asked(ours: Connection, left: deque[int]) -> Iterator[tuple[int, Any]]:
    """Ask for some, and give what has come back, or else one that nobody has been asked for."""
    asked = 0
    while left or asked:
        while left and asked < _AHEAD:
            ours.send(left.popleft())
            asked += 1
        if ours.poll() or not left:
            yield ours.recv()
            asked -= 1
        else:
            yield left.popleft(), None


def _serve(theirs: Connection, ours: Connection, make: Callable[[int], object]) -> None:
    """Make what is asked for, until the first process ends this one, or is gone itself."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process hears it too
    ours.close()
    with suppress(EOFError, OSError):
        while True:
            number = theirs.recv()
            theirs.send((number, _made(make, number)))


def _made(make: Callable[[int], Sent], number: int) -> Sent | None:
    try:
        return make(number)
    except Exception:  # noqa: BLE001  (the first process tries again, and says what is wrong)
        return None
