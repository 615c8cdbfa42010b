"""What a search costs, by the number of studies: ``python -m benchmarks.search 1000 10000``, after ``make build``.

Puts made studies (``corpus.py``) beside the pages of the built site, indexes
them as a build does, serves them as a host does (with gzip) and asks in
Chromium, slowed down to a phone: a processor four times slower, 4 Mbit/s, no
added latency, nothing cached. Chromium slows the page's own thread alone, and
not the one in which the search works. Bytes are counted where they are sent,
since a page does not see all that it asks for.

"First" is when the first result stands, from asking for the page: the median
of several browsers, and the quickest, for machines are noisy. The page marks it
itself (User Timing), for a slow phone is slower when it is watched. Bytes are given
apart: the search page's own (its HTML, styles, fonts and the scripts that every
page has), and those of searching (its two scripts, the index, ``api/``). "All"
adds what follows once results stand: the rest of them, and the counts of the
choices where these are in view.
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
RUNS = 9  # browsers that ask the same
MOST = 120  # seconds that an answer is waited for
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
    """What one query took: bytes of the page and of searching to the first result, bytes of searching in all, time."""

    page: int
    first: int
    whole: int
    requests: int
    milliseconds: float
    longest: float
    quickest: float = 0

    def __str__(self) -> str:
        """The end of a row of the table."""
        kilobytes = "".join(f"{size / 1000:9.1f}" for size in (self.page, self.first, self.whole))
        return f"{kilobytes}{self.requests:9}{self.milliseconds:9.0f}{self.quickest:9.0f}{self.longest:9.0f}"


def fill(site: Path, size: int, records: Path | None, folder: Path) -> None:
    """Add pages of made studies to a copy of the built site, as far as search reads them; and search's own files."""
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

    Gives the seconds that it takes to read its pages, to index them, and to index them again once one has another
    title; and the peak MiB of the indexer. Each is in a process of its own: the system counts the memory of whoever
    starts a process as the process's own.
    """
    rmtree(site / "assets" / "search", ignore_errors=True)
    with tempfile.TemporaryDirectory() as folder:
        given, changed = Path(folder, "pages.jsonl"), Path(folder, "changed.jsonl")
        (read,) = _printed(READ, site, content, given)
        changed.write_bytes(given.read_bytes().replace(b'"title": "', b'"title": "Another ', 1))
        indexed, peak = _printed(INDEX, given, folder, site)
        again, _ = _printed(INDEX, changed, folder, Path(folder, "site"))
    scripts = site / "assets" / "js"
    for named in scripts.glob("search-worker.*.js"):  # by this name the page asks for it
        (scripts / "search-worker.js").replace(named)
    return read, indexed, again, peak


def _printed(script: str, *arguments: object) -> list[float]:
    """The numbers that a script prints."""
    command = [sys.executable, "-c", script, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return [float(number) for number in done.stdout.split()]


def slowed(browser: Browser, size: tuple[int, int]) -> tuple[Page, CDPSession]:
    """A page of a fresh browser on a slow machine, and how to ask it things."""
    page = browser.new_context(viewport={"width": size[0], "height": size[1]}, service_workers="block").new_page()
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    line = {"offline": False, "latency": 0, "downloadThroughput": BYTES_A_SECOND, "uploadThroughput": BYTES_A_SECOND}
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", line)
    page.wait_for_timeout(500)  # a new window has work of its own at first
    return page, session


def told(session: CDPSession, expression: str) -> Any:
    """What a page says, without the script that Playwright's own questions bring: a slow phone takes 100 ms for it."""
    answer = session.send("Runtime.evaluate", {"expression": expression, "returnByValue": True, "awaitPromise": True})
    return answer["result"].get("value")


def ask(page: Page, session: CDPSession, server: Host, query: str) -> Asked:
    """Open the search page with a query, or ask a further one of a page that is open."""
    server.sent.clear()
    address = f"http://127.0.0.1:{server.server_port}/search/index.html"
    asked, begun = 0.0, time.time()  # by the page's clock, and by ours
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
    """When the first result stood, by our clock, once all results do; asked is when they were wanted, by the page's."""
    for _ in range(MOST * 5):
        time.sleep(0.2)
        found = told(session, FIRST)
        if found and found[0] > asked:
            return float(found[1])
    raise SystemExit(f"no result within {MOST} s.")


def measure(site: Path) -> Iterator[tuple[str, Asked]]:
    """Each query as the first one, on a phone and at a desk; then the further ones on the same page."""
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
