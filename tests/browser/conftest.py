from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from almanac.content.model import Library
from almanac.publish.internal_links import served
from tests.browser import chromium, toolsite

# What keeps Chromium from asking its maker for anything while it is tested.
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium.find()
    assert path, "no Chromium: run the tests with 'make test'"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield started
        started.close()


@pytest.fixture(scope="session")
def address(built: Path) -> Iterator[str]:
    """Where the real, built site is served."""
    with served(built) as found:
        yield found


@pytest.fixture(scope="session")
def tools(
    built: Path, tmp_path_factory: pytest.TempPathFactory, content: Library, tiny: Library
) -> Iterator[toolsite.ToolSite]:
    """Where the tools for practice are served with the questionnaires of the invented world."""
    folder = tmp_path_factory.mktemp("tools") / "site"
    toolsite.make(built, folder, content, tiny)
    with toolsite.recorded(folder) as found:
        yield found
