"""What the page of an entry shows, prepared so that templates only choose words and order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from almanac import charts, urls, words
from almanac.freshness import Due
from almanac.inbrief import fact, line
from almanac.kinds import BY_NAME, Column, Entry, Kind
from almanac.kinds.event import Event
from almanac.kinds.figure import Figure
from almanac.kinds.organisation import Organisation
from almanac.kinds.role import Role
from almanac.kinds.situation import Situation
from almanac.kinds.source import Source
from almanac.kinds.term import Term
from almanac.library import Library, kind_of
from almanac.linkhealth.state import Health
from almanac.links import PROVENANCE

COLUMN_WORDS = {
    Column.EVIDENCE: "Evidence",
    Column.LAW: "Law",
    Column.ROLE: "Role",
    Column.HELP: "Who can help",
    Column.WORDS: "Words",
}
LONG = 8  # a column shows so many lines, and folds the rest away


@dataclass(frozen=True)
class Site:
    """What pages know of the world: where the site and its repository live, and how addresses outside stand.

    Neither address needs a slash at the end.
    """

    url: str
    repository: str
    health: Health = field(default_factory=Health)


@dataclass(frozen=True)
class Body:
    """What a line that leads to an organisation says besides.

    Attributes:
        key: its key.
        state: its state where it is not known to exist today, such as ``merged 2012``; empty where it is.
        after: where what it did went in the end: path, name, and its state in the same way.
    """

    key: str
    state: str
    after: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Step:
    """A body on the way from one that ended to what there is today, and what came after it."""

    item: Item
    state: str
    after: tuple[Step, ...]


@dataclass(frozen=True)
class Item:
    """One line that leads to an entry.

    Attributes:
        path: from the root of the site.
        label: its name.
        fact: the fact that decides whether a reader opens it.
        line: what it is, in a sentence.
        mark: a role's letter, or what a situation makes a reader need.
        facets: what lists can be filtered by, as (name, values joined by a bar).
        late: whether somebody should have looked again by now.
        body: what is said besides of an organisation.
    """

    path: str
    label: str
    fact: str
    line: str
    mark: str = ""
    facets: tuple[tuple[str, str], ...] = ()
    late: bool = False
    body: Body | None = None


@dataclass(frozen=True)
class Group:
    """Items under one heading; a column's first lines and the rest of them."""

    name: str
    heading: str
    items: tuple[Item, ...]

    @property
    def first(self) -> tuple[Item, ...]:
        """What is shown at once; never all but one or two."""
        return self.items if len(self.items) <= LONG + 2 else self.items[:LONG]

    @property
    def rest(self) -> tuple[Item, ...]:
        """What is folded away."""
        return self.items[len(self.first) :]


@dataclass(frozen=True)
class Note:
    """What holds since then, and the page that says more."""

    text: str
    more: Item


@dataclass(frozen=True)
class Provenance:
    """A document an entry rests on, and the place in it."""

    document: Item
    at: str


@dataclass(frozen=True)
class Page:
    """Everything a template needs beside the entry itself."""

    ref: str
    kind: Kind
    title: str
    description: str
    path: str
    notes: tuple[Note, ...]
    chain: Step | None
    before: tuple[Item, ...]
    by_field: Mapping[str, tuple[Item, ...]]
    columns: tuple[Group, ...]
    words: tuple[Item, ...]
    resting: tuple[Group, ...]
    provenance: tuple[Provenance, ...]
    due: Due
    edit: str
    suggest: str
    bars: tuple[charts.Bar, ...]
    csv: str
    targets: Mapping[str, Item]

    def named(self, ref: str) -> Item:
        """The line that leads to one of the entries that this one refers to."""
        return self.targets[ref]

    def to(self, field: str) -> tuple[Item, ...]:
        """The entries that one of the entry's own fields leads to."""
        return self.by_field.get(field, ())


def page(library: Library, ref: str, site: Site) -> Page:
    """The page of one entry."""
    entry, place = library.entries[ref], library.places[ref]
    groups = goes_with(library, library.links.related(ref))
    return Page(
        ref=ref,
        kind=BY_NAME[kind_of(ref)],
        title=entry.label,
        description=_shortened(line(entry)),
        path=urls.page_path(ref),
        notes=tuple(since_then(library, ref)),
        chain=_chain(library, ref),
        before=tuple(item(library, link.source) for link in library.links.back.get(ref, ()) if link.field == "status"),
        by_field=_by_field(library, ref),
        columns=tuple(group for group in groups if group.name != Column.WORDS),
        words=next((group.items for group in groups if group.name == Column.WORDS), ()),
        resting=goes_with(library, (other for other in library.links.resting_on(ref) if other != ref)),
        provenance=tuple(Provenance(item(library, f"source/{made.source}"), made.at) for made in entry.sources),
        due=library.due[ref],
        edit=urls.edit(site.repository, place.file, place.line),
        suggest=urls.suggest(site.repository, ref, entry.label),
        bars=charts.bars(entry) if isinstance(entry, Figure) else (),
        csv=urls.beside(ref, "csv"),
        targets={link.target: item(library, link.target) for link in library.links.forward.get(ref, ())},
    )


def item(library: Library, ref: str) -> Item:
    """The line that leads to one entry."""
    entry = library.get(ref)
    mark = entry.letter if isinstance(entry, Role) else entry.need if isinstance(entry, Situation) else ""
    return Item(
        urls.page_path(ref),
        entry.label,
        fact(entry, library),
        line(entry),
        mark,
        _facets(entry),
        library.due[ref].overdue,
        _body(library, entry) if isinstance(entry, Organisation) else None,
    )


OF_THE_UK = ("England", "Wales", "Scotland", "Northern Ireland")


def _facets(entry: Entry) -> tuple[tuple[str, str], ...]:
    """What an entry is found by; what holds for the whole UK is found under each of its nations too."""
    nations = dict.fromkeys((*entry.nations, *(OF_THE_UK if "UK" in entry.nations else ())))
    found = [("nation", tuple(nations))]
    if isinstance(entry, Event):
        found.append(("theme", (charts.THEMES[entry.theme],)))
    if isinstance(entry, Organisation):
        found += [("serves", entry.serves), ("sort", (entry.sort,)), ("offers", entry.offers)]
        found.append(("status", words.today(entry.status)))
    return tuple((name, "|".join(values)) for name, values in found)


def _body(library: Library, entry: Organisation) -> Body:
    after = tuple(
        (urls.page_path(f"organisation/{last.key}"), last.label, "" if last.status.stands else words.state(last.status))
        for last in followers(library, entry)
    )
    return Body(entry.key, "" if entry.status.stands else words.state(entry.status), after)


def followers(library: Library, entry: Organisation) -> tuple[Organisation, ...]:
    """The bodies that what a body did has come to, at the ends of its chains; none where nothing followed."""
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


def goes_with(library: Library, refs: Iterable[str]) -> tuple[Group, ...]:
    """Entries under the headings Evidence, Law, Role, Who can help and Words, each in the Library's order."""
    found: dict[Column, list[Item]] = {column: [] for column in Column}
    for ref in sorted(refs, key=library.rank.__getitem__):
        found[BY_NAME[kind_of(ref)].column].append(item(library, ref))
    return tuple(Group(column, COLUMN_WORDS[column], tuple(items)) for column, items in found.items() if items)


def since_then(library: Library, ref: str) -> Iterator[Note]:
    """What holds now where the entry speaks of what was: said once, by the term or event itself."""
    seen: set[str] = set()
    for note in _notes(library, ref):
        if note.text not in seen:
            seen.add(note.text)
            yield note


def _notes(library: Library, ref: str) -> Iterator[Note]:
    entry = library.entries[ref]
    if isinstance(entry, Term) and entry.superseded_by:
        successor = entry.superseded_by.term
        yield Note(entry.superseded_by.note, item(library, f"term/{successor}" if successor else ref))
    for link in library.links.back.get(ref, ()):
        event = library.entries[link.source]
        if link.field == "since_then" and isinstance(event, Event) and event.since_then:
            yield Note(event.since_then.note, item(library, link.source))
    if isinstance(entry, (Term, Event, Source, Organisation)):
        return  # they say themselves what became of them
    for link in library.links.forward.get(ref, ()):
        used = library.entries[link.target]
        if isinstance(used, Term) and used.superseded_by:
            yield Note(used.superseded_by.note, item(library, link.target))
        elif isinstance(used, Organisation) and used.status.ended:
            yield Note(f"{used.name}: {fact(used, library)}.", item(library, link.target))
        elif isinstance(used, Event) and used.force in ("superseded", "repealed") and used.today:
            yield Note(used.today, item(library, link.target))


def _chain(library: Library, ref: str) -> Step | None:
    """A body and all that came after it, step by step, each with its state; None where nothing came."""
    step = _step(library, ref, ())
    return step if step.after else None


def _step(library: Library, ref: str, passed: tuple[str, ...]) -> Step:
    entry, before = library.entries[ref], (*passed, ref)
    status = entry.status if isinstance(entry, Organisation) else None
    ahead = [f"organisation/{key}" for key in status.successors] if status else []
    after = tuple(_step(library, other, before) for other in ahead if other not in before)
    return Step(item(library, ref), words.state(status) if status else "", after)


def _by_field(library: Library, ref: str) -> Mapping[str, tuple[Item, ...]]:
    found: dict[str, list[Item]] = {}
    for link in library.links.forward.get(ref, ()):
        if link.field != PROVENANCE:
            found.setdefault(link.field, []).append(item(library, link.target))
    return {field: tuple(items) for field, items in found.items()}


def _shortened(text: str, most: int = 155) -> str:
    """Text cut at a word, as long as search engines show a description."""
    text = " ".join(text.split())
    return text if len(text) <= most else text[: text.rfind(" ", 0, most)] + " …"
