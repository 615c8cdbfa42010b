"""``almanac serve``: serve the site on this computer, and refresh open pages as soon as an editor saves.

It also follows changes to the program itself. The affected modules are reloaded in this process (``reloading``). A
session that uses them takes over the socket once it has read the sources and built the page that somebody has open. If
anything fails before then, the problem is reported and the previous session continues.
"""

from __future__ import annotations

import importlib
import os
import queue
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from almanac.citation import formatting
from almanac.content.printable import printable_lines
from almanac.content.problem import AlmanacError
from almanac.machine import child, reloading
from almanac.publish import keys, server
from almanac.publish.live import Live
from almanac.publish.project import Project
from almanac.publish.snapshot import Handover

HELD = "ALMANAC_SOCKET"  # file descriptor of the open socket, after a restart caused by a change to the code
ENTRY = "almanac.publish.serve"  # this module
# These cannot be replaced while they run: the loop below, its callers, and the module that replaces the others.
LASTING = frozenset(("almanac.__main__", "almanac.commands", "almanac.machine.reloading", ENTRY))
_WATCHED = ("content", "docs", "overrides", "almanac")
_FILES = ("mkdocs.yml", "hooks.py", "macros.py", "link-health.json")
_SCRIPTS = ".mjs"  # scripts of the package that stay running in Node
_CHANGES = ("created", "modified", "deleted", "moved", "closed")  # opening and reading are not changes
_PAUSE = 0.05  # seconds without a change after which a save is complete


def serve(folder: Path, today: str, port: int, say: Callable[[str], None]) -> None:
    """Serve a project until interrupted, and follow every change.

    Args:
        folder: the project's folder.
        today: the day for which pages are built, or empty.
        port: the port to use on this computer.
        say: called with each line to print in the terminal.

    Raises:
        PortError: if the port is taken.
    """
    held = os.environ.pop(HELD, "")
    serving = server.Server(port, int(held) if held else None)
    with closing(reloading.Program(keys.PACKAGE, _SCRIPTS)) as program:  # before anything can be saved
        session = Session(ServerState(folder, today, say, program), serving)
        try:
            server.background(serving)
            session.begin("" if held else f"The site is on http://127.0.0.1:{port}/ until you press Ctrl and C.")
            while True:
                session = session.followed()
        finally:
            session.close()


@dataclass(frozen=True)
class ServerState:
    """What survives when the program is reloaded. None of it may belong to a module that can be reloaded."""

    folder: Path
    today: str
    say: Callable[[str], None]
    program: reloading.Program
    changed: queue.SimpleQueue[str] = field(default_factory=queue.SimpleQueue)


