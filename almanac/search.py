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
    "older-*/pagefind*.js", "older-*/pagefind-*.css", "older-*/wasm.*",
)  # fmt: skip
# How much stands in one file of the index (Pagefind's own measure, 20,000 unless told): a reader fetches one for each
# word. Where Pagefind no longer knows the variable the files are larger and nothing else changes.
_CHUNK = "5000"
WHOLE = 20_000
"""Studies that one index may hold."""
MOST = 8_000
"""Studies in one slice of an index that is divided."""
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
        title: its name as it stands in an alphabet.
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
    title: str
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
        title=sortable(entry.label)[0],
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
        case Organisation(status=status) if status.state in ("closed", "merged"):
            return fact(entry, library)
        case Term(superseded_by=successor) if successor:
            return fact(entry, library)
        case Event(force=force) if force not in ("in force", "past event"):
            return force
    return ""


@dataclass(frozen=True)
class Slice:
    """Studies that are searched together: all of these years, first to last."""

    first: int
    last: int
    refs: tuple[str, ...]


def slices(years: Mapping[str, int], whole: int = WHOLE, most: int = MOST) -> tuple[Slice, ...]:
    """Share studies among indexes, newest first.

    A decade is divided only if it is larger than a slice, and a year never, so that a reader can be told what is
    searched in years. A slice is larger than ``most`` only where a single year is.

    Args:
        years: reference of each study to its year.
        whole: up to so many studies there is one slice.
        most: studies in a slice, where there are several.
    """
    if len(years) <= max(whole, 1):
        return (_slice(sorted(years.values()), years),) if years else ()
    held: list[list[int]] = [[]]
    count = Counter(years.values())
    for _, group in groupby(sorted(count, reverse=True), lambda year: year // 10):
        decade = list(group)
        parts = [decade] if sum(count[year] for year in decade) <= most else [[year] for year in decade]
        for part in parts:
            if held[-1] and sum(count[year] for year in (*held[-1], *part)) > most:
                held.append([])
            held[-1] += part
    return tuple(_slice(part, years) for part in held)


def _slice(held: Iterable[int], years: Mapping[str, int]) -> Slice:
    wanted = set(held)
    return Slice(min(wanted), max(wanted), tuple(sorted(ref for ref, year in years.items() if year in wanted)))


def index(site: Path, library: Library, whole: int = WHOLE, most: int = MOST) -> None:
    """Have Pagefind read a built site and write its index into it, in slices if there are many studies.

    The first slice holds everything that is not a study too. ``slices.json`` says what the others hold; beside each
    index stand the years and the places in the alphabet of its pages, to sort by.

    Args:
        site: folder of the built site.
        library: what it was built from.
        whole: studies that one index may hold.
        most: studies in a slice, where there are more.

    Raises:
        NotIndexedError: if Pagefind cannot, or writes what is not known.
    """
    made = slices(
        {ref: entry.year for ref, entry in library.of("abstract") if isinstance(entry, Abstract)}, whole, most
    )
    known = {urls.page_path(ref): findable(library, ref) for ref in library.entries}
    places = {path: place for place, path in enumerate(sorted(known, key=lambda path: (known[path].title, path)), 1)}
    folders = ["", *(f"older-{number}/" for number in range(1, len(made)))]
    with tempfile.TemporaryDirectory(dir=site.parent, prefix=".index-") as staged:
        for number, folder in enumerate(folders):
            source = site
            if len(folders) > 1:
                source = Path(staged, str(number))
                _stage(
                    site, source, [urls.page_path(ref) for ref in made[number].refs] if number else _others(site, made)
                )
            for pages in _indexed(source, site / _FOLDER / folder):
                years = [int(known[path].year or 0) if path in known else 0 for path in pages.addresses]
                alphabet = [places.get(path, 0) for path in pages.addresses]
                for name, values in (("year", years), ("title", alphabet)):
                    _write(site / _FOLDER / folder / f"{name}.json", {pages.mark: values})
    for path in (found for pattern in _NOT_USED for found in (site / _FOLDER).glob(pattern)):
        path.unlink()
    several = zip(folders, made, strict=True) if len(made) > 1 else ()
    _write(
        site / _FOLDER / "slices.json", [{"path": path, "first": one.first, "last": one.last} for path, one in several]
    )


def _others(site: Path, made: Iterable[Slice]) -> list[str]:
    """Every page but those of older slices."""
    older = {urls.page_path(ref) for one in tuple(made)[1:] for ref in one.refs}
    return sorted({path.relative_to(site).as_posix() for path in site.rglob("*.html")} - older)


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
