"""How long a statement is trusted after somebody looked, by how soon it may stop being true.

Nothing here asks what day it is: the day is given, so that the same content
and the same day make the same pages.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from almanac.content.kinds import BY_NAME, Entry
from almanac.content.kinds.base import Risk
from almanac.content.problem import AlmanacError

DAYS_TRUSTED = {Risk.URGENT: 90, Risk.BODIES: 180, Risk.LAW: 180, Risk.FIGURES: 365, Risk.DOCUMENTS: 730}
"""Days that an entry of each class is trusted."""

DUE_SOON = 30  # days ahead that an editor is told of


class DateError(AlmanacError):
    """What was given for today is no date; the message says what to write."""


@dataclass(frozen=True, order=True)
class Due:
    """When somebody must look at an entry again.

    Attributes:
        day: the last day on which it is trusted.
        ref: the entry, as ``kind/key``.
        left: days from today until then; below 0 once it is overdue.
    """

    day: dt.date
    ref: str
    left: int

    @property
    def overdue(self) -> bool:
        """Whether the day has passed."""
        return self.left < 0


def risk(ref: str, entry: Entry) -> Risk:
    """How soon an entry (``kind/key`` and itself) may stop being true: its own, or else its kind's."""
    return entry.own_risk or BY_NAME[ref.partition("/")[0]].risk


def due(ref: str, entry: Entry) -> dt.date:
    """The last day on which an entry (``kind/key`` and itself) is trusted."""
    return entry.checked + dt.timedelta(days=DAYS_TRUSTED[risk(ref, entry)])


def newest(entries: Iterable[Entry]) -> dt.date:
    """The newest day on which anybody looked at any entry, or changed it: "today", where no day is given."""
    return max(day for entry in entries for day in (entry.checked, *(change.day for change in entry.changed)))


def day_given(text: str) -> dt.date | None:
    """The day that a command or its environment gives, or None for an empty text.

    Raises:
        DateError: if it is no date (ISO 8601).
    """
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        raise DateError(f'found "{text}" for today. Write a real date as year-month-day, such as 2026-11-21.') from None


def review_dates(refs: Iterable[tuple[str, Entry]], today: dt.date) -> tuple[Due, ...]:
    """Every entry (``kind/key`` and itself) with the day on which it is due, the most pressing first."""
    days = ((due(ref, entry), ref) for ref, entry in refs)
    return tuple(sorted(Due(day, ref, (day - today).days) for day, ref in days))
