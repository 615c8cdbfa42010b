"""A site as it is at one moment, while it is served, and what was asked for last."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from almanac.publish import making
from almanac.publish.groups import Group, Groups
from almanac.site import urls

SEARCH = ("assets/search/", making.SEARCH_SCRIPT)
_QUIET = 0.3  # seconds in which nothing is asked for, after which a page has all that it needs
_PATIENCE = 2.0  # seconds that this is waited for, at most


@dataclass(frozen=True)
class Former:
    """What is left of whoever served a site before.

    Attributes:
        readings: of the sources, begun so far.
        search: the files of the search.
        used: keys of what was kept, which is not forgotten at once: a change may be taken back.
    """

    readings: int = 0
    search: Mapping[str, bytes] = field(default_factory=dict)
    used: frozenset[str] = frozenset()


@dataclass
class Moment:
    """What answers requests until the sources are read again."""

    groups: Groups
    made_from: str  # a hash of all sources
    revision: str
    assets: dict[str, bytes]  # what is copied as it is
    by_path: dict[str, Group]
    known: dict[str, str]
    fixed: dict[str, bytes]  # what no entry changes
    reading: int  # number of the reading of the sources that it comes from
    search: dict[str, bytes] = field(default_factory=dict)
    whole: dict[str, Path] = field(default_factory=dict)  # what is made of the whole content, once it is made

    def at_hand(self, path: str) -> bool:
        """Whether a file need not be made, or cannot be made alone."""
        return path in self.fixed or path.startswith(SEARCH) or (path in self.assets and path not in self.by_path)

    def file(self, path: str) -> bytes | None:
        """A file that is at hand; None if the search has no such file, or was not made yet."""
        if path in self.fixed:
            return self.fixed[path]
        return self.search.get(path) if path.startswith(SEARCH) else self.assets[path]

    def maker(self, path: str) -> Group | None:
        """What may make a file: its group, or that of the page of an entry beside which it may stand."""
        return self.by_path.get(path) or self.by_path.get(urls.page_beside(path))


class Asked:
    """What was asked for last.

    Attributes:
        page: path of the page; empty before there is one.
    """

    def __init__(self) -> None:
        """Begin."""
        self.page, self._when = "", 0.0  # by the clock of this process

    def note(self, path: str) -> None:
        """Something is asked for."""
        self.page, self._when = path if path.endswith(".html") else self.page, time.monotonic()

    def wait(self) -> None:
        """Let a page that is loaded again have all that it asks for first."""
        self._when = time.monotonic()
        end = self._when + _PATIENCE
        while self._when + _QUIET > time.monotonic() < end:
            time.sleep(_QUIET / 4)
