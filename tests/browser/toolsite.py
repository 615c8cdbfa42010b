"""The built site with the practice tools using the questionnaires of the invented world, and a record of requests."""

from __future__ import annotations

import functools
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from almanac.content.links import link_entries
from almanac.content.model import Library
from almanac.content.refs import kind_of
from almanac.publish import assetnames, drawn, prose
from almanac.publish.context import Context
from almanac.site import render, urls
from tests.conftest import SITE
from tests.rendering import entry_page

PAGES = ("practice/team-check.html", "practice/listening.html", "practice/learning.html")
SITUATION = "situation/lamp-is-out"  # of the invented world


@dataclass
class ToolSite:
    """The address of the site, and every request so far: its line, headers and body as one text."""

    address: str
    requests: list[str] = field(default_factory=list)


def make(built: Path, target: Path, content: Library, tiny: Library) -> None:
    """Copy the built site, with its tools, questionnaires and one situation rebuilt from both libraries."""
    shutil.copytree(built, target, copy_function=os.link)
    entries = {**tiny.entries, **content.entries}
    both = replace(content, entries=entries, places={**tiny.places, **content.places}, links=link_entries(entries))
    drawings = (built.parent / ".cache" / "drawn").glob("*/files/site")
    found = drawn.read(max(drawings, key=lambda path: path.stat().st_mtime))
    made = {path: prose.poured(found.pages[path], Context(both, SITE, path)) for path in PAGES if path in found.pages}
    for ref in (*(ref for ref, _ in both.of("instrument")), SITUATION):
        frame = found.frames[kind_of(ref)].filled(render.everywhere(both))
        made[urls.page_path(ref)] = frame.fill(entry_page(both, ref))
    files = (path.relative_to(target).as_posix() for path in target.glob("assets/**/*.*"))
    assets = assetnames.AssetManifest({}, {assetnames.plain(path): path for path in files})
    for path, html in made.items():
        _put(target / path, assets.in_page(path, html))


def _put(place: Path, text: str) -> None:
    place.unlink(missing_ok=True)  # it is a hard link, so writing to it would change the original
    place.parent.mkdir(exist_ok=True)
    place.write_text(text, "utf-8")


@contextmanager
def recorded(folder: Path) -> Iterator[ToolSite]:
    """Serve a folder and record the requests."""
    requests: list[str] = []

    class Handler(SimpleHTTPRequestHandler):
        def send_head(self) -> object:  # type: ignore[override]  # called for every request
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode(errors="replace")
            requests.append(f"{self.requestline}\n{self.headers}\n{body}")
            return super().send_head()

        def do_POST(self) -> None:
            self.do_GET()

        def log_message(self, *message: object) -> None:
            """Log nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield ToolSite(f"http://127.0.0.1:{server.server_port}/", requests)
        finally:
            server.shutdown()
