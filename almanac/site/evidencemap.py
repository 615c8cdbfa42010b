"""The evidence map: how many studies there are on each topic, by method or by nation. Topics are grouped by theme."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_args

from almanac.content.kinds.fields import NATIONS_OF_UK, Nation
from almanac.content.kinds.term import Term
from almanac.content.model import Library
from almanac.site.research import Shelf, shelves, studies

UK = (*NATIONS_OF_UK, "UK")
THEMES: Mapping[str | None, str] = {
    "law": "Law, rights and safeguards",
    "services": "Services and teams",
    "practice": "Ways of working",
    "people": "People and families",
    "lives": "Lives and circumstances",
    "profession": "The profession and its research",
    None: "Other topics",
}
"""The name of each theme, in the order of the map."""

SHADES = (1, 2, 5, 10)
"""The smallest number of studies for each shade, lightest first."""


@dataclass(frozen=True)
class Cell:
    """One cell of the map.

    Attributes:
        count: the number of studies; zero is a gap.
        shade: how dark the cell is, from 0 for no studies up to the number of ``SHADES``.
    """

    count: int
    shade: int


@dataclass(frozen=True)
class EvidenceMap:
    """The map.

    Attributes:
        columns: the names of the methods or nations.
        themes: the name and rows of each theme that has topics. A row is a topic with one cell for each column.
    """

    columns: tuple[str, ...]
    themes: tuple[tuple[str, tuple[tuple[Shelf, tuple[Cell, ...]], ...]], ...]

    @property
    def shades(self) -> tuple[tuple[int, str], ...]:
        """The number of each shade and the range of counts that it stands for."""
        ends = (*(one - 1 for one in SHADES[1:]), None)
        spans = (
            f"{start} or more" if end is None else str(start) if start == end else f"{start}\u2013{end}"
            for start, end in zip(SHADES, ends, strict=True)
        )
        return tuple(enumerate(spans, 1))


def evidence_map(library: Library, by: str) -> EvidenceMap:
    """Build the map by ``method`` or ``nation``.

    Raises:
        LookupError: for anything else.
    """
    if by not in ("method", "nation"):
        raise LookupError(f'no map goes by "{by}". Write "method" or "nation".')
    columns = tuple(shelf.name for shelf in shelves(library, "method")) if by == "method" else _nations(library)
    held: dict[str | None, list[tuple[Shelf, tuple[Cell, ...]]]] = defaultdict(list)
    for shelf in shelves(library, "topic"):
        places = ([study.method] if by == "method" else study.nations for study in shelf.studies)
        count: Counter[str] = Counter(name for found in places for name in found)
        held[_theme(library, shelf)].append((shelf, tuple(_cell(count[column]) for column in columns)))
    return EvidenceMap(columns, tuple((name, tuple(held[theme])) for theme, name in THEMES.items() if theme in held))


def _theme(library: Library, shelf: Shelf) -> str | None:
    """The theme of a topic, or of its nearest broader topic that has one."""
    seen: set[str] = set()
    key: str | None = shelf.slug
    while key and key not in seen:
        seen.add(key)
        term = library.get(f"term/{key}")
        if not isinstance(term, Term) or term.theme:
            return term.theme if isinstance(term, Term) else None
        key = term.broader
    return None


def _cell(count: int) -> Cell:
    return Cell(count, sum(count >= start for start in SHADES))


def _nations(library: Library) -> tuple[str, ...]:
    """The nations of the UK, even without a study, and any other place that has one."""
    held = {nation for study in studies(library) for nation in study.nations}
    return tuple(nation for nation in get_args(Nation) if nation in UK or nation in held)
