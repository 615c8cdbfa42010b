"""A site while it is served: what a reader asks for is made when it is asked for, and made again only if it changed."""

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
from almanac.content import yamllimits
from almanac.content.problem import AlmanacError
from almanac.publish import drawing, drawn, keys, making, prose, sitecheck
from almanac.publish.entries import moved
from almanac.publish.finish import REFERENCES
from almanac.publish.groups import Group, Groups
from almanac.publish.kept import Kept
from almanac.publish.making import Record
from almanac.publish.moment import Asked, Former, Moment
from almanac.publish.project import Project
from almanac.search import indexing
from almanac.site import render, urls

MOST = 10  # faults shown at once
FEW = 100  # references, which need not be written before the end
_NOBODY = Former()
_BREATH = 0.001  # seconds in which whoever waits for the lock gets it: of itself it is not given in turn


class _StaleError(AlmanacError):
    """The sources have changed since; nobody needs to hear of it."""


class Live:
    """The site of a project, always as its sources are now.

    Attributes:
        problem: what is wrong with the sources; then the site is as it last was good.
        asked: what was asked for last.
    """

    def __init__(self, project: Project, told: Callable[[], None], former: Former = _NOBODY) -> None:
        """Take a project; ``told`` is called when its revision or its problem has changed."""
        self.problem = ""
        self._project, self._told = project, told
        self._lock = threading.RLock()
        self._now: Moment | None = None
        self._readings, self._search = former.readings, dict(former.search)
        self.asked = Asked()
        self._kept = Kept(project.cache / "made.sqlite", Record, former.used)
        self._references = referencecache.held(project.cache / REFERENCES)
        self._written = len(self._references)
        self._good: dict[str, bytes] = {}  # hand-written pages as they last could be made

    @property
    def revision(self) -> str:
        """What changes when anything on the site changes; empty before there is one."""
        return self._now.revision if self._now else ""

    def handed(self) -> dict[str, Any]:
        """The fields of ``Former`` for another that goes on from here: no object of this program's own."""
        search = self._now.search if self._now else self._search
        return {"readings": self._readings, "search": search, "used": frozenset(self._kept.used)}

    def stop(self) -> None:
        """Complete no further, until the sources are read again."""
        self._readings += 1

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
        """Make all that nobody has asked for yet, with the search and the check of the site; stops if it is stale."""
        now = self._now
        if now is None:
            return
        now.groups.between = partial(self._go_on, now, threading.get_ident())
        with self._telling(now.reading):
            self.asked.wait()
            self._prove(now)
            read: dict[str, sitecheck.Read] = {}
            found: list[dict[str, Any]] = []
            paths = set(now.assets)
            for group in dict.fromkeys(now.by_path.values()):
                record = self._record(now, group)
                paths |= {*record.made.texts, *record.made.poured}
                read |= record.read
                found += record.found.values()
            paths |= self._whole(now).keys()  # without the lock: it takes seconds
            with self._turn(now):  # for the search takes Node, which is not asked in vain
                pass
            now.search = making.search(indexing.ordered(found, now.groups.library), self._project.cache)
            faults = sitecheck.faults_of(read, paths | now.search.keys() | now.fixed.keys(), moved(now.groups.library))
            if faults:
                raise AlmanacError("\n".join([*faults[:MOST], f"{len(faults)} faults in the site."]))
            with self._turn(now):
                self._kept.forget()
                if len(self._references) > self._written + FEW:  # a few are soon made again
                    self._write_references()
            gc.unfreeze()
            gc.collect()  # frees what earlier readings left behind, now that nobody is waiting
            gc.freeze()

    def _record(self, now: Moment, group: Group) -> Record:
        """A group as it is kept, or made now; nobody waits while it is made."""
        with self._turn(now):
            key = group.key()
            record = self._kept.get(key)
        if record is None:
            record = making.recorded(group, now.groups, now.known)
            with self._turn(now):
                self._kept.put(key, record)
                self._kept.commit()
        return record

    def _prove(self, now: Moment) -> None:
        """Make the hand-written pages first: there alone an editor can call something by a wrong name."""
        prose.all_of(partial(self._proved, now, path) for path in now.groups.drawn.pages)

    def _proved(self, now: Moment, path: str) -> None:
        with self._turn(now):
            self._files(now, now.by_path[path])

    def _go_on(self, now: Moment, completing: int) -> None:
        """Stop the thread that completes a site once its sources are read again; other threads still get their file."""
        if threading.get_ident() == completing and now.reading != self._readings:
            raise _StaleError

    @contextmanager
    def _turn(self, now: Moment) -> Iterator[None]:
        """The lock for one step, after anyone who waits for it; _StaleError if the sources are being read again."""
        time.sleep(_BREATH)
        with self._lock:
            if now.reading != self._readings:
                raise _StaleError
            yield

    def close(self) -> None:
        """Keep what was made."""
        with self._lock:
            self._write_references()
            self._kept.close()

    def _write_references(self) -> None:
        referencecache.write(self._project.cache / REFERENCES, self._references)
        self._written = len(self._references)

    def release(self) -> None:
        """Leave what was made to another that goes on from here."""
        with self._lock:
            self._kept.release()

    def _read(self) -> Moment:
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
        now = Moment(
            groups=groups,
            made_from=made_from,
            revision=self._revision(made_from),
            assets=assets,
            by_path={path: group for group in groups.all() for path in group.paths},
            known=urls.places(library),
            fixed=making.fixed(site, self._project.cache),
            reading=self._readings,
        )
        # Until ``complete`` has made it.
        now.search = self._now.search if self._now else self._search or making.last_search(self._project.cache)
        return now

    def _revision(self, made_from: str) -> str:
        """A new one unless nothing has changed: a page may hold a file of a moment between, though all is as before."""
        if self._now and self._now.made_from == made_from:
            return self._now.revision
        return f"{made_from}-{self._readings}"

    def _found(self, now: Moment, path: str) -> bytes | None:
        group = now.maker(path)
        if group and (text := self._files(now, group).get(path)) is not None:
            return text.encode()
        file = self._whole(now).get(path)
        return file.read_bytes() if file else None

    def _whole(self, now: Moment) -> dict[str, Path]:
        if not any(file.exists() for file in now.whole.values()):  # not made yet, or somebody has emptied the cache
            now.whole = making.files_of_whole(now.groups, self._project.cache)
        return now.whole

    def _files(self, now: Moment, group: Group) -> dict[str, str]:
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
