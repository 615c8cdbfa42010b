"""What the search finds an entry by, and the index that Pagefind makes of the built site.

Names under which a reader may look for an entry travel as Pagefind's
metadata: it searches them, and no excerpt shows them. What Pagefind may not
read of a page (facts, lists, explanations of terms) is said here, once.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import singledispatch
from itertools import groupby
from pathlib import Path

from almanac import orderly, urls, words
from almanac.inbrief import fact
from almanac.kinds import KINDS, Entry
from almanac.kinds.abstract import Abstract
from almanac.kinds.event import Event
from almanac.kinds.figure import Figure
from almanac.kinds.organisation import Organisation
from almanac.kinds.role import Role
from almanac.kinds.situation import Situation
from almanac.kinds.source import Source
from almanac.kinds.term import Term
from almanac.kinds.urgent_help import UrgentHelp
from almanac.library import Library, kind_of
from almanac.research import sortable

FOUND_AS = {kind.name: kind.heading for kind in KINDS} | {"role": "Roles", "page": "Pages"}
"""What a reader calls the results of a kind, and of hand-written pages."""

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
_SECTION = re.compile(r"\bsection (\d+)\b", re.IGNORECASE)
_YEAR = re.compile(r" \d{4}$")
_BRACKETS = re.compile(r" \([^)]*\)")


class NotIndexedError(Exception):
    """Pagefind made no index; the message says why."""


@dataclass(frozen=True)
class Findable:
    """What the search knows of an entry beside the words of its page.

    Attributes:
        kind: what a reader calls its kind.
        topics: names of the terms it is about.
        nations: where it holds.
        method: of a study.
        year: of what has one.
        status: what became of it, where it is no longer what it was.
        authors: their whole names.
        other_names: what else it is called.
        about_names: what its topics, and the bodies it speaks of, are called; nations; method and place of a study.
    """

    kind: str
    topics: tuple[str, ...]
    nations: tuple[str, ...]
    method: str
    year: str
    status: str
    authors: tuple[str, ...]
    other_names: tuple[str, ...]
    about_names: tuple[str, ...]


def findable(library: Library, ref: str) -> Findable:
    """What an entry is found by."""
    entry = library.get(ref)
    return Findable(
        kind=FOUND_AS[kind_of(ref)],
        topics=tuple(library.get(f"term/{key}").label for key in entry.topics),
        nations=entry.nations,
        method=entry.method if isinstance(entry, Abstract) else "",
        year=_year(entry),
        status=_status(entry, library),
        authors=_authors(entry),
        other_names=other_names(library, ref),
        about_names=_different(_about(entry, library)),
    )


LETTERS: Mapping[str, str] = {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss"}
"""Letters that Unicode does not take apart into one without a mark, and how they are typed without them."""


def folded(text: str) -> str:
    """Text as names are compared: small letters, digits and single spaces. The search page folds a query alike."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    plain = "".join(LETTERS.get(sign, sign) for sign in plain.lower()).replace("&", " and ")
    plain = re.sub("['\u2018\u2019]", "", plain)
    return re.sub(r"[^a-z0-9]+", " ", plain).strip()


def other_names(library: Library, ref: str) -> tuple[str, ...]:
    """Every name of an entry beside its title; law by number in each way that it is written."""
    entry = library.get(ref)
    named = list(_names(entry, library))
    numbers = [found[1] for name in (entry.label, *named) for found in _SECTION.finditer(name)]
    forms = [f"{start}{number}" for number in numbers for start in ("section ", "s")]
    return _different([*named, *forms], entry.label)


def _different(names: Iterable[str], title: str = "") -> tuple[str, ...]:
    """Names as they stand, without those that say the same as the title or as one before."""
    found: dict[str, str] = {"": "", folded(title): ""}
    for name in names:
        found.setdefault(folded(name), name)
    return tuple(name for name in found.values() if name)


@singledispatch
def _names(entry: Entry, library: Library) -> Iterable[str]:  # noqa: ARG001  (events need it)
    """What a kind of entry is called beside its title; nothing, for most."""
    return ()


@_names.register
def _(entry: Term, library: Library) -> Iterable[str]:  # noqa: ARG001
    also = entry.also
    return filter(None, (entry.name, entry.abbreviation, *also.lay, *also.former, *also.us, *also.misspelt))


@_names.register
def _(entry: Organisation, library: Library) -> Iterable[str]:  # noqa: ARG001
    return filter(None, (entry.abbreviation, *entry.former_names))


@_names.register
def _(entry: Event, library: Library) -> Iterator[str]:
    """A law without its year, without its brackets, and by the abbreviation of a name in it: ``MHA 1983``."""
    yield _YEAR.sub("", entry.title)
    yield _BRACKETS.sub("", entry.title)
    for _, term in library.of("term"):
        if isinstance(term, Term) and term.abbreviation and term.name in entry.title and not term.name.islower():
            yield entry.title.replace(term.name, term.abbreviation)


@_names.register
def _(entry: Abstract, library: Library) -> Iterator[str]:  # noqa: ARG001
    """As it is cited: ``Huxley 2005``, ``Huxley et al 2005``, ``Tucker and Webber 2021``."""
    first, *others = (author.short for author in entry.authors)
    yield f"{first} {entry.year}"
    if len(others) == 1 and not entry.others:
        yield f"{first} and {others[0]} {entry.year}"
    elif others:
        yield f"{first} et al {entry.year}"


@_names.register
def _(entry: Role, library: Library) -> Iterable[str]:  # noqa: ARG001
    return f"role {entry.letter}", f"category {entry.letter}", entry.title


@_names.register
def _(entry: Situation, library: Library) -> Iterable[str]:  # noqa: ARG001
    return (entry.need,)


@_names.register
def _(entry: UrgentHelp, library: Library) -> Iterable[str]:  # noqa: ARG001
    return (entry.number,)


def _about(entry: Entry, library: Library) -> Iterator[str]:
    """Names of the topics and bodies that an entry is about, and its nations; method, place and people of a study."""
    for ref in (*(f"term/{key}" for key in entry.topics), *entry.see):
        if kind_of(ref) in ("term", "organisation"):
            yield from (library.get(ref).label, *_names(library.get(ref), library))
    yield from entry.nations
    if isinstance(entry, Abstract):
        yield from filter(None, (entry.method, entry.setting, entry.population, entry.container))


def _authors(entry: Entry) -> tuple[str, ...]:
    if isinstance(entry, Abstract):
        people = entry.authors
        return tuple(" ".join(filter(None, (author.given, author.family, author.body))) for author in people)
    return entry.authors if isinstance(entry, Source) else ()


def _year(entry: Entry) -> str:
    match entry:
        case Abstract(year=year):
            return str(year)
        case Event(date=when) | Figure(year=when) | Source(date=str(when)):
            return when[:4]
    return ""


def _status(entry: Entry, library: Library) -> str:
    match entry:
        case Organisation(status=status, former_names=former) if status.state == "renamed":
            return words.state(status) + (f", formerly {former[0]}" if former else "")
        case Organisation(status=status) if status.ended:
            return fact(entry, library)
        case Term(superseded_by=successor) if successor:
            return fact(entry, library)
        case Event(force=force) if force not in ("in force", "past event"):
            return force
    return ""


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
    return {path: (int(_year(entry) or 0), place) for place, (_, path, entry) in enumerate(inorder, 1)}


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
