"""``almanac admin``: serve the editors' forms at /admin/, to this computer only."""

from __future__ import annotations

import json
import mimetypes
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit

from almanac.content.problem import AlmanacError
from almanac.editing.admin import decap, widgets
from almanac.editing.admin.actions import Backend, NoEntryError
from almanac.machine import oserrors
from almanac.publish.project import Project
from almanac.publish.server import Handler, Local

FOLDER = "/admin/"
POLICY = (
    "default-src 'none'; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; "
    "font-src 'self' data:; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)
"""The Content-Security-Policy of the forms page only.

Decap CMS injects styles, and it compiles code to validate its configuration.
"""

_PAGE = Path(decap.__file__).with_name("page")
_MOST = 5_000_000
"""The largest request body that is accepted, in bytes."""


class Server(Local):
    """Serve the forms and answer their requests."""

    command = "make admin"

    def __init__(self, port: int, backend: Backend, bundle: Path) -> None:
        """Bind to a port on this computer, or raise PortError if it is taken."""
        super().__init__(port, _Handler)
        self.backend, self.bundle = backend, bundle
        self.begin()

    @property
    def address(self) -> str:
        """The URL of the forms."""
        return f"http://127.0.0.1:{self.server_port}{FOLDER}"


def serve(project: Project, port: int, say: Callable[[str], None]) -> None:
    """Serve the forms for a project until interrupted.

    Args:
        project: the project to edit.
        port: the port to use on this computer.
        say: called with each line to print in the terminal.

    Raises:
        NotFetchedError: if Decap CMS cannot be downloaded.
        PortError: if the port is taken.
    """
    bundle = decap.bundle(project.cache / "decap")
    with Server(port, Backend(project.folder, say, project.rule), bundle) as serving:
        say(f"The forms are on {serving.address} until you press Ctrl and C. What you save is written to content/.")
        serving.serve_forever(poll_interval=0.1)


class _Handler(Handler):
    server: Server

    def do_GET(self) -> None:  # noqa: N802  (the name that http.server calls)
        """Send the page, or one of its files."""
        path = urlsplit(self.path).path
        name = path.removeprefix(FOLDER) or "index.html"
        if not self.ours():
            return
        if not path.startswith(FOLDER):
            self.answer(HTTPStatus.FOUND, "text/plain", b"", Location=FOLDER)
        elif name == "config.json":
            self._json(HTTPStatus.OK, widgets.configuration())
        elif name == "decap-cms.js":
            self.answer(HTTPStatus.OK, "text/javascript", self.server.bundle.read_bytes())
        elif name in (one.name for one in _PAGE.iterdir()):
            kind = mimetypes.guess_type(name)[0] or "text/plain"
            more = {
                "Content_Security_Policy": POLICY,
                "Referrer_Policy": "no-referrer",
                "X_Content_Type_Options": "nosniff",
            }
            self.answer(HTTPStatus.OK, kind, (_PAGE / name).read_bytes(), **more)
        else:
            self.answer(HTTPStatus.NOT_FOUND, "text/plain", b"There is nothing here.")

    def do_POST(self) -> None:  # noqa: N802  (the name that http.server calls)
        """Answer a request from the forms, provided that this page made it and not another site."""
        own = self.headers.get("Origin") == f"http://{self.headers.get('Host', '')}"
        told = self.headers.get("Content-Length", "")
        size = int(told) if told.isascii() and told.isdigit() else 0
        if not self.ours():
            return
        if not own or self.path != widgets.API or not 0 < size <= _MOST:
            self._json(HTTPStatus.FORBIDDEN, {"error": "This server accepts requests only from its own page."})
            return
        try:
            asked = json.loads(self.rfile.read(size))
            self._json(HTTPStatus.OK, self.server.backend.answer(asked["action"], asked.get("params", {})))
        except NoEntryError as error:
            self._json(HTTPStatus.NOT_FOUND, {"error": str(error)})
        except AlmanacError as error:
            self._json(HTTPStatus.UNPROCESSABLE_ENTITY, {"error": str(error)})
        except OSError as error:  # such as a full disk
            self._json(HTTPStatus.UNPROCESSABLE_ENTITY, {"error": oserrors.sentence(error)})
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            self._json(HTTPStatus.BAD_REQUEST, {"error": "This request cannot be read."})

    def _json(self, status: HTTPStatus, data: object) -> None:
        self.answer(status, "application/json", json.dumps(data, ensure_ascii=False).encode())
