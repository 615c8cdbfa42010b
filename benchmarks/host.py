"""A host on the loopback address that serves as hosts do, with gzip, and writes down what it sends."""

from __future__ import annotations

import contextlib
import functools
import gzip
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import cast

PACKED = {".html", ".css", ".js", ".json", ".svg"}  # what hosts send with gzip


@dataclass(frozen=True)
class Sent:
    """One answer of the server: when it began, by the clock, its path, and the bytes of its body."""

    at: float
    path: str
    size: int

    @property
    def searching(self) -> bool:
        """Whether it is search's own, not the page's."""
        return self.path.startswith(("/assets/search/", "/api/")) or "/js/search" in self.path


@functools.cache
def _as_sent(file: Path) -> bytes:
    """A file packed once, as hosts keep it: a phone is not to wait for our processor."""
    data = file.read_bytes()
    return gzip.compress(data, 6, mtime=0) if file.suffix in PACKED else data


class _Handler(SimpleHTTPRequestHandler):
    """Serves as hosts do: connections are kept, texts are packed; each answer is written down."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # or the body of a small answer waits until its header was confirmed

    def do_GET(self) -> None:
        at, path = time.time(), self.path.partition("?")[0]
        file = Path(self.translate_path(self.path))
        if not file.is_file():
            self.send_error(404)
            return
        data = _as_sent(file)
        self.send_response(200)
        if file.suffix in PACKED:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        self.wfile.write(data)
        cast("Host", self.server).sent.append(Sent(at, path, len(data)))

    def log_message(self, *message: object) -> None:
        """Say nothing."""


class Host(ThreadingHTTPServer):
    """The server, and what it sent."""

    daemon_threads = True

    def __init__(self, folder: Path) -> None:
        """Serve a folder, on any free port."""
        self.sent: list[Sent] = []
        super().__init__(("127.0.0.1", 0), functools.partial(_Handler, directory=str(folder)))


@contextlib.contextmanager
def counting(folder: Path) -> Iterator[Host]:
    """Serve a folder and write down what is sent."""
    with Host(folder) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield server
        finally:
            server.shutdown()
