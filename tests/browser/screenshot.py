"""The picture in README: a study's page of the built site."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import sync_playwright

from almanac.publish.internal_links import served
from tests.browser import chromium
from tests.browser.conftest import QUIET

PROJECT = Path(__file__).resolve().parent.parent.parent


def main() -> None:
    """Write .github/study.png."""
    with served(PROJECT / "site") as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=QUIET)
        page = browser.new_page(viewport={"width": 1280, "height": 960})
        page.goto(f"{address}research/manktelow-2002.html")
        page.wait_for_load_state("networkidle")
        page.screenshot(path=PROJECT / ".github" / "study.png")
        browser.close()


if __name__ == "__main__":
    main()
