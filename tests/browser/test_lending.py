"""A test gets the page that another test used, but none of that test's effects."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.lending import Lender
from tests.browser.looking import put, stored, visit

SIZE = (640, 480)


@pytest.fixture
def own(browser: Browser) -> Iterator[Lender]:
    held = Lender(browser)
    yield held
    held.end()


def test_what_was_kept_is_wiped_and_all_is_as_it_was(own: Lender, address: str) -> None:
    first = own.lend(SIZE, address)
    visit(first, address + "about/index.html")
    put(first, "almanac-nation", "{}")
    first.route("**/*", lambda route: route.abort())
    first.set_viewport_size({"width": 320, "height": 320})
    first.emulate_media(color_scheme="dark")
    own.take_back(SIZE, first)
    then = own.lend(SIZE, address)
    assert then.main_frame is first.main_frame, "a visit listens, and no longer than it lasts"
    assert stored(then, "almanac-nation") is None
    assert then.go_back() is None
    visit(then, address + "about/index.html")
    assert then.viewport_size == {"width": 640, "height": 480}
    assert not then.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")


@pytest.mark.parametrize(
    "change",
    [
        lambda page: page.add_init_script("window.mine = true"),
        lambda page: page.on("console", lambda _: None),
        lambda page: page.context.set_offline(True),
        lambda page: page.close(),
    ],
)
def test_what_would_outlast_a_test_is_not_lent_again(
    own: Lender, address: str, change: Callable[[Page], object]
) -> None:
    first = own.lend(SIZE, address)
    change(first)
    own.take_back(SIZE, first)
    assert own.lend(SIZE, address).main_frame is not first.main_frame
