"""A small server that behaves like a host that reads ``_headers``: it sends each rule's headers, and 404.html."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

Rules = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


def rules(text: str) -> Rules:
    """Parse a ``_headers`` file into rules: a path, which may end with a star, and the headers for it."""
    found: list[tuple[str, list[tuple[str, str]]]] = []
    for line in text.splitlines():
        if line.startswith("/"):
            found.append((line, []))
        elif line.strip():
            name, mark, value = line.partition(":")
            assert line.startswith("  "), line
            assert mark, line
            found[-1][1].append((name.strip(), value.strip()))
    return tuple((path, tuple(headers)) for path, headers in found)


def headers_of(path: str, told: Rules) -> dict[str, str]:
    """Return the headers for a path. If two rules set the same one, their values are joined, as hosts do."""
    sent: dict[str, str] = {}
    for pattern, headers in told:
        if path == pattern or (pattern.endswith("*") and path.startswith(pattern[:-1])):
            for name, value in headers:
                sent[name] = f"{sent[name]}, {value}" if name in sent else value
    return sent


class _Handler(SimpleHTTPRequestHandler):
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {".webmanifest": "application/manifest+json"}
    told: Rules = ()
    beside: Path | None = None
    protocol_version = "HTTP/1.1"  # the forty or so files of a page share connections
    disable_nagle_algorithm = True  # else each response waits 40 ms for an acknowledgement

    def translate_path(self, path: str) -> str:
        own = self.beside / path.lstrip("/") if self.beside else None
        return str(own) if own and own.is_file() else super().translate_path(path)

    def end_headers(self) -> None:
        for name, value in headers_of(self.path.partition("?")[0], self.told).items():
            self.send_header(name, value)
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        if code != HTTPStatus.NOT_FOUND:
            super().send_error(code, message, explain)
            return
        page = Path(self.directory, "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, *message: object) -> None:
        """Log nothing."""


@contextmanager
def hosted(site: Path, beside: Path | None = None) -> Iterator[str]:
    """Serve a built site with its own headers on a free port of this computer, and yield its address.

    Args:
        site: folder of the site.
        beside: folder of files that are served as if they were the site's own.
    """
    kind = type("Handler", (_Handler,), {"told": rules((site / "_headers").read_text("utf-8")), "beside": beside})
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(kind, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
