"""One line that leads to an entry, and such lines under headings: what pages and lists are made of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from almanac.content.kinds import BY_NAME, Column, Entry
from almanac.content.kinds.event import Event
from almanac.content.kinds.organisation import Organisation
from almanac.content.kinds.provision import Provision
from almanac.content.kinds.role import Role
from almanac.content.kinds.situation import Situation
from almanac.content.model import Library, kind_of, once
from almanac.site import charts, urls, words
from almanac.site.summary import key_fact, summary_line

COLUMN_WORDS = {
    Column.EVIDENCE: "Evidence",
    Column.LAW: "Relevant law",
    Column.ROLE: "Role",
    Column.HELP: "Who can help",
    Column.WORDS: "Words",
}
LONG = 8  # a column shows so many lines, and folds the rest away
OF_THE_UK = ("England", "Wales", "Scotland", "Northern Ireland")


@dataclass(frozen=True)
class OrganisationDetails:
    """What a line that leads to an organisation says besides.

    Attributes:
        key: its key.
        state: its state where it is not known to exist today, such as ``merged 2012``; empty where it is.
        after: where what it did went in the end: path, name, and its state in the same way.
        renamed: that it changed its name, and when, such as ``renamed 2010``; empty if it did not or does not stand.
        also: the other names by which a reader may look for it.
    """

    key: str
    state: str
    after: tuple[tuple[str, str, str], ...]
    renamed: str
    also: tuple[str, ...]


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
    """

    path: str
    label: str
    fact: str
    line: str
    mark: str = ""
    facets: tuple[tuple[str, str], ...] = ()
    late: bool = False
    organisation: OrganisationDetails | None = None

    @property
    def nations(self) -> str:
        """The nations that it is found under, joined by a bar."""
        return dict(self.facets).get("nation", "")


@dataclass(frozen=True)
class LinkGroup:
    """Items under one heading; a column's first lines and the rest of them."""

    name: str
    heading: str
    items: tuple[EntryLink, ...]

    @property
    def first(self) -> tuple[EntryLink, ...]:
        """What is shown at once; never all but one or two."""
        return self.items if len(self.items) <= LONG + 2 else self.items[:LONG]

    @property
    def rest(self) -> tuple[EntryLink, ...]:
        """What is folded away."""
        return self.items[len(self.first) :]


@once
def entry_link(library: Library, ref: str) -> EntryLink:
    """The line that leads to one entry."""
    entry = library.get(ref)
    mark = entry.letter if isinstance(entry, Role) else entry.need if isinstance(entry, Situation) else ""
    return EntryLink(
        urls.page_path(ref),
        entry.label,
        key_fact(entry, library),
        summary_line(entry),
        mark,
        _facets(entry),
        library.due[ref].overdue,
        _details(library, entry) if isinstance(entry, Organisation) else None,
    )


def _facets(entry: Entry) -> tuple[tuple[str, str], ...]:
    """What an entry is found by; what holds for the whole UK is found under each of its nations too."""
    nations = dict.fromkeys((*entry.nations, *(OF_THE_UK if "UK" in entry.nations else ())))
    found = [("nation", tuple(nations))]
    if isinstance(entry, Event):
        found.append(("theme", (charts.THEMES[entry.theme],)))
    if isinstance(entry, Provision):
        theme = {"law": "law", "court ruling": "ruling"}.get(entry.standing, "policy")
        found.append(("theme", (charts.THEMES[theme],)))
    if isinstance(entry, Organisation):
        found += [("serves", entry.serves), ("sort", (entry.sort,)), ("offers", entry.offers)]
        found.append(("status", words.today(entry.status)))
    return tuple((name, "|".join(values)) for name, values in found)


def _details(library: Library, entry: Organisation) -> OrganisationDetails:
    after = tuple(
        (urls.page_path(f"organisation/{last.key}"), last.label, "" if last.status.stands else words.state(last.status))
        for last in final_successors(library, entry)
    )
    said = words.state(entry.status)
    renamed = said if entry.status.state == "renamed" else ""
    return OrganisationDetails(entry.key, "" if entry.status.stands else said, after, renamed, entry.former_names)


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
    """Entries under the headings Evidence, Law, Role, Who can help and Words, each in the Library's order."""
    found: dict[Column, list[EntryLink]] = {column: [] for column in Column}
    for ref in sorted(refs, key=library.rank.__getitem__):
        found[BY_NAME[kind_of(ref)].column].append(entry_link(library, ref))
    return tuple(LinkGroup(column, COLUMN_WORDS[column], tuple(items)) for column, items in found.items() if items)
