"""MkDocs called by hand keeps the rules of ``almanac build``: one writer of a site, and nothing left behind."""

from __future__ import annotations

import os
import shutil
from contextlib import ExitStack
from pathlib import Path

from almanac.content.problem import AlmanacError
from almanac.machine import lock, trouble


class NotAloneError(AlmanacError):
    """Another builds the same site, or serves on the same port; the message says who, and what to do."""


class Alone:
    """What one run of MkDocs holds until it ends: a site's lock, or a folder to build in beside the one served."""

    def __init__(self) -> None:
        """Hold nothing yet."""
        self.live: Path | None = None  # the folder that readers see while pages are served
        self.serving = False
        self._ending = ExitStack()
        self._locked = False

    def begin(self, site: Path, host: str, port: int) -> Path:
        """The folder to build in; NotAloneError where another is at work on it, or on the port."""
        return self._serve(site, host, port) if self.serving else self._build(site)

    def _build(self, site: Path) -> Path:
        """Lock a site for this run, unless whoever called holds the lock for us."""
        if self._locked or os.environ.get(lock.HELD):
            return site
        try:
            self._ending.enter_context(lock.only_one(site.with_name(f"{site.name}.lock"), "mkdocs build"))
        except lock.HeldError as error:
            raise NotAloneError(str(error)) from None
        self._locked = True
        return site

    def _serve(self, site: Path, host: str, port: int) -> Path:
        """A folder beside the one that readers see; whether the port is free is asked at the first build."""
        refused = "" if self.live else trouble.port(host, port)
        if refused:
            raise NotAloneError(refused)
        self.live = site
        return site.with_name(f"{site.name}.new")

    def end(self) -> None:
        """Leave nothing of ours behind."""
        self._ending.close()
        if self.live:
            shutil.rmtree(self.live.with_name(f"{self.live.name}.new"), ignore_errors=True)
