"""Everything related to an entry, in columns. The entry's page shows the first few; a page of its own shows all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from almanac.content.kinds import BY_NAME, Column
from almanac.content.kinds.need import Need
from almanac.content.kinds.provision import Provision
from almanac.content.kinds.situation import Situation
from almanac.content.model import Library, once
from almanac.content.refs import kind_of
from almanac.site import needs, urls
from almanac.site.entrylinks import COLUMN_HEADINGS, EntryLink, LinkGroup, related_groups
from almanac.site.law import law_page
from almanac.site.situations import to_call
from almanac.site.updates import updates_on

# Fields whose entries a kind's page already lists in their own place, so that "Related" does not repeat them.
LISTED = {
    "situation": ("law", "evidence", "local_help", "help"),
    "abstract": ("topics",),
    "role": ("law",),
    "standard": ("part_of",),
    "term": ("broader", "superseded_by"),
    "organisation": ("needs", "status"),
    "provision": ("law",),
    "instrument": ("sections",),
    "local-help": ("finders",),
}


@dataclass(frozen=True)
class Heading:
    """A column on the page of everything related: its anchor, heading and count, with its links by kind."""

    anchor: str
    heading: str
    count: int
    kinds: tuple[tuple[str, tuple[EntryLink, ...]], ...]


@once
def columns(library: Library, ref: str) -> tuple[LinkGroup, ...]:
    """The entries related to an entry that its page lists nowhere else, in columns; of needs, those that name it."""
    entry = library.get(ref)
    shown = {found.path for found in law_page(library, entry).elsewhere} if isinstance(entry, Provision) else set()
    shown |= {note.more.path for note in updates_on(library, ref)}
    shown |= {urls.place(library, other) for other in _listed(library, ref)}
    naming = {link.source for link in library.links.back.get(ref, ()) if link.field == "see"}
    beside = (other for other in library.links.related(ref) if kind_of(other) != "need" or other in naming)
    found = related_groups(library, (other for other in beside if urls.place(library, other) not in shown), ref)
    return _of_need(needs.need_page(library, entry), found) if isinstance(entry, Need) else found


@once
def used_by(library: Library, ref: str) -> tuple[LinkGroup, ...]:
    """The entries based on a source, in the same columns; empty for anything that is not a source."""
    return related_groups(library, (other for other in library.links.using_source(ref) if other != ref))


@once
def page_of_all(library: Library, ref: str) -> str:
    """Path of the page of everything related to an entry; empty if the entry's own page already shows it all."""
    long = any(
        group.rest for group in (*columns(library, ref), *used_by(library, ref)) if group.name != Column.GLOSSARY
    )
    return urls.related(ref) if long and not urls.shared_page(library, ref) else ""


def predecessors(library: Library, ref: str) -> Iterator[str]:
    """The organisations that an organisation replaced; none for any other entry."""
    if kind_of(ref) == "organisation":
        yield from (link.source for link in library.links.back.get(ref, ()) if link.field == "status")


def needs_of(library: Library, ref: str) -> Iterator[str]:
    """The needs whose pages offer help with a term."""
    if kind_of(ref) == "term":
        yield from (link.source for link in library.links.back.get(ref, ()) if kind_of(link.source) == "need")


def headings(groups: tuple[LinkGroup, ...], before: str = "") -> tuple[Heading, ...]:
    """The full columns, each with its links by kind.

    Args:
        groups: the result of ``columns`` or ``used_by``.
        before: prefix for each anchor, because one page may hold both.
    """
    return tuple(Heading(before + group.anchor, group.heading, len(group.items), _by_kind(group)) for group in groups)


def _by_kind(group: LinkGroup) -> tuple[tuple[str, tuple[EntryLink, ...]], ...]:
    kinds = list(BY_NAME)
    found = groupby(sorted(group.items, key=lambda item: kinds.index(item.kind)), lambda item: item.kind)
    return tuple((BY_NAME[kind].heading, tuple(items)) for kind, items in found)


def _listed(library: Library, ref: str) -> Iterator[str]:
    fields, entry = LISTED.get(kind_of(ref), ()), library.get(ref)
    yield from (link.target for link in library.links.forward.get(ref, ()) if link.field in fields)
    yield from predecessors(library, ref)
    if isinstance(entry, Situation) and entry.urgent:
        yield from (f"urgent-help/{one.key}" for one in to_call(library) if set(one.nations) & set(entry.nations))


def _of_need(shown: needs.NeedPage, found: tuple[LinkGroup, ...]) -> tuple[LinkGroup, ...]:
    """The columns of a need. Its page lists who can help, and its studies are on the pages of their topics."""
    held = ((Column.LAW, shown.law), (Column.ROLE, shown.situations))
    columns = tuple(LinkGroup(column, COLUMN_HEADINGS[column], items) for column, items in held if items)
    return columns + tuple(group for group in found if group.name == Column.GLOSSARY)
