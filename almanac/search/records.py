"""The details by which the search finds an entry.

Names under which readers may look for an entry are searched along with the
text of its page, but excerpts never show them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from almanac.content.kinds import Entry
from almanac.content.kinds.abstract import Abstract
from almanac.content.kinds.event import Event
from almanac.content.kinds.figure import Figure
from almanac.content.kinds.need import Need
from almanac.content.kinds.organisation import Organisation
from almanac.content.kinds.provision import Provision
from almanac.content.kinds.source import Source
from almanac.content.kinds.term import Term
from almanac.content.model import Library, once
from almanac.content.refs import kind_of
from almanac.search.entrynames import names_of
from almanac.search.folding import normalised
from almanac.search.precedence import counterpart_names
from almanac.site import words
from almanac.site.headings import FOUND_AS
from almanac.site.summary import key_fact

_SECTION = re.compile(r"\bsection (\d+)\b", re.IGNORECASE)


@dataclass(frozen=True)
class SearchRecord:
    """What the search knows about an entry besides the text of its page.

    Attributes:
        kind: the name that readers know its kind by.
        topics: names of the terms it is about.
        nations: the nations it applies to.
        method: the method of a study.
        year: its year, if it has one.
        status: what has happened to it, if it is no longer what it was.
        authors: the authors' full names.
        other_names: its other names.
        misspelt: misspelt names. Each finds the entry only as a whole, not by its separate words.
        counterparts: numbers of English law on the same matter, with its nation. They too find it only as a whole.
        about_names: names of its topics, organisations and nations, and a study's method, place and people.
        searches: what people type who need the entry but do not know its name.
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
    counterparts: tuple[str, ...] = ()
    about_names: tuple[str, ...] = ()
    searches: tuple[str, ...] = ()


@once
def search_record(library: Library, ref: str) -> SearchRecord:
    """Build the search record of an entry."""
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
        counterparts=_distinct(counterpart_names(library, ref)),
        about_names=_distinct(_about(entry, library)),
        searches=entry.searches,
    )


def other_names(library: Library, ref: str) -> tuple[str, ...]:
    """Every name of an entry besides its title. Names that cite a section include its short forms."""
    entry = library.get(ref)
    named = [*names_of(entry, library), *(entry.also.misspelt if isinstance(entry, Term) else ())]
    numbers = [found[1] for name in (entry.label, *named) for found in _SECTION.finditer(name)]
    forms = [f"{start}{number}" for number in numbers for start in ("section ", "s")]
    return _distinct([*named, *forms], entry.label)


def _distinct(names: Iterable[str], title: str = "") -> tuple[str, ...]:
    """The names as written, without any that match the title or an earlier name."""
    found: dict[str, str] = {"": "", normalised(title): ""}
    for name in names:
        found.setdefault(normalised(name), name)
    return tuple(name for name in found.values() if name)


def _about(entry: Entry, library: Library) -> Iterator[str]:
    """Names of an entry's topics, organisations and nations, and of a study's method, place, people and journal."""
    for ref in (*(f"term/{key}" for key in entry.topics), *entry.see):
        if kind_of(ref) in ("term", "organisation"):
            yield from (library.get(ref).label, *names_of(library.get(ref), library))
    yield from entry.nations
    if isinstance(entry, Provision):
        yield entry.act
    if isinstance(entry, Organisation):
        yield entry.sort
        yield from (library.get(f"need/{key}").label for key in entry.needs)
    if isinstance(entry, Need):
        yield from (other.sort for _, other in library.all_of(Organisation) if entry.key in other.needs)
    if isinstance(entry, Abstract):
        yield from filter(None, (entry.method, entry.setting, entry.population, entry.container))


def _authors(entry: Entry) -> tuple[str, ...]:
    if isinstance(entry, Abstract):
        people = entry.authors
        return tuple(" ".join(filter(None, (author.given, author.family, author.body))) for author in people)
    return entry.authors if isinstance(entry, Source) else ()


def year_of(entry: Entry) -> str:
    """The year of an entry, or an empty string."""
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
            return key_fact(entry, library) if status.closed_or_merged else words.doubt(status)
        case Term(superseded_by=successor) if successor:
            return key_fact(entry, library)
        case Abstract(notice=notice) if notice:
            return f"{notice.status} {notice.year}"
        case Provision(force=force) | Event(force=force) if force not in ("in force", "past event"):
            return str(force)
    return ""
