"""Measure how soon an editor sees a saved change: ``python -m benchmarks.serve 0 1000 10000``.

Copies the project with that many studies (0 for the library as it is), runs ``almanac serve`` on it and opens one
study's page in Chromium. The time runs from the saving of the file until the open page shows the change. Each change is
made several times, and the table gives the median and the longest.
"""

from __future__ import annotations

import re
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from playwright.sync_api import Error, Page, sync_playwright

from benchmarks import cost
from benchmarks.build import SIZES
from benchmarks.corpus import files_of_studies, make, studies_of
from tests.browser import chromium
from tests.browser.conftest import QUIET

TIMES = 5
MOST = 900  # seconds to wait for anything: at first, the whole of a large library is built


@dataclass(frozen=True)
class Change:
    """A change that an editor saves, and how the open page shows it.

    Attributes:
        what: its name in the table.
        file: path within the project, or empty for the file of the open page's study.
        edit: returns the text to save, given the text of the file, the key of the study, and a number.
        shown: a JavaScript expression, with the number in place of ``NUMBER``, that is true once the page shows it.
    """

    what: str
    file: str
    edit: Callable[[str, str, int], str]
    shown: str


def _retitled(text: str, key: str, number: int) -> str:
    before, mark, entry = text.partition(f"key: {key}\n")
    return before + mark + re.sub(r"(title: (?:>-\n\s+|['\"])?)", rf"\1Desk {number} ", entry, count=1)


CHANGES = (
    Change("the title of the study", "", _retitled, 'document.body.textContent.includes("Desk NUMBER")'),
    Change(
        "a template",
        "almanac/site/templates/pages/abstract.html",
        lambda text, _, number: text.replace('class="actions"', f'class="actions" id="seen-{number}"', 1),
        "document.getElementById('seen-NUMBER')",
    ),
    Change(
        "a style sheet",
        "docs/assets/css/almanac.css",
        lambda text, _, number: f"{text.rstrip()}\n:root {{ --seen: {number}; }}\n",
        "getComputedStyle(document.documentElement).getPropertyValue('--seen').trim() === 'NUMBER'",
    ),
    Change(
        "a script",
        "docs/assets/js/common/copy.js",
        lambda text, _, number: f"{text.rstrip()}\ndocument.documentElement.dataset.seen = {number};\n",
        "document.documentElement.dataset.seen === 'NUMBER'",
    ),
    Change(
        "Python in almanac/site",
        "almanac/site/words.py",
        lambda text, _, number: text.replace("{MONTHS[date.month - 1]}", f"of {number} {{MONTHS[date.month - 1]}}", 1),
        "document.body.textContent.includes(' of NUMBER ')",
    ),
    Change(
        "Python in almanac/content",
        "almanac/content/kinds/abstract.py",
        lambda text, _, number: text.replace(
            "return self.title_with_notice", f'return f"{{self.title_with_notice}} no. {number}"', 1
        ),
        "document.body.textContent.includes(' no. NUMBER')",
    ),
    Change(
        "a fault until it is told",
        "",
        lambda text, key, number: text.replace(f"key: {key}\n", f"key: {key}\n    colour: {number}\n", 1),
        "document.querySelector('pre[role=alert]')?.textContent.includes('colour')",
    ),
)
MENDED = "!document.querySelector('pre[role=alert]')"


@dataclass(frozen=True)
class Took:
    """The seconds that something took each time."""

    what: str
    seconds: tuple[float, ...]

    def __str__(self) -> str:
        """Return a row of the table."""
        return f"| {self.what:32} | {statistics.median(self.seconds):8.2f} | {max(self.seconds):8.2f} |"


@contextmanager
def serving(project: Path) -> Iterator[str]:
    """Serve a project on a free port, and yield its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "almanac", "serve", "--port", str(port)]
    process = subprocess.Popen(
        command, cwd=project, env=cost.environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield f"http://127.0.0.1:{port}/"
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(MOST)


def until(true: Callable[[], object]) -> float:
    """Wait until something is true, and return when that was."""
    end = time.monotonic() + MOST
    while time.monotonic() < end:
        try:
            if true():
                return time.monotonic()
        except (Error, OSError):  # the page is being reloaded, or the server is not answering yet
            pass
        time.sleep(0.02)
    raise SystemExit(f"not seen within {MOST} s.")


def started(project: Path, key: str) -> float:
    """Return the seconds from the command until a study's page can be read."""
    begun = time.monotonic()
    with serving(project) as address:
        return until(lambda: b"</html>" in _fetched(f"{address}research/{key}.html")) - begun


def changed(page: Page, project: Path, key: str) -> Iterator[Took]:
    """Yield the time of each change until the open page shows it. Every change is undone afterwards."""
    for change in CHANGES:
        path = project / change.file if change.file else _file_of(project, key)
        good = path.read_text("utf-8")
        taken, mended = [], []
        for number in range(1, TIMES + 1):
            shown = change.shown.replace("NUMBER", str(number))
            taken.append(_saved(path, change.edit(good, key, number), page, shown))
            if "fault" in change.what:
                mended.append(_saved(path, good, page, MENDED))
        yield Took(change.what, tuple(taken))
        if mended:
            yield Took("the fault until it is gone", tuple(mended))
        else:
            _saved(path, good, page, f"!({shown})")


def _saved(path: Path, text: str, page: Page, shown: str) -> float:
    path.write_text(text, "utf-8")
    begun = time.monotonic()
    return until(lambda: page.evaluate(f"Boolean({shown})")) - begun


def _file_of(project: Path, key: str) -> Path:
    return next(path for path in files_of_studies(project) if f"key: {key}\n" in path.read_text("utf-8"))


def measured(project: Path) -> Iterator[Took]:
    """Yield the rows of a project's table."""
    key = _a_study(project)
    yield Took("start, nothing kept", (started(project, key),))
    path = chromium.find()
    if not path:
        raise SystemExit('there is no Chromium. Run "make system" first.')
    with serving(project) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        page = browser.new_page()
        until(lambda: _fetched(f"{address}assets/search/index.json"))  # built last: nothing else is running by then
        page.goto(f"{address}research/{key}.html")
        yield from changed(page, project, key)
        browser.close()
    yield Took("start, all kept", tuple(started(project, key) for _ in range(TIMES)))


def _fetched(address: str) -> bytes:
    with urlopen(address, timeout=MOST) as answer:  # noqa: S310  (only this computer)
        found: bytes = answer.read()
    return found


def _a_study(project: Path) -> str:
    """Return the key of a study in the middle. In a large library, this is one among thousands in its file."""
    studies: list[dict[str, Any]] = studies_of(project)
    return str(studies[len(studies) // 2]["key"])


def main(sizes: Sequence[int]) -> None:
    """Print a table for each size."""
    for size in sizes or SIZES:
        with tempfile.TemporaryDirectory() as folder:
            project = Path(folder) / "project"
            make(project, size)
            print(f"\n{len(studies_of(project)):,} studies, seconds until the open page shows it\n")
            print(f"| {'what is saved':32} | {'median':>8} | {'longest':>8} |")
            print(f"| {'-' * 32} | {'-' * 7}: | {'-' * 7}: |", flush=True)
            for row in measured(project):
                print(row, flush=True)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]])
