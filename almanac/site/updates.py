"""Updates: what is current where an entry describes the past."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from almanac.content.kinds.event import Event
from almanac.content.kinds.organisation import Organisation
from almanac.content.kinds.provision import Provision
from almanac.content.kinds.source import Source
from almanac.content.kinds.term import SupersededBy, Term
from almanac.content.model import Library
from almanac.site import words
from almanac.site.entrylinks import EntryLink, entry_link

_COMMON = re.compile(
    r"\b(agency|board|centre|commission|council|institute|network"
    r"|organisation|partnership|task ?force|team|union|unit)\b",
    re.IGNORECASE,
)
"""A name with one of these words takes an article: the Social Work Task Force, but Mind."""


@dataclass(frozen=True)
class Update:
    """An update: its text, the page that says more, and any article before that page's name in the text."""

    text: str
    more: EntryLink
    article: str = ""

    @property
    def rest(self) -> str:
        """The text after that page's name, so that the name can be the link; empty if the text begins otherwise."""
        begin = self.article + self.more.label
        return self.text.removeprefix(begin) if self.text.startswith(begin) else ""


def updates_on(library: Library, ref: str) -> Iterator[Update]:
    """The updates that apply to an entry. Each is stated once, in the term, event or organisation that it concerns."""
    seen: set[str] = set()
    for note in _notes(library, ref):
        if note.text not in seen:
            seen.add(note.text)
            yield note


def _notes(library: Library, ref: str) -> Iterator[Update]:
    entry = library.entries[ref]
    if isinstance(entry, Term) and entry.superseded_by:
        yield _replaced(library, ref, entry.superseded_by)
    for link in library.links.back.get(ref, ()):
        event = library.entries[link.source]
        if link.field == "since_then" and isinstance(event, Event) and event.since_then:
            yield Update(event.since_then.note, entry_link(library, link.source))
    if isinstance(entry, (Term, Event, Source, Organisation, Provision)):
        return  # these entries say themselves what has changed
    for link in library.links.forward.get(ref, ()):
        used = library.entries[link.target]
        if isinstance(used, Term) and used.superseded_by:
            there = used.superseded_by.nations
            elsewhere = there and entry.nations and not {"UK", *there}.intersection(entry.nations)
            yield _replaced(library, link.target, used.superseded_by, current=bool(elsewhere))
        elif isinstance(used, Organisation) and used.status.closed_or_merged:
            yield _ended(library, link.target, used)
        elif isinstance(used, Event) and used.force in ("superseded", "repealed") and used.today:
            yield Update(used.today, entry_link(library, _later(library, used) or link.target))


def _replaced(library: Library, ref: str, by: SupersededBy, *, current: bool = False) -> Update:
    """What replaced a term. It leads to the new term, unless the old one is still current where the entry applies."""
    return Update(by.note, entry_link(library, f"term/{by.term}" if by.term and not current else ref))


def _later(library: Library, event: Event) -> str:
    """The first later event that an event names; empty if it names none."""
    named = ((ref, library.entries[ref]) for ref in event.see)
    return next((ref for ref, other in named if isinstance(other, Event) and other.date > event.date), "")


def _ended(library: Library, ref: str, body: Organisation) -> Update:
    """What happened to an organisation, as a sentence: ``The Social Work Task Force closed in 2009 and was …``."""
    status = body.status
    after = [library.get(f"organisation/{key}").label for key in status.successors]
    happened = f"{status.state} in {status.since[:4]}" if status.since else status.state
    if not status.since and not after:
        happened = f"has {status.state}"
    then = "became part of" if status.state == "merged" else "was followed by"
    followed = f" and {then} {words.listed([_article(name) + name for name in after])}" if after else ""
    article = _article(body.name).capitalize()
    return Update(f"{article}{body.name} {happened}{followed}.", entry_link(library, ref), article)


def _article(name: str) -> str:
    return "the " if _COMMON.search(name) and not name.startswith("The ") else ""
