"""Run LinkChecker on the built site, served to this computer only."""

from __future__ import annotations

import csv
import functools
import io
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from almanac.content.problem import AlmanacError
from almanac.machine import child


class LinkCheckError(AlmanacError):
    """LinkChecker found broken links, which the message lists one to a line, or it could not run."""


class _Handler(SimpleHTTPRequestHandler):
    """Serve files without logging, and let LinkChecker send requests at full speed."""

    def end_headers(self) -> None:
        self.send_header("LinkChecker", "allowed")  # lifts LinkChecker's limit of ten requests a second
        super().end_headers()

    def log_message(self, *message: object) -> None:
        """Log nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on a free port of the loopback address, and yield the URL."""
    handler = functools.partial(_Handler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()


def check(site: Path, settings: Path, say: Callable[[str], None]) -> None:
    """Follow every internal link of a built site.

    Args:
        site: folder of the built site.
        settings: LinkChecker's configuration file.
        say: called with one line if no link is broken.

    Raises:
        LinkCheckError: if there is no built site, a link is broken, or LinkChecker cannot run.
    """
    if not (site / "index.html").is_file():
        raise LinkCheckError('there is no built site. Run "make build" first.')
    with served(site) as address:
        # LinkChecker run as root becomes the user "nobody" and cannot write files, so it writes to standard output.
        command = [sys.executable, "-m", "linkcheck", "--config", str(settings), "--output", "csv", address]
        done = child.run(command)
    lines = [line for line in done.stdout.splitlines() if line and not line.startswith("#")]
    rows = list(csv.DictReader(io.StringIO("\n".join(lines)), delimiter=";"))
    broken = [
        f"{row['parentname'].replace(address, '')}: {row['urlname']}: {row['result']}"
        for row in rows
        if row["valid"] == "False"
    ]
    if broken:
        raise LinkCheckError("\n".join([*broken, f"Broken links: {len(broken)}."]))
    if done.returncode or not rows:
        raise LinkCheckError(f"LinkChecker could not run: {done.stderr.strip()[-500:]}")
    say(f"{len(rows)} links, none broken.")
