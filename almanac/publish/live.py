"""A site while it is served: each file is built on request, and rebuilt only if its sources have changed."""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from almanac.citation import referencecache
from almanac.content.problem import AlmanacError
from almanac.content.yamlfile import limits
from almanac.publish import drawing, drawn, keys, making, prose, sitecheck
from almanac.publish.cache import Cache
from almanac.publish.entries import redirect_paths
from almanac.publish.finish import REFERENCES
from almanac.publish.groups import Group, Groups
from almanac.publish.making import Record
from almanac.publish.project import Project
from almanac.publish.snapshot import Handover, LatestRequest, Snapshot
from almanac.search import indexing
from almanac.site import render, urls

MOST = 10  # faults to show at once
FEW = 100  # new references that need not be saved before the end
_NOBODY = Handover()
_BREATH = 0.001  # seconds that let a waiting thread take the lock, which is not handed out in turn


class _StaleError(AlmanacError):
    """The sources have changed in the meantime. Nobody needs to see this."""


class Live:
    """The site of a project, always in step with its sources.

    Attributes:
        problem: what is wrong with the sources. While there is a problem, the last good site is served.
        asked: the latest request.
    """

    def __init__(self, project: Project, told: Callable[[], None], former: Handover = _NOBODY) -> None:
        """Take a project. ``told`` is called when its revision or its problem changes."""
        self.problem = ""
        self._project, self._told = project, told
        self._lock = threading.RLock()
        self._now: Snapshot | None = None
        self._readings, self._search = former.readings, dict(former.search)
        self.asked = LatestRequest()
        self._kept = Cache(project.cache / "made.sqlite", Record, former.used)
        self._references = referencecache.load_cached(project.cache / REFERENCES)
        self._written = len(self._references)
        self._good: dict[str, bytes] = {}  # the last good version of each hand-written page

    @property
    def revision(self) -> str:
        """An identifier that changes whenever the site does. It is empty until the sources have been read."""
        return self._now.revision if self._now else ""

    def handover(self) -> dict[str, Any]:
        """Return the fields of ``Handover`` for the session that takes over, as plain data without our own objects."""
        search = self._now.search if self._now else self._search
        return {"readings": self._readings, "search": search, "used": frozenset(self._kept.used)}

    def stop(self) -> None:
        """Stop ``complete`` until the sources are read again."""
        self._readings += 1

    def refresh(self) -> None:
        """Read the sources again."""
        self._readings += 1  # before taking the lock, so that ``complete`` stops and releases it
        with self._lock, self._telling(self._readings), limits.gc_disabled():
            self._now = self._read()
            gc.freeze()  # all of it stays in use, and each search of it for garbage takes a quarter of a second

    def get(self, path: str) -> bytes | None:
        """Return a file of the current site, or None if there is no such file.

        Raises:
            AlmanacError: if it cannot be built. The message says why.
        """
        self.asked.note(path)
        with self._lock:
            if (now := self._now) is None:
                return None
            if now.at_hand(path):
                return now.file(path)
            try:
                data = self._found(now, path)
            except Exception:
                if path not in self._good:
                    raise
                return self._good[path]
            if data and path in now.groups.drawn.pages:
                self._good[path] = data
            return data

    def complete(self) -> None:
        """Build all that nobody has requested yet and the search, and check the site. Stop if the sources change."""
        now = self._now
        if now is None:
            return
        now.groups.between = partial(self._go_on, now, threading.get_ident())
        with self._telling(now.reading):
            self.asked.wait()
            self._prove(now)
            read: dict[str, sitecheck.PageFacts] = {}
            found: list[dict[str, Any]] = []
            paths = set(now.assets)
            for group in dict.fromkeys(now.by_path.values()):
                record = self._record(now, group)
                paths |= {*record.made.texts, *record.made.poured}
                read |= record.read
                found += record.found.values()
            paths |= self._whole(now).keys()  # without the lock, because it takes seconds
            with self._turn(now):  # stop here if stale, before Node is run for nothing
                pass
            now.search = making.search(indexing.ordered(found, now.groups.library), self._project.cache)
            served = paths | now.search.keys() | now.fixed.keys()
            faults = sitecheck.faults_of(read, served, redirect_paths(now.groups.library))
            if faults:
                raise AlmanacError(sitecheck.report(faults, MOST, "in the site."))
            with self._turn(now):
                self._kept.forget()
                if len(self._references) > self._written + FEW:  # a few are quickly formatted again
                    self._write_references()
            gc.unfreeze()
            gc.collect()  # frees what earlier readings left behind, now that nobody is waiting
            gc.freeze()

    def _record(self, now: Snapshot, group: Group) -> Record:
        """Return a group from the cache, or build it without the lock, so that no request has to wait."""
        with self._turn(now):
            key = group.key()
            record = self._kept.get(key)
        if record is None:
            record = making.build_record(group, now.groups, now.known)
            with self._turn(now):
                self._kept.put(key, record)
                self._kept.commit()
        return record

    def _prove(self, now: Snapshot) -> None:
        """Build the hand-written pages first, because only there can an editor misspell a name."""
        prose.all_of(partial(self._proved, now, path) for path in now.groups.drawn.pages)

    def _proved(self, now: Snapshot, path: str) -> None:
        with self._turn(now):
            self._files(now, now.by_path[path])

    def _go_on(self, now: Snapshot, completing: int) -> None:
        """Stop the thread running ``complete`` once the sources are read again. Other threads still get their files."""
        if threading.get_ident() == completing and now.reading != self._readings:
            raise _StaleError

    @contextmanager
    def _turn(self, now: Snapshot) -> Iterator[None]:
        """Hold the lock for one step, after any waiting thread, or raise _StaleError if the sources have changed."""
        time.sleep(_BREATH)
        with self._lock:
            if now.reading != self._readings:
                raise _StaleError
            yield

    def close(self) -> None:
        """Save what was built."""
        with self._lock:
            self._write_references()
            self._kept.close()

    def _write_references(self) -> None:
        referencecache.write(self._project.cache / REFERENCES, self._references)
        self._written = len(self._references)

    def release(self) -> None:
        """Close the cache without deleting anything, for the session that takes over."""
        with self._lock:
            self._kept.close()

    def _read(self) -> Snapshot:
        before = keys.templates() if keys.templates.cache_info().currsize else ""
        keys.templates.cache_clear()
        keys.code.cache_clear()
        if keys.templates() != before:
            render.template.cache_clear()
            render.environment.cache_clear()
        library = self._project.library()
        made = drawing.draw(self._project.folder, self._project.cache)
        site = self._project.site(made.url, made.repository)
        groups = Groups(library, drawn.read(made.folder), site, self._references)
        assets = {path: drawing.asset(made, self._project.folder, path) for path in groups.drawn.assets}
        told = (made.folder.parent.name, *map(keys.digest, assets.values()), *groups.drawn.pages.values())
        made_from = groups.keys.whole(*told)
        now = Snapshot(
            groups=groups,
            made_from=made_from,
            revision=self._revision(made_from),
            assets=assets,
            by_path={path: group for group in groups.all() for path in group.paths},
            known=urls.places(library),
            fixed=making.fixed(site, self._project.cache),
            reading=self._readings,
        )
        # The previous search, until ``complete`` has built this one.
        now.search = self._now.search if self._now else self._search or making.last_search(self._project.cache)
        return now

    def _revision(self, made_from: str) -> str:
        """Return a new revision after any change, even one since undone: pages may hold files from in between."""
        if self._now and self._now.made_from == made_from:
            return self._now.revision
        return f"{made_from}-{self._readings}"

    def _found(self, now: Snapshot, path: str) -> bytes | None:
        if (group := now.maker(path)) and (text := self._files(now, group).get(path)) is not None:
            return text.encode()
        file = self._whole(now).get(path)
        return file.read_bytes() if file else None

    def _whole(self, now: Snapshot) -> dict[str, Path]:
        if not any(file.exists() for file in now.whole.values()):  # not made yet, or somebody has emptied the cache
            now.whole = making.aggregate_files(now.groups, self._project.cache)
        return now.whole

    def _files(self, now: Snapshot, group: Group) -> dict[str, str]:
        record = making.record_of(group, now.groups, self._kept, now.known)
        self._kept.commit()
        return dict(now.groups.finished(record.made))

    @contextmanager
    def _telling(self, reading: int) -> Iterator[None]:
        """Record what is wrong with this reading unless there was a later one, and report any change."""
        before = (self.revision, self.problem)
        problem = ""
        try:
            yield
        except AlmanacError as error:
            problem = str(error)
        except Exception as error:  # whatever goes wrong, the editor can go on reading
            problem = f"{type(error).__name__}: {error}"
        with self._lock:
            if reading == self._readings:
                self.problem = problem
            changed = (self.revision, self.problem) != before
        if changed:
            self._told()
