"""Organisations by what a person needs and where: the page of each need, and the table of all with its gaps."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from almanac.content.kinds import BY_NAME, Column
from almanac.content.kinds.fields import NATIONS_OF_UK
from almanac.content.kinds.need import Need
from almanac.content.kinds.organisation import Organisation
from almanac.content.model import Library, kind_of
from almanac.site.entrylinks import EntryLink, entry_link
from almanac.site.research import Shelf, shelves


@dataclass(frozen=True)
class Helper:
    """An organisation that helps with a need, and the line that leads to it."""

    organisation: Organisation
    link: EntryLink


@dataclass(frozen=True)
class InNation:
    """The organisations that cover one nation.

    Attributes:
        nation: one of the four.
        anchor: its place on a page.
        helpers: those a reader can turn to today.
        doubtful: those that are not confirmed.
    """

    nation: str
    anchor: str
    helpers: tuple[Helper, ...]
    doubtful: tuple[Helper, ...]


@dataclass(frozen=True)
class NeedShown:
    """A need with who helps in each nation, and what else the Almanac holds on its topics."""

    link: EntryLink
    nations: tuple[InNation, ...]
    situations: tuple[EntryLink, ...] = ()
    law: tuple[EntryLink, ...] = ()
    studies: tuple[Shelf, ...] = ()


def table(library: Library) -> tuple[NeedShown, ...]:
    """Every need, in order, with who helps in each nation: a nation without anyone is a gap."""
    return tuple(NeedShown(entry_link(library, ref), _by_nation(library, need)) for ref, need in _needs(library))


def gaps(library: Library) -> tuple[tuple[str, str], ...]:
    """Every need and nation for which no organisation is confirmed, by their names."""
    return tuple(
        (need.link.label, place.nation) for need in table(library) for place in need.nations if not place.helpers
    )


def shown(library: Library, need: Need) -> NeedShown:
    """One need with all that its page shows."""
    return NeedShown(
        entry_link(library, f"need/{need.key}"),
        _by_nation(library, need),
        situations=tuple(_on_topics(library, need, lambda kind: kind == "situation")),
        law=tuple(_on_topics(library, need, lambda kind: BY_NAME[kind].column is Column.LAW)),
        studies=tuple(shelf for shelf in shelves(library, "topic") if shelf.slug in need.topics),
    )


def _needs(library: Library) -> Iterator[tuple[str, Need]]:
    return ((ref, entry) for ref, entry in library.of("need") if isinstance(entry, Need))


def _by_nation(library: Library, need: Need) -> tuple[InNation, ...]:
    found = [
        Helper(entry, entry_link(library, ref))
        for ref, entry in library.of("organisation")
        if isinstance(entry, Organisation) and need.key in entry.needs
    ]
    return tuple(_in_nation(found, nation) for nation in NATIONS_OF_UK)


def _in_nation(found: list[Helper], nation: str) -> InNation:
    """Those of the nation alone come first: what covers the whole UK follows them."""
    here = [one for one in found if {nation, "UK"} & set(one.organisation.nations)]
    here.sort(key=lambda one: "UK" in one.organisation.nations)
    doubtful = (one for one in here if one.organisation.status.stands and not one.organisation.contactable)
    anchor = nation.lower().replace(" ", "-")
    return InNation(nation, anchor, tuple(one for one in here if one.organisation.contactable), tuple(doubtful))


def _on_topics(library: Library, need: Need, wanted: Callable[[str], bool]) -> Iterator[EntryLink]:
    """Entries of the kinds wanted that share a topic with a need, those that share most first."""
    shared = {
        ref: len(set(need.topics) & set(entry.topics)) for ref, entry in library.entries.items() if wanted(kind_of(ref))
    }
    for ref in sorted(filter(shared.get, shared), key=lambda ref: (-shared[ref], library.rank[ref])):
        yield entry_link(library, ref)
