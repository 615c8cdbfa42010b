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

# Stops Chromium from contacting its maker during the tests.
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Optimising does not pay, because what the engine has compiled is lost with each page.
FOR_A_MOMENT = "--js-flags=--no-opt"


expect.set_options(timeout=30_000)  # milliseconds: a machine that runs several browsers at once may be slow


class _WithoutWorkers:
    """A browser without service workers, which would answer requests in place of the server, beyond tests' control."""

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
    """The address of the real, built site, served with the headers of the published one."""
    with hosted(built) as found:
        yield found


def size_of(request: pytest.FixtureRequest) -> tuple[int, int]:
    """Return the width and height of the reader's window in pixels: a desktop's, or the module's ``SIZE``."""
    size: tuple[int, int] = getattr(request.module, "SIZE", (1280, 900))
    return size


@pytest.fixture
def context(request: pytest.FixtureRequest, browser: Browser) -> Iterator[BrowserContext]:
    """The browser of a reader who has not saved anything."""
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
    """A page of a reader who has not saved anything, at a file without scripts, from which each test goes elsewhere.

    If a test also uses ``context``, the page belongs to that. A test fails if any script throws an error.
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
    """The data that the handout page loads: organisations, needs and urgent contacts."""
    found: dict[str, Any] = json.loads((built / "api/v1/handout.json").read_text("utf-8"))
    return found


@pytest.fixture(scope="session")
def tools(
    built: Path, tmp_path_factory: pytest.TempPathFactory, content: Library, tiny: Library
) -> Iterator[toolsite.ToolSite]:
    """The practice tools, served with the questionnaires of the invented world."""
    folder = tmp_path_factory.mktemp("tools") / "site"
    toolsite.make(built, folder, content, tiny)
    with toolsite.recorded(folder) as found:
        yield found
