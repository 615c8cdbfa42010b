"""Convert values of other programs to those of a study: names, dates, pages and DOIs."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from typing import Any

from almanac.content.months import MONTHS
from almanac.content.quotation import curled
from almanac.editing.formats.record import Fields

_TAG = re.compile(r"</?(?:i|b|em|strong|sub|sup|scp|sc|u|span|p|jats:\w+|mml:\w+)\b[^<>]*>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-f]+|[a-z]+\d*);", re.IGNORECASE)
_DOI = re.compile(r"10\.\d{4,9}/\S+")
_SUFFIX = re.compile(r"(?:Jr|Sr)\.?|I{1,3}|IV|VI{0,3}")
_MARK = re.compile(r"^\W*(retracted|withdrawn|expression of concern|corrected)(?: article)?\W*:\s*", re.IGNORECASE)
_INITIALS_FIRST = re.compile(r"((?:[A-Z]\.-? ?)+)([^\W\d][^.,]*)")
_ADDRESS = re.compile(r"https?://(?:(?!;https?:)[^\s<>\"])+(?<![.,;:!])", re.IGNORECASE)
_FULL_STOP = re.compile(r"(?<![.A-Z])\.$")  # neither three of them nor that of an abbreviation such as U.K.
_NO_DATE = re.compile(r"n\.? ?d\.?|no date", re.IGNORECASE)
_NO_PAGE = re.compile(r"\d+[A-Za-z]{1,3}\d+")  # such as 06GG04, which is not a page number
_SHOWN = 60  # characters of a value that is reported, not kept
_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")
_NUMBER_OF_MONTH = {name[:3].lower(): number for number, name in enumerate(MONTHS, 1)}


def text(value: object) -> str:
    """Return a text on one line, without markup, entities, soft hyphens and repeated spaces."""
    plain = str(value if value is not None else "")
    if "<" in plain:
        plain = _TAG.sub("", plain)
    if "&" in plain and _ENTITY.search(plain):
        plain = _TAG.sub("", html.unescape(plain))
    plain = " ".join(plain.split())
    if plain.isprintable():
        return plain
    return " ".join("".join(each for each in plain if each.isprintable() or each.isspace()).split())


def reference_text(value: object) -> str:
    """Return a text with the curly quotation marks that references have."""
    return str(curled(text(value)))


def doi(value: object) -> str:
    """Return the DOI alone, without the resolver's address or punctuation after it."""
    found = _DOI.search(text(value))
    return found[0].rstrip(".,;") if found else ""


def person(name: str) -> Fields:
    """Parse a name written "Family, Given, Suffix".

    A comma at the end marks an organisation, and so do braces around the name. A single word is a single name.
    """
    if name.rstrip().endswith(",") or re.fullmatch(r"\s*\{.*\}\s*", name):
        return {"body": reference_text(name.strip(", {}"))}
    parts = [reference_text(part) for part in name.split(",")]
    if len(parts) == 1:
        initials = _INITIALS_FIRST.fullmatch(parts[0])
        if initials:
            return person_parts(initials[2], initials[1].strip())
        return {"body" if " " in parts[0] else "family": parts[0]}
    family, *rest = parts
    suffix = next((part for part in rest if _SUFFIX.fullmatch(part)), "")
    return person_parts(family, given([part for part in rest if part and part != suffix]), suffix)


def suffix_at(rest: list[str]) -> int | None:
    """Return the index of the suffix (Jr, III) among the parts after a family name, or None.

    BibTeX puts a suffix first of two parts. So the first of two is taken for one unless it is initials or several
    words.
    """
    sure = next((place for place, part in enumerate(rest) if _SUFFIX.fullmatch(part)), None)
    if sure is not None or len(rest) != 2:  # noqa: PLR2004
        return sure
    return None if " " in rest[0] or re.fullmatch(r"(?:[A-Z]\.?-?)+", rest[0]) else 0


def given(parts: list[str]) -> str:
    """Join given names that a comma separates: initials by spaces, anything else by commas for an editor to check."""
    return (" " if all(re.fullmatch(r"(?:[A-Z]\.?[ -]?)+", part) for part in parts) else ", ").join(parts)


def person_parts(family: str, given: str, suffix: str = "") -> Fields:
    """Return a person's name in its parts; a suffix such as ``Jr`` at the end of another part becomes its own."""
    for part in () if suffix else (family, given):
        before, _, last = part.rpartition(" ")
        if before and last.rstrip(".") in ("Jr", "Sr", "II", "III", "2nd", "3rd", "4th"):
            suffix = last
            family, given = (before, given) if part is family else (family, before)
            break
    return {key: value for key, value in (("family", family), ("given", given), ("suffix", suffix)) if value}


def people(names: Iterable[str]) -> list[Fields]:
    """Parse every name that is not empty; one text may contain several, separated by semicolons."""
    return [person(part) for name in names for part in _alone(name) if text(part).strip(", ")]


def _alone(name: str) -> list[str]:
    parts = text(name).split(";")
    return parts if len(parts) > 1 and all("," in part for part in parts if part.strip()) else [name]


