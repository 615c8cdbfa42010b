"""MkDocs called by hand keeps the rule of ``almanac build``: a site has one writer at a time."""

from __future__ import annotations

import os
from contextlib import ExitStack
from pathlib import Path

from almanac.content.problem import AlmanacError
from almanac.machine import lock


class NotAloneError(AlmanacError):
    """Another builds the same site; the message says who, and what to do."""


class Alone:
    """What one run of MkDocs holds until it ends: a site's lock."""

    def __init__(self) -> None:
        """Hold nothing yet."""
        self._ending = ExitStack()
        self._locked = False

    def begin(self, site: Path) -> None:
        """Lock a site for this run, unless whoever called holds the lock for us; NotAloneError where it is taken."""
        if self._locked or os.environ.get(lock.HELD):
            return
        try:
            self._ending.enter_context(lock.only_one(site.with_name(f"{site.name}.lock"), "mkdocs build"))
        except lock.HeldError as error:
            raise NotAloneError(str(error)) from None
        self._locked = True

    def end(self) -> None:
        """Leave nothing of ours behind."""
        self._ending.close()
