from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect, sync_playwright

from almanac.content.model import Library
from tests.browser import chromium, toolsite
from tests.browser.hosted import hosted
from tests.browser.lending import Lender

# What keeps Chromium from asking its maker for anything while it is tested.
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Every page is new to the engine: what it would make faster for the next minutes is gone with the page.
FOR_A_MOMENT = "--js-flags=--no-opt"


expect.set_options(timeout=30_000)  # milliseconds: a machine that tests in several browsers at once may be slow


class _WithoutWorkers:
    """A browser whose pages know no service worker: it would answer in place of the server, out of reach of a test."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser

    def __getattr__(self, name: str) -> Any:
        return getattr(self._browser, name)

    def new_context(self, **given: Any) -> BrowserContext:
        context = self._browser.new_context(**given)
        context.add_init_script("delete Navigator.prototype.serviceWorker")
        return context

    def new_page(self, **given: Any) -> Page:
        page = self._browser.new_page(**given)
        page.context.add_init_script("delete Navigator.prototype.serviceWorker")
        return page


@pytest.fixture(scope="session")
def browser_with_workers() -> Iterator[Browser]:
    path = chromium.find()
    assert path, "no Chromium: run the tests with 'make test'"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=[*QUIET, FOR_A_MOMENT])
        yield started
        started.close()


@pytest.fixture(scope="session")
def browser(browser_with_workers: Browser) -> Browser:
    return cast("Browser", _WithoutWorkers(browser_with_workers))


@pytest.fixture(scope="session")
def address(built: Path) -> Iterator[str]:
    """Where the real, built site is served, with the headers that it has when it is published."""
    with hosted(built) as found:
        yield found


def size_of(request: pytest.FixtureRequest) -> tuple[int, int]:
    """Width and height of the reader's window in pixels: a desktop's, or the module's ``SIZE``."""
    size: tuple[int, int] = getattr(request.module, "SIZE", (1280, 900))
    return size


@pytest.fixture
def context(request: pytest.FixtureRequest, browser: Browser) -> Iterator[BrowserContext]:
    """The browser of a reader who has kept nothing yet."""
    width, height = size_of(request)
    made = browser.new_context(viewport={"width": width, "height": height})
    yield made
    made.close()


@pytest.fixture(scope="session")
def lender(browser: Browser) -> Iterator[Lender]:
    held = Lender(browser)
    yield held
    held.end()


@pytest.fixture
def page(request: pytest.FixtureRequest, lender: Lender, address: str) -> Iterator[Page]:
    """A page of a reader who has kept nothing yet, at a file without scripts: a test goes on to what it is about.

    Where a test asks for its ``context`` too, the page is one of that. No script may throw, whatever a test does.
    """
    thrown: list[str] = []

    def note(error: Error) -> None:
        thrown.append(str(error))

    if "context" in request.fixturenames:
        made: Page = request.getfixturevalue("context").new_page()
        made.goto(address + "robots.txt")
        made.on("pageerror", note)
        yield made
    else:
        lent = lender.lend(size_of(request), address)
        lent.on("pageerror", note)
        yield lent
        lent.remove_listener("pageerror", note)
        lender.take_back(size_of(request), lent)
    assert thrown == []


@pytest.fixture(scope="session")
def data(built: Path) -> dict[str, Any]:
    """What the handout page reads: organisations, needs and urgent contacts."""
    found: dict[str, Any] = json.loads((built / "api/v1/handout.json").read_text("utf-8"))
    return found


@pytest.fixture(scope="session")
def tools(
    built: Path, tmp_path_factory: pytest.TempPathFactory, content: Library, tiny: Library
) -> Iterator[toolsite.ToolSite]:
    """Where the tools for practice are served with the questionnaires of the invented world."""
    folder = tmp_path_factory.mktemp("tools") / "site"
    toolsite.make(built, folder, content, tiny)
    with toolsite.recorded(folder) as found:
        yield found
