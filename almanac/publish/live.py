"""A site while it is served: what a reader asks for is made when it is asked for, and made again only if it changed."""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from almanac.citation import referencecache
from almanac.content import yamllimits
from almanac.content.problem import AlmanacError
from almanac.publish import drawing, drawn, keys, making, prose, sitecheck
from almanac.publish.entries import moved
from almanac.publish.finish import REFERENCES
from almanac.publish.groups import Group, Groups
from almanac.publish.kept import Kept
from almanac.publish.making import Record
from almanac.publish.project import Project
from almanac.search import indexing
from almanac.site import render, urls

SEARCH = ("assets/search/", making.SEARCH_SCRIPT)
MOST = 10  # faults shown at once
_QUIET = 0.3  # seconds in which nothing is asked for, after which the rest is made
_PATIENCE = 2.0  # seconds that this is waited for, at most
_BREATH = 0.001  # seconds in which whoever waits for the lock gets it: of itself it is not given in turn


class _StaleError(AlmanacError):
    """The sources have changed since; nobody needs to hear of it."""


@dataclass
class _Now:
    """A site as it is at one moment."""

    groups: Groups
    made_from: str  # a hash of all sources
    revision: str
    assets: dict[str, bytes]  # what is copied as it is
    by_path: dict[str, Group]
    whole: Group
    known: dict[str, str]
    fixed: dict[str, bytes]  # what no entry changes
    reading: int  # number of the reading of the sources that it comes from
    search: dict[str, bytes] = field(default_factory=dict)


