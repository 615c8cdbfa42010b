"""A small web server on the loopback address that really responds, well or badly, and records each request."""

from __future__ import annotations

import contextlib
import gzip
import socket
import ssl
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from unittest import mock
from urllib.parse import urlsplit

from almanac.content import hosts
from almanac.content.checks import law

CERTIFICATE = Path(__file__).resolve().parent.parent / "data" / "self-signed.pem"
PAGE = "<!doctype html><title>{0}</title><h1>{0}</h1><p>Lamps."


@contextmanager
def this_machine_counts_as_public() -> Iterator[None]:
    """Let content link to the loopback network, even as law, which ``almanac check`` otherwise refuses."""
    with (
        mock.patch.object(hosts, "address_advice", return_value=""),
        mock.patch.object(law, "is_official", return_value=True),
    ):
        yield


class Web(ThreadingHTTPServer):
    """Responds as planned: path to status, headers and body; a path without a plan is not found.

    If there are several responses, each is given once, and the last of them from then on.
    """

    daemon_threads = True

    def __init__(self, host: str = "127.0.0.1") -> None:
        super().__init__((host, 0), Handler)
        self.host = host
        self.plan: dict[str, list[tuple[int, dict[str, str], bytes]]] = {}
        self.asked: list[str] = []
        self.dribbling: set[str] = set()
        self.hanging: set[str] = set()
        self.closing = threading.Event()
        self.scheme = "http"

    def at(self, path: str, host: str = "") -> str:
        return f"{self.scheme}://{host or self.host}:{self.server_port}{path}"

    def answer(self, path: str, *statuses: int, says: str = "Lamps", media: str = "text/html", **headers: str) -> str:
        """Plan one response, or several in turn; returns the address."""
        written = {name.replace("_", "-"): value for name, value in headers.items()}
        body = says.encode() if media == "text/plain" else PAGE.format(says).encode()
        self.plan[path] = [(status, {"Content-Type": media, **written}, body) for status in statuses or (200,)]
        return self.at(path)

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: a client that hangs up on a slow page is right to do so."""


class Handler(BaseHTTPRequestHandler):
    server: Web
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        self.server.asked.append(path)
        self.close_connection = True
        if path in self.server.hanging:
            self.server.closing.wait(20)
        elif path == "/resets":
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()
        elif path in self.server.dribbling:
            status, headers, _ = self.server.plan[path][0]
            self._dribble(status, headers)
        elif path == "/asks-for-a-cookie" and "seen=yes" not in self.headers.get("Cookie", ""):
            self._send(302, {"Location": path, "Set-Cookie": "seen=yes"}, b"")
        else:
            planned = self.server.plan.get(path) or [(404, {"Content-Type": "text/html"}, b"")]
            self._send(*planned.pop(0) if len(planned) > 1 else planned[0])

    def _send(self, status: int, headers: dict[str, str], body: bytes) -> None:
        body = gzip.compress(body) if headers.get("Content-Encoding") == "gzip" else body
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body)), "Connection": "close"}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def _dribble(self, status: int, headers: dict[str, str]) -> None:
        """Send a body that never ends and never pauses."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        with contextlib.suppress(OSError):
            while not self.server.closing.wait(0.05):
                self.wfile.write(b"<p>")
                self.wfile.flush()

    def log_message(self, *message: object) -> None:
        """Say nothing."""


@contextmanager
def web(*, secure: bool = False) -> Iterator[Web]:
    server = Web()
    if secure:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(CERTIFICATE)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        server.scheme = "https"
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield server
    finally:
        server.closing.set()
        server.shutdown()
        server.server_close()


class Clock:
    """A clock that moves only when somebody sleeps by it."""

    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []

    def time(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds
