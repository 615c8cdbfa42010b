"""``almanac serve``: the site on this machine, fresh in an open page as soon as an editor saves."""

from __future__ import annotations

import os
import queue
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from almanac.citation import formatting
from almanac.content.printable import printable_lines
from almanac.machine import child
from almanac.publish import keys, server
from almanac.publish.live import Live
from almanac.publish.project import Project

HELD = "ALMANAC_SOCKET"  # number of the open socket, when the program has begun again after a change of its own code
_WATCHED = ("content", "docs", "overrides", "almanac")
_FILES = ("mkdocs.yml", "hooks.py", "macros.py", "link-health.json")
_CHANGES = ("created", "modified", "deleted", "moved", "closed")  # opened and read is no change
_PAUSE = 0.05  # seconds without a change, after which a save is over


def serve(project: Project, port: int, say: Callable[[str], None]) -> None:
    """Serve a project until it is interrupted, and follow every change.

    Args:
        project: what is served.
        port: on this machine.
        say: takes each line for the terminal.

    Raises:
        PortError: if the port is taken.
    """
    held = os.environ.pop(HELD, "")
    keys.running()  # before anything can be saved
    serving = server.Server(port, int(held) if held else None)
    server.background(serving)
    changed: queue.SimpleQueue[str] = queue.SimpleQueue()
    live = Live(project, serving.changes.tell)
    with formatting.persistent(), _watching(project.folder, changed.put):
        live.refresh()
        serving.show(live)
        _say(live, "" if held else f"The site is on http://127.0.0.1:{port}/ until you press Ctrl and C.", say)
        try:
            _follow(project, live, serving, changed, say)
        finally:
            live.close()


def _follow(
    project: Project, live: Live, serving: server.Server, changed: queue.SimpleQueue[str], say: Callable[[str], None]
) -> None:
    while True:
        threading.Thread(target=_complete, args=(live, say), daemon=True).start()
        paths = _next(changed)
        own = [path for path in paths if path.endswith(".py") and Path(path).is_relative_to(project.folder / "almanac")]
        wrong = _own_fault(project) if own else ""
        if own and not wrong:
            live.close()
            _begin_again(serving)
        if wrong:  # said at once: a refresh waits for the pages that are being made
            live.problem = wrong
            serving.changes.tell()
        before = live.problem
        live.refresh()
        live.problem = wrong or live.problem
        if wrong or live.problem != before:
            serving.changes.tell()
            _say(live, "Mended.", say)


def _complete(live: Live, say: Callable[[str], None]) -> None:
    if not live.problem:
        live.complete()
        if live.problem:
            _say(live, "", say)


def _say(live: Live, good: str, say: Callable[[str], None]) -> None:
    if live.problem:
        say(f"{printable_lines(live.problem)}\nThe last good pages stay up.")
    elif good:
        say(good)


def _next(changed: queue.SimpleQueue[str]) -> set[str]:
    """Paths that have changed: waits for one, and until no more follow."""
    paths = {changed.get()}
    while True:
        try:
            paths.add(changed.get(timeout=_PAUSE))
        except queue.Empty:
            return paths


def _own_fault(project: Project) -> str:
    """What is wrong with the program's own code after a change; empty if it can begin again."""
    command = [sys.executable, "-c", "import almanac.__main__, almanac.publish.serve"]
    environment = os.environ | {"PYTHONPATH": str(project.folder)}
    done = child.run(command, cwd=project.folder, env=environment)
    return "\n".join(done.stderr.splitlines()[-4:]) if done.returncode else ""


def _begin_again(serving: server.Server) -> None:
    """Run the changed program in place of this one, with the same socket: no browser finds the port closed."""
    os.set_inheritable(serving.fileno(), True)  # noqa: FBT003  (as Python has it)
    os.environ[HELD] = str(serving.fileno())
    os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606  (this very program)


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
