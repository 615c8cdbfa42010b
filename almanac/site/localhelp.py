"""Local services by nation, each with the official way to find it."""

from __future__ import annotations

from almanac.content.kinds.fields import NATIONS_OF_UK
from almanac.content.kinds.local_help import Finder, LocalHelp
from almanac.content.model import Library
from almanac.site.entrylinks import EntryLink, entry_link

LocalRow = tuple[LocalHelp, EntryLink, Finder, EntryLink | None]
"""A local service, its link, how to find it, and the organisation whose finder that is, if any."""


def local_help(library: Library) -> tuple[tuple[str, tuple[LocalRow, ...]], ...]:
    """Local services for each nation of the UK."""
    rows = [(finder, (entry, ref)) for ref, entry in library.all_of(LocalHelp) for finder in entry.finders]
    return tuple(
        (nation, tuple(_local_row(library, *of, finder) for finder, of in rows if nation in finder.nations))
        for nation in NATIONS_OF_UK
    )


def _local_row(library: Library, entry: LocalHelp, ref: str, finder: Finder) -> LocalRow:
    by = entry_link(library, f"organisation/{finder.organisation}") if finder.organisation else None
    return entry, entry_link(library, ref), finder, by
