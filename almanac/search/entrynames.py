"""The names of each kind of entry besides its title, in every form that readers write them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import singledispatch

from almanac.content.kinds import Entry
from almanac.content.kinds.abstract import Abstract
from almanac.content.kinds.event import Event
from almanac.content.kinds.local_help import LocalHelp
from almanac.content.kinds.need import Need
from almanac.content.kinds.organisation import Organisation
from almanac.content.kinds.provision import Provision
from almanac.content.kinds.role import Role
from almanac.content.kinds.situation import Situation
from almanac.content.kinds.standard import Standard
from almanac.content.kinds.term import Term
from almanac.content.kinds.urgent_help import UrgentHelp
from almanac.content.model import Library, once
from almanac.search.lawnames import forms, initials

_YEAR = re.compile(r" \d{4}$")
_BRACKETS = re.compile(r" \([^)]*\)")
_DATED_LAW = re.compile(r"(.+ (?:Act|Order|Measure)) (\d{4})")
_OF_A_NATION = re.compile(r" (?:for|in) (?:England|Northern Ireland|Scotland|Wales)$")
_FEW = 3  # at most so many provisions may go by the name of an Act that has no entry of its own


@singledispatch
def names_of(entry: Entry, library: Library) -> Iterable[str]:  # noqa: ARG001  (events need it)
    """The names of an entry besides its title; none for most kinds."""
    return ()


@names_of.register
def _(entry: Term, library: Library) -> Iterable[str]:  # noqa: ARG001
    return entry.names


@names_of.register
def _(entry: Organisation, library: Library) -> Iterable[str]:  # noqa: ARG001
    """Its abbreviation, its former names, and its name without the nation: ``Mental Welfare Commission``."""
    short = _OF_A_NATION.sub("", entry.name)
    return filter(None, (entry.abbreviation, *entry.former_names, short if short != entry.name else ""))


@names_of.register
def _(entry: Provision, library: Library) -> Iterator[str]:
    """Its plain title and other names and, unless it is not yet in force, its number as practitioners write it."""
    yield entry.title
    yield from entry.also
    yield from _abbreviated(entry.title, library)
    if entry in _by_acts(library, "provision").get(entry.act, ()):
        yield from (entry.act, _YEAR.sub("", entry.act), *_initials(entry.act, alone=True))
    if entry.force != "not yet in force":
        yield from forms(entry.provision, entry.act, tuple(_shortened(entry.act, library)))


@once
def _by_acts(library: Library, kind: str) -> dict[str, list[Provision]]:
    """Provisions that go by the name of an Act without an entry of its own: the one with that name, or all if few."""
    events = {entry.label for _, entry in library.all_of(Event)}
    held: dict[str, list[Provision]] = {}
    for _, entry in library.of(kind):
        if isinstance(entry, Provision) and entry.act not in events:
            held.setdefault(entry.act, []).append(entry)
    own = {act: [entry for entry in found if _YEAR.sub("", act) in entry.also] for act, found in held.items()}
    return {act: own[act] or found for act, found in held.items() if own[act] or len(found) <= _FEW}


def _initials(title: str, *, alone: bool) -> Iterator[str]:
    """A law by its initials and year, ``HRA 1998``. If ``alone``, the initials without the year as well."""
    if found := _DATED_LAW.fullmatch(_BRACKETS.sub("", title)):
        initials = "".join(word[0] for word in found[1].split() if word[0].isupper())
        yield f"{initials} {found[2]}"
        if alone and len(initials) > 2:  # noqa: PLR2004  (two letters are too ambiguous)
            yield initials


def _shortened(act: str, library: Library) -> Iterator[str]:
    """Short names of an Act: the abbreviation of a name in it, or a short name without the year."""
    for _, term in library.all_of(Term):
        if term.abbreviation and term.name in act and not term.name.islower():
            yield from (term.abbreviation, term.name)
    yield from initials(act)
    without_year = _YEAR.sub("", act)
    if len(without_year.split()) == 2:  # noqa: PLR2004  (Care Act, Children Act)
        yield without_year


@names_of.register
def _(entry: Event, library: Library) -> Iterator[str]:
    """A law without its year, without its brackets, and by its initials or an abbreviation in it: ``MHA 1983``.

    A law that is not yet wholly in force is also known as the bill that it was.
    """
    short = _YEAR.sub("", entry.title)
    yield short
    if short.endswith(" Act") and entry.force in ("partly in force", "not yet in force"):
        yield from (name.replace(" Act", " Bill") for name in (entry.title, short))
    yield _BRACKETS.sub("", entry.title)
    yield from _initials(entry.title, alone=False)
    yield from _abbreviated(entry.title, library)


def _abbreviated(title: str, library: Library) -> Iterator[str]:
    """A title with the names in it abbreviated where possible: ``AMHPs replace ASWs``."""
    short = title
    for name, abbreviation in _abbreviations(library, "term"):
        if name in short.lower():
            short = re.sub(rf"\b{re.escape(name)}(s?)\b", rf"{abbreviation}\1", short, flags=re.IGNORECASE)
    if short != title:
        yield short


@once
def _abbreviations(library: Library, kind: str) -> list[tuple[str, str]]:
    """Every name that has an abbreviation, in lower case, with the abbreviation. The longest come first."""
    terms = (term for _, term in library.of(kind) if isinstance(term, Term))
    found = [(term.name.lower(), term.abbreviation) for term in terms if term.abbreviation]
    return sorted(found, key=lambda pair: (-len(pair[0]), pair))


@names_of.register
def _(entry: Abstract, library: Library) -> Iterator[str]:  # noqa: ARG001
    """Citations of it: ``Huxley 2005``, ``Huxley et al 2005``, ``Tucker and Webber 2021``."""
    first, *others = (author.short for author in entry.authors)
    yield f"{first} {entry.year_shown}"
    if len(others) == 1 and not entry.others:
        yield f"{first} and {others[0]} {entry.year_shown}"
    elif others:
        yield f"{first} et al {entry.year_shown}"


@names_of.register
def _(entry: Role, library: Library) -> Iterable[str]:  # noqa: ARG001
    return filter(None, (f"role {entry.letter}", f"category {entry.letter}", entry.title, entry.official_title))


@names_of.register
def _(entry: Standard, library: Library) -> Iterator[str]:
    """Its title with the names in it abbreviated, and without the organisation that it begins with."""
    yield from _abbreviated(entry.title, library)
    first, _, rest = entry.title.partition(" ")
    if rest and first in {held.abbreviation for _, held in library.all_of(Organisation)}:
        yield rest


@names_of.register
def _(entry: Situation, library: Library) -> Iterable[str]:  # noqa: ARG001
    return (entry.need, *entry.also)


@names_of.register
def _(entry: LocalHelp | Need, library: Library) -> Iterable[str]:  # noqa: ARG001
    return entry.also


@names_of.register
def _(entry: UrgentHelp, library: Library) -> Iterable[str]:  # noqa: ARG001
    return tuple(filter(None, (entry.number, entry.text)))
