"""A server on the loopback address that compresses files as web hosts do, and records what it sends."""

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

PACKED = {".html", ".css", ".js", ".json", ".svg"}  # what hosts compress with gzip


@dataclass(frozen=True)
class Sent:
    """One response: when it began, by the wall clock, its path, and the size of its body in bytes."""

    at: float
    path: str
    size: int

    @property
    def searching(self) -> bool:
        """Whether it belongs to the search rather than to the page."""
        return self.path.startswith(("/assets/search/", "/api/")) or "/js/search" in self.path


@functools.cache
def _as_sent(file: Path) -> bytes:
    """Compress a file only once, as hosts do, so that no response waits for our own processor."""
    data = file.read_bytes()
    return gzip.compress(data, 6, mtime=0) if file.suffix in PACKED else data


class _Handler(SimpleHTTPRequestHandler):
    """Serves as hosts do, with persistent connections and compressed text, and records each response."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else the body of a small response waits until its header is acknowledged

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
        """Log nothing."""


class Host(ThreadingHTTPServer):
    """The server, with a record of what it sent."""

    daemon_threads = True

    def __init__(self, folder: Path) -> None:
        """Serve a folder on any free port."""
        self.sent: list[Sent] = []
        super().__init__(("127.0.0.1", 0), functools.partial(_Handler, directory=str(folder)))


@contextlib.contextmanager
def counting(folder: Path) -> Iterator[Host]:
    """Serve a folder and record what is sent."""
    with Host(folder) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield server
        finally:
            server.shutdown()
