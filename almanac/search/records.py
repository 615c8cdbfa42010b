"""What the search finds an entry by.

Names under which a reader may look for an entry are searched beside the words
of its page, and no excerpt shows them.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import singledispatch

from almanac.content.kinds import Entry
from almanac.content.kinds.abstract import Abstract
from almanac.content.kinds.event import Event
from almanac.content.kinds.figure import Figure
from almanac.content.kinds.organisation import Organisation
from almanac.content.kinds.provision import Provision
from almanac.content.kinds.role import Role
from almanac.content.kinds.situation import Situation
from almanac.content.kinds.source import Source
from almanac.content.kinds.standard import Standard
from almanac.content.kinds.term import Term
from almanac.content.kinds.urgent_help import UrgentHelp
from almanac.content.model import Library, kind_of, once
from almanac.search.lawnames import forms, numbers
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
    )


LETTERS: Mapping[str, str] = {
    "æ": "ae",
    "œ": "oe",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "ß": "ss",
    "\N{LATIN SMALL LETTER DOTLESS I}": "i",
    "ħ": "h",
    "ŋ": "n",
    "ŧ": "t",
    "ĸ": "k",
    "ə": "e",
}
"""Letters that Unicode does not take apart into one without a mark, and how they are typed without them."""

_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_APOSTROPHES = re.compile("['\u2019\u2018\u02bc`]")


@functools.lru_cache(maxsize=100_000)
def normalised(text: str) -> str:
    """Text as names are compared: small letters, digits and single spaces; letters of other scripts as they are.

    The search page folds a query alike (``fold`` in ``js/text.js``).
    """
    plain = text.lower() if text.isascii() else _without_marks(text)
    plain = _APOSTROPHES.sub("", plain.replace("&", " and "))
    return re.sub(r"[\W_]+", " ", plain).strip()


def _without_marks(text: str) -> str:
    seen = _UNSEEN.sub("", unicodedata.normalize("NFKD", text))
    return "".join(LETTERS.get(sign, sign) for sign in _without_combining(_without_combining(seen).lower()))


def _without_combining(text: str) -> str:
    return "".join(sign for sign in text if not unicodedata.category(sign).startswith("M"))


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
def _(entry: Provision, library: Library) -> Iterator[str]:
    """Its plain title, its other names, and its number as practitioners write it where it is in force."""
    yield entry.title
    yield from entry.also
    yield from _abbreviated(entry.title, library)
    if entry.force != "not yet in force":
        yield from forms(entry.provision, entry.act, tuple(_shortened(entry.act, library)))


def _shortened(act: str, library: Library) -> Iterator[str]:
    """What an Act is called for short: by the abbreviation of its name, or by a short name without the year."""
    for _, term in library.of("term"):
        if isinstance(term, Term) and term.abbreviation and term.name in act and not term.name.islower():
            yield from (term.abbreviation, term.name)
    without_year = _YEAR.sub("", act)
    if len(without_year.split()) == 2:  # noqa: PLR2004  (Care Act, Children Act)
        yield without_year


def in_order_of_law(library: Library) -> list[str]:
    """Provisions as one number should find them: what is of fewer sections first, then Acts of which more is held.

    So section 75 leads to section 75 before sections 72 to 75, and section 2 to that of the Act of 1983.
    """
    found = [(ref, entry) for ref, entry in library.of("provision") if isinstance(entry, Provision)]
    held = Counter(entry.act for _, entry in found)
    sections = {ref: len({number.partition("(")[0] for _, number in numbers(entry.provision)}) for ref, entry in found}
    return [ref for ref, entry in sorted(found, key=lambda pair: (sections[pair[0]], -held[pair[1].act]))]


@_names.register
def _(entry: Event, library: Library) -> Iterator[str]:
    """A law without its year, without its brackets, and by the abbreviation of a name in it: ``MHA 1983``."""
    yield _YEAR.sub("", entry.title)
    yield _BRACKETS.sub("", entry.title)
    yield from _abbreviated(entry.title, library)


@_names.register(Figure)
@_names.register(Standard)
def _(entry: Figure | Standard, library: Library) -> Iterator[str]:
    yield from _abbreviated(entry.label, library)


def _abbreviated(title: str, library: Library) -> Iterator[str]:
    """A title with the abbreviation of each name in it, where there is one: ``AMHPs replace ASWs``."""
    short = title
    for name, abbreviation in _abbreviations(library, "term"):
        if name in short.lower():
            short = re.sub(rf"\b{re.escape(name)}(s?)\b", rf"{abbreviation}\1", short, flags=re.IGNORECASE)
    if short != title:
        yield short


@once
def _abbreviations(library: Library, kind: str) -> list[tuple[str, str]]:
    """Every name that has an abbreviation, in small letters, with it: the longest first."""
    terms = (term for _, term in library.of(kind) if isinstance(term, Term))
    found = [(term.name.lower(), term.abbreviation) for term in terms if term.abbreviation]
    return sorted(found, key=lambda pair: (-len(pair[0]), pair))


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
    return filter(None, (f"role {entry.letter}", f"category {entry.letter}", entry.title, entry.official_title))


@_names.register
def _(entry: Situation, library: Library) -> Iterable[str]:  # noqa: ARG001
    return (entry.need,)


@_names.register
def _(entry: UrgentHelp, library: Library) -> Iterable[str]:  # noqa: ARG001
    return tuple(filter(None, (entry.number, entry.text)))


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
