"""An entry in brief, wherever it is listed: the line that says what it is, and the deciding fact beside its name."""

from __future__ import annotations

from functools import singledispatch

from almanac import words
from almanac.kinds import Entry
from almanac.kinds.abstract import Abstract
from almanac.kinds.event import Event
from almanac.kinds.message import Message
from almanac.kinds.organisation import Organisation
from almanac.kinds.source import Source
from almanac.kinds.term import Term
from almanac.library import Library


@singledispatch
def line(entry: Entry) -> str:
    """The one line that says what an entry is; its summary, for a kind that has one."""
    return str(getattr(entry, "summary", entry.label))


@line.register
def _(entry: Message) -> str:
    return entry.statement


@line.register
def _(entry: Term) -> str:
    return entry.definition


@line.register
def _(entry: Abstract) -> str:
    return f"{words.authors(entry)}, {entry.year}. {entry.summary.asked}"


@singledispatch
def fact(entry: Entry, library: Library) -> str:  # noqa: ARG001  (the kinds below need it)
    """The fact that decides whether a reader opens an entry; empty for a kind without one."""
    return ""


@fact.register
def _(entry: Abstract, library: Library) -> str:  # noqa: ARG001
    return ", ".join(filter(None, (str(entry.year), words.listed(entry.nations))))


@fact.register
def _(entry: Event, library: Library) -> str:  # noqa: ARG001
    return ", ".join(filter(None, (words.when(entry.date), words.listed(entry.nations))))


@fact.register
def _(entry: Organisation, library: Library) -> str:
    if entry.status.state in ("active", "renamed"):
        return words.listed(entry.nations)
    followed = [library.get(f"organisation/{key}").label for key in entry.status.successors]
    return words.state(entry.status) + (f", then {words.listed(followed)}" if followed else "")


@fact.register
def _(entry: Message, library: Library) -> str:  # noqa: ARG001
    return f"{'key message' if entry.set == 'key' else 'for practitioners,'} {entry.number}"


@fact.register
def _(entry: Term, library: Library) -> str:
    successor = entry.superseded_by.term if entry.superseded_by else None
    return f"now {library.get(f'term/{successor}').label}" if successor else ""


@fact.register
def _(entry: Source, library: Library) -> str:  # noqa: ARG001
    return words.when(entry.date) if entry.date else ""
