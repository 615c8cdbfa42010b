"""A figure's table as CSV (RFC 4180), with what a reader needs to understand it in the first lines' columns."""

from __future__ import annotations

import csv
import io

from almanac.content.kinds.figure import Figure


def figure_csv(figure: Figure) -> str:
    """One row a value: what, value, unit, of, year, note, caveat."""
    made = io.StringIO()
    writer = csv.writer(made)
    writer.writerow(["what", "value", "unit", "of", "year", "note", "caveat"])
    for row in figure.values:
        caveat = " ".join(figure.caveat.split())
        writer.writerow([row.label, row.value, figure.unit, figure.base, figure.year, row.note or "", caveat])
    return made.getvalue()
