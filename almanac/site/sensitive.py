"""Which pages a reader may want to leave fast, and the urgent line that stands on each of them.

The rule goes by topics: a term marked ``sensitive`` makes its own page
sensitive, the page of its studies, and the page of every entry that has it,
or a narrower term, among its topics; so is an organisation with a helpline. Nobody has to think of it page by page.
"""

from __future__ import annotations

from dataclasses import dataclass

from almanac.content.kinds.fields import NATIONS_OF_UK
from almanac.content.kinds.organisation import Organisation
from almanac.content.kinds.term import Term
from almanac.content.kinds.urgent_help import UrgentHelp
from almanac.content.model import Library, kind_of


@dataclass(frozen=True)
class UrgentContact:
    """The first urgent contact of a nation, as the urgent line names it."""

    nation: str
    contact: UrgentHelp


def is_sensitive(library: Library, ref: str) -> bool:
    """Whether a reader may want to leave the page of an entry fast."""
    entry = library.entries[ref]
    if isinstance(entry, UrgentHelp) or getattr(entry, "sensitive", False):
        return True
    if isinstance(entry, Organisation) and entry.contactable and "helpline" in entry.offers:
        return True  # somebody may open it because they need it now
    own = (entry.key,) if kind_of(ref) == "term" else ()
    return any(is_sensitive_topic(library, key) for key in (*own, *entry.topics))


def is_sensitive_topic(library: Library, key: str) -> bool:
    """Whether a term, or a broader one, is marked as sensitive."""
    passed: set[str] = set()
    term = library.entries.get(f"term/{key}")
    while isinstance(term, Term) and term.key not in passed:
        if term.sensitive:
            return True
        passed.add(term.key)
        term = library.entries.get(f"term/{term.broader}") if term.broader else None
    return False


def urgent_line(library: Library) -> tuple[UrgentContact, ...]:
    """For each nation of the UK that has one, the first contact for urgent help."""
    contacts = [entry for _, entry in library.of("urgent-help") if isinstance(entry, UrgentHelp)]
    urgent = [entry for entry in contacts if entry.rank == "urgent" and entry.number]
    found = ((nation, next((one for one in urgent if nation in one.nations), None)) for nation in NATIONS_OF_UK)
    return tuple(UrgentContact(nation, contact) for nation, contact in found if contact)
