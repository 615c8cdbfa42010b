"""``almanac retractions FILE``: compare the library with the table of Retraction Watch, which the user downloads."""

from __future__ import annotations

import csv
import io
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from almanac.content.kinds.abstract import Abstract
from almanac.content.kinds.notice import STATUSES
from almanac.content.model import Library
from almanac.content.problem import AlmanacError
from almanac.search.folding import normalised

_NEEDED = ("Title", "OriginalPaperDOI", "OriginalPaperDate", "RetractionDOI", "RetractionDate", "RetractionNature")
_NATURES = {"retraction": "retracted", "correction": "corrected", "expression of concern": "expression of concern"}
_BACK = "reinstatement"
Row = dict[str, str]


class NotRetractionWatchError(AlmanacError):
    """The file is not the table of Retraction Watch; the message says what is missing."""


def compared(library: Library, path: Path) -> Iterator[str]:
    """Yield a line for each study that the table disagrees with, and finally a verdict.

    Raises:
        NotRetractionWatchError: if it is a different file.
        OSError: if it cannot be read.
    """
    by_doi, by_title, count = _table(path)
    told = known = 0
    for ref, study in library.all_of(Abstract):
        rows = by_doi.get((study.doi or "").casefold(), []) if study.doi else []
        rows = rows or by_title.get((normalised(study.title), str(study.year or "")), [])
        place = library.places[ref]
        for line in _differences(study, rows):
            told += 1
            yield f"{place.file}:{place.line} {ref.replace('/', ' ', 1)}: {line}"
        known += bool(study.notices)
    studies = len(library.all_of(Abstract))
    yield f"{studies} studies compared with {count:,} rows; {known} have a notice; {told} to look at."


def _table(path: Path) -> tuple[dict[str, list[Row]], dict[tuple[str, str], list[Row]], int]:
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", errors="replace")
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    reader = csv.DictReader(io.StringIO(text.replace("\0", ""), newline=""))
    names = [(name or "").strip() for name in reader.fieldnames or ()]
    missing = [name for name in _NEEDED if name not in names]
    if missing:
        raise NotRetractionWatchError(
            f"{path}:1: this is not the CSV of Retraction Watch: it has no column {', '.join(missing)}. "
            "Download it from Crossref (Retraction Watch data), and give that file."
        )
    reader.fieldnames = names
    by_doi: dict[str, list[Row]] = defaultdict(list)
    by_title: dict[tuple[str, str], list[Row]] = defaultdict(list)
    count = 0
    for found in reader:
        count += 1
        row = {name: str(found.get(name) or "").strip() for name in _NEEDED}
        if row["OriginalPaperDOI"].startswith("10."):
            by_doi[row["OriginalPaperDOI"].casefold()].append(row)
        by_title[normalised(row["Title"]), _day(row["OriginalPaperDate"])[:4]].append(row)
    return by_doi, by_title, count


def _differences(study: Abstract, rows: list[Row]) -> Iterator[str]:
    rows = sorted(rows, key=lambda row: _day(row["RetractionDate"]))
    if any(row["RetractionNature"].casefold() == _BACK for row in rows[-1:]):
        if study.notices:
            yield f"was reinstated {_day(rows[-1]['RetractionDate'])}. Look whether its notices still hold."
        return
    for row in rows:
        status = _NATURES.get(row["RetractionNature"].casefold())
        if not status:
            continue
        day, doi = _day(row["RetractionDate"]), row["RetractionDOI"] if row["RetractionDOI"].startswith("10.") else ""
        ours = [notice for notice in study.notices if notice.status == status]
        if not ours:
            written = _written(status, day, doi)
            yield f"{status} {day}, but it has no such notice. Look at the notice, then write: {written}"
        elif doi and not any((notice.doi or "").casefold() == doi.casefold() for notice in ours):
            yield f"{status}: the notice there is {doi}, here {ours[-1].doi or 'without a DOI'}. Look which is right."
        elif day and not any(day.startswith(notice.date) or notice.date.startswith(day) for notice in ours):
            yield f"{status}: the date there is {day}, here {ours[-1].date}. Look which is right."
    if not rows and study.notice and study.notice.status == STATUSES[0]:
        yield "retracted here, but not in the table. Look at the notice again."


def _written(status: str, day: str, doi: str) -> str:
    parts = (f"status: {status}", f"date: {day}" if day else "", f"doi: {doi}" if doi else "")
    return f"notices: [{{{', '.join(part for part in parts if part)}}}]"


def _day(text: str) -> str:
    """Return a date of the table, with the month first (``3/4/2021 0:00``), as 2021-03-04.

    An ISO date is returned unchanged, and anything else as an empty text.
    """
    found = re.match(r"(\d{1,2})/(\d{1,2})/(\d{4})", text)
    if found:
        return f"{found[3]}-{int(found[1]):02d}-{int(found[2]):02d}"
    iso = re.match(r"\d{4}-\d\d-\d\d", text)
    return iso[0] if iso else ""
