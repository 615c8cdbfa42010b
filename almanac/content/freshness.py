"""How long an entry is trusted after it was checked, depending on how soon it may stop being true.

Nothing here reads the clock: the day is passed in, so that the same content and day make the same pages.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from almanac.content.kinds import BY_NAME, Entry
from almanac.content.kinds.base import Risk
from almanac.content.problem import AlmanacError
from almanac.content.refs import kind_of

DAYS_TRUSTED = {Risk.URGENT: 90, Risk.ORGANISATIONS: 180, Risk.LAW: 180, Risk.FIGURES: 365, Risk.DOCUMENTS: 730}
"""For how many days an entry of each risk class is trusted."""

DUE_SOON = 30  # days ahead for which editors are told what will be due


class DateError(AlmanacError):
    """The value given for today is not a date; the message says what to write."""


@dataclass(frozen=True, order=True)
class Due:
    """The day by which an entry must be checked again.

    Attributes:
        day: the last day on which it is trusted.
        ref: the entry, as ``kind/key``.
        days_left: days from today until then; negative once it is overdue.
    """

    day: dt.date
    ref: str
    days_left: int

    @property
    def overdue(self) -> bool:
        """Whether the day has passed."""
        return self.days_left < 0


def risk(ref: str, entry: Entry) -> Risk:
    """Return the risk class of an entry, given its ``kind/key`` and itself: its own, or else that of its kind."""
    return entry.own_risk or BY_NAME[kind_of(ref)].risk


def due(ref: str, entry: Entry) -> dt.date:
    """Return the last day on which an entry is trusted, given its ``kind/key`` and itself."""
    return entry.checked + dt.timedelta(days=DAYS_TRUSTED[risk(ref, entry)])


def newest(entries: Iterable[Entry]) -> dt.date:
    """Return the latest day on which any entry was checked or changed, which is "today" if no day is given."""
    return max(day for entry in entries for day in (entry.checked, *(change.day for change in entry.changed)))


def parse_day(text: str) -> dt.date | None:
    """Parse the day given by a command or its environment; None for an empty text.

    Raises:
        DateError: if it is not a date (ISO 8601).
    """
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        raise DateError(f'found "{text}" for today. Write a real date as year-month-day, such as 2026-11-21.') from None


def review_dates(refs: Iterable[tuple[str, Entry]], today: dt.date) -> tuple[Due, ...]:
    """Return when each entry is due, the most pressing first, given pairs of ``kind/key`` and entry."""
    days = ((due(ref, entry), ref) for ref, entry in refs)
    return tuple(sorted(Due(day, ref, (day - today).days) for day, ref in days))
