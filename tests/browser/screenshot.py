"""Take screenshots of the built site: the few that the README shows, and every kind of page in every mode.

``python -m tests.browser.screenshot`` writes .github/study.png and .github/gallery/. With ``all`` it also writes every
kind of page to screenshots/.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from almanac.publish.internal_links import served
from tests.browser import chromium
from tests.browser.conftest import QUIET
from tests.browser.kinds import FILLED, KEEP, KINDS_OF_PAGE, STATES

PROJECT = Path(__file__).resolve().parent.parent.parent
GALLERY = PROJECT / ".github" / "gallery"
EVERYTHING = PROJECT / "screenshots"
_WIDTHS = (("desk", 1280, 900), ("phone", 390, 844))


@dataclass(frozen=True)
class Look:
    """One display mode: the browser's settings, and whether text is at twice its size."""

    name: str
    settings: dict[str, Any]
    media: str = "screen"
    twice: bool = False


LOOKS = (
    Look("light", {"color_scheme": "light"}),
    Look("dark", {"color_scheme": "dark"}),
    Look("forced-colours", {"forced_colors": "active"}),
    Look("print", {}, media="print"),
    Look("200-per-cent", {}, twice=True),
)
SHOWN = (
    ("home", "index.html", "phone", "light"),
    ("home-wide", "index.html", "desk", "light"),
    ("urgent-help", "urgent-help/index.html", "phone", "light"),
    ("situation", "situations/may-be-detained.html", "phone", "light"),
    ("situation-wide", "situations/may-be-detained.html", "desk", "dark"),
    ("law", "law/mha-5.html", "phone", "dark"),
    ("study", "research/manktelow-2002.html", "phone", "light"),
    ("study-dark", "research/manktelow-2002.html", "desk", "dark"),
    ("research", "research/index.html", "desk", "light"),
    ("organisations", "directory/index.html", "phone", "light"),
    ("glossary", "terms/index.html", "desk", "light"),
    ("workforce", "workforce/index.html", "desk", "light"),
)
"""The gallery: name, page, width and mode."""


def open_page(browser: Browser, address: str, path: str, width: str, look: Look) -> Page:
    """Open a page in one mode."""
    _, wide, high = next(one for one in _WIDTHS if one[0] == width)
    context = browser.new_context(viewport={"width": wide, "height": high}, **look.settings)
    page = context.new_page()
    if path in FILLED:
        page.add_init_script(KEEP)
    page.emulate_media(media="print" if look.media == "print" else "screen")
    page.goto(address + path)
    page.wait_for_load_state("networkidle")
    if look.twice:
        page.evaluate("document.documentElement.style.fontSize = '200%'")
    return page


def gallery(browser: Browser, address: str) -> Iterator[Path]:
    """Write the screenshots for the README, small enough for it, and yield their paths."""
    GALLERY.mkdir(parents=True, exist_ok=True)
    looks = {look.name: look for look in LOOKS}
    for name, path, width, look in SHOWN:
        page = open_page(browser, address, path, width, looks[look])
        target = GALLERY / f"{name}.jpg"
        page.screenshot(path=target, type="jpeg", quality=60)
        page.context.close()
        yield target


def everything(browser: Browser, address: str) -> Iterator[Path]:
    """Write full screenshots of every kind of page and state, at both widths and in every mode; yield their paths."""
    EVERYTHING.mkdir(exist_ok=True)
    for path in (*KINDS_OF_PAGE, *STATES):
        for width, *_ in _WIDTHS:
            for look in LOOKS:
                page = open_page(browser, address, path, width, look)
                name = "".join(sign if sign.isalnum() else "-" for sign in path.replace(".html", ""))
                target = EVERYTHING / f"{name} {width} {look.name}.png"
                page.screenshot(path=target, full_page=True)
                page.context.close()
                yield target


def main() -> None:
    """Take the screenshots of the site in site/, as described at the top of this file."""
    with served(PROJECT / "site") as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=QUIET)
        page = browser.new_page(viewport={"width": 1280, "height": 960})
        page.goto(f"{address}research/manktelow-2002.html")
        page.wait_for_load_state("networkidle")
        page.screenshot(path=PROJECT / ".github" / "study.png")
        made = list(gallery(browser, address))
        if "all" in sys.argv[1:]:
            made += everything(browser, address)
        browser.close()
    print(f"{len(made) + 1} pictures written, the last {made[-1].relative_to(PROJECT)}")


if __name__ == "__main__":
    main()
