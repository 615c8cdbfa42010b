"""The urgent help page: whom to call first, each nation's contacts, and the contacts for everyone."""

from __future__ import annotations

import re
from dataclasses import dataclass

from almanac.content.freshness import Due
from almanac.content.kinds.fields import NATIONS_OF_UK
from almanac.content.kinds.urgent_help import UrgentHelp
from almanac.content.model import Library
from almanac.site.entrylinks import EntryLink
from almanac.site.lists import urgent
from almanac.site.sensitive import UrgentContact, first_urgent_contacts

_ALWAYS_OPEN = re.compile(r"24 hours|any time|day and night", re.IGNORECASE)


@dataclass(frozen=True)
class Contact:
    """One contact with the link to its page, and when its next check is due."""

    entry: UrgentHelp
    item: EntryLink
    due: Due


@dataclass(frozen=True)
class UrgentPage:
    """The contacts, grouped under the headings that readers look for.

    Attributes:
        danger: whom to call, wherever you are, if life is in danger.
        nations: for each nation, the contacts that are not shared by all nations, most urgent first.
        everywhere: contacts that people in every nation can use.
        contacts: all contacts, each once.
    """

    danger: tuple[Contact, ...]
    nations: tuple[tuple[str, tuple[Contact, ...]], ...]
    everywhere: tuple[Contact, ...]
    contacts: tuple[Contact, ...]


def urgent_page(library: Library) -> UrgentPage:
    """Group the contacts, so that nobody reads the same number four times to find the one for their nation."""
    by_nation = [(nation, tuple(Contact(*row) for row in rows)) for nation, rows in urgent(library)]
    contacts = tuple({one.entry.key: one for _, held in by_nation for one in held}.values())
    shared = tuple(one for one in contacts if set(one.entry.nations).issuperset(NATIONS_OF_UK))
    return UrgentPage(
        danger=tuple(one for one in shared if one.entry.rank == "danger"),
        nations=tuple((nation, tuple(one for one in held if one not in shared)) for nation, held in by_nation),
        everywhere=tuple(one for one in shared if one.entry.rank != "danger"),
        contacts=contacts,
    )


def first_contacts(library: Library) -> tuple[UrgentContact, ...]:
    """Whom to call or text in danger: 999, each nation's first urgent contact, then whoever listens at any hour.

    Contacts for every nation have no nation.
    """
    page = urgent_page(library)
    listening = [one for one in page.everywhere if _ALWAYS_OPEN.match(one.entry.hours)]
    listening.sort(key=lambda one: len(one.entry.topics))  # those for everyone before those for children
    danger, listeners = ([UrgentContact("", one.entry) for one in held] for held in (page.danger, listening))
    return (*danger, *first_urgent_contacts(library), *listeners)