def date(value: object) -> Fields:
    """Return year, month and day of a date, as far as given: ``1999/04/02``, ``2020 Mar 5``, ``5 March 2020``."""
    said = re.sub(r"^(\d{4})([01]\d)([0-3]\d)(?!\d)", r"\1-\2-\3", text(value))
    year = _YEAR.search(said)
    if not year:
        return {}
    rest = said[year.end() :].strip("/- ")
    numbers = re.match(r"(\d{1,2})(?:[/-](\d{1,2}))?(?!\d)", rest)
    named = re.search(r"\b([A-Za-z]{3})[a-z]*\b(?:\s+(\d{1,2})\b)?", rest)
    before = re.search(r"\b(?:(\d{1,2})\.? +)?([A-Za-z]{3})[a-z]*\.?,?(?: +(\d{1,2}),?)? *$", said[: year.start()])
    month, day = 0, 0
    if numbers:
        month, day = int(numbers[1]), int(numbers[2] or 0)
    elif named:
        month, day = _NUMBER_OF_MONTH.get(named[1].lower(), 0), int(named[2] or 0)
    elif before:
        month, day = _NUMBER_OF_MONTH.get(before[2].lower(), 0), int(before[1] or before[3] or 0)
    return parts(int(year[0]), month, day)


def without_year(fields: Fields, *said: object) -> list[str]:
    """Return losses for dates without a year, such as "in press"; where they say "n.d.", the study is undated."""
    left = [] if fields.get("year") else [one for one in map(text, said) if one]
    if left and all(map(_NO_DATE.fullmatch, left)):
        fields["undated"] = True
        return []
    return losses(("year", one) for one in left)


def parts(year: int, month: int = 0, day: int = 0) -> Fields:
    """Return year, month and day, each if it is known and valid."""
    last_month, last_day = 12, 31
    found: Fields = {"year": year}
    if 1 <= month <= last_month:
        found["month"] = month
        if 1 <= day <= last_day:
            found["day"] = day
    return found


def pages(first: object, last: object = "") -> str:
    """Return pages with a plain hyphen, and the last one in full: ``443-61`` becomes ``443-461``."""
    given = "-".join(part for part in (text(first), text(last)) if part).strip('"\u201c\u201d ')
    plain = re.sub(r"\s*(?:-{1,3}|[\u2010-\u2015\u2212])\s*", "-", given).rstrip("-")
    plain = re.sub(r"^pp?\.?\s*(?=\d)", "", plain)
    found = re.fullmatch(r"(\d+)-(\d+)", plain)
    if found and len(found[2]) < len(found[1]):
        plain = f"{found[1]}-{found[1][: len(found[1]) - len(found[2])]}{found[2]}"
    ends = plain.split("-")
    return ends[0] if len(set(ends)) == 1 else plain


def title(value: object) -> tuple[str, bool]:
    """Return the title without a full stop or a retraction mark before it, and whether there was such a mark."""
    said = _FULL_STOP.sub("", reference_text(value))
    bare = _MARK.sub("", said)
    return (bare, True) if bare and bare != said else (said, False)


def kind(said: str, known: dict[str, str]) -> tuple[str, list[str]]:
    """Return our type for the type given in a file, and a message if we do not know it."""
    found = known.get(said)
    return (found, []) if found else ("report", [f"type: {said or 'none'} (taken as a report)"])


def address(*said: object) -> str:
    """Return the first web address that is not that of a DOI."""
    every = (found for one in said for found in _ADDRESS.findall(text(one)))
    return next((found for found in every if "doi.org/" not in found), "")


def fill_address(fields: Fields, said: Iterable[object], opened: Fields | None = None) -> None:
    """Fill in where to find a study.

    Args:
        fields: of the study, including any DOI that the file gives as such.
        said: values that may contain web addresses; a DOI is taken from these if there is no other.
        opened: the date on which the page was accessed; only a complete one is kept, with an address and no DOI.
    """
    said = [*said]
    fields["url"] = address(*said)
    fields["doi"] = fields["doi"] or next((doi(one) for one in said if "doi.org/" in text(one)), "")
    if opened and {"year", "month", "day"} <= opened.keys() and fields["url"] and not fields["doi"]:
        fields["accessed"] = "{year}-{month:02d}-{day:02d}".format_map(opened)


def with_subtitle(title: str, subtitle: str) -> str:
    """Join a title and its subtitle, by a colon unless the title ends with punctuation."""
    if not title or not subtitle:
        return title or subtitle
    return f"{title}{' ' if title[-1] in '.?!:' else ': '}{subtitle}"


def says_only_address(address: str, said: object) -> bool:
    """Return whether a value says no more than this address, or that of a DOI."""
    left = text(said).replace(address, "") if address else text(said)
    return bool(text(said)) and not re.sub(r"https?://(?:dx\.)?doi\.org/\S+", "", left).strip(" ;.,")


def losses(pairs: Iterable[tuple[str, object]]) -> list[str]:
    """Return lines for the report on fields that cannot be kept: each name with its count and its first value."""
    told: dict[str, list[str]] = {}
    for name, value in pairs:
        if said := text(value):
            told.setdefault(name, []).append(said)
    return [
        f"{name}{f' ({len(every)})' if len(every) > 1 else ''}: "
        f"{every[0][:_SHOWN]}{' and others' if len(every) > 1 else ''}"
        for name, every in told.items()
    ]


def without_empty(fields: Fields) -> Fields:
    """Return the fields that have a value; an article number given as pages moves to its own field."""
    pages, number = fields.get("pages", ""), fields.get("article_number", "")
    if pages and (pages == number or (not number and _NO_PAGE.fullmatch(pages))):
        fields = fields | {"pages": "", "article_number": pages}
    return {name: value for name, value in fields.items() if value not in (None, "", [], {})}


def mapping(value: Any) -> dict[str, Any]:
    """Return a value if it is a mapping, or else an empty one."""
    return value if isinstance(value, dict) else {}
