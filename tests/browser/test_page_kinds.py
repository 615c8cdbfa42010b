"""Every kind of page, opened once on a phone and once on a desktop: layout shift, accessibility and valid markup.

On the desktop two engines check accessibility. One of them is axe, which runs at two widths, with dark colours at one
of them. The reader on the phone has already saved something. There the text is also enlarged to twice its size, and the
page is narrowed and printed.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests.browser.hosted import hosted
from tests.browser.kinds import FILLED, KEEP, KINDS_OF_PAGE, STATES
from tests.browser.looking import AXE, faults, looks, shorten, visit
from tests.conftest import PROJECT

PACKAGES = PROJECT / "node_modules"
NU = PACKAGES / "vnu-jar" / "build" / "dist" / "vnu.jar"
JAVA = ("java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss2m", "-jar")
"""Compiles quickly rather than well, because the checker runs for only a few seconds, half of them spent compiling."""
ENGINE = PACKAGES / "accessibility-checker-engine" / "ace.js"
MOST = 0.05  # the most layout shift allowed
PHONE: ViewportSize = {"width": 412, "height": 823}
DESK: ViewportSize = {"width": 1350, "height": 900}
LARGE_ON = 390  # width in pixels for text at twice its size, before anything else is unfolded
WIDTHS = (LARGE_ON, 320, 1280)
EMPTY = "document.body.replaceChildren()"  # a page that was looked at is not laid out again for the next one
CUT_OFF = """() => [...document.querySelectorAll("body *")].filter((one) => {
  const { width, right } = one.getBoundingClientRect();
  return width > 1 && right > 681;
}).map((one) => `${one.nodeName} ${one.textContent.slice(0, 40)}`)"""
# Only parts that scroll on purpose, such as wide tables, may exceed the width of the screen (WCAG 1.4.4 and 1.4.10).
TWICE_AS_LARGE = """(width) => {
  document.documentElement.style.fontSize = "200%";
  document.querySelectorAll("details:not(.your-nation)").forEach((one) => { one.open = true; });
  const out = [...document.querySelectorAll("a, button, input, select, h1, h2, p, li, dd, text")]
    .filter((one) => one.checkVisibility() && !one.closest(".scroll, .unseen, .timeline, .meaning, .switch"))
    .filter((one) => one.getBoundingClientRect().right > width + 1)
    .map((one) => one.outerHTML.slice(0, 90));
  const whole = document.documentElement.scrollWidth;
  document.documentElement.style.fontSize = "";
  return whole > width ? [`the page is ${whole} wide`, ...out] : out;
}"""
WATCH = """
  window.shifted = 0;
  new PerformanceObserver((list) => {
    for (const one of list.getEntries()) if (!one.hadRecentInput) window.shifted += one.value;
  }).observe({ type: "layout-shift", buffered: true });
