"""What holds now where an entry speaks of what was."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from almanac.content.kinds.event import Event
from almanac.content.kinds.organisation import Organisation
from almanac.content.kinds.provision import Provision
from almanac.content.kinds.source import Source
from almanac.content.kinds.term import Term
from almanac.content.model import Library
from almanac.site.entrylinks import EntryLink, entry_link
from almanac.site.summary import key_fact


@dataclass(frozen=True)
class Update:
    """What holds since then, and the page that says more."""

    text: str
    more: EntryLink

    @property
    def rest(self) -> str:
        """What follows the name of that page where the text begins with it, so that the name itself leads there."""
        return self.text.removeprefix(self.more.label) if self.text.startswith(self.more.label) else ""


def updates_on(library: Library, ref: str) -> Iterator[Update]:
    """What holds now where the entry speaks of what was: said once, by the term or event itself."""
    seen: set[str] = set()
    for note in _notes(library, ref):
        if note.text not in seen:
            seen.add(note.text)
            yield note


def _notes(library: Library, ref: str) -> Iterator[Update]:
    entry = library.entries[ref]
    if isinstance(entry, Term) and entry.superseded_by:
        successor = entry.superseded_by.term
        yield Update(entry.superseded_by.note, entry_link(library, f"term/{successor}" if successor else ref))
    for link in library.links.back.get(ref, ()):
        event = library.entries[link.source]
        if link.field == "since_then" and isinstance(event, Event) and event.since_then:
            yield Update(event.since_then.note, entry_link(library, link.source))
    if isinstance(entry, (Term, Event, Source, Organisation, Provision)):
        return  # they say themselves what became of them
    for link in library.links.forward.get(ref, ()):
        used = library.entries[link.target]
        if isinstance(used, Term) and used.superseded_by:
            yield Update(used.superseded_by.note, entry_link(library, link.target))
        elif isinstance(used, Organisation) and used.status.ended:
            yield Update(f"{used.name}: {key_fact(used, library)}.", entry_link(library, link.target))
        elif isinstance(used, Event) and used.force in ("superseded", "repealed") and used.today:
            yield Update(used.today, entry_link(library, link.target))
