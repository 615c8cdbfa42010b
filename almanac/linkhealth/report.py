"""The report for editors: addresses that are not simply good, starting with those on the most pages."""

from __future__ import annotations

import datetime as dt
import json
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from almanac.content.model import Library
from almanac.content.printable import printable
from almanac.exports.spreadsheet import csv_text
from almanac.linkhealth.addresses import pages_affected
from almanac.linkhealth.state import LinkHealth, archived
from almanac.linkhealth.verdict import LinkRecord, Verdict
from almanac.site import words

FILE_STEM = "link-health"
MAX_TABLE_CHARACTERS = 30_000  # characters for the rows of each of two tables: an issue can have 65,536
TO_FIX = (Verdict.DEAD, Verdict.MOVED, Verdict.DOUBTFUL, Verdict.CERTIFICATE)
TO_WATCH = (Verdict.FAILING, Verdict.BLOCKED, Verdict.NOT_ALLOWED)
COLUMNS = ("address", "verdict", "since", "answer", "leads_to", "archived", "pages", "entries")


@dataclass(frozen=True)
class ReportRow:
    """One address of the report, in the order of ``COLUMNS``."""

    address: str
    verdict: Verdict
    since: dt.date
    answer: str
    leads_to: str
    archived: str
    pages: int
    entries: tuple[str, ...]


def rows_needing_attention(
    library: Library, external: Mapping[str, tuple[str, ...]], records: Mapping[str, LinkRecord]
) -> tuple[ReportRow, ...]:
    """Return every address that is not good, ordered by the number of pages from which a reader may come to it."""
    found = (
        ReportRow(
            address,
            known.verdict,
            known.since,
            known.answer,
            known.leads_to,
            archived(address, known),
            pages_affected(library, refs),
            refs,
        )
        for address, refs in external.items()
        if (known := records.get(address)) and known.verdict is not Verdict.GOOD
    )
    return tuple(sorted(found, key=lambda row: (-row.pages, row.address)))


def write(folder: Path, found: Sequence[ReportRow], health: LinkHealth, today: dt.date) -> None:
    """Write the report to a folder: ``link-health.md``, ``.csv`` and ``.json``."""
    folder.mkdir(parents=True, exist_ok=True)
    made = {"md": markdown(found, health, today), "csv": as_csv(found), "json": as_json(found, health, today)}
    for ending, text in made.items():
        (folder / f"{FILE_STEM}.{ending}").write_text(text, encoding="utf-8", newline="")


def markdown(found: Sequence[ReportRow], health: LinkHealth, today: dt.date) -> str:
    """Return the report as text: first the addresses to fix, then those only to watch."""
    counted = ", ".join(f"{number} {verdict}" for verdict, number in health.counts().items() if number)
    parts = [f"Links to other sites, as of {words.day(today)}: {counted or 'none checked yet'}."]
    for heading, verdicts in (("To fix", TO_FIX), ("To watch: nothing to do yet", TO_WATCH)):
        chosen = [row for row in found if row.verdict in verdicts]
        if chosen:
            parts += [f"## {heading}", _table(chosen)]
    if len(parts) == 1:
        parts.append("Nothing to fix.")
    return "\n\n".join(parts) + "\n"


def _table(chosen: Sequence[ReportRow]) -> str:
    """Return as many rows as an issue has room for, and the number of the others."""
    head = "| Pages | Address | Verdict | Since | Leads to | Archived copy | Entries |\n|---|---|---|---|---|---|---|"
    lines = [_line(row) for row in chosen]
    room = bisect_right(list(accumulate(len(line) + 1 for line in lines)), MAX_TABLE_CHARACTERS)
    rest = len(lines) - room
    return "\n".join([head, *lines[:room]]) + (f"\n\n{rest} more are in {FILE_STEM}.csv." if rest else "")


def _line(row: ReportRow) -> str:
    verdict, copy = f"{row.verdict} ({row.answer})", f"[copy](<{row.archived}>)"
    cells = (row.pages, _safe(row.address), _safe(verdict), row.since, _safe(row.leads_to), copy, _entries(row))
    return "| " + " | ".join(map(str, cells)) + " |"


def _entries(row: ReportRow) -> str:
    most = 5
    more = len(row.entries) - most
    return ", ".join(row.entries[:most]) + (f" and {more} more" if more > 0 else "")


def _safe(text: str) -> str:
    """Escape a foreign text so that it cannot end a table cell or be read as Markdown, HTML or a mention."""
    text = printable(" ".join(text.split())[:300]).replace("`", "'").replace("|", "\\|")
    return f"`{text}`" if text else ""


def as_csv(found: Iterable[ReportRow]) -> str:
    """Return the report as CSV (RFC 4180)."""
    return csv_text(COLUMNS, ([getattr(row, column) for column in COLUMNS] for row in found))


def as_json(found: Sequence[ReportRow], health: LinkHealth, today: dt.date) -> str:
    """Return the report as JSON: the day, the number of each verdict, the number to fix, and the rows."""
    made = {
        "day": today.isoformat(),
        "counts": health.counts(),
        "to_mend": sum(row.verdict in TO_FIX for row in found),
        "rows": [{column: getattr(row, column) for column in COLUMNS} for row in found],
    }
    return json.dumps(made, ensure_ascii=False, indent=1, default=str) + "\n"
