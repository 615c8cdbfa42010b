"""Advice on instruments."""

from __future__ import annotations

import re
from collections.abc import Iterator

from almanac.content.checks.finding import Finding
from almanac.content.kinds.instrument import Instrument
from almanac.content.model import Library

_NUMBERS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_TOLD = re.compile(rf"\b({'|'.join(_NUMBERS)}|\d{{1,2}}) (?:questions|statements)\b", re.IGNORECASE)


def instruments_have_as_many_questions_as_they_say(library: Library) -> Iterator[Finding]:
    """If a summary says how many questions an instrument has, the instrument or one of its sections has that many."""
    for ref, entry in library.all_of(Instrument):
        told = _TOLD.search(entry.summary)
        if told:
            held = [len(section.statements) for section in entry.sections]
            number = int(told[1]) if told[1].isdigit() else _NUMBERS.index(told[1].lower())
            if number not in (*held, sum(held)):
                message = (
                    f'found "{told.group()}", but there are {sum(held)}. Correct the summary, or add what is missing.'
                )
                yield Finding(ref, ("summary",), message, "A14", told.group())
