"""Dates, lists and states in plain British English."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import get_args

from almanac.citation.pagination import dashed, pages
from almanac.content import identifiers
from almanac.content.kinds.abstract import Abstract, Checkable
from almanac.content.kinds.notice import Notice
from almanac.content.kinds.organisation import Status, Telephone

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def day(date: dt.date) -> str:
    """``21 November 2026``."""
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"


def when(text: str) -> str:
    """An ISO year, month or day in words: ``2008``, ``November 2008``, ``3 November 2008``."""
    year, *rest = (int(part) for part in text.split("-"))
    match rest:
        case [month, date]:
            return day(dt.date(year, month, date))
        case [month]:
            return f"{MONTHS[month - 1]} {year}"
    return str(year)


def number(value: Decimal) -> str:
    """``6,867`` and ``3,215.6``: a comma for thousands, decimals as given."""
    return f"{value:,}"


def listed(words: Sequence[str]) -> str:
    """``England, Wales and Scotland``."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def authors(study: Abstract) -> str:
    """Family names of a study's authors; ``and others`` where not all are known."""
    names = [author.short for author in study.authors]
    return listed([*names, "others"] if study.others else names)


def notice_line(notice: Notice) -> str:
    """A notice as a sentence: ``Retracted 4 March 2021: Lamp Quarterly, 38(10), 1378.``, with its address."""
    address = identifiers.doi(notice.doi) if notice.doi else notice.url
    where = ", ".join(filter(None, (notice.notice, address)))
    said = f"{notice.status.capitalize()} {when(notice.date)}"
    return f"{said}: {where}." if where else f"{said}."


def field_names(names: Iterable[str]) -> list[str]:
    """Bibliographic fields as readers know them, in the order of a reference: ``title``, ``journal or book``."""
    shown = {"container": "journal or book", "doi": "DOI", "article_number": "article number"}
    return [shown.get(name, name) for name in sorted(names, key=get_args(Checkable).index)]


def in_volume(study: Abstract) -> str:
    """Journal, volume and issue, pages: ``British Journal of Social Work 32(4), 443\u2013461``."""
    issue = f"({dashed(study.issue)})" if study.issue else ""
    number = f"{dashed(study.volume or '')}{issue}"
    place = " ".join(part for part in (study.container or study.publisher, number) if part)
    found = pages(study)
    return ", ".join(part for part in (place, found.shown or found.article) if part)


def call(phone: Telephone) -> str:
    """What a number is for, with its hours and when it was seen: ``Wick line (9am to noon; seen 2025)``."""
    more = hours(phone)
    return f"{phone.purpose} ({more})" if more else phone.purpose


def hours(phone: Telephone) -> str:
    """The hours of a number, and when it was seen: ``9am to noon; seen 2025``; empty where neither is known."""
    return "; ".join(filter(None, (phone.hours, phone.seen and f"seen {when(phone.seen)}")))


def state(status: Status) -> str:
    """A body's state with its year: ``open``, ``merged 2012``."""
    word = {"active": "open", "unknown": "not known"}.get(status.state, status.state)
    year = status.since[:4] if status.since and status.state not in ("active", "unknown") else ""
    return f"{word} {year}".strip()


TODAY = ("open", "changed name", "ended", "not known")


def today(status: Status) -> tuple[str, ...]:
    """The words of ``TODAY`` that hold for a body: one that changed its name is open too."""
    if status.stands:
        return TODAY[:2] if status.state == "renamed" else TODAY[:1]
    return TODAY[2:3] if status.ended else TODAY[3:]
