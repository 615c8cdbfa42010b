"""One page for one test after another: a browser takes twice as long over a new page as over the next address.

Whatever a page keeps is wiped before the next test has it. A test that changes
more than that, such as what a page runs first or how the network answers, is
the last to have that page.
"""

from __future__ import annotations

from typing import Any, cast

from playwright.sync_api import Browser, Page, ViewportSize

# What a page does not lose by going on to another address. A listener that is taken off again leaves nothing.
LASTING = {"add_init_script", "clock", "close", "context", "expose_binding", "expose_function", "once", "pdf"}


class _Lent:
    """A page that notices what would outlast the test that does it."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.listeners = 0
        self.changed = self.routed = False

    def __getattr__(self, name: str) -> Any:
        self.listeners += {"on": 1, "remove_listener": -1}.get(name, 0)
        self.changed = self.changed or name in LASTING
        self.routed = self.routed or name == "route"
        return getattr(self._page, name)


class Lender:
    """Lends a page to a test, and takes it back."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._held: dict[tuple[int, int], Page] = {}

    def lend(self, size: tuple[int, int], address: str) -> Page:
        """A page of a reader who has kept nothing yet, at a file without scripts.

        Args:
            size: width and height of its window in pixels.
            address: where the site is served.
        """
        window: ViewportSize = {"width": size[0], "height": size[1]}
        page = self._held.pop(size, None) or self._browser.new_context(viewport=window).new_page()
        page.set_viewport_size(window)
        page.emulate_media(media="null", color_scheme="null", reduced_motion="null", forced_colors="null")
        page.goto(address + "robots.txt")
        page.evaluate("localStorage.clear(); sessionStorage.clear();")
        session = page.context.new_cdp_session(page)
        session.send("Page.resetNavigationHistory")
        session.detach()  # while it is there, the next page forgets that it is printed
        return cast("Page", _Lent(page))

    def take_back(self, size: tuple[int, int], lent: Page) -> None:
        """Keep a page for the next test, unless this one changed what no other address changes back."""
        page, seen = lent._page, cast("_Lent", lent)  # type: ignore[attr-defined]  # noqa: SLF001
        if seen.changed or seen.listeners or page.is_closed():
            page.context.close()
            return
        if seen.routed:
            page.unroute_all(behavior="ignoreErrors")
        self._held[size] = page

    def end(self) -> None:
        """Close what is held."""
        for page in self._held.values():
            page.context.close()
