"""What the search finds an entry by.

Names under which a reader may look for an entry are searched beside the words
of its page, and no excerpt shows them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import singledispatch

from almanac.content.kinds import Entry
from almanac.content.kinds.abstract import Abstract
from almanac.content.kinds.event import Event
from almanac.content.kinds.figure import Figure
from almanac.content.kinds.organisation import Organisation
from almanac.content.kinds.role import Role
from almanac.content.kinds.situation import Situation
from almanac.content.kinds.source import Source
from almanac.content.kinds.term import Term
from almanac.content.kinds.urgent_help import UrgentHelp
from almanac.content.model import Library, kind_of
from almanac.site import words
from almanac.site.summary import FOUND_AS, key_fact

_SECTION = re.compile(r"\bsection (\d+)\b", re.IGNORECASE)
_YEAR = re.compile(r" \d{4}$")
_BRACKETS = re.compile(r" \([^)]*\)")


@dataclass(frozen=True)
class SearchRecord:
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
        misspelt: names that only a slip of the pen would write: each leads to the entry as a whole, its words do not.
        about_names: what its topics, and the bodies it speaks of, are called; nations; method and place of a study.
    """

    kind: str
    topics: tuple[str, ...] = ()
    nations: tuple[str, ...] = ()
    method: str = ""
    year: str = ""
    status: str = ""
    authors: tuple[str, ...] = ()
    other_names: tuple[str, ...] = ()
    misspelt: tuple[str, ...] = ()
    about_names: tuple[str, ...] = ()


def search_record(library: Library, ref: str) -> SearchRecord:
    """What an entry is found by."""
    entry = library.get(ref)
    slips = {normalised(name) for name in entry.also.misspelt} if isinstance(entry, Term) else set()
    names = other_names(library, ref)
    return SearchRecord(
        kind=FOUND_AS[kind_of(ref)],
        topics=tuple(library.get(f"term/{key}").label for key in entry.topics),
        nations=entry.nations,
        method=entry.method if isinstance(entry, Abstract) else "",
        year=year_of(entry),
        status=_status(entry, library),
        authors=_authors(entry),
        other_names=tuple(name for name in names if normalised(name) not in slips),
        misspelt=tuple(name for name in names if normalised(name) in slips),
        about_names=_distinct(_about(entry, library)),
    )


LETTERS: Mapping[str, str] = {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss"}
"""Letters that Unicode does not take apart into one without a mark, and how they are typed without them."""


def normalised(text: str) -> str:
    """Text as names are compared: small letters, digits and single spaces. The search page folds a query alike."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    plain = "".join(LETTERS.get(sign, sign) for sign in plain.lower()).replace("&", " and ")
    plain = re.sub("['\u2018\u2019]", "", plain)
    return re.sub(r"[^a-z0-9]+", " ", plain).strip()


def other_names(library: Library, ref: str) -> tuple[str, ...]:
    """Every name of an entry beside its title; law by number in each way that it is written."""
    entry = library.get(ref)
    named = [*_names(entry, library), *(entry.also.misspelt if isinstance(entry, Term) else ())]
    numbers = [found[1] for name in (entry.label, *named) for found in _SECTION.finditer(name)]
    forms = [f"{start}{number}" for number in numbers for start in ("section ", "s")]
    return _distinct([*named, *forms], entry.label)


def _distinct(names: Iterable[str], title: str = "") -> tuple[str, ...]:
    """Names as they stand, without those that say the same as the title or as one before."""
    found: dict[str, str] = {"": "", normalised(title): ""}
    for name in names:
        found.setdefault(normalised(name), name)
    return tuple(name for name in found.values() if name)


@singledispatch
def _names(entry: Entry, library: Library) -> Iterable[str]:  # noqa: ARG001  (events need it)
    """What a kind of entry is called beside its title; nothing, for most."""
    return ()


@_names.register
def _(entry: Term, library: Library) -> Iterable[str]:  # noqa: ARG001
    also = entry.also
    return filter(None, (entry.name, entry.abbreviation, *also.lay, *also.former, *also.us))


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
    yield f"{first} {entry.year_shown}"
    if len(others) == 1 and not entry.others:
        yield f"{first} and {others[0]} {entry.year_shown}"
    elif others:
        yield f"{first} et al {entry.year_shown}"


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


def year_of(entry: Entry) -> str:
    """The year of an entry that has one, or nothing."""
    match entry:
        case Abstract(year=year):
            return str(year or "")
        case Event(date=when) | Figure(year=when) | Source(date=str(when)):
            return when[:4]
    return ""


def _status(entry: Entry, library: Library) -> str:
    match entry:
        case Organisation(status=status, former_names=former) if status.state == "renamed":
            return words.state(status) + (f", formerly {former[0]}" if former else "")
        case Organisation(status=status) if status.ended:
            return key_fact(entry, library)
        case Term(superseded_by=successor) if successor:
            return key_fact(entry, library)
        case Abstract(notice=notice) if notice:
            return f"{notice.status} {notice.year}"
        case Event(force=force) if force not in ("in force", "past event"):
            return force
    return ""