"""
# Runs a script of the site, and leaves no trace of it in the page.
LOAD = """(name) => new Promise((done, fail) => {
  const script = document.createElement("script");
  script.src = `/${name}`;
  script.onload = () => { script.remove(); done(); };
  script.onerror = () => fail(new Error(`${name} was not loaded`));
  document.head.append(script);
})"""
# Rules that only ever ask for a manual check are left out, because they take half of the engine's time.
VIOLATIONS = """async () => {
  const checker = new ace.Checker(), rules = checker.rulesetRules, { ruleMap } = checker.engine;
  const judges = (rule) => Object.keys(ruleMap[rule].messages["en-US"])
    .some((said) => !/^(0|group|(pass|potential|manual)(_.*)?)$/i.test(said));
  rules.IBM_Accessibility = rules.IBM_Accessibility.filter(judges);
  const report = await checker.check(document, ["IBM_Accessibility"]);
  const failed = ({ value }) => value[0] === "VIOLATION" && value[1] === "FAIL";
  return report.results.filter(failed).map((one) => `${one.ruleId}: ${one.snippet.slice(0, 120)}`);
}"""


@dataclass
class Seen:
    """What was found on each page, by page: its faults and its HTML."""

    shifts: dict[str, float] = field(default_factory=dict)
    axe: dict[str, list[str]] = field(default_factory=dict)
    ibm: dict[str, list[str]] = field(default_factory=dict)
    html: dict[str, str] = field(default_factory=dict)
    sent: dict[str, dict[str, str]] = field(default_factory=dict)
    asked: dict[str, set[str]] = field(default_factory=dict)
    said: dict[str, list[str]] = field(default_factory=dict)
    large: dict[str, list[str]] = field(default_factory=dict)
    wide: dict[str, list[int]] = field(default_factory=dict)
    lost: dict[str, list[str]] = field(default_factory=dict)


def look(page: Page, address: str, path: str, name: str, seen: Seen) -> None:
    """Visit a page, and record its requests and messages."""
    asked, said = seen.asked.setdefault(name, set()), seen.said.setdefault(name, [])
    hear = {
        "request": lambda request: asked.add(request.url),
        "requestfailed": lambda request: said.append(f"{request.url}: {request.failure}"),
        "console": lambda message: said.append(message.text),
        "pageerror": lambda error: said.append(str(error)),
    }
    for event, listener in hear.items():
        page.on(event, listener)  # type: ignore[call-overload]
    answer = visit(page, address + path)
    seen.sent[name] = answer.all_headers() if answer else {}
    if path in STATES:
        page.wait_for_load_state("networkidle")  # a search runs in a worker
    for event, listener in hear.items():
        page.remove_listener(event, listener)
    seen.shifts[name] = page.evaluate("window.shifted")
    if page.viewport_size == DESK:
        look_closer(page, name, seen)
    else:
        narrow_and_print(page, name, seen)


def look_closer(page: Page, name: str, seen: Seen) -> None:
    """Save the HTML of a page in its present state, and check it with both engines."""
    seen.html[name] = page.evaluate("'<!doctype html>' + document.documentElement.outerHTML")
    shorten(page)
    page.evaluate(LOAD, "ibm.js")
    seen.ibm[name] = page.evaluate(VIOLATIONS)
    page.evaluate(LOAD, "axe.js")
    seen.axe[name] = [f"{width}: {fault}" for width, found in looks(page) for fault in found]
    page.evaluate(EMPTY)
    page.set_viewport_size(DESK)


def narrow_and_print(page: Page, name: str, seen: Seen) -> None:
    """Record what is cut off once everything is unfolded. A4 with margins of 15 mm is 680 CSS pixels wide."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 844})
        if width == LARGE_ON and (out := page.evaluate(TWICE_AS_LARGE, width)):
            seen.large[name] = out[:3]
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        if page.evaluate("document.documentElement.scrollWidth") > width:
            seen.wide.setdefault(name, []).append(width)
    page.set_viewport_size({"width": 680, "height": 1000})
    page.emulate_media(media="print")
    if cut := page.evaluate(CUT_OFF):
        seen.lost[name] = cut[:3]
    page.evaluate(EMPTY)
    page.emulate_media(media="screen")
    page.set_viewport_size(PHONE)


def look_at_all(size: ViewportSize, browser: Browser, address: str, *, kept: bool) -> Seen:
    """Check every page with saved data or without, and pages that show saved data both ways."""
    found = Seen()
    for filled in (kept, not kept):
        context = browser.new_context(viewport=size)
        page = context.new_page()
        page.add_init_script(WATCH + (KEEP if filled else ""))
        for path in KINDS_OF_PAGE + STATES if filled is kept else FILLED:
            look(page, address, path, f"{path}, {'filled' if filled else 'empty'}", found)
        context.close()
    return found


