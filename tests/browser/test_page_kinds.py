"""Every kind of page, visited once at each width, light and dark: nothing jumps, its markup is valid, and so on."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.kinds import FILLED, KEEP, KINDS_OF_PAGE, STATES
from tests.browser.looking import faults, shorten, visit
from tests.conftest import PROJECT

PACKAGES = PROJECT / "node_modules"
NU = PACKAGES / "vnu-jar" / "build" / "dist" / "vnu.jar"
ENGINE = PACKAGES / "accessibility-checker-engine" / "ace.js"
MOST = 0.05  # of layout shift
WATCH = """
  window.shifted = 0;
  new PerformanceObserver((list) => {
    for (const one of list.getEntries()) if (!one.hadRecentInput) window.shifted += one.value;
  }).observe({ type: "layout-shift", buffered: true });
"""
WIDTHS = (320, 390, 1280)
VIOLATIONS = """async () => {
  const report = await new ace.Checker().check(document, ["IBM_Accessibility"]);
  const failed = ({ value }) => value[0] === "VIOLATION" && value[1] === "FAIL";
  return report.results.filter(failed).map((one) => `${one.ruleId}: ${one.snippet.slice(0, 120)}`);
}"""


@dataclass
class Seen:
    """What was seen of every page at one width: each page with what is wrong with it, and its HTML."""

    shifts: dict[str, float] = field(default_factory=dict)
    axe: dict[str, list[str]] = field(default_factory=dict)
    dark: dict[str, list[str]] = field(default_factory=dict)
    ibm: dict[str, list[str]] = field(default_factory=dict)
    html: dict[str, str] = field(default_factory=dict)
    asked: dict[str, set[str]] = field(default_factory=dict)
    said: dict[str, list[str]] = field(default_factory=dict)


def look(page: Page, address: str, path: str, name: str, seen: Seen) -> None:
    asked, said = seen.asked.setdefault(name, set()), seen.said.setdefault(name, [])
    hear = {"request": lambda request: asked.add(request.url), "console": lambda message: said.append(message.text)}
    for event, listener in hear.items():
        page.on(event, listener)  # type: ignore[call-overload]
    visit(page, address + path)
    if path in STATES:
        page.wait_for_load_state("networkidle")  # a search answers in a thread of its own
    for event, listener in hear.items():
        page.remove_listener(event, listener)
    seen.shifts[name] = page.evaluate("window.shifted")
    seen.html[name] = page.evaluate("'<!doctype html>' + document.documentElement.outerHTML")
    shorten(page)
    seen.axe[name] = faults(page)
    page.emulate_media(color_scheme="dark")
    seen.dark[name] = faults(page, colours_alone=True)
    page.emulate_media(color_scheme="light")
    page.evaluate(ENGINE.read_text("utf-8"))
    seen.ibm[name] = page.evaluate(VIOLATIONS)


@pytest.fixture(scope="module", params=[(412, 823), (1350, 900)], ids=["phone", "desk"])
def seen(request: pytest.FixtureRequest, browser: Browser, address: str) -> Seen:
    width, height = request.param
    found = Seen()
    for filled in (False, True):
        context = browser.new_context(viewport={"width": width, "height": height})
        page = context.new_page()
        page.add_init_script(WATCH + (KEEP if filled else ""))
        for path in FILLED if filled else KINDS_OF_PAGE + STATES:
            look(page, address, path, f"{path}, filled" if filled else path, found)
        context.close()
    return found


def test_nothing_jumps(seen: Seen) -> None:
    assert {path: round(shift, 3) for path, shift in seen.shifts.items() if shift >= MOST} == {}


def test_axe_finds_nothing(seen: Seen) -> None:
    assert {path: found for path, found in seen.axe.items() if found} == {}


def test_axe_finds_nothing_in_dark_colours(seen: Seen) -> None:
    assert {path: found for path, found in seen.dark.items() if found} == {}


def test_nothing_scrolls_sideways(browser: Browser, address: str) -> None:
    """Every page with all that is folded unfolded, and those that a reader fills with what he has kept."""
    page = browser.new_page(viewport={"width": 320, "height": 640})
    page.add_init_script(KEEP)
    wide: dict[str, list[int]] = {}
    for path in KINDS_OF_PAGE + STATES:
        page.set_viewport_size({"width": 320, "height": 640})
        visit(page, address + path)
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 640})
            if page.evaluate("document.documentElement.scrollWidth") > width:
                wide.setdefault(path, []).append(width)
    page.close()
    assert wide == {}


def test_no_page_asks_another_host_or_breaks_its_policy(seen: Seen, address: str) -> None:
    assert min(len(asked) for asked in seen.asked.values()) > 1, "this test must have heard"
    asked = set().union(*seen.asked.values())
    assert sorted(url for url in asked if not url.startswith((address, "data:"))) == []
    assert {path: said for path, said in seen.said.items() if said and path != "404.html"} == {}


def test_ibms_engine_finds_no_violation(seen: Seen) -> None:
    assert {path: found for path, found in seen.ibm.items() if found} == {}


def nu(folder: Path) -> list[str]:
    """Errors that the Nu HTML checker finds in the pages of a folder."""
    pages = sorted(str(path) for path in folder.iterdir())
    told = ["--errors-only", "--format", "json", "--stdout", "--exit-zero-always", *pages]
    done = subprocess.run(["java", "-jar", str(NU), *told], capture_output=True, text=True, check=True)
    messages = json.loads(done.stdout)["messages"]
    return [f"{Path(one['url']).name}: {one['message']} {one.get('extract', '')!r}" for one in messages]


@pytest.mark.skipif(not shutil.which("java"), reason="the Nu HTML checker needs Java (Debian: default-jre-headless)")
def test_the_nu_html_checker_finds_no_error(seen: Seen, built: Path, tmp_path: Path) -> None:
    for number, (name, html) in enumerate(seen.html.items()):
        (tmp_path / f"{number:02} {name.replace('/', ' ').replace('?', ' ')} in the browser.html").write_text(
            html, "utf-8"
        )
    for path in KINDS_OF_PAGE:
        shutil.copy(built / path, tmp_path / f"{path.replace('/', ' ')} as published.html")
    assert nu(tmp_path) == []


@pytest.mark.skipif(not shutil.which("java"), reason="the Nu HTML checker needs Java (Debian: default-jre-headless)")
def test_the_nu_html_checker_looks(tmp_path: Path) -> None:
    page = '<!doctype html><html lang="en"><title>A</title><span aria-label="none"><p>B</p></span></html>'
    (tmp_path / "a.html").write_text(page, "utf-8")
    assert len(nu(tmp_path)) == 2


def test_nothing_is_lost_on_paper(browser: Browser, address: str) -> None:
    """A4 within margins of 15 mm is 680 CSS pixels wide: what stands beyond it is cut off."""
    context = browser.new_context(viewport={"width": 680, "height": 1000})
    page = context.new_page()
    page.add_init_script(KEEP)
    page.emulate_media(media="print")
    lost = {}
    for path in KINDS_OF_PAGE + STATES:
        visit(page, address + path)
        cut = page.evaluate(
            """() => [...document.querySelectorAll("body *")].filter((one) => {
              const { width, right } = one.getBoundingClientRect();
              return width > 1 && right > 681;
            }).map((one) => `${one.nodeName} ${one.textContent.slice(0, 40)}`)"""
        )
        if cut:
            lost[path] = cut[:3]
    context.close()
    assert lost == {}


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


def test_a_table_stays_a_table_where_its_rows_are_blocks(browser: Browser, address: str) -> None:
    """What a screen reader is told on a phone, where the style sheet stacks the cells of a row."""
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(address + "law/compare-powers-to-detain.html")
    told = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    roles = {node["role"]["value"] for node in told if not node["ignored"]}
    assert roles >= {"table", "row", "columnheader", "rowheader", "cell"}
    page.close()


def test_a_study_fits_two_sheets(browser: Browser, address: str, built: Path) -> None:
    beside = (built / "research").glob("*.csl.json")  # every study has one, and so have lists, which are no study
    pages = [path.with_name(path.name.replace(".csl.json", ".html")) for path in beside]
    studies = filter(Path.is_file, pages)
    longest = sorted(studies, key=lambda path: path.stat().st_size, reverse=True)[:4]
    page = browser.new_page()
    for path in longest:
        page.goto(f"{address}research/{path.name}")
        sheets = page.pdf(format="A4").count(b"/Type /Page\n")
        assert 1 <= sheets <= 2, path.name
    page.close()
