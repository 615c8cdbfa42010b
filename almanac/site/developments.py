"""What has changed in the field, gathered from the terms, organisations and events so as not to be written twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from almanac.content.kinds.event import Event
from almanac.content.kinds.fields import NATIONS_OF_UK
from almanac.content.kinds.organisation import Organisation
from almanac.content.kinds.term import Term
from almanac.content.model import Library
from almanac.content.problem import did_you_mean
from almanac.site import words
from almanac.site.entrylinks import EntryLink, entry_link


@dataclass(frozen=True)
class Development:
    """An entry that is out of date, a note on what is current, and when or how it changed. ``when`` may be empty."""

    item: EntryLink
    note: str
    when: str

    @property
    def nations(self) -> str:
        """Where it matters, joined by a bar: every nation if its entry names none."""
        return self.item.nations or "|".join(NATIONS_OF_UK)


def _words(library: Library) -> Iterator[Development]:
    for ref, term in library.all_of(Term):
        if term.superseded_by:
            since = term.superseded_by.since
            yield Development(entry_link(library, ref), term.superseded_by.note, words.when(since) if since else "")


def _bodies(library: Library) -> Iterator[Development]:
    for ref, body in library.all_of(Organisation):
        if body.status.state in ("merged", "closed", "renamed"):
            yield Development(entry_link(library, ref), body.status.note or body.summary, words.state(body.status))


def _law(library: Library) -> Iterator[Development]:
    for ref, event in library.all_of(Event):
        if event.force in ("superseded", "repealed", "partly in force", "not yet in force"):
            yield Development(entry_link(library, ref), event.today or event.summary, event.force)


def _moving(library: Library) -> Iterator[Development]:
    for ref, event in library.all_of(Event):
        if event.recheck:
            yield Development(entry_link(library, ref), event.recheck, f"last checked {words.day(event.checked)}")


def _recent(library: Library) -> Iterator[Development]:
    """The events of this year and the three before it, latest first."""
    first = str(library.today.year - RECENT_YEARS)
    events = [(ref, event) for ref, event in library.all_of(Event) if event.date >= first]
    for ref, event in sorted(events, key=lambda found: found[1].date, reverse=True):
        link = entry_link(library, ref)
        yield Development(link, event.summary, link.fact)


TOPICS = {"words": _words, "bodies": _bodies, "law": _law, "moving": _moving, "recent": _recent}
RECENT_YEARS = 3
"""How many whole years before this one count as recent."""


def developments(library: Library, topic: str) -> tuple[Development, ...]:
    """List what has changed in terms, organisations, or law and policy, is recent, or was still changing.

    Args:
        library: all the content.
        topic: one of ``TOPICS``.

    Raises:
        LookupError: for any other topic.
    """
    if topic not in TOPICS:
        raise LookupError(f'no changes are gathered of "{topic}".{did_you_mean(topic, TOPICS)}')
    return tuple(TOPICS[topic](library))
