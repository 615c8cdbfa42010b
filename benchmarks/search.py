"""Measure what a search costs at different sizes: ``python -m benchmarks.search 1000 10000``, after ``make build``.

Adds generated studies (``corpus.py``) to the pages of the built site and indexes them as a build does. Serves them as a
web host does (with gzip), and searches in Chromium, slowed to the speed of a phone: a processor four times slower, 4
Mbit/s, no added latency, nothing cached. Chromium slows only the page's main thread, and not the worker in which the
search runs. Bytes are counted by the server, since a page does not see all its own requests.

"First" is the time from the request for the page until the first result is shown. It is given as the median of several
browsers, and for the quickest, because machines are noisy. The page records the time itself (User Timing), because
observing a slow phone makes it slower. Bytes are given separately for the search page (its HTML, styles, fonts and the
scripts that every page has) and for the search (its two scripts, the index, ``api/``). "All" adds what follows the
first result: the remaining results, and the counts for the filters if these are in view.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from shutil import copytree, rmtree
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from almanac.content.kinds.abstract import Abstract
from almanac.content.load import load
from almanac.search import suggestions
from almanac.site import urls
from benchmarks.corpus import make
from benchmarks.host import Host, counting
from tests.browser import chromium
from tests.browser.conftest import QUIET

SITE = Path(__file__).resolve().parent.parent / "site"
SLOWER = 4  # times
BYTES_A_SECOND = 4_000_000 // 8
PHONE, DESK = (390, 844), (1280, 900)
RUNS = 9  # browsers that run the same query
MOST = 120  # seconds to wait for an answer
SAID = (
    ("a name", "loneliness"),
    ("a citation", "Huxley 2005"),
    ("common words", "mental health social work"),
    ("a question", "what is the difference between an ASW and an AMHP"),
    ("mistyped", "aproved mental helth professional"),
)
FIRST = """(() => {
  const mark = performance.getEntriesByName("first-result").at(-1);
  const ready = document.querySelector("#results")?.dataset.state === "ready";
  return ready && mark ? [mark.startTime, (performance.timeOrigin + mark.startTime) / 1000] : null;
})()"""
TASKS = """new Promise((told) => {
  const spans = (list) => list.getEntries().map((task) => [task.startTime, task.duration]);
  const watch = new PerformanceObserver((list) => told(spans(list)));
  watch.observe({ type: "longtask", buffered: true });
  setTimeout(told, 100, []);
})"""
ASK = """query => {
  const box = document.querySelector("#search-box");
  box.value = query;
  const asked = performance.now();
  box.form.requestSubmit();
  return [asked, (performance.timeOrigin + asked) / 1000];
}"""
READ = """
import pathlib, sys, time
from almanac.content.load import load
from almanac.search import indexer, indexing
site, content, given = map(pathlib.Path, sys.argv[1:])
held = load(content)
begun = time.perf_counter()
given.write_bytes(indexer.lines(indexing.pages(site, held)))
print(time.perf_counter() - begun)
"""
INDEX = """
import pathlib, resource, sys, tempfile, time
from almanac.search import indexer
given, folder, site = map(pathlib.Path, sys.argv[1:])
made = pathlib.Path(tempfile.mkdtemp(dir=folder))
begun = time.perf_counter()
indexer.make(given.read_bytes(), folder / "terms", "", made)
dict(indexer.files(made))
took = time.perf_counter() - begun
indexer.write(made, site)  # which a build does only for those that changed
print(took, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)
"""
FRAME = """<!doctype html><html lang="en-GB"><head><title>{title}</title></head>
<body><main data-found="Studies"><h1>{title}</h1>{text}</main></body></html>"""


@dataclass(frozen=True)
class Asked:
    """The cost of one query: bytes of the page and of the search up to the first result, all bytes, and times."""

    page: int
    first: int
    whole: int
    requests: int
    milliseconds: float
    longest: float
    quickest: float = 0

    def __str__(self) -> str:
        """Return the end of a row of the table."""
        kilobytes = "".join(f"{size / 1000:9.1f}" for size in (self.page, self.first, self.whole))
        return f"{kilobytes}{self.requests:9}{self.milliseconds:9.0f}{self.quickest:9.0f}{self.longest:9.0f}"


def fill(site: Path, size: int, records: Path | None, folder: Path) -> None:
    """Add the pages of generated studies to a copy of the built site, as far as search reads them.

    It also writes the files for suggestions and for correcting typing mistakes.
    """
    make(folder, size, records)
    held = load(folder / "content")
    for ref, study in held.of("abstract"):
        page = site / urls.page_path(ref)
        if isinstance(study, Abstract) and not page.exists():
            said = study.summary
            parts = (said.asked, said.did, *said.found, said.limits, said.means, said.applies) if said else ()
            text = "".join(f"<p>{escape(part)}</p>" for part in parts if part)
            page.write_text(FRAME.format(title=escape(study.title), text=text), "utf-8")
    for path, text in suggestions.files(held, ()):
        target = site / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")


def index(site: Path, content: Path) -> tuple[float, float, float, float]:
    """Index a site as a build does.

    Returns the seconds taken to read its pages, to index them, and to index them again after one title has changed, and
    the indexer's peak memory in MiB. Each step has its own process, because the system counts the memory of the parent
    towards that of the child.
    """
    rmtree(site / "assets" / "search", ignore_errors=True)
    with tempfile.TemporaryDirectory() as folder:
        given, changed = Path(folder, "pages.jsonl"), Path(folder, "changed.jsonl")
        (read,) = _printed(READ, site, content, given)
        changed.write_bytes(given.read_bytes().replace(b'"title": "', b'"title": "Another ', 1))
        indexed, peak = _printed(INDEX, given, folder, site)
        again, _ = _printed(INDEX, changed, folder, Path(folder, "site"))
    scripts = site / "assets" / "js"
    for named in scripts.glob("search-worker.*.js"):  # the page requests it by this name
        (scripts / "search-worker.js").replace(named)
    return read, indexed, again, peak


def _printed(script: str, *arguments: object) -> list[float]:
    """Return the numbers that a script prints."""
    command = [sys.executable, "-c", script, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return [float(number) for number in done.stdout.split()]


def slowed(browser: Browser, size: tuple[int, int]) -> tuple[Page, CDPSession]:
    """Return a page in a new browser context on a slowed machine, with its debugging session."""
    page = browser.new_context(viewport={"width": size[0], "height": size[1]}, service_workers="block").new_page()
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    line = {"offline": False, "latency": 0, "downloadThroughput": BYTES_A_SECOND, "uploadThroughput": BYTES_A_SECOND}
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", line)
    page.wait_for_timeout(500)  # a new window is busy with work of its own at first
    return page, session


def told(session: CDPSession, expression: str) -> Any:
    """Evaluate an expression in the page without Playwright's injected script, which takes a slow phone 100 ms."""
    answer = session.send("Runtime.evaluate", {"expression": expression, "returnByValue": True, "awaitPromise": True})
    return answer["result"].get("value")


