"""Dates as people write them, as the content has them: year, month, day (ISO 8601)."""

from __future__ import annotations

import datetime as dt
import re

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<month>[A-Za-z]{3,9})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_FORMS = tuple(
    re.compile(pattern, re.ASCII)
    for pattern in (
        rf"(?:{_DAY} )?{_MONTH},? {_YEAR}",
        rf"{_MONTH} {_DAY},? {_YEAR}",
        rf"(?:(?P<day>\d{{1,2}})[/.-])?(?P<month>\d{{1,2}})[/.-]{_YEAR}",
        rf"{_YEAR}[/.-](?P<month>\d{{1,2}})(?:[/.-](?P<day>\d{{1,2}}))?",
    )
)


def iso(text: str) -> str:
    """A day or a month as the content has it, where the day comes before the month; empty for what is neither."""
    found = next((match for form in _FORMS if (match := form.fullmatch(text.strip()))), None)
    if found is None:
        return ""
    year, month, day = int(found["year"]), _month(found["month"]), int(found["day"] or 0)
    if month > len(_MONTHS) >= day > 0 and not text.startswith(found["year"]):  # 11/21/2026, as in the United States
        month, day = day, month
    try:
        written = dt.date(year, month, day or 1).isoformat()
    except ValueError:
        return ""
    return written if day else written.rpartition("-")[0]


def in_words(text: str) -> str:
    """What to write instead of a day of the content where readers read it; empty for every other text."""
    try:
        day = dt.date.fromisoformat(text.rstrip("."))
    except ValueError:
        return ""
    return f"Write it in words: {day.day} {day:%B %Y}."


def _month(text: str) -> int:
    if text.isdecimal():
        return int(text)
    begun = text[:3].lower()
    return _MONTHS.index(begun) + 1 if begun in _MONTHS else 0
