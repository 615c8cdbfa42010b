"""The table of measurements, in Markdown for people and in JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from benchmarks.cost import Cost

HEADINGS = ("what", "studies", "CPU s", "wall s", "MiB", "files", "MB", "x Hugo", "x bare")
MEBIBYTE = 2**20


@dataclass(frozen=True)
class Row:
    """One measurement.

    Attributes:
        what: the program and the task.
        studies: number of studies.
        cost: what it used.
        files: number of files at the end, or 0 if none are written.
        size: their total size in bytes.
        bare: the cost of only writing these files, if that was measured.
    """

    what: str
    studies: int
    cost: Cost
    files: int = 0
    size: int = 0
    bare: Cost | None = None


def ratio(cost: Cost, other: Cost | None) -> float | None:
    """Return the CPU time as a multiple of another, or nothing if there is no other or it is too short to measure."""
    return round(cost.cpu / other.cpu, 2) if other and other.cpu else None


def facts(rows: Sequence[Row], reference: str = "Hugo") -> list[dict[str, object]]:
    """Return the rows as plain values, each with its ratio to the reference at the same number of studies."""
    others = {row.studies: row.cost for row in rows if row.what == reference}
    return [
        {
            "what": row.what,
            "studies": row.studies,
            **asdict(row.cost),
            "files": row.files,
            "bytes": row.size,
            "to_hugo": ratio(row.cost, others.get(row.studies)),
            "to_bare": ratio(row.cost, row.bare),
        }
        for row in rows
    ]


def text(rows: Sequence[Row], reference: str = "Hugo") -> str:
    """Return the table in Markdown, so that the README can show it as printed."""
    others = {row.studies: row.cost for row in rows if row.what == reference}
    lines = [HEADINGS, *(_cells(row, others.get(row.studies)) for row in rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    rule = [f"{'-' * (width - (number > 0))}{':' if number else ''}" for number, width in enumerate(widths)]
    filled = [
        [cell.rjust(width) if number else cell.ljust(width) for number, (cell, width) in enumerate(pairs)]
        for pairs in (list(zip(line, widths, strict=True)) for line in lines)
    ]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in [filled[0], rule, *filled[1:]])


def _cells(row: Row, other: Cost | None) -> tuple[str, ...]:
    cost, to_hugo, to_bare = row.cost, ratio(row.cost, other), ratio(row.cost, row.bare)
    return (
        row.what,
        f"{row.studies:,}",
        f"{cost.cpu:.2f}",
        f"{cost.wall:.2f}",
        f"{cost.peak / MEBIBYTE:.0f}",
        f"{row.files:,}" if row.files else "",
        f"{row.size / 1e6:.1f}" if row.files else "",
        "" if to_hugo is None else f"{to_hugo:.1f}",
        "" if to_bare is None else f"{to_bare:.1f}",
    )


def written(rows: Sequence[Row], machine: dict[str, object], left_out: Sequence[str]) -> str:
    """Return everything as JSON: the machine, the rows, and a sentence on each program that was left out."""
    told = {"machine": machine, "left_out": list(left_out), "rows": facts(rows)}
    return json.dumps(told, indent=2, ensure_ascii=False) + "\n"
