"""What the page of an entry shows, prepared so that templates only choose words and order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from almanac.content.freshness import Due
from almanac.content.kinds import BY_NAME, Column, Kind
from almanac.content.kinds.event import Event
from almanac.content.kinds.figure import Figure
from almanac.content.kinds.organisation import Organisation
from almanac.content.kinds.source import Source
from almanac.content.kinds.term import Term
from almanac.content.links import PROVENANCE
from almanac.content.model import Library, kind_of
from almanac.linkhealth.state import Health
from almanac.site import charts, urls, words
from almanac.site.entrylinks import Group, Item, goes_with, item
from almanac.site.summary import fact, line


@dataclass(frozen=True)
class Site:
    """What pages know of the world: where the site and its repository live, and how addresses outside stand.

    Neither address needs a slash at the end.
    """

    url: str
    repository: str
    health: Health = field(default_factory=Health)


@dataclass(frozen=True)
class Step:
    """A body on the way from one that ended to what there is today, and what came after it."""

    item: Item
    state: str
    after: tuple[Step, ...]


@dataclass(frozen=True)
class Note:
    """What holds since then, and the page that says more."""

    text: str
    more: Item

    @property
    def rest(self) -> str:
        """What follows the name of that page where the text begins with it, so that the name itself leads there."""
        return self.text.removeprefix(self.more.label) if self.text.startswith(self.more.label) else ""


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
