"""Helpers for all browser tests: waiting, checking with axe, and reading the page."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Error, Locator, Page, Request, Response

LOOKS: tuple[tuple[int, Literal["light", "dark"]], ...] = ((1280, "light"), (320, "dark"))
"""Window widths in pixels, each with the colour scheme checked by axe there. Colours do not depend on the width."""
PHONE = (390, 844)
"""Width and height of a phone's window in pixels."""

# Axe then computes no path to the thousands of elements that pass, and only the faults leave the page.
_FAULTS = """async () => {
  const { passes, violations } = await axe.run({
    resultTypes: ["violations"],
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  });
  const told = violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 120)}`));
  return { looked: passes.length > 0, told };
}"""
# A page has a dozen colours, but axe parses each thousands of times, which takes a third of its time.
_COLOURS_ONCE = """(() => {
  const { prototype } = axe.commons.color.Color, { parseString } = prototype, known = new Map();
  prototype.parseString = function (text) {
    if (!known.has(text)) {
      const { r, g, b, alpha } = parseString.call(this, text);
      known.set(text, { r, g, b, alpha });
    }
    return Object.assign(this, known.get(text));
  };
})()"""
AXE = f"{AXE_SCRIPT};\n{_COLOURS_ONCE}"
_LONGEST = 30  # seconds
_QUIET = 0.1  # seconds


def until(page: Page, expression: str) -> None:
    """Wait until a JavaScript expression is true.

    Playwright's own ``wait_for_function`` evaluates text inside the page if it has to try twice, and the site's
    Content-Security-Policy rightly forbids that.

    Raises:
        AssertionError: if it is not true within half a minute.
    """
    end = time.monotonic() + _LONGEST
    while not _is_true(page, expression):
        assert time.monotonic() < end, f"never true: {expression}"
        page.wait_for_timeout(40)


def _is_true(page: Page, expression: str) -> bool:
    try:
        return bool(page.evaluate(f"Boolean({expression})"))
    except Error:  # the page is being left, or lacks an element so far
        return False


def visit(page: Page, address: str) -> Response | None:
    """Open a page and wait until it has neither requested anything nor been busy for a tenth of a second.

    Playwright's "networkidle" waits for half a second on every page, and the tests open hundreds.

    Returns:
        The server's response, or None if only the part of the address after "#" changed.
    """
    under_way: set[Request] = set()
    last = 0.0  # when a request last ended

    def begun(request: Request) -> None:
        under_way.add(request)

    def ended(request: Request) -> None:
        nonlocal last
        under_way.discard(request)
        last = time.monotonic()

    listeners = {"request": begun, "requestfinished": ended, "requestfailed": ended}
    for event, listener in listeners.items():
        page.on(event, listener)  # type: ignore[call-overload]
    answer = page.goto(address)
    last = time.monotonic()
    while under_way or time.monotonic() - last < _QUIET:
        page.evaluate(f"new Promise((done) => setTimeout(done, {_QUIET * 1000}))")
    for event, listener in listeners.items():
        page.remove_listener(event, listener)
    return answer


def heard(page: Page) -> tuple[list[tuple[str, str]], list[str]]:
    """Record from now on the method and address of all requests, and all console messages and errors."""
    asked: list[tuple[str, str]] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append((request.method, request.url)))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    return asked, said


def shorten(page: Page) -> None:
    """Keep only the first items of long lists and tables. They are alike, and axe takes minutes over thousands."""
    page.evaluate(
        """['.rows > li', '#results > li', 'tbody tr'].forEach((alike) =>
          [...document.querySelectorAll(alike)].slice(5).forEach((one) => one.remove()))"""
    )


def faults(page: Page) -> list[str]:
    """Return the faults that axe finds in a page (WCAG 2.2 AA and best practice), each rule with the element."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found = page.evaluate(_FAULTS)
    assert found["looked"], "axe did not look"
    told: list[str] = found["told"]
    return told


def looks(page: Page, *, unfolded: bool = False) -> Iterator[tuple[int, list[str]]]:
    """Check a page with axe at each width in turn.

    Args:
        page: a page in a window of any size.
        unfolded: whether to open everything that is folded first.

    Yields:
        The width in pixels and the faults found. Meanwhile the page has that width and its colours.
    """
    for width, colours in LOOKS:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=colours)
        if unfolded:
            page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        yield width, faults(page)
    page.emulate_media(color_scheme="light")


def put(page: Page, name: str, text: str) -> None:
    """Store a text on the device, as if a page had done so earlier."""
    page.evaluate("([name, text]) => localStorage.setItem(name, text)", [name, text])


def stored(page: Page, name: str) -> str | None:
    """Return the text stored on the device under a name, if there is one."""
    found: str | None = page.evaluate("name => localStorage.getItem(name)", name)
    return found


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until an element has the focus, or raise AssertionError if it never does."""
    for _ in range(150):
        if wanted.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("not reached with the Tab key")


def said(page: Page) -> str:
    """Return the page's message about what the reader has just done."""
    return page.locator(".list-said").text_content() or ""


def focused(page: Page) -> str:
    """Return the accessible name of the element that has the focus."""
    name: str = page.evaluate(
        "document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent.trim()"
    )
    return name


def press_and_read(page: Page, name: str) -> tuple[str, str]:
    """Press a button that downloads a file, and return the file's name and text."""
    with page.expect_download() as download:
        page.get_by_role("button", name=name).click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes().decode("utf-8")
