"""Measures how well search finds what readers look for, compared with plain Pagefind: ``make search-score``.

Runs every query of ``queries.yaml`` on the search page of the built site, in a
browser, both served and opened from disk. Pagefind searches the text of the
same pages. The thresholds apply to the mean and to the worst kind of query, and
include held-out queries, so that no kind can be sacrificed for another.
``tests/search/test_score.py`` checks them too. A query whose pages an editor has
removed or renamed is reported but not counted.
"""

from __future__ import annotations

import contextlib
import io
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import yaml
from playwright.sync_api import Page, sync_playwright

from almanac.publish import offline
from almanac.publish.internal_links import served
from almanac.search.indexing import FOUND
from tests.browser import chromium
from tests.browser.conftest import QUIET
from tests.search.nodejs import ask

QUERIES = Path(__file__).with_name("queries.yaml")
MOST = 10  # results considered
MEAN, WORST = 0.95, 0.85
"""The thresholds: the least share of queries answered by the first three results, overall and for each kind."""
READY = '#results[data-state="ready"]'
PLAIN = """async ([query, most]) => {
  const pagefind = await import(new URL("/pagefind/pagefind.js", location.href).href);
  const found = await pagefind.search(query);
  return Promise.all(found.results.slice(0, most).map(async (result) => (await result.data()).raw_url));
}"""


@dataclass(frozen=True)
class Query:
    """A query with its kind, the pages that would answer it, and whether it is held out from tuning."""

    query: str
    kind: str
    wanted: tuple[str, ...]
    holdout: bool

    @property
    def family(self) -> str:
        """The kind under which it is counted: ``question`` for ``question: who``."""
        return self.kind.partition(":")[0]

    def outdated(self, site: Path) -> bool:
        """Whether none of its pages is in the site any more."""
        return not any((site / path).is_file() for path in self.wanted)


@dataclass(frozen=True)
class Answer:
    """A query with the rank of the first page that answers it: 1 for the first result, 0 if there is none."""

    asked: Query
    place: int
    first: str


@dataclass(frozen=True)
class Score:
    """The share of queries answered by the first result and by the first three, and the mean reciprocal rank."""

    count: int
    at_1: float
    at_3: float
    mrr: float

    @classmethod
    def of(cls, answers: Iterable[Answer]) -> Self:
        """The score of at least one answer."""
        places = [answer.place for answer in answers]
        count = len(places)
        return cls(
            count,
            sum(place == 1 for place in places) / count,
            sum(1 <= place <= 3 for place in places) / count,
            sum(1 / place for place in places if place) / count,
        )

    def __str__(self) -> str:
        """One line of the report."""
        return f"{self.count:4} queries   at 1 {self.at_1:.3f}   at 3 {self.at_3:.3f}   MRR {self.mrr:.3f}"


def queries() -> tuple[Query, ...]:
    """Every query, as written."""
    held: list[dict[str, Any]] = yaml.safe_load(QUERIES.read_text("utf-8"))["queries"]
    return tuple(Query(row["query"], row["kind"], tuple(row["wanted"]), row.get("holdout", False)) for row in held)


def by_page(page: Page, address: str, query: str) -> list[str]:
    """Paths that the search page returns for a query typed into its box, in order."""
    if "/search/" not in page.url:
        page.goto(f"{address}search/index.html")
    page.wait_for_selector(READY, state="attached")
    page.fill("#search-box", query)
    page.eval_on_selector("#search-box", "box => box.form.requestSubmit()")
    page.wait_for_selector(READY, state="attached")
    found: list[str] = page.eval_on_selector_all(
        "#results > li", "all => all.map((row) => row.querySelector('a').href)"
    )
    return [link.removeprefix(address) for link in found[:MOST]]


@contextlib.contextmanager
def on_disk(site: Path) -> Iterator[str]:
    """Unpack the edition of a built site that opens from disk, and yield the address of its folder."""
    with tempfile.TemporaryDirectory() as folder:
        with zipfile.ZipFile(io.BytesIO(offline.zipped(site))) as opened:
            opened.extractall(folder)
        (unpacked,) = Path(folder).iterdir()
        yield f"{unpacked.as_uri()}/"


