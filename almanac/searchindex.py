"""The indexes that Pagefind makes of the built site, and how studies are shared among them.

What Pagefind may not read of a page (facts, lists, explanations of terms) is
said here, once.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from almanac import orderly, urls
from almanac.kinds.abstract import Abstract
from almanac.library import Library
from almanac.research import sortable
from almanac.search import year_of

_FOLDER = "pagefind"
# Parts of a page that would blur what it is about: said elsewhere, or about something else.
_NOT_READ = (
    ".facts", ".rows", ".four", ".words-used", ".provenance", ".cite", ".exit", ".kick", ".soft.small", ".urgent",
    ".map", "figure", "#goes-with", "#related", "#rests-on-it", "[role=tooltip]",
)  # fmt: skip
_NOT_USED = (
    "pagefind-*ui.*", "pagefind-highlight.js", "wasm.unknown.pagefind",
    "part-*/pagefind*.js", "part-*/pagefind-*.css", "part-*/wasm.*",
)  # fmt: skip
# How much stands in one file of the index (Pagefind's own measure, 20,000 unless told): a reader fetches one for each
# word. Where Pagefind no longer knows the variable the files are larger and nothing else changes.
_CHUNK = "5000"


class NotIndexedError(Exception):
    """Pagefind made no index; the message says why."""


@dataclass(frozen=True)
class Sizes:
    """How studies are shared among indexes.

    Attributes:
        whole: up to so many are all searched at once.
        most: studies in a slice, where there are more: the newest slice is searched, older ones where a reader asks.
        part: studies in one index. Pagefind's time to search grows with the square of the pages that hold a word, and
            in a library of one field most pages hold its common words; so a slice has several, searched together.
    """

    whole: int = 20_000
    most: int = 8_000
    part: int = 2_500


@dataclass(frozen=True)
class Slice:
    """Studies of some years, first to last, in references: newest first."""

    first: int
    last: int
    refs: tuple[str, ...]


def slices(years: Mapping[str, int], sizes: Sizes = Sizes()) -> tuple[Slice, ...]:
    """Share studies among slices, newest first; one slice, maybe of none, if all are searched at once.

    A decade is divided only if it is larger than a slice, and a year never, so that a reader can be told what is
    searched in years. A slice is larger than it may be only where a single year is.

    Args:
        years: reference of each study to its year.
        sizes: how many are too many.
    """
    count = Counter(years.values())
    if len(years) <= sizes.whole:
        return (_slice(count, years),)
    held: list[list[int]] = [[]]
    for _, group in groupby(sorted(count, reverse=True), lambda year: year // 10):
        decade = list(group)
        for part in [decade] if sum(count[year] for year in decade) <= sizes.most else [[year] for year in decade]:
            if held[-1] and sum(count[year] for year in (*held[-1], *part)) > sizes.most:
                held.append([])
            held[-1] += part
    return tuple(_slice(part, years) for part in held)


def _slice(held: Iterable[int], years: Mapping[str, int]) -> Slice:
    wanted = set(held)
    refs = sorted((ref for ref, year in years.items() if year in wanted), key=lambda ref: (-years[ref], ref))
    return Slice(min(wanted, default=0), max(wanted, default=0), tuple(refs))


def index(site: Path, library: Library, sizes: Sizes = Sizes()) -> None:
    """Have Pagefind read a built site and write its indexes into it.

    The first index holds everything that is not a study too, and ``named.json`` says what it calls these pages.
    ``slices.json`` says what years there are, and of their indexes where each stands, its mark, and the numbers of the
    pages that nobody checked in time, which sink. Beside each index stand the years and the places in the alphabet of
    its pages, to sort by.

    Args:
        site: folder of the built site.
        library: what it was built from.
        sizes: how many studies are too many for one index.

    Raises:
        NotIndexedError: if Pagefind cannot, or writes what is not known.
    """
    target = site / _FOLDER
    studies = {ref: study.year for ref, study in library.of("abstract") if isinstance(study, Abstract)}
    order, late = _order(library), {urls.page_path(ref) for ref, due in library.due.items() if due.overdue}
    told: list[dict[str, object]] = []
    number = 0
    with tempfile.TemporaryDirectory(dir=site.parent, prefix=".index-") as staged:
        for one in slices(studies, sizes):
            indexes = []
            for start in range(0, max(1, len(one.refs)), sizes.part):
                pages = [urls.page_path(ref) for ref in one.refs[start : start + sizes.part]]
                path = f"part-{number}/" if number else ""
                source = site
                if len(studies) > sizes.part:
                    source = Path(staged, str(number))
                    _stage(site, source, pages if number else [*pages, *_others(site, studies)])
                for found in _indexed(source, target / path):
                    _write_order(target / path, found, order)
                    if not number:
                        _write(target / "named.json", _named(found, studies))
                    sunk = [place for place, page in enumerate(found.paths) if page in late]
                    indexes.append((path, found.mark, sunk))
                number += 1
            told.append({"first": one.first, "last": one.last, "indexes": indexes})
    for unused in (found for pattern in _NOT_USED for found in target.glob(pattern)):
        unused.unlink()
    _write(target / "slices.json", told)


def _order(library: Library) -> dict[str, tuple[int, int]]:
    """Path of each entry's page to its year and its place in the alphabet, from 1; no year is 0."""
    inorder = sorted((sortable(entry.label)[0], urls.page_path(ref), entry) for ref, entry in library.entries.items())
    return {path: (int(year_of(entry) or 0), place) for place, (_, path, entry) in enumerate(inorder, 1)}


def _write_order(folder: Path, pages: orderly.Numbered, order: Mapping[str, tuple[int, int]]) -> None:
    found = [order.get(path, (0, 0)) for path in pages.paths]
    _write(folder / "year.json", {pages.mark: [year for year, _ in found]})
    _write(folder / "title.json", {pages.mark: [place for _, place in found]})


def _named(pages: orderly.Numbered, studies: Iterable[str]) -> dict[str, str]:
    """Path of every page but the studies' to what Pagefind calls it, so that an entry of a name needs no search."""
    known = {urls.page_path(ref) for ref in studies}
    return {path: f"{pages.mark}-{number}" for number, path in enumerate(pages.paths) if path not in known}


def _others(site: Path, studies: Iterable[str]) -> list[str]:
    """Every page but the studies'."""
    pages = {urls.page_path(ref) for ref in studies}
    return sorted({path.relative_to(site).as_posix() for path in site.rglob("*.html")} - pages)


def _stage(site: Path, target: Path, pages: Iterable[str]) -> None:
    """Put pages of a site into a folder, for Pagefind reads folders; a link takes no room."""
    for page in pages:
        place = target / page
        place.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(site / page, place)
        except OSError:  # a file system that knows no links
            shutil.copyfile(site / page, place)


def _indexed(source: Path, target: Path) -> tuple[orderly.Numbered, ...]:
    """Pagefind's index of the pages in a folder, in order."""
    command = [sys.executable, "-m", "pagefind", "--site", str(source), "--output-path", str(target), "--quiet"]
    command += ["--exclude-selectors", ", ".join(_NOT_READ)]
    environment = os.environ | {"PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": _CHUNK}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise NotIndexedError(f"Pagefind could not index the site:\n{(done.stdout + done.stderr).strip()}")
    try:
        return orderly.put_in_order(target)
    except orderly.UnknownIndexError as error:
        raise NotIndexedError(f"Pagefind's index could not be put in order: {error}") from None


def _write(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, separators=(",", ":")) + "\n", "utf-8")
