"""A figure's table as CSV (RFC 4180), with what a reader needs to understand it in the first lines' columns."""

from __future__ import annotations

from almanac.content.kinds.figure import Figure
from almanac.exports.spreadsheet import csv_text


def figure_csv(figure: Figure) -> str:
    """One row a value: what, value, unit, of, year, note, caveat."""
    return csv_text(
        ("what", "value", "unit", "of", "year", "note", "caveat"),
        (
            (row.label, row.value, figure.unit, figure.base, figure.year, row.note, figure.caveat)
            for row in figure.values
        ),
    )