@contextlib.contextmanager
def pagefind(site: Path) -> Iterator[str]:
    """Index a built site with plain Pagefind, serve it, and yield the address."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pagefind", "--site", str(site), "--output-path", f"{folder}/pagefind"]
        subprocess.run([*command, "--root-selector", f"[{FOUND}]"], capture_output=True, check=True)
        Path(folder, "index.html").write_text('<!doctype html><html lang="en-GB"><title>Pagefind</title>', "utf-8")
        with served(Path(folder)) as address:
            yield address


def by_pagefind(page: Page, address: str, query: str) -> list[str]:
    """Paths that Pagefind returns on its own."""
    if not page.url.startswith(address):
        page.goto(f"{address}index.html")
    found: list[str] = page.evaluate(PLAIN, [query, MOST])
    return [path.lstrip("/") for path in found]


def by_node(site: Path, asked: Iterable[Query]) -> list[Answer]:
    """The answers of the search without a browser."""
    asked = list(asked)
    found = ask(site, *(("find", {"q": query.query}) for query in asked))
    paths = {query.query: one["paths"][:MOST] for query, one in zip(asked, found, strict=True)}
    return answers(lambda query: paths[query], asked)


def by_family(found: Iterable[Answer]) -> dict[str, Score]:
    """The score of each kind, worst first."""
    held: dict[str, list[Answer]] = {}
    for answer in found:
        held.setdefault(answer.asked.family, []).append(answer)
    return dict(sorted(((kind, Score.of(made)) for kind, made in held.items()), key=lambda pair: pair[1].at_3))


def below_the_gate(found: list[Answer]) -> list[str]:
    """Sentences that name what is below the thresholds; empty if nothing is."""
    mean = Score.of(found).at_3
    said = [f"The first three results answer {mean:.3f} of all queries; {MEAN} is asked."] if mean < MEAN else []
    return said + [
        f"Of the kind {kind!r} they answer {score.at_3:.3f}; {WORST} is asked."
        for kind, score in by_family(found).items()
        if score.at_3 < WORST
    ]


def answers(find: Callable[[str], list[str]], asked: Iterable[Query]) -> list[Answer]:
    """Each query with the rank of the first page that answers it, whichever part of the page a result links to."""
    made = []
    for query in asked:
        pages = (path.partition("#")[0] for path in find(query.query))
        found = [f"{path}index.html" if path.endswith("/") else path for path in pages]
        place = next((number for number, path in enumerate(found, 1) if path in query.wanted), 0)
        made.append(Answer(query, place, found[0] if found else ""))
    return made


def tuned(found: Iterable[Answer]) -> list[Answer]:
    """Answers to the queries that may be used for tuning."""
    return [answer for answer in found if not answer.asked.holdout]


def held_out(found: Iterable[Answer]) -> list[Answer]:
    """Answers to the held-out queries."""
    return [answer for answer in found if answer.asked.holdout]


def report(ours: list[Answer], plain: list[Answer], disk: list[Answer] | None = None) -> str:
    """The report: served, Pagefind and from disk, for tuned and held-out queries, then each kind and the misses."""
    lines = [
        f"search page, tuned      {Score.of(tuned(ours))}",
        f"search page, held out   {Score.of(held_out(ours))}",
        f"Pagefind alone, tuned   {Score.of(tuned(plain))}",
        f"Pagefind alone, held out{Score.of(held_out(plain))}",
    ]
    if disk:
        lines += [
            f"from a disk, tuned      {Score.of(tuned(disk))}",
            f"from a disk, held out   {Score.of(held_out(disk))}",
        ]
    lines += [f"  {kind:22}{score}" for kind, score in by_family(ours).items()]
    lines += [
        f"missed: {answer.asked.query!r} wants {answer.asked.wanted[0]}, place {answer.place}, first {answer.first}"
        for answer in tuned(ours)
        if not 1 <= answer.place <= 3
    ]
    return "\n".join(lines)


def main(site: Path) -> int:
    """Print the report for a built site, and return 1 if it is below the thresholds."""
    path = chromium.find()
    if not path or not (site / "search" / "index.html").is_file():
        print("There is no Chromium, or no built site with a search page: run make build.", file=sys.stderr)
        return 1
    every = queries()
    asked = [query for query in every if not query.outdated(site)]
    with served(site) as address, on_disk(site) as copy, pagefind(site) as other, sync_playwright() as playwright:
        page = playwright.chromium.launch(executable_path=path, args=QUIET).new_page(service_workers="block")
        ours = answers(lambda query: by_page(page, address, query), asked)
        plain = answers(lambda query: by_pagefind(page, other, query), asked)
        page.goto(f"{copy}search/index.html")  # otherwise it would be taken for the served page
        disk = answers(lambda query: by_page(page, copy, query), asked)
    print(report(ours, plain, disk))
    for query in every:
        if query not in asked:
            print(f"not counted: {query.query!r} wants {query.wanted[0]}, which is no longer in the site")
    below = below_the_gate(ours)
    print("\n".join(below), file=sys.stderr)
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main(Path(__file__).resolve().parents[2] / "site"))
