"""The Almanac's changelog, day by day, built only from the dates that entries carry."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from almanac.content.kinds import BY_NAME, Kind
from almanac.content.letters import counted
from almanac.content.model import Library
from almanac.content.refs import kind_of
from almanac.site import words
from almanac.site.entrylinks import PLURALS, EntryLink, entry_link


@dataclass(frozen=True)
class Day:
    """The changes made on one day, each with its entry, and how many entries of each kind were checked."""

    day: dt.date
    changed: tuple[tuple[EntryLink, str], ...]
    checked: tuple[tuple[Kind, int], ...]

    @property
    def by_entry(self) -> tuple[tuple[EntryLink, tuple[str, ...]], ...]:
        """Each entry that changed on this day, with everything that changed in it."""
        found = groupby(self.changed, key=itemgetter(0))
        return tuple((shown, tuple(what for _, what in several)) for shown, several in found)

    @property
    def summary(self) -> str:
        """A sentence that lists what was checked, or an empty string if nothing was."""
        parts = [counted(count, kind.word, PLURALS[kind.name]) for kind, count in self.checked]
        return f"Checked: {words.listed(parts)}." if parts else ""


def changelog(library: Library) -> tuple[Day, ...]:
    """Every day on which an entry was changed or last checked, newest first."""
    changed: dict[dt.date, list[tuple[EntryLink, str]]] = defaultdict(list)
    checked: dict[dt.date, Counter[Kind]] = defaultdict(Counter)
    for ref, entry in library.entries.items():
        checked[entry.checked][BY_NAME[kind_of(ref)]] += 1
        for change in entry.changed:
            changed[change.day].append((entry_link(library, ref), change.what))
    days = sorted({*changed, *checked}, reverse=True)
    return tuple(Day(day, tuple(changed[day]), tuple(checked[day].items())) for day in days)
