"""A figure's table as CSV (RFC 4180), with the unit, base, year and caveat that a reader needs in every row."""

from __future__ import annotations

from almanac.content.kinds.figure import Figure
from almanac.exports.spreadsheet import csv_text


def figure_csv(figure: Figure) -> str:
    """One row for each value: what, value, unit, of, year, note, caveat."""
    return csv_text(
        ("what", "value", "unit", "of", "year", "note", "caveat"),
        (
            (row.label, row.value, figure.unit, figure.base, figure.year, row.note, figure.caveat)
            for row in figure.values
        ),
    )
