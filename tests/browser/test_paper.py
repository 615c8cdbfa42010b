"""Tables and studies on paper and on a phone. Whether anything is cut off is tested in test_page_kinds.py."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, Page


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


def test_the_figures_on_paper_keep_their_contents_and_nothing_to_press(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address + "workforce/index.html")
    page.emulate_media(media="print")
    assert page.locator(".on-page li").first.is_visible()
    assert not page.get_by_text("Show as a table").first.is_visible()
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


# A word of a table that is on two lines although it has no hyphen. A code or an address may be broken.
BROKEN = r"""() => [...document.querySelectorAll("th, td")].filter((cell) => cell.offsetWidth > 8).flatMap((cell) => {
  const walk = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
  const broken = [];
  while (walk.nextNode()) {
    const node = walk.currentNode;
    if (node.parentElement.closest("code, .bare")) continue;
    for (const { 0: word, index } of node.data.matchAll(/[\p{L}\d]{2,16}/gu)) {
      const range = document.createRange();
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      if (new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1) broken.push(word);
    }
  }
  return broken;
})"""


def test_no_word_of_a_table_is_broken(browser: Browser, address: str) -> None:
    page = browser.new_page()
    broken = {}
    for path in (
        "practice/becoming.html",
        "workforce/index.html",
        "about/data.html",
        "about/editing.html",
        "about/publishing.html",
        "law/compare-powers-to-detain.html",
        "directory/by-need.html",
    ):
        page.goto(address + path)
        for media, width in (("screen", 320), ("screen", 390), ("print", 680 if "compare" not in path else 1000)):
            page.emulate_media(media=media)  # type: ignore[arg-type]
            page.set_viewport_size({"width": width, "height": 900})
            if found := page.evaluate(BROKEN):
                broken[f"{path}, {media} {width}"] = found[:5]
            if page.evaluate("document.documentElement.scrollWidth") > width:
                broken[f"{path}, {media} {width}"] = ["too wide"]
    page.close()
    assert broken == {}


def test_paper_has_the_addresses_of_links_and_of_the_page(page: Page, address: str, built: Path) -> None:
    page.goto(address + "urgent-help/index.html")
    page.emulate_media(media="print")
    shown = page.locator(".contacts a[href^='http']").evaluate_all(
        "all => all.map(one => [one.checkVisibility(), one.href, getComputedStyle(one, '::after').content])"
    )
    assert shown
    for visible, href, after in shown:
        assert visible
        assert href.rstrip("/") in after
    for path in ("urgent-help/index.html", "law/mha-117.html"):
        page.goto(address + path)
        canonical = page.locator("link[rel=canonical]").get_attribute("href")
        assert page.locator(".colophon .on-paper:visible").text_content() == canonical


def test_a_notice_on_screen_adds_no_sheet(page: Page, address: str) -> None:
    page.goto(address + "reading-list/index.html")
    page.locator("#my-list").wait_for()
    page.evaluate("document.querySelector('.list-said').textContent = 'Added'")
    page.emulate_media(media="print")
    room = "[getComputedStyle(document.body).paddingBottom, getComputedStyle(content).minHeight]"
    assert page.evaluate(room) in (["0px", "0px"], ["0px", "auto"])


def test_paper_has_no_links_to_parts_of_its_own_page(page: Page, address: str) -> None:
    for path, links in (("law/changed-since.html", ".go-to"), ("research/by-author.html", ".letters")):
        page.emulate_media(media="screen")
        page.goto(address + path)
        assert page.locator(links).is_visible()
        page.emulate_media(media="print")
        assert not page.locator(links).is_visible()
