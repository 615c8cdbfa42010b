"""Convert dates as people write them to the form of the content: year, month, day (ISO 8601)."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from almanac.content.months import MONTHS, SHORT_MONTHS

_MONTHS = tuple(map(str.lower, SHORT_MONTHS))
_MONTH = r"(?P<month>[A-Za-z]{3,9})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_FIRST_OF_SPREADSHEETS = dt.date(1899, 12, 30)  # spreadsheets count days: 46347 is 21 November 2026
_FORMS = tuple(
    re.compile(pattern, re.ASCII)
    for pattern in (
        rf"(?:{_DAY}[ -])?{_MONTH},?[ -]{_YEAR}",
        rf"{_MONTH} {_DAY},? {_YEAR}",
        rf"(?:(?P<day>\d{{1,2}})[/.-])?(?P<month>\d{{1,2}})[/.-]{_YEAR}",
        rf"{_YEAR}[/.-](?P<month>\d{{1,2}})(?:[/.-](?P<day>\d{{1,2}}))?",
        r"(?:(?P<day>\d{1,2})-)?(?P<month>[A-Za-z]{3})-(?P<year>[0-4]\d)",  # as spreadsheets show it
        r"(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>[0-4]\d)",
    )
)


def iso(text: str) -> str:
    """Convert a day or a month, taking the day to come before the month; empty for other texts."""
    text = re.sub("[\u2010-\u2015\u2212]", "-", text.strip())
    if re.fullmatch("4[3-9][0-9]{3}|5[0-9]{4}", text):
        return (_FIRST_OF_SPREADSHEETS + dt.timedelta(int(text))).isoformat()
    found = next((match for form in _FORMS if (match := form.fullmatch(text))), None)
    if found is None:
        return ""
    year, month, day = int(found["year"]), _month(found["month"]), int(found["day"] or 0)
    year += 2000 if year < 100 else 0  # noqa: PLR2004  (two figures)
    if month > len(_MONTHS) >= day > 0:  # 11/21/2026, in American order
        month, day = day, month
    try:
        written = dt.date(year, month, day or 1).isoformat()
    except ValueError:
        return ""
    return written if day else written.rpartition("-")[0]


def exists(text: str) -> bool:
    """Return whether there is such a year, month or day, given in the form of an ISO date."""
    try:
        dt.date(*map(int, f"{text}-01-01".split("-")[:3]))
    except ValueError:
        return False
    return True


def two_days(text: str) -> str:
    """Say which two days a date in figures may be, such as 12/02/2019; empty if it can be only one."""
    found = re.fullmatch(rf"(\d{{1,2}})[/.-](\d{{1,2}})(?:[/.-]{_YEAR}|[/.]([0-4]\d))", text.strip(), re.ASCII)
    first, second = (int(found[1]), int(found[2])) if found else (0, 0)
    if not found or first == second or not 0 < min(first, second) <= max(first, second) <= len(_MONTHS):
        return ""
    year = found["year"] or f"20{found[4]}"
    return f"Write {year}-{second:02}-{first:02} or {year}-{first:02}-{second:02}, whichever is meant."


def why_impossible(text: str) -> str:
    """Say why there is no such day or month as an ISO date names; empty for a text in another form."""
    found = re.fullmatch(r"([12]\d{3})-(\d\d)(?:-\d\d)?", text, re.ASCII)
    if not found:
        return ""
    year, month = int(found[1]), int(found[2])
    if not 0 < month <= len(MONTHS):
        return "There is no such month. Correct the date."
    return f"{MONTHS[month - 1]} {year} has {calendar.monthrange(year, month)[1]} days. Correct the date."


def two_years(text: str) -> str:
    """Say what to write instead of two successive years, such as "2019-20" or "2019/2020"; empty for other texts."""
    found = re.fullmatch(r"((?:19|20)\d\d)[-/–](\d\d|\d{4})", text.strip(), re.ASCII)
    after = str(int(found[1]) + 1) if found else ""
    if not found or not after.endswith(found[2]) or 0 < int(found[2]) <= len(_MONTHS):  # 2009-10 may mean October
        return ""
    return f"These are two years. Write one of them, {found[1]} or {after}."


def year(given: object) -> str:
    """Say what to write instead of a value that is not a year; empty if that is unclear."""
    text = str(given).strip()
    if re.fullmatch(r"\[?(?:n\.? ?d\.?|no date|undated)\]?", text, re.IGNORECASE):
        return 'If it was published without a year, remove this line and write "undated: true".'
    if re.fullmatch(r"in press|forthcoming|(?:published )?(?:ahead of print|online first)", text, re.IGNORECASE):
        return "Write the year in which it appeared online."
    if re.fullmatch(r"-?\d+", text, re.ASCII):
        return "That cannot be the year. Write it in four digits, such as 2008."
    return two_years(text)


def in_words(text: str) -> str:
    """Say how to write an ISO date that readers will see; empty for every other text."""
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
