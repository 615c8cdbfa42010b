"""Lock the site when MkDocs is run by hand, so that it has only one writer at a time.

``almanac build`` follows the same rule.
"""

from __future__ import annotations

import os
from contextlib import ExitStack
from pathlib import Path

from almanac.content.problem import AlmanacError
from almanac.machine import lock


class NotAloneError(AlmanacError):
    """Another process is building the same site. The message says which, and what to do."""


class Alone:
    """The lock on a site that one run of MkDocs holds until it ends."""

    def __init__(self) -> None:
        """Start without a lock."""
        self._ending = ExitStack()
        self._locked = False

    def begin(self, site: Path) -> None:
        """Lock a site for this run, unless the calling process already holds the lock for it.

        Raises:
            NotAloneError: if another process holds the lock.
        """
        if self._locked or os.environ.get(lock.HELD):
            return
        try:
            self._ending.enter_context(lock.only_one(site.with_name(f"{site.name}.lock"), "mkdocs build"))
        except lock.HeldError as error:
            raise NotAloneError(str(error)) from None
        self._locked = True

    def end(self) -> None:
        """Release the lock, if this run holds one, and remove its file."""
        self._ending.close()
