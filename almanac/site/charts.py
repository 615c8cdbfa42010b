"""Chart geometry: the position of each bar, mark and year as a percentage of the chart's width."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from almanac.content.kinds.event import Event
from almanac.content.kinds.figure import Figure
from almanac.content.letters import capitalised
from almanac.site import words

THEMES = {"law": "Law", "ruling": "Rulings", "policy": "Policy", "bodies": "Organisations", "workforce": "Workforce"}
_MARGIN = 4  # per cent of the width, on each side


@dataclass(frozen=True)
class Bar:
    """One value of a figure: its label, the number as shown, and the bar's width in per cent."""

    label: str
    shown: str
    width: str


def bars(figure: Figure) -> tuple[Bar, ...]:
    """A figure's values as bars, scaled to their total for parts of a whole, otherwise to the largest value."""
    amounts = [row.value for row in figure.values]
    whole = sum(amounts) if figure.chart == "parts of a whole" else max(amounts)
    return tuple(
        Bar(row.label, words.number(row.value), f"{row.value * 100 / whole:.2f}" if whole else "0")
        for row in figure.values
    )


def parts(counts: Iterable[tuple[str, int]]) -> tuple[Bar, ...]:
    """Named counts as bars, scaled to their total."""
    held = tuple(counts)
    whole = sum(count for _, count in held)
    return tuple(
        Bar(capitalised(name), f"{count:,}", f"{count * 100 / whole:.2f}" if whole else "0") for name, count in held
    )


@dataclass(frozen=True)
class Mark:
    """The events of one theme in one year: the position in per cent, lane number, year, their names, and the radius."""

    x: str
    lane: int
    year: int
    names: tuple[str, ...]

    @property
    def radius(self) -> str:
        """In pixels, so that the area of the mark tells how many events it stands for."""
        return f"{4 * len(self.names) ** 0.5:.1f}"


@dataclass(frozen=True)
class Timeline:
    """Events by theme and year, ``count`` in all. The name of each lane appears above its line."""

    lanes: tuple[str, ...]
    marks: tuple[Mark, ...]
    ticks: tuple[tuple[int, str], ...]
    count: int
    first: int
    last: int
    median: int


def timeline(events: Iterable[Event]) -> Timeline:
    """Lay out all events on a timeline.

    Raises:
        ValueError: if there are no events.
    """
    found = [(int(event.date[:4]), event) for event in events]
    years = [year for year, _ in found]
    first, last = min(years) // 10 * 10, max(years) // 10 * 10 + 10

    def place(year: int) -> str:
        return f"{_MARGIN + (year - first) * (100 - 2 * _MARGIN) / (last - first):.2f}"

    lanes = [theme for theme in THEMES if any(theme == event.theme for _, event in found)]
    together: dict[tuple[int, int], list[str]] = defaultdict(list)
    for year, event in found:
        together[lanes.index(event.theme), year].append(event.label)
    marks = tuple(Mark(place(year), lane, year, tuple(names)) for (lane, year), names in together.items())
    ticks = tuple((year, place(year)) for year in range(first, last + 1, 20))
    return Timeline(
        tuple(THEMES[theme] for theme in lanes),
        marks,
        ticks,
        len(years),
        min(years),
        max(years),
        sorted(years)[len(years) // 2],
    )
