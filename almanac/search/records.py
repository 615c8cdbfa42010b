"""What the search finds an entry by.

Names under which a reader may look for an entry are searched beside the words
of its page, and no excerpt shows them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from almanac.content.kinds import Entry
from almanac.content.kinds.abstract import Abstract
from almanac.content.kinds.event import Event
from almanac.content.kinds.figure import Figure
from almanac.content.kinds.organisation import Organisation
from almanac.content.kinds.provision import Provision
from almanac.content.kinds.source import Source
from almanac.content.kinds.term import Term
from almanac.content.model import Library, kind_of, once
from almanac.search.entrynames import names_of
from almanac.search.folding import normalised
from almanac.search.lawnames import numbers
from almanac.site import words
from almanac.site.summary import FOUND_AS, key_fact

_SECTION = re.compile(r"\bsection (\d+)\b", re.IGNORECASE)


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
        searches: what people type who need it and do not know its name.
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
    searches: tuple[str, ...] = ()


@once
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
        searches=entry.searches,
    )


def other_names(library: Library, ref: str) -> tuple[str, ...]:
    """Every name of an entry beside its title; law by number in each way that it is written."""
    entry = library.get(ref)
    named = [*names_of(entry, library), *(entry.also.misspelt if isinstance(entry, Term) else ())]
    numbers = [found[1] for name in (entry.label, *named) for found in _SECTION.finditer(name)]
    forms = [f"{start}{number}" for number in numbers for start in ("section ", "s")]
    return _distinct([*named, *forms], entry.label)


def _distinct(names: Iterable[str], title: str = "") -> tuple[str, ...]:
    """Names as they stand, without those that say the same as the title or as one before."""
    found: dict[str, str] = {"": "", normalised(title): ""}
    for name in names:
        found.setdefault(normalised(name), name)
    return tuple(name for name in found.values() if name)


def in_order_of_law(library: Library) -> list[str]:
    """Provisions as one number or one name should find them, where a reader says no nation.

    Law of England comes first, since most readers are there; then what is of fewer sections, then Acts of which more is
    held. So section 75 leads to section 75 before sections 72 to 75, and section 2 to that of the Act of 1983.
    """
    found = [(ref, entry) for ref, entry in library.of("provision") if isinstance(entry, Provision)]
    held = Counter(entry.act for _, entry in found)
    sections = {ref: len({number.partition("(")[0] for _, number in numbers(entry.provision)}) for ref, entry in found}

    def place(pair: tuple[str, Provision]) -> tuple[bool, int, int]:
        ref, entry = pair
        return "England" not in entry.nations, sections[ref], -held[entry.act]

    return [ref for ref, _ in sorted(found, key=place)]


def _about(entry: Entry, library: Library) -> Iterator[str]:
    """Names of the topics and bodies that an entry is about, and its nations; method, place and people of a study."""
    for ref in (*(f"term/{key}" for key in entry.topics), *entry.see):
        if kind_of(ref) in ("term", "organisation"):
            yield from (library.get(ref).label, *names_of(library.get(ref), library))
    yield from entry.nations
    if isinstance(entry, Provision):
        yield entry.act
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
            said = words.doubt(status) or words.state(status)
            return said + (f", formerly {former[0]}" if former else "")
        case Organisation(status=status):
            return key_fact(entry, library) if status.ended else words.doubt(status)
        case Term(superseded_by=successor) if successor:
            return key_fact(entry, library)
        case Abstract(notice=notice) if notice:
            return f"{notice.status} {notice.year}"
        case Provision(force=force) | Event(force=force) if force not in ("in force", "past event"):
            return str(force)
    return ""
