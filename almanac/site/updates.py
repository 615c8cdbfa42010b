"""What holds now where an entry speaks of what was."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from almanac.content.kinds.event import Event
from almanac.content.kinds.organisation import Organisation
from almanac.content.kinds.provision import Provision
from almanac.content.kinds.source import Source
from almanac.content.kinds.term import Term
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
    """What holds since then, the page that says more, and the article before its name where the text begins so."""

    text: str
    more: EntryLink
    article: str = ""

    @property
    def rest(self) -> str:
        """What follows the name of that page where the text begins with it, so that the name itself leads there."""
        begin = self.article + self.more.label
        return self.text.removeprefix(begin) if self.text.startswith(begin) else ""


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
            yield _ended(library, link.target, used)
        elif isinstance(used, Event) and used.force in ("superseded", "repealed") and used.today:
            yield Update(used.today, entry_link(library, link.target))


def _ended(library: Library, ref: str, body: Organisation) -> Update:
    """What became of it: ``The Social Work Task Force closed in 2009 and was followed by …`` in a sentence."""
    status = body.status
    after = [library.get(f"organisation/{key}").label for key in status.successors]
    happened = (
        f"{status.state} in {status.since[:4]}" if status.since else status.state if after else f"has {status.state}"
    )
    then = "became part of" if status.state == "merged" else "was followed by"
    followed = f" and {then} {words.listed([_article(name) + name for name in after])}" if after else ""
    article = _article(body.name).capitalize()
    return Update(f"{article}{body.name} {happened}{followed}.", entry_link(library, ref), article)


def _article(name: str) -> str:
    return "the " if _COMMON.search(name) and not name.startswith("The ") else ""
