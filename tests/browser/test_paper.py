"""Tables and studies on paper and on a phone. Whether anything is cut off is tested in test_page_kinds.py."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser


def test_a_table_stays_a_table_where_its_rows_are_blocks(browser: Browser, address: str) -> None:
    """The accessibility tree on a phone, where the style sheet stacks the cells of a row."""
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(address + "law/compare-powers-to-detain.html")
    told = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    roles = {node["role"]["value"] for node in told if not node["ignored"]}
    assert roles >= {"table", "row", "columnheader", "rowheader", "cell"}
    page.close()


def test_a_table_on_paper_has_every_column_of_the_screen(browser: Browser, address: str) -> None:
    page = browser.new_page()
    for path in ("research/map.html", "about/health.html", "about/data.html", "workforce/index.html"):
        page.emulate_media(media="screen")
        page.goto(address + path)
        seen_on = []
        for media in ("screen", "print"):
            page.emulate_media(media=media)
            heads = "[...document.querySelectorAll('th')].filter((one) => one.getBoundingClientRect().width > 0).length"
            seen_on.append(page.evaluate(heads))
        assert seen_on[0] == seen_on[1] > 2, path
    page.close()


def test_a_study_fits_two_sheets(browser: Browser, address: str, built: Path) -> None:
    beside = (built / "research").glob("*.csl.json")  # lists have this file too, but no page with its name
    pages = [path.with_name(path.name.replace(".csl.json", ".html")) for path in beside]
    studies = filter(Path.is_file, pages)
    longest = sorted(studies, key=lambda path: path.stat().st_size, reverse=True)[:4]
    page = browser.new_page()
    for path in longest:
        page.goto(f"{address}research/{path.name}")
        sheets = page.pdf(format="A4").count(b"/Type /Page\n")
        assert 1 <= sheets <= 2, path.name
    page.close()
