"""Waiting for other programs beside the rest of the work: each wait is a thread, and none outlives the work."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager

from almanac.machine import child


@contextmanager
def beside() -> Iterator[Executor]:
    """Takes what waits for programs that ``child`` runs; the block asks for each result before it ends.

    Whatever stops the block, a fault or the user, ends these programs too, and is raised when their threads are gone.
    """
    with ThreadPoolExecutor() as threads:
        try:
            yield threads
        except BaseException:
            threads.shutdown(wait=False, cancel_futures=True)
            child.end_all()
            raise
