"""Reuse one page for several tests, because a browser takes twice as long to open a page as to change its address.

Everything that a page stores is deleted before the next test. A test that changes more than that, such as init scripts
or the network's responses, is the last to use its page.
"""

from __future__ import annotations

from typing import Any, cast

from playwright.sync_api import Browser, Page, ViewportSize

# Calls with effects that outlast a change of address. A listener that is removed again has none.
LASTING = {"add_init_script", "clock", "close", "context", "expose_binding", "expose_function", "once", "pdf"}


class _Lent:
    """A page that notices calls whose effects would outlast the test."""

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
    """Lends a page to each test, and takes it back."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._held: dict[tuple[int, int], Page] = {}

    def lend(self, size: tuple[int, int], address: str) -> Page:
        """Return a page of a reader who has not saved anything, at a file without scripts.

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
        session.detach()  # with the session open, the next page would lose its print emulation
        return cast("Page", _Lent(page))

    def take_back(self, size: tuple[int, int], lent: Page) -> None:
        """Keep a page for the next test, unless this one made a change that another address does not undo."""
        page, seen = lent._page, cast("_Lent", lent)  # type: ignore[attr-defined]  # noqa: SLF001
        if seen.changed or seen.listeners or page.is_closed():
            page.context.close()
            return
        if seen.routed:
            page.unroute_all(behavior="ignoreErrors")
        self._held[size] = page

    def end(self) -> None:
        """Close all pages."""
        for page in self._held.values():
            page.context.close()
