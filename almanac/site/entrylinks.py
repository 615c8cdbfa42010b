"""Links to entries, alone and grouped under headings, as pages and lists show them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from almanac.content.kinds import BY_NAME, Column, Entry
from almanac.content.kinds.event import Event
from almanac.content.kinds.fields import nations_covered
from almanac.content.kinds.organisation import Organisation
from almanac.content.kinds.provision import Provision
from almanac.content.kinds.role import Role
from almanac.content.kinds.situation import Situation
from almanac.content.kinds.term import Term
from almanac.content.model import Library, once
from almanac.content.refs import kind_of
from almanac.site import charts, urls, words
from almanac.site.summary import key_fact, summary_line

COLUMN_HEADINGS = {
    Column.EVIDENCE: "Research",
    Column.LAW: "Law and policy",
    Column.ROLE: "Practice",
    Column.HELP: "Who can help",
    Column.GLOSSARY: "Glossary",
}
OTHER_ORGANISATIONS = "Other organisations"
"""Heading for organisations not listed under "Who can help": closed, unconfirmed, or not there to help people."""
COLUMN_LIMIT = 4  # links that a column shows; the page of everything related shows them all
PLURALS = {
    **{kind.name: kind.heading.lower() for kind in BY_NAME.values()},
    "event": "changes in law and policy",
    "local-help": "local services",
    "message": "messages",
    "provision": "laws",
    "term": "glossary terms",
    "urgent-help": "urgent contacts",
}
"""What entries of a kind are called after a number: ``34 studies``."""
_HEADINGS: dict[str, Column] = {
    COLUMN_HEADINGS[Column.EVIDENCE]: Column.EVIDENCE,
    COLUMN_HEADINGS[Column.LAW]: Column.LAW,
    COLUMN_HEADINGS[Column.ROLE]: Column.ROLE,
    COLUMN_HEADINGS[Column.HELP]: Column.HELP,
    OTHER_ORGANISATIONS: Column.HELP,
    COLUMN_HEADINGS[Column.GLOSSARY]: Column.GLOSSARY,
}
"""The headings in the order of a page, each with its column."""


@dataclass(frozen=True)
class OrganisationDetails:
    """The extra details that a link to an organisation shows.

    Attributes:
        key: the organisation's key.
        state: why it cannot be shown as available, such as ``merged 2012`` or ``not confirmed since 2021``; else empty.
        after: its final successors, each as path, name and state (in the same form).
        renamed: if it changed its name, when: ``renamed 2010``. Empty if it did not, or if it is not confirmed.
        also: former names by which a reader may look for it.
        ended: whether it has closed or merged, rather than being in doubt.
        contactable: whether a reader can contact it today.
        call: if so, the first number to call and its hours, either of which may be empty.
        site: if so, its website; empty if it has none.
    """

    key: str
    state: str
    after: tuple[tuple[str, str, str], ...]
    renamed: str
    also: tuple[str, ...]
    ended: bool = False
    contactable: bool = False
    call: tuple[str, str] = ("", "")
    site: str = ""


@dataclass(frozen=True)
class EntryLink:
    """A link to an entry, with what lists show beside it.

    Attributes:
        path: the entry's path from the site root.
        label: its name.
        fact: the fact that helps a reader decide whether to open it.
        line: a sentence that says what it is.
        mark: a role's letter, or the need that a situation raises.
        facets: the values that lists filter by, as (name, values joined by a bar).
        late: whether its check is overdue.
        organisation: extra details, if the entry is an organisation.
        also: other words by which a list's filter finds it.
        kind: the name of its kind.
    """

    path: str
    label: str
    fact: str
    line: str
    mark: str = ""
    facets: tuple[tuple[str, str], ...] = ()
    late: bool = False
    organisation: OrganisationDetails | None = None
    also: str = ""
    kind: str = ""

    @property
    def nations(self) -> str:
        """The nations that it is listed under, joined by a bar."""
        return dict(self.facets).get("nation", "")


@dataclass(frozen=True)
class LinkGroup:
    """Links under one heading, which a list may show folded. A column shows the first few and leaves out the rest."""

    name: str
    heading: str
    items: tuple[EntryLink, ...]
    folded: bool = False

    @property
    def first(self) -> tuple[EntryLink, ...]:
        """The links that a column shows."""
        return self.items[:COLUMN_LIMIT]

    @property
    def rest(self) -> tuple[EntryLink, ...]:
        """The links that a column leaves out."""
        return self.items[COLUMN_LIMIT:]

    @property
    def counted(self) -> str:
        """The number of links with the plural of their kind: ``34 studies``."""
        kinds = {item.kind for item in self.items}
        return f"{len(self.items)} {PLURALS[kinds.pop()] if len(kinds) == 1 else 'entries'}"

    @property
    def anchor(self) -> str:
        """The anchor of this group on the page of everything related."""
        return self.heading.lower().replace(" ", "-")


@once
def entry_link(library: Library, ref: str) -> EntryLink:
    """The link to one entry."""
    entry = library.get(ref)
    mark = entry.letter if isinstance(entry, Role) else entry.need if isinstance(entry, Situation) else ""
    return EntryLink(
        urls.place(library, ref),
        entry.label,
        key_fact(entry, library),
        summary_line(entry),
        mark,
        _facets(library, entry),
        library.due[ref].overdue,
        _details(library, entry) if isinstance(entry, Organisation) else None,
        "; ".join((*entry.also.lay, *entry.also.former, *entry.also.us)) if isinstance(entry, Term) else "",
        kind_of(ref),
    )


def _facets(library: Library, entry: Entry) -> tuple[tuple[str, str], ...]:
    """The values that an entry is filtered by. An entry for the whole UK also counts under each of its nations."""
    found: list[tuple[str, tuple[str, ...]]] = [("nation", nations_covered(entry.nations))]
    if isinstance(entry, Event):
        found.append(("theme", (charts.THEMES[entry.theme],)))
    if isinstance(entry, Provision):
        theme = {"law": "law", "court ruling": "ruling"}.get(entry.standing, "policy")
        found.append(("theme", (charts.THEMES[theme],)))
    if isinstance(entry, Organisation):
        found.append(("need", tuple(library.get(f"need/{key}").label for key in entry.needs)))
        found += [("serves", entry.serves), ("sort", (entry.sort,)), ("offers", entry.offers)]
        found += [("status", words.today(entry.status)), ("contact", _ways(entry))]
    return tuple((name, "|".join(values)) for name, values in found)


def _ways(entry: Organisation) -> tuple[str, ...]:
    """The ways in which readers can contact an organisation today, in words; empty if there are none."""
    ways = (("phone", entry.phones), ("text", entry.texts), ("email", entry.emails), ("website", entry.current_website))
    return tuple(way for way, found in ways if found and entry.contactable)


def _details(library: Library, entry: Organisation) -> OrganisationDetails:
    after = tuple(
        (urls.page_path(f"organisation/{last.key}"), last.label, words.doubt(last.status))
        for last in final_successors(library, entry)
    )
    doubt = words.doubt(entry.status)
    renamed = words.state(entry.status) if entry.status.state == "renamed" and not doubt else ""
    phone = next(iter(entry.phones), None) if entry.contactable else None
    call = (phone.number, phone.hours or "") if phone else ("", "")
    return OrganisationDetails(
        entry.key,
        doubt,
        after,
        renamed,
        entry.former_names,
        ended=entry.status.closed_or_merged,
        contactable=entry.contactable,
        call=call,
        site=entry.current_website if entry.contactable else "",
    )


def final_successors(library: Library, entry: Organisation) -> tuple[Organisation, ...]:
    """The organisations that now do its work: the last in each chain of successors. Empty if it has no successors."""
    ends: dict[str, Organisation] = {}
    passed, ahead = {entry.key}, [*entry.status.successors]
    while ahead:
        key = ahead.pop(0)
        body = library.get(f"organisation/{key}")
        if key in passed or not isinstance(body, Organisation):
            continue
        passed.add(key)
        if not body.status.successors:
            ends[key] = body
        ahead += body.status.successors
    return tuple(ends.values())


def related_groups(library: Library, refs: Iterable[str], near: str = "") -> tuple[LinkGroup, ...]:
    """Group entries under the headings Research, Law, Practice, Who can help and Glossary, nearest to ``near`` first.

    Organisations that a reader cannot contact go under a heading of their own, after those that can help.
    """
    found: dict[str, list[EntryLink]] = {heading: [] for heading in _HEADINGS}
    for ref in sorted(refs, key=_distance_from(library, near)):
        link = entry_link(library, ref)
        other = link.organisation is not None and not link.organisation.contactable
        found[OTHER_ORGANISATIONS if other else COLUMN_HEADINGS[BY_NAME[kind_of(ref)].column]].append(link)
    return tuple(LinkGroup(_HEADINGS[heading], heading, tuple(items)) for heading, items in found.items() if items)


def _distance_from(library: Library, near: str) -> Callable[[str], tuple[bool, bool, int, int]]:
    """Sort key: another nation's entries last, then what one of the two names first, then by the topics they share."""
    if not near:
        return lambda ref: (False, False, 0, library.rank[ref])
    nations, topics = {*library.entries[near].nations}, {*library.entries[near].topics}
    named = {link.target for link in library.links.forward.get(near, ())}
    named |= {link.source for link in library.links.back.get(near, ()) if link.field == "see"}

    def distance(ref: str) -> tuple[bool, bool, int, int]:
        other = library.entries[ref]
        covered = nations.union(other.nations)
        apart = bool(nations and other.nations) and "UK" not in covered and nations.isdisjoint(other.nations)
        return apart, ref not in named, -len(topics.intersection(other.topics)), library.rank[ref]

    return distance
