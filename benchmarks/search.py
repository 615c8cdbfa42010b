"""What a search costs, by the number of studies: ``python -m benchmarks.search 1000 10000``, after ``make build``.

Puts made studies (``corpus.py``) beside the pages of the built site, indexes
them as a build does, serves them as a host does (with gzip) and asks in
Chromium, slowed down to a phone: a processor four times slower, 4 Mbit/s, no
added latency, nothing cached. Bytes are counted where they are sent, since a
page does not see all that it asks for.

"First" is when the first result stands, from asking for the page: the median
of several browsers, and the quickest, for machines are noisy. Bytes are given
apart: the search page's own (its HTML, styles, fonts and the scripts that every
page has), and those of searching (``search.js``, the index, ``api/``). "All"
adds what follows once results stand: the rest of them, and the counts of the
choices where these are in view.
"""

from __future__ import annotations

import contextlib
import functools
import gzip
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from shutil import copytree, rmtree
from typing import cast

from playwright.sync_api import Browser, Page, sync_playwright

from almanac import library, urls
from almanac.exports import search_json
from almanac.kinds.abstract import Abstract
from benchmarks.corpus import make
from tests.browser import chromium
from tests.browser.conftest import QUIET

SITE = Path(__file__).resolve().parent.parent / "site"
SLOWER = 4  # times
BYTES_A_SECOND = 4_000_000 // 8
PHONE, DESK = (390, 844), (1280, 900)
RUNS = 5  # browsers that ask the same
PACKED = {".html", ".css", ".js", ".json", ".svg"}  # what hosts send with gzip
READY = "#results[data-state=ready]"
SAID = (
    ("a name", "loneliness"),
    ("a citation", "Huxley 2005"),
    ("common words", "mental health social work"),
    ("a question", "what is the difference between an ASW and an AMHP"),
    ("mistyped", "aproved mental helth professional"),
)
WATCH = """
window.first = 0; window.longest = 0;
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) window.longest = Math.max(window.longest, duration);
}).observe({ type: "longtask", buffered: true });
new MutationObserver(() => {
  if (window.first || !document.querySelector("#results > li")) return;
  window.first = performance.timeOrigin + performance.now();
}).observe(document, { childList: true, subtree: true });
"""
ASK = """query => {
  const box = document.querySelector("#search-box");
  box.value = query;
  box.form.requestSubmit();
}"""
INDEX = """
import pathlib, resource, sys, time
from almanac import library, searchindex
held = library.load(pathlib.Path(sys.argv[2]))
begun = time.perf_counter()
searchindex.index(pathlib.Path(sys.argv[1]), held)
print(time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)
"""
FRAME = """<!doctype html><html lang="en-GB"><head><title>{title}</title></head>
<body><main data-found="Studies"><h1>{title}</h1>{text}</main></body></html>"""


@dataclass(frozen=True)
class Sent:
    """One answer of the server: when it began, by the clock, its path, and the bytes of its body."""

    at: float
    path: str
    size: int

    @property
    def searching(self) -> bool:
        """Whether it is search's own, not the page's."""
        return self.path.startswith(("/assets/search/", "/api/")) or self.path.endswith("/search.js")


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


class _Handler(SimpleHTTPRequestHandler):
    """Serves as hosts do: connections are kept, texts are packed; each answer is written down."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        at, path = time.time(), self.path.partition("?")[0]
        file = Path(self.translate_path(self.path))
        if not file.is_file():
            self.send_error(404)
            return
        data = file.read_bytes()
        self.send_response(200)
        if file.suffix in PACKED:
            data = gzip.compress(data, 6, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        self.wfile.write(data)
        cast("_Server", self.server).sent.append(Sent(at, path, len(data)))

    def log_message(self, *message: object) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, folder: Path) -> None:
        self.sent: list[Sent] = []
        super().__init__(("127.0.0.1", 0), functools.partial(_Handler, directory=str(folder)))


@contextlib.contextmanager
def counting(folder: Path) -> Iterator[_Server]:
    """Serve a folder and write down what is sent."""
    with _Server(folder) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield server
        finally:
            server.shutdown()


def fill(site: Path, size: int, records: Path | None, folder: Path) -> None:
    """Add pages of made studies to a copy of the built site, as far as search reads them; and search's own files."""
    make(folder, size, records)
    held = library.load(folder / "content")
    for ref, study in held.of("abstract"):
        page = site / urls.page_path(ref)
        if isinstance(study, Abstract) and not page.exists():
            said = study.summary
            parts = (said.asked, said.did, *said.found, said.limits, said.means, said.applies)
            text = "".join(f"<p>{escape(part)}</p>" for part in parts if part)
            page.write_text(FRAME.format(title=escape(study.title), text=text), "utf-8")
    for path, text in search_json.files(held, ()):
        target = site / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")


def index(site: Path, content: Path) -> tuple[float, float]:
    """Index a site, in a process of its own; seconds without reading the content, and peak MiB of the indexer."""
    rmtree(site / "assets" / "search", ignore_errors=True)
    command = [sys.executable, "-c", INDEX, str(site), str(content)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    seconds, peak = map(float, done.stdout.split())
    return seconds, peak


def slowed(browser: Browser, size: tuple[int, int]) -> Page:
    """A page of a fresh browser on a slow machine."""
    page = browser.new_context(viewport={"width": size[0], "height": size[1]}).new_page()
    page.add_init_script(WATCH)
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    line = {"offline": False, "latency": 0, "downloadThroughput": BYTES_A_SECOND, "uploadThroughput": BYTES_A_SECOND}
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", line)
    page.wait_for_timeout(500)  # a new window has work of its own at first
    return page


def ask(page: Page, server: _Server, query: str) -> Asked:
    """Open the search page with a query, or ask a further one of a page that is open."""
    server.sent.clear()
    address = f"http://127.0.0.1:{server.server_port}/search/index.html"
    begun = time.time()
    if page.url.startswith(address):
        page.evaluate("window.first = window.longest = 0; document.querySelector('#results').replaceChildren()")
        begun = time.time()
        page.evaluate(ASK, query)
    else:
        page.goto(f"{address}?q={query.replace(' ', '+')}", wait_until="commit")
    page.wait_for_selector(READY, state="attached", timeout=120_000)
    page.wait_for_timeout(500)
    at, longest = cast("tuple[float, float]", page.evaluate("[window.first / 1000, window.longest]"))
    before = [sent for sent in server.sent if sent.at <= at]
    return Asked(
        page=sum(sent.size for sent in before if not sent.searching),
        first=sum(sent.size for sent in before if sent.searching),
        whole=sum(sent.size for sent in server.sent if sent.searching),
        requests=len(server.sent),
        milliseconds=(at - begun) * 1000,
        longest=longest,
    )


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
                page = slowed(browser, PHONE)
                runs.append(ask(page, server, query))
                page.context.close()
            runs.sort(key=lambda run: run.milliseconds)
            yield f"phone, first, {name}", replace(runs[RUNS // 2], quickest=runs[0].milliseconds)
        page = slowed(browser, DESK)
        for number, (name, query) in enumerate(SAID):
            yield f"desk, {'further' if number else 'first'}, {name}", ask(page, server, query)
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
            seconds, peak = index(site, project / "content")
            print(f"\n{size:,} studies: indexed in {seconds:.1f} s, with at most {peak:.0f} MiB")
            print(f"{'':44}  page kB first kB   all kB requests first ms quickest  task ms")
            for name, took in measure(site):
                print(f"{name:44}{took}", flush=True)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [1_000])
