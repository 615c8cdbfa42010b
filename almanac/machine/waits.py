"""Wait for other programs while the work goes on, each in a thread that does not outlive the work."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager

from almanac.machine import child


@contextmanager
def worker_threads() -> Iterator[Executor]:
    """Provide threads that wait for programs run by ``child``. The block must collect each result before it ends.

    If an error or the user stops the block, these programs are ended too. The exception is raised once their threads
    have finished.
    """
    with ThreadPoolExecutor() as threads:
        try:
            yield threads
        except BaseException:
            threads.shutdown(wait=False, cancel_futures=True)
            child.end_all()
            raise
