"""Organisations by need and nation: the page of each need, and the table of all needs with its gaps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from almanac.content.kinds import BY_NAME, Column
from almanac.content.kinds.fields import NATIONS_OF_UK, nations_covered
from almanac.content.kinds.need import Need
from almanac.content.kinds.organisation import Organisation
from almanac.content.model import Library
from almanac.content.refs import kind_of
from almanac.site.entrylinks import EntryLink, entry_link
from almanac.site.research import TopicStudies, shelves


@dataclass(frozen=True)
class Helper:
    """An organisation that helps with a need, and the link to it."""

    organisation: Organisation
    link: EntryLink


@dataclass(frozen=True)
class InNation:
    """The organisations that cover one nation.

    Attributes:
        nation: one of the four nations.
        anchor: its anchor on a page.
        helpers: those that a reader can contact today.
        doubtful: those that are not confirmed, or that a reader cannot contact.
    """

    nation: str
    anchor: str
    helpers: tuple[Helper, ...]
    doubtful: tuple[Helper, ...]


@dataclass(frozen=True)
class NeedPage:
    """A need with the organisations that help in each nation, and the other entries on its topics."""

    link: EntryLink
    nations: tuple[InNation, ...]
    situations: tuple[EntryLink, ...] = ()
    law: tuple[EntryLink, ...] = ()
    studies: tuple[TopicStudies, ...] = ()


def table(library: Library) -> tuple[NeedPage, ...]:
    """Every need, in order, with the organisations that help in each nation. A nation with none is a gap."""
    return tuple(NeedPage(entry_link(library, ref), _by_nation(library, need)) for ref, need in library.all_of(Need))


def uncovered(library: Library) -> tuple[tuple[str, str], ...]:
    """The names of every need and nation without a confirmed organisation that a reader can contact."""
    return tuple(
        (need.link.label, place.nation) for need in table(library) for place in need.nations if not place.helpers
    )


def need_page(library: Library, need: Need) -> NeedPage:
    """One need with everything that its page shows."""
    on_topics = _on_topics(library, need, lambda kind: kind == "situation")
    return NeedPage(
        entry_link(library, f"need/{need.key}"),
        _by_nation(library, need),
        situations=tuple(dict.fromkeys((*_named(library, need), *on_topics))),
        law=tuple(_on_topics(library, need, lambda kind: BY_NAME[kind].column is Column.LAW)),
        studies=tuple(_studies(library, need)),
    )


def _studies(library: Library, need: Need) -> Iterator[TopicStudies]:
    for shelf in shelves(library, "topic"):
        if shelf.slug in need.topics:
            yield TopicStudies(shelf.name, shelf.path, len(shelf.studies))


def _by_nation(library: Library, need: Need) -> tuple[InNation, ...]:
    found = [
        Helper(entry, entry_link(library, ref))
        for ref, entry in library.all_of(Organisation)
        if need.key in entry.needs
    ]
    return tuple(_in_nation(found, nation) for nation in NATIONS_OF_UK)


def _in_nation(found: list[Helper], nation: str) -> InNation:
    """The organisations of one nation. Those of that nation alone come before those that cover the whole UK."""
    here = [one for one in found if nation in nations_covered(one.organisation.nations)]
    here.sort(key=lambda one: "UK" in one.organisation.nations)
    doubtful = (one for one in here if one.organisation.status.exists and not one.organisation.contactable)
    anchor = nation.lower().replace(" ", "-")
    return InNation(nation, anchor, tuple(one for one in here if one.organisation.contactable), tuple(doubtful))


def _named(library: Library, need: Need) -> Iterator[EntryLink]:
    """Links to the entries on practice that a need itself names. They come before those that share its topics."""
    for ref in need.see:
        if BY_NAME[kind_of(ref)].column is Column.ROLE:
            yield entry_link(library, ref)


def _on_topics(library: Library, need: Need, wanted: Callable[[str], bool]) -> Iterator[EntryLink]:
    """Links to entries of the wanted kinds that share a topic with a need, most shared topics first."""
    naming = (link for topic in need.topics for link in library.links.back.get(f"term/{topic}", ()))
    shared = Counter(link.source for link in naming if link.field == "topics" and wanted(kind_of(link.source)))
    for ref in sorted(shared, key=lambda ref: (-shared[ref], library.rank[ref])):
        yield entry_link(library, ref)
