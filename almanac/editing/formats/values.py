"""Values as other programs write them, turned into those of a study: names, dates, pages, DOIs, notices."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from typing import Any

from almanac.content.kinds.notice import STATUSES
from almanac.content.quotation import curled
from almanac.editing.formats.record import Fields
from almanac.site.words import MONTHS

_TAG = re.compile(r"</?(?:i|b|em|strong|sub|sup|scp|sc|u|span|p|jats:\w+|mml:\w+)\b[^<>]*>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-f]+|[a-z]+\d*);", re.IGNORECASE)
_DOI = re.compile(r"10\.\d{4,9}/\S+")
_SUFFIX = re.compile(r"(?:Jr|Sr)\.?|I{1,3}|IV|VI{0,3}")
_MARK = re.compile(r"^\W*(retracted|withdrawn|expression of concern|corrected)(?: article)?\W*:\s*", re.IGNORECASE)
_NOTICE = re.compile(rf"({'|'.join(status.capitalize() for status in STATUSES)}) ([\w ]+?)(?:: (.*))?\.")
_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")
_NUMBER_OF_MONTH = {name[:3].lower(): number for number, name in enumerate(MONTHS, 1)}


def text(value: object) -> str:
    """Text on one line without markup, entities, soft hyphens and doubled spaces."""
    plain = str(value if value is not None else "")
    if "<" in plain:
        plain = _TAG.sub("", plain)
    if "&" in plain and _ENTITY.search(plain):
        plain = _TAG.sub("", html.unescape(plain))
    if not plain.isprintable():
        plain = "".join(sign for sign in plain if sign.isprintable() or sign.isspace())
    return " ".join(plain.split())


def printed(value: object) -> str:
    """Text of a reference, with curly quotation marks as references have them."""
    return str(curled(text(value)))


def doi(value: object) -> str:
    """The DOI alone, without the resolver's address or a sign of the sentence that it stood in."""
    found = _DOI.search(text(value))
    return found[0].rstrip(".,;") if found else ""


def person(name: str) -> Fields:
    """A name written "Family, Given, Suffix"; a comma at its end marks an organisation, one word a single name."""
    parts = [printed(part) for part in name.split(",")]
    if len(parts) > 1 and not any(parts[1:]):
        return {"body": parts[0]}
    if len(parts) == 1:
        return {"body" if " " in parts[0] else "family": parts[0]}
    family, *rest = parts
    suffix = next((part for part in rest if _SUFFIX.fullmatch(part)), "")
    given = ", ".join(part for part in rest if part and part != suffix)
    return {key: value for key, value in (("family", family), ("given", given), ("suffix", suffix)) if value}


def people(names: Iterable[str]) -> list[Fields]:
    """Every name that is not empty."""
    return [person(name) for name in names if text(name).strip(", ")]


def date(value: object) -> Fields:
    """Year, month and day of a date: ``1999/04/02``, ``2020 Mar 5``, ``2020-03``; only what is there."""
    said = text(value)
    year = _YEAR.search(said)
    if not year:
        return {}
    rest = said[year.end() :].strip("/- ")
    numbers = re.match(r"(\d{1,2})(?:[/-](\d{1,2}))?(?!\d)", rest)
    named = re.search(r"\b([A-Za-z]{3})[a-z]*\b(?:\s+(\d{1,2})\b)?", rest)
    month, day = 0, 0
    if numbers:
        month, day = int(numbers[1]), int(numbers[2] or 0)
    elif named:
        month, day = _NUMBER_OF_MONTH.get(named[1].lower(), 0), int(named[2] or 0)
    return parts(int(year[0]), month, day)


def parts(year: int, month: int = 0, day: int = 0) -> Fields:
    """Year, month and day, each as far as it is known and there is such a one."""
    last_month, last_day = 12, 31
    found: Fields = {"year": year}
    if 1 <= month <= last_month:
        found["month"] = month
        if 1 <= day <= last_day:
            found["day"] = day
    return found


def pages(first: object, last: object = "") -> str:
    """Pages with a plain hyphen: the last one whole, as a record writes it (``443-61`` becomes ``443-461``)."""
    given = "-".join(part for part in (text(first), text(last)) if part)
    plain = re.sub(r"\s*(?:-{1,3}|[\u2010-\u2015\u2212])\s*", "-", given)
    found = re.fullmatch(r"(\d+)-(\d+)", plain)
    if found and len(found[2]) < len(found[1]):
        plain = f"{found[1]}-{found[1][: len(found[1]) - len(found[2])]}{found[2]}"
    ends = plain.split("-")
    return ends[0] if len(set(ends)) == 1 else plain


def title(value: object) -> tuple[str, bool]:
    """The title as printed, without the mark of a retraction before it; whether one stood there."""
    said = printed(value)
    bare = _MARK.sub("", said)
    return (bare, True) if bare and bare != said else (said, False)


def notice(line: str) -> Fields | None:
    """A notice from the sentence that our own exports write (``words.notice_line``); None for any other."""
    found = _NOTICE.fullmatch(text(line))
    day = re.fullmatch(r"(?:(?:(\d{1,2}) )?([A-Z][a-z]+) )?(\d{4})", found[2]) if found else None
    if not found or not day or (day[2] and day[2] not in MONTHS):
        return None
    month = f"-{MONTHS.index(day[2]) + 1:02d}" if day[2] else ""
    made: Fields = {"status": found[1].lower(), "date": f"{day[3]}{month}" + (f"-{int(day[1]):02d}" if day[1] else "")}
    *where, last = (found[3] or "").split(", ")
    if last.startswith("https://doi.org/"):
        made["doi"] = last.removeprefix("https://doi.org/")
    elif last.startswith(("https://", "http://")):
        made["url"] = last
    else:
        where.append(last)
    if any(where):
        made["notice"] = ", ".join(where)
    return made


def filled(fields: Fields) -> Fields:
    """The fields that hold something."""
    return {name: value for name, value in fields.items() if value not in (None, "", [], {})}


def mapping(value: Any) -> dict[str, Any]:
    """A value if it is a mapping, else an empty one."""
    return value if isinstance(value, dict) else {}
