"""Dates, lists and states in plain British English."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import get_args

from almanac.citation.pagination import pages, with_en_dash
from almanac.content import identifiers
from almanac.content.kinds.abstract import Abstract, Checkable
from almanac.content.kinds.fields import NATIONS_OF_UK
from almanac.content.kinds.notice import Notice
from almanac.content.kinds.organisation import Access, Status, Telephone, TextLine
from almanac.content.letters import capitalised
from almanac.content.months import MONTHS


def day(date: dt.date) -> str:
    """A date in words: ``21 November 2026``."""
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
    """A number with commas for thousands and decimals as given: ``6,867``, ``3,215.6``."""
    return f"{value:,}"


def listed(words: Sequence[str]) -> str:
    """A list in words: ``England, Wales and Scotland``."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def across(nations: Sequence[str]) -> str:
    """Nations in words, short if all four of the UK are meant: ``All four nations``."""
    return "All four nations" if set(nations) == set(NATIONS_OF_UK) else listed(nations)


def split_changes(text: str) -> list[str]:
    """Split a text that lists changes into sentences: at their ends, and at semicolons outside brackets."""
    pieces = re.split(r"(?<=[.?!]) (?=[A-Z])|(?<=;) (?![^(]*\))", text)
    return [capitalised(re.sub(";$", ".", piece)) for piece in pieces]


def authors(study: Abstract) -> str:
    """Family names of a study's authors, ending in ``and others`` if not all are known."""
    names = [author.short for author in study.authors]
    return listed([*names, "others"] if study.others else names)


_LONGER = 4  # letters of a word that title case begins with a capital


def in_title_case(study: Abstract) -> bool:
    """Whether a title has more capitals than a reference in sentence case would have, judged by its longer words."""
    found: list[str] = re.findall(r"[^\W\d_]+", study.title)
    longer = [word for word in found if len(word) >= _LONGER][1:]
    return sum(word[0].isupper() for word in longer) * 2 > len(longer)


_NAMED = 3  # authors that a list names before "et al."


def few_authors(study: Abstract) -> str:
    """The authors as lists name them: up to three, or the first three and ``et al.``."""
    names = [author.short for author in study.authors]
    return authors(study) if len(names) <= _NAMED else f"{', '.join(names[:_NAMED])} et al."


def cited(study: Abstract) -> str:
    """The in-text citation of a study: ``Huxley et al., 2005``, ``Tucker and Webber, 2021``."""
    first, *rest = (author.short for author in study.authors)
    tail = " et al." if len(rest) > 1 or study.others else f" and {rest[0]}" if rest else ""
    return f"{first}{tail}, {study.year_shown}"


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
    """Journal, volume, issue and pages: ``British Journal of Social Work 32(4), 443\u2013461``."""
    issue = f"({with_en_dash(study.issue)})" if study.issue else ""
    number = f"{with_en_dash(study.volume or '')}{issue}"
    place = " ".join(part for part in (study.container or study.publisher, number) if part)
    found = pages(study)
    return ", ".join(part for part in (place, found.shown or found.article) if part)


def call(phone: Telephone) -> str:
    """The purpose and hours of a number, and when it was seen: ``Wick line (9am to noon; seen 2025)``."""
    more = hours(phone)
    return f"{phone.purpose} ({more})" if more else phone.purpose


def text_line(text: TextLine) -> str:
    """What to text and where, its purpose and hours: ``SHOUT to 85258 (free; 24 hours; seen November 2024)``."""
    more = "; ".join(filter(None, (text.purpose, hours(text))))
    return f"{texting(text)} ({more})"


def texting(text: TextLine) -> str:
    """What to text and where: ``SHOUT to 85258``."""
    return f"{text.keyword} to {text.number}" if text.keyword else text.number


def access(given: Access) -> str:
    """A way to contact an organisation, with what is known about it: ``web chat (for parents; seen 2021)``."""
    more = "; ".join(filter(None, (given.note, f"seen {when(given.seen)}" if given.seen else "no date")))
    return f"{given.way} ({more})"


def hours(phone: Telephone | TextLine) -> str:
    """The hours of a number and when it was seen: ``9am to noon; seen 2025``. Empty if neither is known."""
    return "; ".join(filter(None, (phone.hours, phone.seen and f"seen {when(phone.seen)}")))


STATES = {"active": "open", "unknown": "not known"}
"""States that readers know by another name."""


def state(status: Status) -> str:
    """An organisation's state with its year: ``open``, ``merged 2012``."""
    word = STATES.get(status.state, status.state)
    year = status.since[:4] if status.since and status.state not in ("active", "unknown") else ""
    return f"{word} {year}".strip()


TODAY = ("open", "renamed", "not confirmed", "closed or merged", "not known")


def today(status: Status) -> tuple[str, ...]:
    """The values of ``TODAY`` that apply to an organisation. One that changed its name may be open too."""
    if not status.exists:
        return ("closed or merged",) if status.closed_or_merged else ("not known",)
    renamed = ("renamed",) if status.state == "renamed" else ()
    return ("open", *renamed) if status.is_current else ("not confirmed", *renamed)


def doubt(status: Status) -> str:
    """Why an organisation cannot be shown as available: ``merged 2012``, ``not confirmed since 2021``.

    Empty if it is confirmed. An organisation whose evidence has no date is not confirmed at all.
    """
    if status.is_current:
        return ""
    if not status.exists:
        return state(status)
    return f"not confirmed since {status.seen[:4]}" if status.seen else "not confirmed: no dated page seen"
