"""Serving: a change shows, and a fault shows in the terminal while the last good pages stay up."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

LONG = 60  # seconds, on a busy machine; each wait ends as soon as what it waits for is there


def until(there: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + LONG
    while not there():
        assert time.monotonic() < end, f"waited in vain: {what}"
        time.sleep(0.1)


class Serving:
    def __init__(self, project: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.address = f"127.0.0.1:{probe.getsockname()[1]}"
        self.log = project.parent / "serve.log"
        self.temporary = project.parent / "temporary"
        self.temporary.mkdir()
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "almanac", "serve", "--port", self.address.partition(":")[2]],
                cwd=project, stdout=log, stderr=log,
                env=os.environ | {"PYTHONUNBUFFERED": "1", "TMPDIR": str(self.temporary)},
            )  # fmt: skip

    def page(self, path: str) -> str:
        try:
            with urlopen(f"http://{self.address}/{path}", timeout=10) as answer:
                return str(answer.read().decode("utf-8"))
        except (URLError, TimeoutError, ConnectionError):
            return ""

    def says(self, text: str) -> bool:
        return text in self.log.read_text("utf-8")


@pytest.fixture
def serving(project: Path) -> Iterator[Serving]:
    server = Serving(project)
    try:
        until(lambda: "Leading the AMHP workforce" in server.page("roles/e.html"), "the first page")
        yield server
    finally:
        server.process.terminate()
        server.process.wait()
    assert list(server.temporary.iterdir()) == []
    assert not server.says("Traceback")


def test_a_port_in_use_is_said_at_once(project: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", address]
        done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "is in use by another program" in done.stdout + done.stderr
    assert "Cleaning site directory" not in done.stderr
    assert "Traceback" not in done.stderr


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_a_change_shows_and_a_fault_leaves_the_last_good_pages(serving: Serving, project: Path) -> None:
    roles = project / "content" / "roles.yaml"
    change(roles, "title: Recovery and inclusion", "title: Recovery and much inclusion")
    until(lambda: "Recovery and much inclusion" in serving.page("roles/b.html"), "a change of content")

    change(roles, "letter: E", "letter: F")
    until(lambda: serving.says('role e, letter: found "F"'), "the fault in the terminal")
    assert "Recovery and much inclusion" in serving.page("roles/b.html")
    change(roles, "letter: F", "letter: E")

    about = project / "docs" / "about" / "index.md"
    change(about, "# About", '{{ link("role/z") }}\n# About')
    until(lambda: serving.says('docs/about/index.md:6: no entry "role/z"'), "the fault of a macro in the terminal")
    assert "Leading the AMHP workforce" in serving.page("roles/e.html")
    change(about, '{{ link("role/z") }}\n# About', "# All about")
    until(lambda: "All about" in serving.page("about/index.html"), "a change of prose")

    change(project / "almanac" / "templates" / "page.html", "Goes with", "Goes along with")
    until(lambda: "Goes along with" in serving.page("roles/e.html"), "a change of a template")
    assert not serving.says("Traceback")
