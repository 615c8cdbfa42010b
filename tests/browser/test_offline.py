"""The site without a network: the service worker with the server stopped, and a new version replacing an old one."""

from __future__ import annotations

import functools
import http.server
import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.looking import faults
from tests.search import score

READY = "navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller ? true : new Promise((go) => \
navigator.serviceWorker.addEventListener('controllerchange', () => go(true))))"
SUB_PATH = "/almanac/"


class _Handler(http.server.SimpleHTTPRequestHandler):
    server: Any

    def send_head(self) -> Any:
        path = urlsplit(self.path).path.removeprefix(SUB_PATH)
        if path in self.server.instead:
            self.send_response(200)
            self.send_header("Content-Type", self.guess_type(path))
            self.end_headers()
            self.wfile.write(self.server.instead[path])
            return None
        self.path = f"/{path}"
        return super().send_head()

    def log_message(self, *message: object) -> None:
        """Log nothing."""


class Host:
    """A site in a subfolder of its server, which can be stopped and updated."""

    def __init__(self, site: Path) -> None:
        self.site, self.instead, self._port = site, dict[str, bytes](), 0
        self.start()

    def start(self) -> None:
        handler = functools.partial(_Handler, directory=str(self.site))
        server: Any = http.server.ThreadingHTTPServer(("127.0.0.1", self._port), handler)
        server.instead, self._server, self._port = self.instead, server, server.server_port
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def __call__(self, path: str) -> str:
        return f"http://127.0.0.1:{self._port}{SUB_PATH}{path}"


@pytest.fixture
def host(built: Path) -> Iterator[Host]:
    host = Host(built)
    yield host
    host.stop()


@pytest.fixture
def context(browser_with_workers: Browser) -> Iterator[BrowserContext]:
    context = browser_with_workers.new_context()
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, host: Host) -> Page:
    """A page of a returning reader."""
    page = context.new_page()
    page.goto(host("index.html"))
    page.evaluate(READY)
    return page


def settled(page: Page, expression: str) -> None:
    """Wait until an expression, which may await promises, is true."""
    page.evaluate(
        f"""new Promise((go) => {{
          const look = async () => ({expression} ? go(true) : setTimeout(look, 30));
          look();
        }})"""
    )


def note(page: Page) -> str:
    return page.locator(".saved-copy").inner_text()


def test_with_the_server_stopped(page: Page, host: Host) -> None:
    page.goto(host("roles/index.html"))
    assert page.locator(".saved-copy").count() == 0, "while there is a connection nothing is said"
    settled(page, f"(await (await caches.open('almanac-pages-{host('')}')).keys()).length")
    host.stop()
    try:
        for path in (
            "urgent-help/",
            "law/index.html",
            "search/index.html?q=s136",
            "handout/index.html",
            "roles/index.html",
        ):
            page.goto(host(path))
            assert "You are offline, or the Almanac did not answer. This copy was saved on this device on" in note(page)
        page.goto(host("urgent-help/index.html"))
        assert page.locator("a[href='tel:999']").first.is_visible()
        assert page.evaluate("getComputedStyle(document.body).fontFamily").startswith('"Atkinson'), "styles are kept"
        assert faults(page) == []
        answer = page.goto(host("terms/amhp.html"))
        assert answer
        assert answer.status == 503
        assert page.locator("h1").inner_text() == "This page is not saved on this device"
        assert page.locator("#not-saved").is_visible()
        page.get_by_role("link", name="Urgent help by nation").last.click()
        assert page.url == host("urgent-help/index.html")
    finally:
        host.start()
    page.goto(host("terms/amhp.html"))
    assert page.locator(".saved-copy, #not-saved").count() == 0


def test_urgent_help_past_its_day_says_so(context: BrowserContext, page: Page, host: Host) -> None:
    assert page.evaluate(f"caches.match('{host('urgent-help/index.html')}', {{ignoreSearch: true}}).then(Boolean)")
    host.stop()
    page.clock.install(time="2040-01-02T12:00:00")
    page.goto(host("urgent-help/index.html"))
    expect(page.locator("#content .late").first).to_be_visible()
    host.start()


