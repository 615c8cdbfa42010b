"""Decides which pages a reader may want to leave quickly. Each of them shows the urgent line.

The rule follows topics, so nobody has to decide page by page. A term marked
``sensitive`` makes three pages sensitive: its own page, the page of its
studies, and the page of every entry with that term or a narrower one among
its topics. An organisation with a helpline is sensitive too.
"""

from __future__ import annotations

from dataclasses import dataclass

from almanac.content.kinds.fields import NATIONS_OF_UK
from almanac.content.kinds.organisation import Organisation
from almanac.content.kinds.term import Term
from almanac.content.kinds.urgent_help import UrgentHelp
from almanac.content.model import Library
from almanac.content.refs import kind_of


@dataclass(frozen=True)
class UrgentContact:
    """A nation's first urgent contact, as the urgent line names it."""

    nation: str
    contact: UrgentHelp


def is_sensitive(library: Library, ref: str) -> bool:
    """Whether a reader may want to leave an entry's page quickly."""
    entry = library.entries[ref]
    if isinstance(entry, UrgentHelp) or getattr(entry, "sensitive", False):
        return True
    if isinstance(entry, Organisation) and entry.contactable and "helpline" in entry.offers:
        return True  # somebody may open it because they need help now
    own = (entry.key,) if kind_of(ref) == "term" else ()
    return any(is_sensitive_topic(library, key) for key in (*own, *entry.topics))


def is_sensitive_topic(library: Library, key: str) -> bool:
    """Whether a term, or any broader term, is marked as sensitive."""
    passed: set[str] = set()
    term = library.entries.get(f"term/{key}")
    while isinstance(term, Term) and term.key not in passed:
        if term.sensitive:
            return True
        passed.add(term.key)
        term = library.entries.get(f"term/{term.broader}") if term.broader else None
    return False


def first_urgent_contacts(library: Library) -> tuple[UrgentContact, ...]:
    """The first urgent contact of each nation of the UK that has one."""
    contacts = [entry for _, entry in library.all_of(UrgentHelp)]
    urgent = [entry for entry in contacts if entry.rank == "urgent" and entry.number]
    found = ((nation, next((one for one in urgent if nation in one.nations), None)) for nation in NATIONS_OF_UK)
    return tuple(UrgentContact(nation, contact) for nation, contact in found if contact)
