"""A small server for this computer only: files of the site from memory, and a stream that tells pages of changes."""

from __future__ import annotations

import json
import mimetypes
import socket
import threading
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from almanac.content.problem import AlmanacError
from almanac.machine import oserrors
from almanac.offline import worker
from almanac.publish.groups import NO_PAGE
from almanac.publish.live import Live

OURS = "_almanac/"  # the server's own addresses, which no site uses
_SCRIPTS = {f"{OURS}live.js": "live.js", worker.SCRIPT: "noworker.js"}
_PATIENCE = 600  # seconds for which a request waits until the sources have first been read
_POLL = 0.02  # seconds within which a server must stop, because its successor waits for that
_HEARTBEAT = 10  # seconds between signs of life on a stream, which also show whether anybody still listens
_TYPES = {".js": "text/javascript", ".json": "application/json", ".html": "text/html", ".xml": "application/xml"}


class PortError(AlmanacError):
    """The port cannot be used. The message says why."""


class Changes:
    """Lets many streams wait for the next change."""

    def __init__(self) -> None:
        """Start before any change."""
        self._condition = threading.Condition()
        self._number = 0

    def tell(self) -> None:
        """Announce a change."""
        with self._condition:
            self._number += 1
            self._condition.notify_all()

    def wait(self, seen: int) -> int:
        """Wait for more changes than those already seen, or for a heartbeat, and return the total so far."""
        with self._condition:
            self._condition.wait_for(lambda: self._number > seen, timeout=_HEARTBEAT)
            return self._number


class Local(ThreadingHTTPServer):
    """An HTTP server on a port of this computer, for this computer only."""

    daemon_threads = True
    command = "make serve"  # the command with which an editor starts it

    def __init__(self, port: int, handler: type[BaseHTTPRequestHandler]) -> None:
        """Prepare to serve, without taking the port until ``begin``."""
        super().__init__(("127.0.0.1", port), handler, bind_and_activate=False)

    def begin(self) -> None:
        """Take the port, or raise PortError if it is taken."""
        try:
            self.server_bind()
            self.server_activate()
        except OSError as error:
            self.server_close()
            host, port = self.server_address[:2]
            why = oserrors.port_problem(str(host), int(port), self.command) or oserrors.sentence(error)
            raise PortError(why) from None

    def server_bind(self) -> None:
        """Bind without looking up this computer's host name, which would ask the network."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = "127.0.0.1", self.server_address[1]

    def handle_error(self, request: object, client_address: object) -> None:
        """Ignore the error, because it does not matter if a browser disconnects."""


class Server(Local):
    """The server of a live site."""

    def __init__(self, port: int, held: int | None = None) -> None:
        """Take a port of this computer at once, or the open socket if one is given.

        Raises:
            PortError: if the port is taken.
        """
        self.changes = Changes()
        self._live: Live | None = None
        self._ready = threading.Event()
        self._left = False
        super().__init__(port, _Handler)
        if held is None:
            self.begin()
            return
        self.socket.close()
        self.socket = socket.socket(fileno=held)
        self.server_address = self.socket.getsockname()

    def show(self, live: Live) -> None:
        """Answer with this site from now on."""
        self._live = live
        self._ready.set()

    def leave(self, live: Live) -> None:
        """Give up the port to another server that shares it. Open connections are answered from that server's site."""
        self._live, self._left = live, True
        self.changes.tell()
        self.server_close()

    @property
    def left(self) -> bool:
        """Whether another server has taken over the port, so that browsers should reconnect."""
        return self._left

    def site(self) -> Live | None:
        """Return the live site, waiting until the sources are read, because a page that is refused would not retry."""
        self._ready.wait(_PATIENCE)
        return self._live


class Handler(BaseHTTPRequestHandler):
    """Answers requests that come from this computer, without logging them."""

    protocol_version = "HTTP/1.1"

    def ours(self) -> bool:
        """Return whether a request names this computer as its host, and reject it if not.

        A request under another host name was made by another site.
        """
        if self.headers.get("Host", "").partition(":")[0] in ("127.0.0.1", "localhost"):
            return True
        self.answer(HTTPStatus.FORBIDDEN, "text/plain", b"This server accepts requests only from this computer.")
        return False

    def answer(self, status: HTTPStatus, kind: str, data: bytes, **more: str) -> None:
        """Send a response of one media type, with additional headers if given.

        A refusal ends the connection: the body of what was refused may be unread, and would be taken for a request.
        """
        if status >= HTTPStatus.BAD_REQUEST:
            self.close_connection = True
        text = kind.startswith("text/") or kind in _TYPES.values()
        self.send_response(status)
        told = {
            "Content-Type": f"{kind}; charset=utf-8" if text else kind,
            "Content-Length": str(len(data)),
            "Cache-Control": "no-store",
            "LinkChecker": "allowed",
        }
        if self.close_connection:
            told["Connection"] = "close"
        for name, value in (told | more).items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def log_message(self, *message: object) -> None:
        """Log nothing."""


class _Handler(Handler):
    server: Server

    def do_GET(self) -> None:
        """Send a file, a page, or the stream of changes."""
        path = unquote(urlsplit(self.path).path).lstrip("/")
        path = f"{path}index.html" if path.endswith("/") or not path else path
        if not self.ours():
            return
        if path in _SCRIPTS:
            self.answer(HTTPStatus.OK, "text/javascript", Path(__file__).with_name(_SCRIPTS[path]).read_bytes())
        elif (live := self.server.site()) is None:
            self.answer(HTTPStatus.SERVICE_UNAVAILABLE, "text/plain", b"Not ready yet.")
        elif path == f"{OURS}events":
            self._stream()
        else:
            self._file(live, path)

    do_HEAD = do_GET  # noqa: N815  (the name that http.server calls)

    def _file(self, live: Live, path: str) -> None:
        status, found = HTTPStatus.OK, None
        revision = live.revision  # read first: if the page is newer, it merely reloads once
        try:
            found = live.get(path)
            if found is None:
                status, path = HTTPStatus.NOT_FOUND, NO_PAGE
                found = live.get(path)
        except Exception:  # noqa: BLE001  (the banner shows its message, even for a fault in the program itself)
            status = HTTPStatus.INTERNAL_SERVER_ERROR
        if found is None:
            path, found = NO_PAGE, b'<!doctype html><html lang="en-GB"><title>Not ready</title><body></body></html>'
        suffix = Path(path).suffix
        if suffix == ".html":
            found = with_script(found, revision)
        kind = _TYPES.get(suffix) or mimetypes.guess_type(path)[0] or "application/octet-stream"
        self.answer(status, kind, found, **({"Connection": "close"} if self.server.left else {}))

    def _stream(self) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        seen = -1
        while True:
            number, last, live = self.server.changes.wait(seen), self.server.left, self.server.site()
            told = {"revision": live.revision, "problem": live.problem} if live else {}
            self.wfile.write(b": alive\n\n" if number == seen else f"retry: 300\ndata: {json.dumps(told)}\n\n".encode())
            if last:
                return
            seen = number


def with_script(html: bytes, revision: str) -> bytes:
    """Add the script that reloads a page. Nothing else distinguishes a served page from a built one."""
    script = f'<script src="/{OURS}live.js" data-revision="{revision}"></script>'.encode()
    before, end, after = html.rpartition(b"</body>")
    return before + script + end + after if end else html + script


def background(server: Local) -> threading.Thread:
    """Serve in a separate thread."""
    thread = threading.Thread(target=partial(server.serve_forever, poll_interval=_POLL), daemon=True)
    thread.start()
    return thread
