"""Serving: a change appears, a fault is shown on the page until it is fixed, and nothing else is reported."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from http.client import HTTPConnection
from pathlib import Path
from types import SimpleNamespace
from typing import cast
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import pytest

from almanac.publish import server
from almanac.publish.live import Live
from tests.publish.small import copy_of

LONG = 60  # seconds, for busy machines: each wait ends as soon as its condition is true


def until(there: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + LONG
    while not there():
        assert time.monotonic() < end, f"waited in vain: {what}"
        time.sleep(0.05)


def plain(page: str) -> str:
    """Return a page without the server's additions."""
    return re.sub(r'<script src="/_almanac/live.js"[^>]*></script>', "", page)


class Serving:
    def __init__(self, project: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.log, self.temporary = project.parent / "serve.log", project.parent / "temporary"
        self.temporary.mkdir(parents=True)
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
        """Return the first message to an open page, asking again if the program restarts in the middle of it."""
        heard: list[dict[str, str]] = []

        def answers() -> bool:
            with suppress(URLError, ConnectionError, StopIteration):
                with urlopen(f"http://127.0.0.1:{self.port}/_almanac/events", timeout=LONG) as stream:
                    line = next(line for line in stream if line.startswith(b"data: "))
                heard.append(json.loads(line.removeprefix(b"data: ")))
            return bool(heard)

        until(answers, "what an open page hears")
        return heard[0]

    def stop(self) -> None:
        self.process.send_signal(signal.SIGINT)
        self.process.wait(LONG)

    def says(self) -> str:
        return self.log.read_text("utf-8")


@pytest.fixture
def serving(project: Path) -> Iterator[Serving]:
    server = Serving(project)
    try:
        until(lambda: "Keeping the lamp" in server.page("roles/a.html"), "the first page")
        yield server
    finally:
        server.stop()
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

    assert "Traceback" not in serving.says()
    assert "GET" not in serving.says()


MONTH, YEAR = "{MONTHS[date.month - 1]}", " {date.year}"
# A module of each layer: the file, what is replaced in it and by what, a page that shows this, and the text to find.
CHANGES = (
    ("site/words.py", YEAR, " 1 {date.year}", "roles/a.html", " January 1 2026"),
    ("content/kinds/role.py", 'word="role category"', 'word="keeper"', "roles/a.html", "keeper"),
    ("exports/api.py", 'name="Changed keys"', 'name="Keys of old"', "api/v1/index.json", "Keys of old"),
    ("publish/serve.py", "lasting.today)", '"2026-03-03")', "roles/a.html", "3 March 1 2026"),
    ("machine/reloading.py", "_LINES = 4", "_LINES = 5", "roles/a.html", "3 March 1 2026"),
)


def test_a_change_of_any_module_shows_as_after_a_fresh_start(
    serving: Serving, project: Path, small: Path, tmp_path: Path
) -> None:
    def fresh() -> dict[str, str]:
        copy = copy_of(project, tmp_path / "fresh" / "project")
        (copy / ".cache" / "made.sqlite").unlink()  # else an entry under a wrong key would appear in both
        shutil.rmtree(copy / ".cache" / "yaml")
        again = Serving(copy)
        until(lambda: again.page(paths[0]) != "", "a fresh start")
        made = {path: plain(again.page(path)) for path in paths}
        again.stop()
        return made

    def shows(page: str, shown: str, before: str) -> bool:
        return shown in serving.page(page) and serving.told()["revision"] != before

    site = small / "site"
    paths = [path.relative_to(site).as_posix() for end in ("html", "json", "xml") for path in site.rglob(f"*.{end}")]
    paths = [path for path in paths if not path.startswith(("assets/", "offline/", "api/v1/words/", "api/v1/schemas/"))]
    assert len(paths) > 80
    for file, old, new, page, shown in CHANGES:
        before = serving.told()["revision"]
        change(project / "almanac" / file, old, new)
        until(partial(shows, page, shown, before), f"a change of {file}")
    made = fresh()
    assert [path for path in paths if plain(serving.page(path)) != made[path]] == []
    assert serving.says().count("\n") == 1


def test_a_fault_of_the_program_leaves_the_last_good_pages_until_it_is_mended(serving: Serving, project: Path) -> None:
    site = project / "almanac" / "site"
    words = site / "words.py"
    good = serving.page("roles/a.html")
    change(words, "def day(", "def day(:")
    until(lambda: "SyntaxError" in serving.told()["problem"], "the fault of a program")
    assert serving.page("roles/a.html") == good
    (site / "lamp.py").write_text("LIT = 'of'\n", "utf-8")
    text = words.read_text("utf-8").replace("def day(:", "def day(").replace(YEAR, " {lit()} {date.year}")
    lit = "from almanac.site import lamp\n    return lamp.LIT\n"
    words.write_text(f"{text}\n\ndef lit() -> str:\n    {lit}", "utf-8")
    until(lambda: " January of 2026" in serving.page("roles/a.html"), "a mended program, and a module that is new")
    (site / "lamp.py").write_text("LIT = 1 / 0\n", "utf-8")
    until(lambda: "ZeroDivisionError" in serving.told()["problem"], "a fault while a page is made")
    assert " January of 2026" in serving.page("roles/a.html")
    roles = project / "content" / "roles.yaml"
    change(roles, "title: Keeping the lamp", "title: Keeping the lit lamp")
    until(lambda: "Keeping the lit lamp" in serving.page("roles/a.html"), "content, by the program as it last was good")
    assert "ZeroDivisionError" in serving.told()["problem"]
    change(roles, "letter: A", "letter: F")
    (site / "lamp.py").write_text("LIT = 'in'\n", "utf-8")
    until(lambda: 'letter: found "F"' in serving.told()["problem"], "a fault of the content instead")
    change(roles, "letter: F", "letter: A")
    until(lambda: " January in 2026" in serving.page("roles/a.html"), "the program, once the content is mended")
    assert serving.told()["problem"] == ""
    change(words, lit, "return 'on'\n")
    (site / "lamp.py").unlink()
    until(lambda: " January on 2026" in serving.page("roles/a.html"), "a module that is gone")
    assert "Traceback" not in serving.says()


def test_a_fault_of_what_begins_again_is_told_and_nothing_ends(serving: Serving, project: Path) -> None:
    commands = project / "almanac" / "commands.py"
    change(commands, "def _check(", "def _check(:")
    until(lambda: "SyntaxError" in serving.told()["problem"], "the fault of a command")
    change(commands, "def _check(:", "def _check(")
    until(lambda: not serving.told()["problem"], "that it is mended")
    change(commands, "def _check(", "def _look(today: str) -> None: ...\n\n\ndef _check(")
    before = serving.told()["revision"]
    until(lambda: serving.told()["revision"] != before, "the program that has begun again")
    assert "Keeping the lamp" in serving.page("roles/a.html")
    assert serving.process.poll() is None


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


def got(connection: HTTPConnection) -> tuple[bytes, str | None]:
    """Return a server's response on a persistent connection, and its Connection header."""
    connection.request("GET", "/a.css")
    answer = connection.getresponse()
    return answer.read(), answer.headers["Connection"]


def test_an_open_page_hears_at_once_that_another_server_has_taken_over() -> None:
    serving = server.Server(0)
    thread = server.background(serving)
    serving.show(cast("Live", SimpleNamespace(revision="old", problem="a fault", get=lambda _: b"former")))
    new = cast("Live", SimpleNamespace(revision="new", problem="", get=lambda _: b"newer"))
    connection = HTTPConnection("127.0.0.1", serving.server_address[1], timeout=LONG)
    assert got(connection) == (b"former", None)
    address = f"http://127.0.0.1:{serving.server_address[1]}/_almanac/events"
    with urlopen(address, timeout=LONG) as stream:
        assert b'"revision": "old"' in b"".join(next(stream) for _ in range(2))
        follower = server.Server(0, os.dup(serving.fileno()))
        follower.show(new)
        serving.shutdown()
        server.background(follower)
        serving.leave(new)
        assert b'{"revision": "new", "problem": ""}' in stream.read(), "and the stream ends"
    thread.join(LONG)
    assert got(connection) == (b"newer", "close"), "a connection that was open knows it too, and ends"
    with urlopen(address, timeout=LONG) as stream:
        assert b'"revision": "new"' in b"".join(next(stream) for _ in range(2))
    follower.shutdown()
    follower.server_close()


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
