"""Chart geometry: the position of each bar, mark and year as a percentage of the chart's width."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from almanac.content.kinds.event import Event
from almanac.content.kinds.figure import Figure
from almanac.content.letters import capitalised
from almanac.site import urls, words

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
    """One event on the timeline: its position in per cent, lane number, theme, name, year and path."""

    x: str
    lane: int
    theme: str
    name: str
    year: int
    path: str


@dataclass(frozen=True)
class Timeline:
    """Events by year and theme. The name of each lane appears above its line."""

    lanes: tuple[str, ...]
    marks: tuple[Mark, ...]
    ticks: tuple[tuple[int, str], ...]
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
    marks = tuple(
        Mark(place(year), lanes.index(one.theme), one.theme, one.label, year, urls.page_path(f"event/{one.key}"))
        for year, one in found
    )
    ticks = tuple((year, place(year)) for year in range(first, last + 1, 20))
    return Timeline(
        tuple(THEMES[theme] for theme in lanes), marks, ticks, min(years), max(years), sorted(years)[len(years) // 2]
    )
