"""Measure how fast the library's page responds: ``python -m benchmarks.library_page [N]``, after ``make build``.

Generates a catalogue of N invented studies (10,000 by default) in a copy of the built site. Serves that on the loopback
address, and changes the filters in Chromium. Each change is timed within the page, from the event until the browser has
drawn the next frame. Nothing is random: the same N gives the same catalogue.
"""

from __future__ import annotations

import gzip
import json
import shutil
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, get_args

from playwright.sync_api import Page, sync_playwright

from almanac.content.kinds.study_vocabulary import People
from almanac.exports.study_json import FIELDS
from almanac.publish.internal_links import served
from tests.browser import chromium
from tests.browser.conftest import QUIET

SITE = Path(__file__).resolve().parent.parent / "site"
MANY = 10_000
FIRST_YEAR, LAST_YEAR = 1970, 2026
SUBJECTS = (
    "Lamp keepers",
    "Night wardens",
    "Families\u2019 advisers",
    "Bridge tenders",
    "Well menders",
    "Crèche helpers",
)
DOINGS = ("deciding about", "living with", "talking of", "learning from", "caring for", "moving on from", "asking for")
THINGS = ("supper", "crowding", "moving home", "leaving school", "long nights", "shared keys", "cold rooms", "debts")
PLACES = ("in market towns", "on islands", "after closing time", "in a time of change", "on two estates", "by the sea")
FAMILIES = ("Abel", "Brûlé", "Cardew", "Dunmore", "Eskdale", "Fåhræus", "Garrick", "Hollis", "Ivory", "Jernigan")
JOURNALS = ("Journal of Lamps", "Night Work", "Annals of Keeping", "Wells and Bridges", "Quarterly of Rooms", None)
METHODS = ("survey", "interviews", "systematic review", "case study", "focus groups", "ethnography", "meta-analysis")
NATIONS = ("England", "Scotland", "Wales", "Northern Ireland", "UK", "Ireland", "International")
ROLES = "abcde"
TOPICS = {f"topic-{number:03}": f"{THINGS[number % 8]} {DOINGS[number % 7]} {number}" for number in range(100)}
PEOPLE = get_args(People)
ANY = ""
CHANGES: tuple[tuple[str, str | int], ...] = (  # for a menu: the number of an option, modulo how many there are
    ("topic", 7),
    ("method", 4),
    ("method", ANY),
    ("nation", 6),
    ("topic", ANY),
    ("sort", "author"),
    ("q", "l"),
    ("q", "la"),
    ("q", "lamp keep"),
    ("q", "creche brule night"),
    ("nation", ANY),
    ("q", ""),
    ("sort", "title"),
    ("years", 2),
    ("role", 3),
    ("people", 2),
    ("sort", "oldest"),
    ("years", ANY),
    ("q", "nothing has these words"),
    ("role", ANY),
    ("q", ""),
)
CHANGE = """
async ([name, wanted]) => {
  const control = document.querySelector(`.library [name=${name}]`);
  if (typeof wanted === "number") control.selectedIndex = 1 + (wanted - 1) % (control.options.length - 1);
  else control.value = wanted;
  const { value } = control;
  const begun = performance.now();
  control.dispatchEvent(new Event(name === "q" ? "input" : "change", { bubbles: true }));
  const worked = performance.now();
  await new Promise((drawn) => requestAnimationFrame(() => {
    const after = new MessageChannel();
    after.port1.onmessage = drawn;
    after.port2.postMessage(0);
  }));
  return [worked - begun, performance.now() - begun, value];
}
"""


def pick(among: Sequence[Any], number: int, stride: int) -> Any:
    """Return one of several values, spread evenly over the numbers. Different strides keep fields independent."""
    return among[(number * stride + number // 7 * stride // 3) % len(among)]


def study(number: int) -> list[Any]:
    """Return one invented study, with its fields in the order of ``FIELDS``."""
    title = " ".join(
        (pick(SUBJECTS, number, 5), pick(DOINGS, number, 3), pick(THINGS, number, 7), pick(PLACES, number, 11))
    )
    year = LAST_YEAR - number * (LAST_YEAR - FIRST_YEAR + 1) // MANY % (LAST_YEAR - FIRST_YEAR + 1)
    authors = ", ".join(pick(FAMILIES, number + step, 3) for step in range(1 + number % 6))
    topics = sorted({pick(tuple(TOPICS), number * 3 + step, 13) for step in range(1 + number % 5)})
    return [
        f"invented-{number:05}",
        f"{title}: the {number}th look",
        authors,
        year,
        pick(JOURNALS, number, 5),
        pick(METHODS, number, 3),
        [pick(NATIONS, number, 2)],
        topics,
        [pick(ROLES, number, 3)],
        f"People who keep lamps {pick(PLACES, number, 5)}, and those who live with them",
        sorted({pick(PEOPLE, number + step, 3) for step in range(1 + number % 3)}),
        (True, None, False)[number % 3],
    ]


def catalogue(many: int) -> bytes:
    """Return the whole invented catalogue as the build would write it, newest first."""
    studies = sorted((study(number) for number in range(many)), key=lambda values: -int(values[3]))
    made = {"version": "invented", "topics": TOPICS, "methods": METHODS, "fields": FIELDS, "studies": studies}
    return json.dumps(made, ensure_ascii=False, separators=(",", ":")).encode()


def drive(page: Page, address: str) -> tuple[float, list[tuple[str, float, float]]]:
    """Open the page, and return the milliseconds until it is ready, and those of each change to its filters.

    Of each change, the time of its script is given as well as the total.
    """
    page.goto(address + "research/index.html")
    page.wait_for_selector("#results[data-state=ready] > li")
    ready = float(page.evaluate("performance.now()"))
    taken = []
    for name, wanted in CHANGES:
        script, whole, value = page.evaluate(CHANGE, [name, wanted])
        taken.append((f"{name}={value}", float(script), float(whole)))
        page.wait_for_timeout(100)
    return ready, taken


def measure(site: Path) -> tuple[float, list[tuple[str, float, float]]]:
    """Measure a built site in Chromium."""
    path = chromium.find()
    if not path:
        raise SystemExit('there is no Chromium. Run "make system" first.')
    with served(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        try:
            return drive(browser.new_page(viewport={"width": 1280, "height": 900}, service_workers="block"), address)
        finally:
            browser.close()


def main(arguments: Sequence[str]) -> None:
    """Measure, and print the result."""
    many = max(1, int(arguments[0])) if arguments else MANY
    if not (SITE / "research" / "index.html").is_file():
        raise SystemExit('there is no built site. Run "make build" first.')
    data = catalogue(many)
    with tempfile.TemporaryDirectory() as folder:
        site = Path(shutil.copytree(SITE, Path(folder) / "site"))
        target = site / "api" / "v1" / "catalogue.json"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
        ready, taken = measure(site)
    print(f"{many} studies: {len(data)} bytes, {len(gzip.compress(data, mtime=0))} with gzip")
    print(f"ready after {ready:.0f} ms")
    for name, script, whole in taken:
        print(f"  {name:<28} {script:6.1f} ms script {whole:6.1f} ms to the next frame")
    wholes = [whole for _, _, whole in taken]
    print(f"{len(wholes)} changes: median {statistics.median(wholes):.1f} ms, longest {max(wholes):.1f} ms")


if __name__ == "__main__":
    main(sys.argv[1:])