def ask(page: Page, session: CDPSession, server: Host, query: str) -> Asked:
    """Open the search page with a query, or run another query on a page that is already open."""
    server.sent.clear()
    address = f"http://127.0.0.1:{server.server_port}/search/index.html"
    asked, begun = 0.0, time.time()  # by the page's clock and by ours
    if page.url.startswith(address):
        asked, begun = told(session, f"({ASK})({json.dumps(query)})")
    else:
        page.goto(f"{address}?q={query.replace(' ', '+')}", wait_until="commit")
    at = _first_result(session, asked)
    page.wait_for_timeout(500)
    before = [sent for sent in server.sent if sent.at <= at]
    tasks = [duration for started, duration in told(session, TASKS) if started >= asked]
    return Asked(
        page=sum(sent.size for sent in before if not sent.searching),
        first=sum(sent.size for sent in before if sent.searching),
        whole=sum(sent.size for sent in server.sent if sent.searching),
        requests=len(server.sent),
        milliseconds=(at - begun) * 1000,
        longest=max(tasks, default=0),
    )


def _first_result(session: CDPSession, asked: float) -> float:
    """Wait for all results, and return when the first was shown, by our clock.

    ``asked`` is when they were requested, by the page's clock.
    """
    for _ in range(MOST * 5):
        time.sleep(0.2)
        found = told(session, FIRST)
        if found and found[0] > asked:
            return float(found[1])
    raise SystemExit(f"no result within {MOST} s.")


def measure(site: Path) -> Iterator[tuple[str, Asked]]:
    """Yield the cost of each query as the first on a phone. Then yield each on a desktop, all on the same page."""
    path = chromium.find()
    if not path:
        raise SystemExit('there is no Chromium. Run "make system" first.')
    with counting(site) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        for name, query in SAID:
            runs = []
            for _ in range(RUNS):
                page, session = slowed(browser, PHONE)
                runs.append(ask(page, session, server, query))
                page.context.close()
            runs.sort(key=lambda run: run.milliseconds)
            yield f"phone, first, {name}", replace(runs[RUNS // 2], quickest=runs[0].milliseconds)
        page, session = slowed(browser, DESK)
        for number, (name, query) in enumerate(SAID):
            yield f"desk, {'further' if number else 'first'}, {name}", ask(page, session, server, query)
        browser.close()


def main(sizes: Sequence[int]) -> None:
    """Print a table for each size."""
    if not (SITE / "search" / "index.html").is_file():
        raise SystemExit('there is no built site. Run "make build" first.')
    records = os.environ.get("ALMANAC_RECORDS")
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            site, project = Path(copytree(SITE, Path(folder) / "site")), Path(folder) / "project"
            fill(site, size, Path(records) if records else None, project)
            read, indexed, again, peak = index(site, project / "content")
            print(
                f"\n{size:,} studies: read in {read:.1f} s, indexed in {indexed:.1f} s with at most {peak:.0f} MiB, "
                f"and after a change in {again:.1f} s"
            )
            print(f"{'':44}  page kB first kB   all kB requests first ms quickest  task ms")
            for name, took in measure(site):
                print(f"{name:44}{took}", flush=True)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [1_000])