class Session:
    """A project as the currently loaded modules serve it."""

    def __init__(self, lasting: ServerState, serving: server.Server, former: Mapping[str, Any] | None = None) -> None:
        """Prepare to serve. ``former`` is what the previous live site handed over."""
        keys.set_running_code(lasting.program.files)
        self._lasting, self.serving = lasting, serving
        self.live = Live(Project(lasting.folder, lasting.today), serving.changes.tell, Handover(**(former or {})))
        self._wrong = ""  # the problem with the program's own code as last saved
        self._completing = threading.Thread()
        self._open = ExitStack()
        self._open.enter_context(formatting.persistent())
        self._open.enter_context(_watching(lasting.folder, lasting.changed.put))

    def begin(self, good: str) -> None:
        """Read the sources for the first time, and start to serve the result."""
        self.live.refresh()
        self.serving.show(self.live)
        self._say(good)

    def begin_after(self, page: str) -> None:
        """Do the same as ``begin`` for a session that is to take over, but raise any problem instead of serving it.

        Args:
            page: path of the page that somebody has open, or empty if there is none.

        Raises:
            FaultError: if the sources cannot be read, or the page cannot be built.
        """
        self.live.refresh()
        try:
            if not self.live.problem:
                self.live.get(page)
        except AlmanacError as error:
            raise reloading.FaultError(str(error)) from error
        if self.live.problem:
            raise reloading.FaultError(self.live.problem)
        self.serving.show(self.live)

    def followed(self) -> Session:
        """Follow every change until the program itself changes, and return the session that takes over."""
        while True:
            self._completing = threading.Thread(target=self._complete, daemon=True)
            self._completing.start()
            paths = _next(self._lasting.changed)
            if self._wrong or any(map(self._is_own, paths)):
                if other := self._other():
                    return other
                if self._wrong:  # report it at once, because a refresh waits for pages being built
                    self.live.problem = self._wrong
                    self.serving.changes.tell()
            before = self.live.problem
            self.live.refresh()
            self.live.problem = self._wrong or self.live.problem
            if self._wrong or self.live.problem != before:
                self.serving.changes.tell()
                self._say("Mended.")

    def close(self) -> None:
        """Save what was built, and stop watching."""
        self.live.close()
        self._open.close()

    def release(self) -> None:
        """Leave the socket and the cache to another session."""
        self.live.release()
        self._open.close()
        self.serving.server_close()

    def _is_own(self, path: str) -> bool:
        return path.endswith((".py", _SCRIPTS)) and Path(path).is_relative_to(self._lasting.folder / "almanac")

    def _other(self) -> Session | None:
        """Return a session of the changed program, or None if the change does not affect the site or is faulty."""
        self._wrong = ""
        self.live.stop()  # first, because completing would halve the speed of all that follows
        child.end_all()  # their results are no longer needed
        self._completing.join()
        change = self._lasting.program.change()
        if change is None or not (change.modules & LASTING or ENTRY in change.affected):
            return None
        try:
            with self._lasting.program.again(change):
                if change.modules & LASTING or reloading.__name__ in change.affected:
                    self._begin_again()
                other = self._loaded_again()
        except (Exception, SystemExit) as error:  # noqa: BLE001  (whatever is wrong, this session continues)
            keys.set_running_code(self._lasting.program.files)
            self._wrong = reloading.said_of(error)
            return None
        self.serving.shutdown()
        server.background(other.serving)
        self.serving.leave(other.live)
        if self.live.problem:
            self._lasting.say("Mended.")
        self.release()
        return other

    def _loaded_again(self) -> Session:
        entry = importlib.import_module(ENTRY)
        socket = entry.server.Server(0, os.dup(self.serving.fileno()))
        other: Session = entry.Session(self._lasting, socket, self.live.handover())
        try:
            other.begin_after(self.live.asked.page)
        except BaseException:
            other.release()
            raise
        return other

    def _begin_again(self) -> None:
        """Replace this process with the changed program. It inherits the socket, so the port never closes."""
        for name in sorted(LASTING):
            importlib.import_module(name)  # raises here if it cannot be loaded, and nothing is replaced
        self.live.close()
        os.set_inheritable(self.serving.fileno(), True)  # noqa: FBT003  (Python's own signature)
        os.environ[HELD] = str(self.serving.fileno())
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606  (this same program)

    def _complete(self) -> None:
        if not self.live.problem:
            self.live.complete()
            if self.live.problem:
                self._say("")
        self._lasting.program.compile()

    def _say(self, good: str) -> None:
        if self.live.problem:
            self._lasting.say(f"{printable_lines(self.live.problem)}\nThe last good pages stay up.")
        elif good:
            self._lasting.say(good)


def _next(changed: queue.SimpleQueue[str]) -> set[str]:
    """Wait for a change, then collect the changed paths until no more follow."""
    paths = {changed.get()}
    while True:
        try:
            paths.add(changed.get(timeout=_PAUSE))
        except queue.Empty:
            return paths


@contextmanager
def _watching(folder: Path, changed: Callable[[str], None]) -> Iterator[None]:
    class Handler(FileSystemEventHandler):
        def on_any_event(self, event: FileSystemEvent) -> None:
            path = os.fsdecode(event.dest_path or event.src_path)
            if event.event_type in _CHANGES and not event.is_directory and "__pycache__" not in path:
                changed(path)

    class Single(Handler):
        def on_any_event(self, event: FileSystemEvent) -> None:
            if Path(os.fsdecode(event.dest_path or event.src_path)).name in _FILES:
                super().on_any_event(event)

    observer = Observer()
    for name in _WATCHED:
        observer.schedule(Handler(), str(folder / name), recursive=True)
    observer.schedule(Single(), str(folder), recursive=False)
    observer.start()
    try:
        yield
    finally:
        observer.stop()