def test_a_new_version_takes_the_place_of_the_old(page: Page, host: Host) -> None:
    old = (host.site / "sw.js").read_bytes()
    held = (host.site / "law" / "index.html").read_bytes()
    host.instead["law/index.html"] = held.replace(b"</h1>", b", the new edition</h1>", 1)
    digest = old.partition(b'["law/index.html","')[2][:12]
    host.instead["sw.js"] = old.replace(digest, b"0" * 12)
    page.goto(host("law/index.html"))
    assert "the new edition" in page.locator("h1").inner_text(), "with a connection at once"
    precache = "await caches.open((await caches.keys()).find((name) => name.includes('precache')))"
    kept = f"(await ({precache}).keys()).map(({{ url }}) => url).filter((url) => url.includes('law/index.html'))"
    settled(page, f"{kept}.join().split('=')[1] === '{'0' * 12}'")
    host.stop()
    page.goto(host("law/index.html"))
    assert "the new edition" in page.locator("h1").inner_text()
    host.start()


def test_save_everything(page: Page, host: Host) -> None:
    files = [["law/index.html", 60_000, "a"], ["terms/amhp.html", 1_000_000, "b"], ["missing.html", 10, "c"]]
    host.instead["offline/everything.json"] = listed(files)
    page.goto(host("offline/index.html"))
    page.get_by_role("button", name="Save everything").click()
    page.get_by_text("A file failed to download").wait_for()
    host.instead["offline/everything.json"] = listed(files[:2])
    page.get_by_role("button", name="Save everything").click()
    page.get_by_text("All of version 1 of 2 May 2026 is saved on this device.").wait_for()
    assert faults(page) == []
    host.stop()
    page.goto(host("terms/amhp.html"))
    assert "This copy was saved" in note(page)
    host.start()
    page.goto(host("offline/index.html"))
    page.get_by_role("button", name="Remove saved pages").click()
    page.get_by_text("The saved pages were removed.").wait_for()
    assert page.evaluate(f"caches.match('{host('terms/amhp.html')}').then(Boolean)") is False


@pytest.fixture(scope="module")
def copy(built: Path) -> Iterator[str]:
    with score.on_disk(built) as address:
        yield address


def test_from_a_disk_all_of_it_works_and_nothing_is_asked_of_the_network(copy: str, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800})
    page, asked, said = context.new_page(), list[str](), list[str]()
    context.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    assert score.by_page(page, copy, "s136")[0] == "law/mha-136.html"
    assert "law/mha-3.html" in score.by_page(page, copy, "section 3")
    page.go_back()
    expect(page.locator("#search-box")).to_have_value("s136")
    page.fill("#search-box", "amh")
    expect(page.get_by_role("option").first).to_be_visible()
    page.goto(f"{copy}research/index.html?q=social")
    page.locator("#results a").first.click()
    page.get_by_role("button", name="Add to reading list").first.click()
    page.goto(f"{copy}reading-list/index.html")
    expect(page.locator("ul.references li")).to_have_count(1)
    expect(page.locator("#from-disk")).to_be_hidden()
    page.goto(f"{copy}handout/index.html")
    expect(page.locator("#not-loaded")).to_be_hidden()
    assert page.locator("#more option").count() > 1
    page.goto(f"{copy}offline/index.html")
    expect(page.locator("#cannot-save")).to_contain_text("a copy on your own computer")
    assert page.locator(".offline-copy").inner_text().startswith("Offline copy: version")
    assert {url.partition(":")[0] for url in asked} == {"file"}
    assert said == []
    assert faults(page) == []
    context.close()


def listed(files: list[list[object]]) -> bytes:
    return json.dumps({"version": "1", "day": "2 May 2026", "files": files}).encode()
