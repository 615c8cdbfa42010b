"""The state of a served site between two readings of its sources, the latest request, and what a session hands over.

A session ends when the program ends (``Session.close``: what was built is saved) or when changed modules take over:

1. ``Live.stop`` makes the old session build nothing ahead. It goes on answering.
2. ``Live.handover`` gives the new session what the old one knows. Both have the socket and the cache open.
3. ``Server.leave`` closes the socket of the old server. Connections that are still open get the new session's site.
4. ``Session.release`` closes the cache of the old session, and deletes nothing that the new one may use.

If the new session cannot begin, it is released instead, and the old one continues.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from almanac.publish import making
from almanac.publish.groups import Group, Groups
from almanac.site import urls

SEARCH = ("assets/search/", making.SEARCH_SCRIPT)
_QUIET = 0.3  # seconds without a request after which a page is taken to have loaded
_PATIENCE = 2.0  # the longest wait for that, in seconds


@dataclass(frozen=True)
class Handover:
    """What a session takes over from the one before.

    Attributes:
        readings: how many times the sources have been read, including a reading that has begun.
        search: the files of the search.
        used: cache keys in use before, which are kept for now because a change may be undone.
    """

    readings: int = 0
    search: Mapping[str, bytes] = field(default_factory=dict)
    used: frozenset[str] = frozenset()


@dataclass
class Snapshot:
    """Everything that answers requests until the sources are read again."""

    groups: Groups
    made_from: str  # a hash of all sources
    revision: str
    assets: dict[str, bytes]  # files that are copied unchanged
    by_path: dict[str, Group]
    known: dict[str, str]
    fixed: dict[str, bytes]  # files that no entry changes
    reading: int  # number of the reading of the sources on which it is based
    search: dict[str, bytes] = field(default_factory=dict)
    whole: dict[str, Path] = field(default_factory=dict)  # files that depend on the whole content, once built

    def at_hand(self, path: str) -> bool:
        """Return whether a file is already in memory, or comes only with the whole search."""
        return path in self.fixed or path.startswith(SEARCH) or (path in self.assets and path not in self.by_path)

    def file(self, path: str) -> bytes | None:
        """Return a file that is at hand, or None if the search has no such file or has not been built."""
        if path in self.fixed:
            return self.fixed[path]
        return self.search.get(path) if path.startswith(SEARCH) else self.assets[path]

    def maker(self, path: str) -> Group | None:
        """Return the group that may build a file: its own, or that of the entry page next to which it may be."""
        return self.by_path.get(path) or self.by_path.get(urls.page_of_companion(path))


class LatestRequest:
    """The latest request.

    Attributes:
        page: path of the page last requested, or empty before the first.
    """

    def __init__(self) -> None:
        """Start without a request."""
        self.page, self._when = "", 0.0  # by the monotonic clock

    def note(self, path: str) -> None:
        """Note a request."""
        self.page, self._when = path if path.endswith(".html") else self.page, time.monotonic()

    def wait(self) -> None:
        """Wait until a page that is being reloaded has requested all that it needs."""
        self._when = time.monotonic()
        end = self._when + _PATIENCE
        while self._when + _QUIET > time.monotonic() < end:
            time.sleep(_QUIET / 4)
