"""Advice on dates: an entry and its sources agree on dates, and no source is newer than the check that used it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from almanac.content.checks.finding import Finding
from almanac.content.kinds.base import SourcePlace
from almanac.content.kinds.provision import Provision
from almanac.content.kinds.source import Source
from almanac.content.model import Library
from almanac.content.months import MONTHS
from almanac.content.problem import FieldPath

_DAY = rf"(\d{{1,2}}) ({'|'.join(MONTHS)}) ((?:19|20)\d\d)\b"
# The date of a page, as opposed to a date on which something starts, ends or is due.
_OF_A_PAGE = re.compile(
    rf"(?=\d)(?<!from )(?<!by )(?<!until )(?<!before )(?<!since )(?<!due )(?<!for )(?<!force on )(?<!to )\b{_DAY}"
)
_PUBLISHED = re.compile(rf"\b(?:[Pp]ublished|[Ii]ssued|[Dd]ated|[Pp]rinted|[Rr]eleased|[Cc]ame out) (?:on )?{_DAY}")


def no_source_is_newer_than_its_check(library: Library) -> Iterator[Finding]:
    """No source of an entry is a page dated after the day on which somebody checked the entry."""
    for ref, entry in library.entries.items():
        yield from _newer(ref, ("checked",), entry.checked, entry.sources)
    for ref, provision in library.all_of(Provision):
        if provision.ahead:
            yield from _newer(ref, ("ahead", "looked"), provision.ahead.looked, provision.ahead.sources)


def _newer(ref: str, path: FieldPath, looked: dt.date, places: tuple[SourcePlace, ...]) -> Iterator[Finding]:
    days = [(day, found) for place in places for found in _OF_A_PAGE.finditer(place.at) if (day := _day(found))]
    newest, found = max(days, key=lambda held: held[0], default=(None, None))
    if newest and found and newest > looked:
        message = f'found "{looked}", but a source is dated {found.group()}. Correct the one that is wrong.'
        yield Finding(ref, path, message, "A14")


def dates_are_those_that_are_explained(library: Library) -> Iterator[Finding]:
    """The date of a source is the publication date given in its own explanation."""
    for ref, entry in library.all_of(Source):
        if entry.date and entry.dated_how:
            found = _PUBLISHED.search(entry.dated_how)
            day = _day(found) if found else None
            if found and day and not day.isoformat().startswith(entry.date):
                told = " ".join(found.groups())
                message = f'found "{entry.date}", but dated_how says {told}. Correct the one that is wrong.'
                yield Finding(ref, ("date",), message, "A14")


def _day(found: re.Match[str]) -> dt.date | None:
    """Return the date that a text names, or None if there is no such day."""
    try:
        return dt.date(int(found[3]), MONTHS.index(found[2]) + 1, int(found[1]))
    except ValueError:
        return None
