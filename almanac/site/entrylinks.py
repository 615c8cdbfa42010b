"""One line that leads to an entry, and such lines under headings: what pages and lists are made of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from almanac.content.kinds import BY_NAME, Column, Entry
from almanac.content.kinds.event import Event
from almanac.content.kinds.fields import NATIONS_OF_UK
from almanac.content.kinds.organisation import Organisation
from almanac.content.kinds.provision import Provision
from almanac.content.kinds.role import Role
from almanac.content.kinds.situation import Situation
from almanac.content.kinds.term import Term
from almanac.content.model import Library, kind_of, once
from almanac.site import charts, urls, words
from almanac.site.summary import key_fact, summary_line

COLUMN_WORDS = {
    Column.EVIDENCE: "Evidence",
    Column.LAW: "Law and policy",
    Column.ROLE: "Practice",
    Column.HELP: "Who can help",
    Column.WORDS: "Glossary",
}
NOT_TO_TURN_TO = "Other organisations"
"""Heading over what "Who can help" must not stand above: the closed, the not confirmed, those of no help to people."""
LONG = 4  # a column shows so many lines; a page of its own has all
MANY = {
    "abstract": "studies",
    "event": "changes in law and policy",
    "local-help": "local services",
    "message": "messages",
    "provision": "laws",
    "term": "glossary terms",
    "urgent-help": "urgent contacts",
}
MANY = {kind.name: kind.heading.lower() for kind in BY_NAME.values()} | MANY  # many of a kind, after a number


@dataclass(frozen=True)
class OrganisationDetails:
    """What a line that leads to an organisation says besides.

    Attributes:
        key: its key.
        state: why it cannot be shown as available, such as ``merged 2012`` or ``not confirmed since 2021``; or empty.
        after: where what it did went in the end: path, name, and its state in the same way.
        renamed: that it changed its name, and when, such as ``renamed 2010``; empty if it did not, or is not confirmed.
        also: the other names by which a reader may look for it.
        contactable: whether a reader can turn to it today.
    """

    key: str
    state: str
    after: tuple[tuple[str, str, str], ...]
    renamed: str
    also: tuple[str, ...]
    contactable: bool = False


@dataclass(frozen=True)
class EntryLink:
    """One line that leads to an entry.

    Attributes:
        path: from the root of the site.
        label: its name.
        fact: the fact that decides whether a reader opens it.
        line: what it is, in a sentence.
        mark: a role's letter, or what a situation makes a reader need.
        facets: what lists can be filtered by, as (name, values joined by a bar).
        late: whether somebody should have looked again by now.
        organisation: what a line that leads to one says besides.
        also: other words by which a list finds it.
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
        """The nations that it is found under, joined by a bar."""
        return dict(self.facets).get("nation", "")


@dataclass(frozen=True)
class LinkGroup:
    """Items under one heading, folded in a list or not; of a column, the first lines and the rest of them."""

    name: str
    heading: str
    items: tuple[EntryLink, ...]
    folded: bool = False

    @property
    def first(self) -> tuple[EntryLink, ...]:
        """What a column shows."""
        return self.items[:LONG]

    @property
    def rest(self) -> tuple[EntryLink, ...]:
        """What a column has no room for."""
        return self.items[LONG:]

    @property
    def counted(self) -> str:
        """How many there are, by what a reader calls them: ``34 studies``."""
        kinds = {item.kind for item in self.items}
        return f"{len(self.items)} {MANY[kinds.pop()] if len(kinds) == 1 else 'entries'}"

    @property
    def anchor(self) -> str:
        """Its place on the page of all that is related."""
        return self.heading.lower().replace(" ", "-")


@once
def entry_link(library: Library, ref: str) -> EntryLink:
    """The line that leads to one entry."""
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
    """What an entry is found by; what holds for the whole UK is found under each of its nations too."""
    nations = dict.fromkeys((*entry.nations, *(NATIONS_OF_UK if "UK" in entry.nations else ())))
    found = [("nation", tuple(nations))]
    if isinstance(entry, Event):
        found.append(("theme", (charts.THEMES[entry.theme],)))
    if isinstance(entry, Provision):
        theme = {"law": "law", "court ruling": "ruling"}.get(entry.standing, "policy")
        found.append(("theme", (charts.THEMES[theme],)))
    if isinstance(entry, Organisation):
        found.append(("need", tuple(library.get(f"need/{key}").label for key in entry.needs)))
        found += [("serves", entry.serves), ("sort", (entry.sort,)), ("offers", entry.offers)]
        found.append(("status", words.today(entry.status)))
    return tuple((name, "|".join(values)) for name, values in found)


def _details(library: Library, entry: Organisation) -> OrganisationDetails:
    after = tuple(
        (urls.page_path(f"organisation/{last.key}"), last.label, words.doubt(last.status))
        for last in final_successors(library, entry)
    )
    doubt = words.doubt(entry.status)
    renamed = words.state(entry.status) if entry.status.state == "renamed" and not doubt else ""
    return OrganisationDetails(entry.key, doubt, after, renamed, entry.former_names, entry.contactable)


def final_successors(library: Library, entry: Organisation) -> tuple[Organisation, ...]:
    """The organisations that now do its work: the last in each chain of successors; empty if there are none."""
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


def related_groups(library: Library, refs: Iterable[str]) -> tuple[LinkGroup, ...]:
    """Entries under the headings Evidence, Law, Practice, Who can help and Glossary, each in the Library's order.

    Organisations that a reader cannot turn to have a heading of their own, after those that can help.
    """
    found: dict[str, list[EntryLink]] = {heading: [] for heading in _HEADINGS}
    for ref in sorted(refs, key=library.rank.__getitem__):
        link = entry_link(library, ref)
        other = link.organisation is not None and not link.organisation.contactable
        found[NOT_TO_TURN_TO if other else COLUMN_WORDS[BY_NAME[kind_of(ref)].column]].append(link)
    return tuple(LinkGroup(_HEADINGS[heading], heading, tuple(items)) for heading, items in found.items() if items)


_HEADINGS: dict[str, Column] = {
    heading: column for column, heading in COLUMN_WORDS.items() if column is not Column.WORDS
}
_HEADINGS |= {NOT_TO_TURN_TO: Column.HELP, COLUMN_WORDS[Column.WORDS]: Column.WORDS}
