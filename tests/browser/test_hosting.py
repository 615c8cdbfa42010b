"""The published folder on a host that sends our headers: every kind of page, and nothing to complain of."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser

from tests.browser.hosted import hosted
from tests.browser.kinds import KINDS_OF_PAGE, STATES
from tests.browser.looking import until, visit


def test_every_kind_of_page_is_quiet_with_the_headers_of_the_site(browser: Browser, built: Path) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda error: said.append(f"{page.url}: {error}"))
    page.on("requestfailed", lambda request: said.append(f"{request.url}: {request.failure}"))
    page.on("request", lambda request: asked.append(request.url))
    with hosted(built) as address:
        for path in (*KINDS_OF_PAGE, *STATES):
            answer = visit(page, address + path)
            assert answer
            sent = answer.all_headers()
            assert "frame-ancestors 'none'" in sent["content-security-policy"]
            assert sent["x-content-type-options"] == "nosniff"
        page.goto(f"{address}search/index.html?q=carers")
        until(page, "document.querySelector('#results li a')")
        missing = page.request.get(f"{address}no/such/page.html")
        assert missing.status == 404
        assert "<h1>Page not found</h1>" in missing.text()
    context.close()
    assert said == []
    assert [url for url in asked if not url.startswith((address, "data:"))] == []


def test_no_other_site_may_frame_a_page(browser: Browser, built: Path, tmp_path: Path) -> None:
    context = browser.new_context()
    page = context.new_page()
    with hosted(built) as address:
        (tmp_path / "other.html").write_text(f'<iframe src="{address}roles/e.html"></iframe>', "utf-8")
        page.goto((tmp_path / "other.html").as_uri())
        page.wait_for_load_state("networkidle")
        shown = [frame.title() for frame in page.frames[1:]]
    context.close()
    assert shown
    assert not any("AMHP" in title for title in shown)
