"""The built site on a host that sends our headers, apart from what test_page_kinds.py covers page by page."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser

from tests.browser.hosted import hosted


def test_a_page_that_is_not_there_says_so(browser: Browser, built: Path) -> None:
    page = browser.new_page()
    with hosted(built) as address:
        missing = page.request.get(f"{address}no/such/page.html")
        assert missing.status == 404
        assert "<h1>Page not found</h1>" in missing.text()
    page.close()


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
