"""What every test in the browser does: wait for something, and let axe look."""

from __future__ import annotations

import time
from typing import Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
LOOKS: tuple[tuple[Literal["light", "dark"], int], ...] = (("light", 1280), ("light", 320), ("dark", 320))
"""Colours and widths in pixels. Dark colours are asked by the rules on colours alone, which no width changes."""
_RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
_COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
_LONGEST = 30  # seconds


def until(page: Page, expression: str) -> None:
    """Wait until a JavaScript expression is true.

    Playwright's own ``wait_for_function`` evaluates text inside the page when it has to
    ask twice, and the site's Content-Security-Policy rightly forbids that.

    Raises:
        AssertionError: if it is not true in half a minute.
    """
    end = time.monotonic() + _LONGEST
    while not page.evaluate(f"Boolean({expression})"):
        assert time.monotonic() < end, f"never true: {expression}"
        page.wait_for_timeout(20)


def shorten(page: Page) -> None:
    """Leave the first lines of long lists and tables: they are alike, and axe takes minutes on thousands."""
    page.evaluate(
        """['.rows > li', '.names > *', 'tbody tr'].forEach((alike) =>
          [...document.querySelectorAll(alike)].slice(8).forEach((one) => one.remove()))"""
    )


def faults(page: Page, *, colours_alone: bool = False) -> list[str]:
    """What axe finds against WCAG 2.2 AA and its best practice: each rule with the element.

    Args:
        page: as it stands.
        colours_alone: ask only the rules on colours, on a page seen before in other colours.
    """
    results = Axe().run(page, options=_COLOURS if colours_alone else _RULES)
    assert results.response["passes"], "axe did not look"
    violations = results.response["violations"]
    return [f"{rule['id']}: {node['html'][:120]}" for rule in violations for node in rule["nodes"]]
