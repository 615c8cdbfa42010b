"""A second process, which begins as a copy of this one and does a share of its work."""

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

_AHEAD = 8  # requested ahead, so that the second process never waits; few, because results stay in memory
_ENDED = (
    "A second process, which helped with this, was stopped, perhaps because the computer ran out of memory. "
    "Close some programs, then try again."
)
Sent = TypeVar("Sent")


class EndedError(Exception):
    """The second process was stopped from outside. The message says what to do."""


def processes() -> int:
    """Return how many processes should share the work: two if there are two processors and forking is safe.

    On macOS the system's own libraries may not survive a fork. Nor may locks that other threads hold.
    """
    return min(2, os.cpu_count() or 1) if sys.platform == "linux" and threading.active_count() == 1 else 1


def shared(count: int, make: Callable[[int], Sent]) -> Generator[tuple[int, Sent | None], None, None]:
    """Go through the numbers below a count, each once and in any order, together with a second process.

    Only numbers are sent there, because it is a copy of this process at that moment. No other thread may be running.

    Args:
        count: how many numbers.
        make: called in the second process with a number. It returns what is sent back, which must be picklable.

    Yields:
        A number and its result, or None if the result has to be computed here. That is also the case if the second
        process failed, so that the error is raised here.

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
    """Send numbers ahead, and yield each result that has arrived, or otherwise a number for this process."""
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
    """Answer requests until the first process ends this one, or has itself gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process receives it too
    ours.close()
    with suppress(EOFError, OSError):
        while True:
            number = theirs.recv()
            theirs.send((number, _made(make, number)))


def _made(make: Callable[[int], Sent], number: int) -> Sent | None:
    try:
        return make(number)
    except Exception:  # noqa: BLE001  (the first process tries again, and reports what is wrong)
        return None
