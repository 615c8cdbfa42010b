"""Notices of retractions and corrections, as our own exports write them."""

from __future__ import annotations

import re

from almanac.content.kinds.notice import STATUSES
from almanac.content.months import MONTHS
from almanac.editing.formats import values
from almanac.editing.formats.record import Fields

_NOTICE = re.compile(rf"({'|'.join(status.capitalize() for status in STATUSES)}) ([\w ]+?)(?:: (.*))?\.")


def from_sentence(line: str) -> Fields | None:
    """Parse a notice from the sentence that our own exports write (``words.notice_line``); None for any other."""
    found = _NOTICE.fullmatch(values.text(line))
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
