"""What changed in the Almanac itself, day by day: from the dates that the entries carry, and from nothing else."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass

from almanac import urls, words
from almanac.exports.atom import Told, atom
from almanac.items import Item, item
from almanac.kinds import BY_NAME, Kind
from almanac.library import Library, kind_of

PAGE, FEED = "about/changes.html", "about/changes.xml"


@dataclass(frozen=True)
class DayInDiary:
    """One day: what was changed (the entry and how), and how many entries of each kind were checked."""

    day: dt.date
    changed: tuple[tuple[Item, str], ...]
    checked: tuple[tuple[Kind, int], ...]

    @property
    def summary(self) -> str:
        """What was checked, in a sentence; empty if nothing was."""
        parts = [f"{count} {kind.word if count == 1 else kind.heading.lower()}" for kind, count in self.checked]
        return f"Checked: {words.listed(parts)}." if parts else ""


def diary(library: Library) -> tuple[DayInDiary, ...]:
    """Every day on which an entry was changed or last checked, newest first."""
    changed: dict[dt.date, list[tuple[Item, str]]] = defaultdict(list)
    checked: dict[dt.date, Counter[Kind]] = defaultdict(Counter)
    for ref, entry in library.entries.items():
        checked[entry.checked][BY_NAME[kind_of(ref)]] += 1
        for change in entry.changed:
            changed[change.day].append((item(library, ref), change.what))
    days = sorted({*changed, *checked}, reverse=True)
    return tuple(DayInDiary(day, tuple(changed[day]), tuple(checked[day].items())) for day in days)


def feed(library: Library, site: str) -> str:
    """The diary as an Atom feed: each change by itself, and what was checked on a day together; site is its address."""
    told: list[Told] = []
    for found in diary(library):
        told += _changes(found, site)
        if found.checked:
            address = f"{urls.absolute(site, PAGE)}#{found.day}"
            told.append(Told(f"Checked on {words.day(found.day)}", address, address, found.summary, found.day))
    return atom("What changed in the Almanac", FEED, PAGE, told, site)


def _changes(found: DayInDiary, site: str) -> list[Told]:
    """What was changed on a day, newest first; of an entry's several changes, each has an id of its own."""
    told: list[Told] = []
    counted: Counter[str] = Counter()
    for shown, what in reversed(found.changed):  # counted from the oldest, so that an id outlives what is added later
        address = urls.absolute(site, shown.path)
        counted[shown.path] += 1
        nth = f"-{counted[shown.path]}" if counted[shown.path] > 1 else ""
        told.insert(0, Told(shown.label, f"{address}#{found.day}{nth}", address, what, found.day))
    return told