@pytest.fixture(scope="module")
def address(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site, with both engines as scripts of it, so that the browser compiles them only once."""
    engines = tmp_path_factory.mktemp("engines")
    (engines / "axe.js").write_text(AXE, "utf-8")
    shutil.copy(ENGINE, engines / "ibm.js")
    with hosted(built, engines) as found:
        yield found


@pytest.fixture(scope="module")
def on_the_desk(browser: Browser, address: str) -> Seen:
    return look_at_all(DESK, browser, address, kept=False)


@pytest.fixture(scope="module")
def on_a_phone(browser: Browser, address: str) -> Seen:
    return look_at_all(PHONE, browser, address, kept=True)


@pytest.fixture(params=["on_a_phone", "on_the_desk"])
def seen(request: pytest.FixtureRequest) -> Seen:
    found: Seen = request.getfixturevalue(request.param)
    return found


def test_nothing_jumps(seen: Seen) -> None:
    assert {path: round(shift, 3) for path, shift in seen.shifts.items() if shift >= MOST} == {}


def test_axe_finds_nothing(on_the_desk: Seen) -> None:
    assert {path: found for path, found in on_the_desk.axe.items() if found} == {}


def test_nothing_scrolls_sideways(on_a_phone: Seen) -> None:
    assert on_a_phone.wide == {}


def test_text_at_twice_its_size_fits_a_phone_and_nothing_is_cut_off(on_a_phone: Seen) -> None:
    assert on_a_phone.large == {}


def test_nothing_is_lost_on_paper(on_a_phone: Seen) -> None:
    assert on_a_phone.lost == {}


def test_no_page_asks_another_host_or_breaks_its_policy(seen: Seen, address: str) -> None:
    assert min(len(asked) for asked in seen.asked.values()) > 1, "this test must have heard"
    asked = set().union(*seen.asked.values())
    assert sorted(url for url in asked if not url.startswith((address, "data:"))) == []
    assert {path: said for path, said in seen.said.items() if said} == {}


def test_every_page_comes_with_the_headers_of_the_site(seen: Seen) -> None:
    assert all("frame-ancestors 'none'" in sent["content-security-policy"] for sent in seen.sent.values())
    assert all(sent["x-content-type-options"] == "nosniff" for sent in seen.sent.values())


def test_both_engines_look(browser: Browser) -> None:
    page = browser.new_page()
    grey = '<p style="color: #777; background: #666">Wick</p>'
    page.set_content(f'<html><title>Lamps</title><img src="lamp.png"><label for="none">Oil</label><input>{grey}{grey}')
    page.evaluate(ENGINE.read_text("utf-8"))
    by_ibm, by_axe = (" ".join(found) for found in (page.evaluate(VIOLATIONS), faults(page)))
    assert by_axe.count("color-contrast") == 2
    page.close()
    for found in ("html_lang_exists", "img_alt_valid", "input_label_exists", "label_ref_valid"):
        assert found in by_ibm
    for found in ("html-has-lang", "image-alt", "label"):
        assert found in by_axe


def test_ibms_engine_finds_no_violation(on_the_desk: Seen) -> None:
    assert {path: found for path, found in on_the_desk.ibm.items() if found} == {}


def nu(folder: Path) -> list[str]:
    """Return the errors that the Nu HTML checker finds in the pages of a folder."""
    pages = sorted(str(path) for path in folder.iterdir())
    told = ["--errors-only", "--format", "json", "--stdout", "--exit-zero-always", *pages]
    done = subprocess.run([*JAVA, str(NU), *told], capture_output=True, text=True, check=True)
    messages = json.loads(done.stdout)["messages"]
    return [f"{Path(one['url']).name}: {one['message']} {one.get('extract', '')!r}" for one in messages]


@pytest.mark.skipif(not shutil.which("java"), reason="the Nu HTML checker needs Java (Debian: default-jre-headless)")
def test_the_nu_html_checker_looks_and_finds_no_error(on_the_desk: Seen, built: Path, tmp_path: Path) -> None:
    for number, (name, html) in enumerate(on_the_desk.html.items()):
        (tmp_path / f"{number:02} {name.replace('/', ' ').replace('?', ' ')} in the browser.html").write_text(
            html, "utf-8"
        )
    for path in KINDS_OF_PAGE:
        shutil.copy(built / path, tmp_path / f"{path.replace('/', ' ')} as published.html")
    wrong = '<!doctype html><html lang="en"><title>A</title><span aria-label="none"><p>B</p></span></html>'
    (tmp_path / "wrong.html").write_text(wrong, "utf-8")
    found = nu(tmp_path)
    assert [one for one in found if not one.startswith("wrong.html: ")] == []
    assert len(found) == 2, "it must have looked"
