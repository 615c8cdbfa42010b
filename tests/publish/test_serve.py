"""Serving: a change shows, a fault stands in the page until it is mended, and nothing else is said."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import cast
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import pytest

from almanac.publish import server
from almanac.publish.live import Live

LONG = 60  # seconds, on a busy machine; each wait ends as soon as what it waits for is there


def until(there: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + LONG
    while not there():
        assert time.monotonic() < end, f"waited in vain: {what}"
        time.sleep(0.05)


class Serving:
    def __init__(self, project: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.log, self.temporary = project.parent / "serve.log", project.parent / "temporary"
        self.temporary.mkdir()
        environment = os.environ | {"TMPDIR": str(self.temporary)}
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(self.command, cwd=project, stdout=log, stderr=log, env=environment)

    @property
    def command(self) -> list[str]:
        return [sys.executable, "-m", "almanac", "serve", "--port", str(self.port)]

    def page(self, path: str) -> str:
        try:
            with urlopen(f"http://127.0.0.1:{self.port}/{path}", timeout=LONG) as answer:
                return str(answer.read().decode("utf-8"))
        except (URLError, TimeoutError, ConnectionError):
            return ""

    def told(self) -> dict[str, str]:
        """What an open page hears at once."""
        with urlopen(f"http://127.0.0.1:{self.port}/_almanac/events", timeout=LONG) as stream:
            line = next(line for line in stream if line.startswith(b"data: "))
        heard: dict[str, str] = json.loads(line.removeprefix(b"data: "))
        return heard

    def says(self) -> str:
        return self.log.read_text("utf-8")


@pytest.fixture
def serving(project: Path) -> Iterator[Serving]:
    server = Serving(project)
    try:
        until(lambda: "Keeping the lamp" in server.page("roles/a.html"), "the first page")
        yield server
    finally:
        server.process.send_signal(signal.SIGINT)
        server.process.wait(LONG)
    assert list(server.temporary.iterdir()) == []


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_changes_of_every_kind_show_and_faults_stand_in_the_page(serving: Serving, project: Path, small: Path) -> None:
    script = f'<script src="/_almanac/live.js" data-revision="{serving.told()["revision"]}"></script>'
    for path in ("roles/a.html", "about/health.html", "research/by-topic.html"):
        published = re.sub(r"(assets/[^\"]+)\.[0-9a-f]{12}\.", r"\1.", (small / "site" / path).read_text("utf-8"))
        assert serving.page(path).replace(script, "") == published

    roles = project / "content" / "roles.yaml"
    change(roles, "title: Keeping the lamp", "title: Keeping the lit lamp")
    until(lambda: "Keeping the lit lamp" in serving.page("roles/a.html"), "a change of content")
    change(roles, "letter: A", "letter: F")
    until(lambda: 'role a, letter: found "F"' in serving.told()["problem"], "the fault in the page")
    assert "Keeping the lit lamp" in serving.page("roles/a.html")
    change(roles, "letter: F", "letter: A")
    until(lambda: not serving.told()["problem"], "that it is mended")

    about = project / "docs" / "about" / "index.md"
    serving.page("about/index.html")
    change(about, "# About", '{{ link("role/z") }}\n# About')
    until(lambda: 'docs/about/index.md:6: no entry "role/z"' in serving.told()["problem"], "the fault of a macro")
    assert "What it does not do" in serving.page("about/index.html")
    change(about, '{{ link("role/z") }}\n# About', "# All about")
    until(lambda: "All about" in serving.page("about/index.html"), "a change of prose")

    change(project / "almanac" / "site" / "templates" / "pages" / "entry.html", ">Related<", ">Related entries<")
    until(lambda: "Related entries" in serving.page("roles/a.html"), "a change of a template")
    change(project / "docs" / "assets" / "css" / "almanac.css", "{", "{--lamp:1;")
    until(lambda: "--lamp:1" in serving.page("assets/css/site.css"), "a change of a style")
    change(project / "docs" / "assets" / "js" / "common" / "copy.js", "\n", "\n// lamp\n")
    until(lambda: "// lamp" in serving.page("assets/js/common/copy.js"), "a change of a script")

    words = project / "almanac" / "site" / "words.py"
    change(words, "def day(", "def day(:")
    until(lambda: "SyntaxError" in serving.told()["problem"], "the fault of a program")
    change(words, "def day(:", "def day(")
    change(words, "{MONTHS[date.month - 1]} {date.year}", "{MONTHS[date.month - 1]} of {date.year}")
    until(lambda: " January of 2026" in serving.page("roles/a.html"), "a change of a program")
    assert "Traceback" not in serving.says()
    assert "GET" not in serving.says()


def test_an_open_page_that_asks_while_the_program_begins_again_hears_of_the_change() -> None:
    serving = server.Server(0)
    server.background(serving)
    later = threading.Timer(0.2, lambda: serving.show(cast("Live", SimpleNamespace(revision="new", problem=""))))
    later.start()
    with urlopen(f"http://127.0.0.1:{serving.server_address[1]}/_almanac/events", timeout=LONG) as stream:
        assert stream.status == 200
        assert b'"revision": "new"' in b"".join(next(stream) for _ in range(2))
    serving.shutdown()
    serving.server_close()


def test_a_port_in_use_is_said_at_once_and_other_hosts_are_refused(serving: Serving, project: Path) -> None:
    done = subprocess.run(serving.command, cwd=project, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert f"port {serving.port} is in use by another program" in done.stderr
    with pytest.raises(HTTPError, match="403"):
        urlopen(Request(f"http://127.0.0.1:{serving.port}/", headers={"Host": "elsewhere.example"}), timeout=LONG)
    assert "registration.unregister()" in serving.page("sw.js"), "the worker of a built site makes room"
    assert serving.says() == f"The site is on http://127.0.0.1:{serving.port}/ until you press Ctrl and C.\n"
    assert not (project / "site").exists()
    serving.process.send_signal(signal.SIGINT)
    assert serving.process.wait(LONG) == 128 + signal.SIGINT
