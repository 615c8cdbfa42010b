"""Provisions side by side: the brief answers of several provisions as the rows of one table, nation by nation."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from almanac.content.kinds.fields import NATIONS_OF_UK
from almanac.content.kinds.provision import InBrief, Provision
from almanac.content.model import Library
from almanac.content.problem import did_you_mean
from almanac.site import words
from almanac.site.entrylinks import EntryLink, entry_link

ANSWERS = {
    "who_for": "Who it is for",
    "who_decides": "Who decides",
    "who_agrees": "Who must agree",
    "arranged_by": "Who arranges it",
    "grounds": "On what grounds",
    "gives": "What it gives",
    "how_chosen": "How they are chosen",
    "how_long": "How long",
    "time_limit": "Time limit",
    "when": "When",
    "renewable": "Can it be renewed?",
    "challenge": "How to challenge it",
    "how_changed": "How that can change",
    "safeguards": "Safeguards",
}
"""The label of each brief answer, in the order in which a page shows them."""


@dataclass(frozen=True)
class TableLayout:
    """The layout of a comparison table: its title, its path from the site root, and the answers that it compares."""

    title: str
    path: str
    answers: tuple[str, ...]


TABLES = {
    "powers-to-detain": TableLayout(
        "Powers to detain",
        "law/compare-powers-to-detain.html",
        ("who_decides", "who_agrees", "how_long", "renewable", "challenge"),
    ),
    "advocates": TableLayout(
        "Advocates",
        "law/compare-advocates.html",
        ("who_for", "arranged_by", "gives", "safeguards"),
    ),
    "relatives-and-representatives": TableLayout(
        "Nearest relative, named person and nominated person",
        "law/compare-relatives-and-representatives.html",
        ("how_chosen", "gives", "how_changed", "safeguards"),
    ),
    "carers": TableLayout(
        "Carers' rights",
        "law/compare-carers.html",
        ("who_for", "arranged_by", "gives", "safeguards"),
    ),
}
"""Every comparison table, by its name in ``InBrief.table``. Each has a page in ``docs/law/``."""


@dataclass(frozen=True)
class ComparisonRow:
    """One power or right: its name, a link to its provision, whether it is in force, and its answers."""

    name: str
    item: EntryLink
    force: str
    answers: tuple[str, ...]


@dataclass(frozen=True)
class Comparison:
    """A comparison table: its title, its column headings, and its rows grouped by the nations they apply to."""

    title: str
    columns: tuple[str, ...]
    nations: tuple[tuple[str, tuple[ComparisonRow, ...]], ...]


def comparison(library: Library, table: str) -> Comparison:
    """Build one table from the provisions that name it.

    Within each nation, provisions not yet in force come last.

    Raises:
        LookupError: if the table does not exist (the message suggests the nearest name) or has no rows.
    """
    if table not in TABLES:
        raise LookupError(f'no table compares "{table}".{did_you_mean(table, TABLES)}')
    shape = TABLES[table]
    rows = [
        (entry, _row(library, ref, brief, shape))
        for ref, entry in library.all_of(Provision)
        for brief in entry.in_brief
        if brief.table == table
    ]
    if not rows:
        raise LookupError(f'no provision is in the table "{table}". Write "table: {table}" in one, or take it out.')
    rows.sort(key=lambda pair: _place(pair[0]))
    grouped = groupby(rows, key=lambda pair: words.listed(pair[0].nations))
    columns = tuple(ANSWERS[answer] for answer in shape.answers)
    return Comparison(shape.title, columns, tuple((nation, tuple(row for _, row in held)) for nation, held in grouped))


def _place(entry: Provision) -> tuple[tuple[int, ...], bool]:
    nations = tuple(NATIONS_OF_UK.index(nation) for nation in entry.nations if nation in NATIONS_OF_UK)
    return nations, entry.force == "not yet in force"


def _row(library: Library, ref: str, brief: InBrief, shape: TableLayout) -> ComparisonRow:
    entry = library.get(ref)
    force = entry.force if isinstance(entry, Provision) else ""
    given = tuple(getattr(brief, answer) or "" for answer in shape.answers)
    return ComparisonRow(brief.name or entry.label, entry_link(library, ref), force, given)


def answers(brief: InBrief) -> tuple[tuple[str, str], ...]:
    """The brief answers that have been filled in, each with its label."""
    return tuple((called, getattr(brief, name)) for name, called in ANSWERS.items() if getattr(brief, name))


def comparison_tables(entry: Provision) -> tuple[TableLayout, ...]:
    """The comparison tables that include a provision."""
    return tuple(TABLES[name] for name in dict.fromkeys(brief.table for brief in entry.in_brief) if name)
