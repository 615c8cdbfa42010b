"""Urgent help as its page shows it: what to call first, what each nation has, and what can be called from anywhere."""

from __future__ import annotations

from dataclasses import dataclass

from almanac.content.freshness import Due
from almanac.content.kinds.fields import NATIONS_OF_UK
from almanac.content.kinds.urgent_help import UrgentHelp
from almanac.content.model import Library
from almanac.site.entrylinks import EntryLink
from almanac.site.lists import urgent


@dataclass(frozen=True)
class Contact:
    """One contact with the link to its page, and when it must be checked again."""

    entry: UrgentHelp
    item: EntryLink
    due: Due


@dataclass(frozen=True)
class UrgentPage:
    """The contacts, each once for every heading that a reader looks under.

    Attributes:
        danger: whom to call wherever you are if life is in danger.
        nations: each nation with the contacts that not every nation shares, the most urgent first.
        everywhere: contacts that people in every nation can use.
        contacts: all of them, each once.
    """

    danger: tuple[Contact, ...]
    nations: tuple[tuple[str, tuple[Contact, ...]], ...]
    everywhere: tuple[Contact, ...]
    contacts: tuple[Contact, ...]


def urgent_page(library: Library) -> UrgentPage:
    """Every contact under its heading: nobody reads the same number four times to find the one of their nation."""
    by_nation = [(nation, tuple(Contact(*row) for row in rows)) for nation, rows in urgent(library)]
    contacts = tuple({one.entry.key: one for _, held in by_nation for one in held}.values())
    shared = tuple(one for one in contacts if set(one.entry.nations).issuperset(NATIONS_OF_UK))
    return UrgentPage(
        danger=tuple(one for one in shared if one.entry.rank == "danger"),
        nations=tuple((nation, tuple(one for one in held if one not in shared)) for nation, held in by_nation),
        everywhere=tuple(one for one in shared if one.entry.rank != "danger"),
        contacts=contacts,
    )