class Live:
    """The site of a project, always as its sources are now.

    Attributes:
        problem: what is wrong with the sources; then the site is as it last was good.
    """

    def __init__(self, project: Project, told: Callable[[], None]) -> None:
        """Take a project; ``told`` is called when its revision or its problem has changed."""
        self.problem = ""
        self._project, self._told = project, told
        self._lock = threading.RLock()
        self._now: _Now | None = None
        self._readings = 0  # of the sources, begun so far
        self._asked = 0.0  # when anything was asked for last, by the clock of this process
        self._kept = Kept(project.cache / "made.sqlite", Record)
        self._references = referencecache.read(project.cache / REFERENCES)
        self._good: dict[str, bytes] = {}  # hand-written pages as they last could be made

    @property
    def revision(self) -> str:
        """What changes when anything on the site changes; empty before there is one."""
        return self._now.revision if self._now else ""

    def refresh(self) -> None:
        """Read the sources again."""
        self._readings += 1  # before the lock: what is still being completed stops for it
        with self._lock, self._telling(self._readings), yamllimits.no_collection():
            self._now = self._read()
            gc.freeze()  # all of it stays, and to search it for garbage takes a quarter of a second each time

    def get(self, path: str) -> bytes | None:
        """A file of the site as it is now; None if there is none.

        Raises:
            AlmanacError: if it cannot be made; the message says why.
        """
        self._asked = time.monotonic()
        with self._lock:
            now = self._now
            if now is None:
                return None
            group = now.by_path.get(path)
            if path in now.fixed:
                return now.fixed[path]
            if path.startswith(SEARCH):
                return now.search.get(path)
            if group is None and path in now.assets:
                return now.assets[path]
            try:
                found = self._found(now, path, group)
            except AlmanacError:
                if path not in self._good:
                    raise
                return self._good[path]
            data = found.encode() if isinstance(found, str) else found
            if data and path in now.groups.drawn.pages:
                self._good[path] = data
            return data

    def complete(self) -> None:
        """Make all that nobody has asked for yet, with the search and the check of the site; stops if it is stale."""
        now = self._now
        if now is None:
            return
        now.groups.between = partial(self._go_on, now, threading.get_ident())
        with self._telling(now.reading):
            self._wait_for_open_pages()
            self._prove(now)
            read: dict[str, sitecheck.Read] = {}
            found: list[dict[str, Any]] = []
            paths = set(now.assets)
            for group in (*dict.fromkeys(now.by_path.values()), now.whole):
                record = self._record(now, group)
                paths |= {*record.made.texts, *record.made.data, *record.made.poured}
                read |= record.read
                found += record.found.values()
            now.search = making.search(indexing.ordered(found, now.groups.library), self._project.cache)
            faults = sitecheck.faults_of(read, paths | now.search.keys() | now.fixed.keys(), moved(now.groups.library))
            if faults:
                raise AlmanacError("\n".join([*faults[:MOST], f"{len(faults)} faults in the site."]))
            gc.unfreeze()
            gc.collect()  # frees what earlier readings left behind, now that nobody is waiting
            gc.freeze()

    def _record(self, now: _Now, group: Group) -> Record:
        """A group as it is kept, or made now; nobody waits while it is made: the whole content takes seconds."""
        with self._turn(now):
            key = group.key()
            record = self._kept.get(key)
        if record is None:
            record = making.recorded(group, now.groups, now.known)
            with self._turn(now):
                self._kept.put(key, record)
                self._kept.commit()
        return record

    def _wait_for_open_pages(self) -> None:
        """Let a page that is loaded again have all that it asks for first."""
        end = time.monotonic() + _PATIENCE
        self._asked = time.monotonic()
        while self._asked + _QUIET > time.monotonic() < end:
            time.sleep(_QUIET / 4)

    def _prove(self, now: _Now) -> None:
        """Make the hand-written pages first: there alone an editor can call something by a wrong name."""
        prose.all_of(partial(self._proved, now, path) for path in now.groups.drawn.pages)

    def _proved(self, now: _Now, path: str) -> None:
        with self._turn(now):
            self._files(now, now.by_path[path])

    def _go_on(self, now: _Now, completing: int) -> None:
        """Stop the thread that completes a site once its sources are read again; other threads still get their file."""
        if threading.get_ident() == completing and now.reading != self._readings:
            raise _StaleError

    @contextmanager
    def _turn(self, now: _Now) -> Iterator[None]:
        """The lock for one step, after anyone who waits for it; _StaleError if the sources are being read again."""
        time.sleep(_BREATH)
        with self._lock:
            if now.reading != self._readings:
                raise _StaleError
            yield

    def close(self) -> None:
        """Keep what was made."""
        with self._lock:
            referencecache.write(self._project.cache / REFERENCES, self._references)
            self._kept.close()

    def _read(self) -> _Now:
        before = keys.templates()
        keys.templates.cache_clear()
        keys.code.cache_clear()
        if keys.templates() != before:
            render.template.cache_clear()
            render.environment.cache_clear()
        library = self._project.library()
        made = drawing.draw(self._project.folder, self._project.cache)
        site = self._project.site(made.url, made.repository)
        groups = Groups(library, drawn.read(made.folder), site, self._references)
        held = list(groups.all())
        assets = {path: drawing.asset(made, self._project.folder, path) for path in groups.drawn.assets}
        told = (made.folder.parent.name, *map(keys.digest, assets.values()), *groups.drawn.pages.values())
        made_from = groups.keys.whole(*told)
        now = _Now(
            groups=groups,
            made_from=made_from,
            revision=self._revision(made_from),
            assets=assets,
            by_path={path: group for group in held for path in group.paths},
            whole=held[-1],
            known=urls.places(library),
            fixed=making.fixed(site, self._project.cache),
            reading=self._readings,
        )
        # Until ``complete`` has made it.
        now.search = self._now.search if self._now else making.last_search(self._project.cache)
        return now

    def _revision(self, made_from: str) -> str:
        """A new one unless nothing has changed: a page may hold a file of a moment between, though all is as before."""
        if self._now and self._now.made_from == made_from:
            return self._now.revision
        return f"{made_from}-{self._readings}"

    def _found(self, now: _Now, path: str, group: Group | None) -> str | bytes | None:
        """A file of its group; of none, it may stand beside the page of an entry."""
        beside = now.by_path.get(urls.page_beside(path))
        groups = (group,) if group else filter(None, (beside, now.whole))
        return next((found for held in groups if (found := self._files(now, held).get(path)) is not None), None)

    def _files(self, now: _Now, group: Group) -> dict[str, str | bytes]:
        record = making.record_of(group, now.groups, self._kept, now.known)
        self._kept.commit()
        return dict(now.groups.finished(record.made))

    @contextmanager
    def _telling(self, reading: int) -> Iterator[None]:
        """Hold what is wrong with a reading of the sources, unless there was a later one; tell if anything changed."""
        before = (self.revision, self.problem)
        problem = ""
        try:
            yield
        except AlmanacError as error:
            problem = str(error)
        except Exception as error:  # whatever went wrong, the editor goes on reading
            problem = f"{type(error).__name__}: {error}"
        with self._lock:
            if reading == self._readings:
                self.problem = problem
            changed = (self.revision, self.problem) != before
        if changed:
            self._told()
