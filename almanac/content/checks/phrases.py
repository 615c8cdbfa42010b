"""Phrases that no text of ours has: what a chatbot says, dates that do not exist, emergency numbers of elsewhere.

The words of others, in quotation marks, are left as they are.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterable, Iterator

from almanac.content.checks.finding import Finding, Path
from almanac.content.checks.language import QUOTED, ours, whole
from almanac.content.kinds import Entry
from almanac.content.kinds.fields import NATIONS_OF_UK
from almanac.content.memo import alone
from almanac.content.model import Library

Said = tuple[Path, str, str]
"""Where in the entry, what was found, and what to write."""

_OF_UK = {*NATIONS_OF_UK, "UK"}
_CALLED = (
    r"\b(?:(?:[Cc]all|[Cc]ontact|[Rr]ing|[Dd]ial|[Pp]hone|[Tt]elephone|[Tt]ext)"
    r"(?:(?: the)? (?:police|ambulance|emergency services))?(?: on)?|"
    r"[Ee]mergency (?:services|number)(?: is| on|,|:)?|(?<!\d )999(?:,| or|/)?)[ /]?\(?"
)
# In North America, in Australia, and for thoughts of suicide in North America; 112 is answered here too.
_NUMBERS = ("911", "000", "988")
_ELSEWHERE = re.compile(rf"{_CALLED}({'|'.join(_NUMBERS)})\b(?![ -]?\d)")

_CHAT_SIGNS = (
    "!", "Here", " AI", "language model", "I hope", "et me know", "eel free", "ike me to", "ant me to", "y knowledge",
    "y training", "y last",
)  # fmt: skip
_CHAT = re.compile(
    r"\b(?:(?:Certainly|Sure|Sure thing|Of course|Absolutely|(?:Great|Good) question|Happy to help)!|"
    r"Here(?: is|['\u2019]s| are) (?:a|an|the|your|my|some)\b(?: [\w-]+){0,3}? "
    r"(?:versions?|rewrite|summary|translation|paragraph|response|revision)\b|"
    r"[Aa]s an AI\b|[Aa]s a (?:large )?language model\b|I hope (?:this|that) helps\b|"
    r"[Ll]et me know (?:if|whether|how|what)\b|[Ff]eel free to (?:ask|adjust|edit|let|reach)\b|"
    r"(?:[Ww]ould you like|[Dd]o you want) me to\b|[Aa]s of my (?:last )?(?:knowledge|training)\b|"
    r"[Mm]y (?:last )?(?:knowledge|training) (?:cut-?off|update|data)\b)"
)

_MONTHS = tuple(calendar.month_name)[1:]
# A month, with the year; as in the United States the day may stand between them.
_MONTH = re.compile(
    rf"(?:{'|'.join(_MONTHS)}|{'|'.join(name[:3] for name in _MONTHS)}|Sept)\b"
    r"(?: (?P<day>\d{1,2})(?:st|nd|rd|th)?(?=,? [12]\d{3}\b))?,?(?: (?P<year>[12]\d{3})\b)?"
)
_DAY_BEFORE = re.compile(r"\b(?P<day>\d{1,2})(?:st|nd|rd|th)?(?: of)? $")
_LATE = re.compile(r"\b(?:00?|29|[3-9]\d)(?:st|nd|rd|th)?\b")  # a day that not every month has
_LONGEST_DAY = len(" 31st of ")
_MONTH_SIGNS = tuple(name[:3] for name in _MONTHS)
_LEAP = 2000  # where no year is given, February may have 29 days
_IN_EVERY_MONTH, _MOST_DAYS, _FEBRUARY = 28, 31, 2


def emergency_numbers_are_those_of_the_uk(library: Library) -> Iterator[Finding]:
    """No text tells readers to call the emergency number of another country, unless it is about that country too."""
    for ref, entry in library.entries.items():
        for path, found, wanted in _numbers(entry) if _OF_UK.issuperset(entry.nations) else ():
            yield Finding(ref, path, f'found "{found}". {wanted}', word=found)


def no_words_of_a_chatbot_are_left(library: Library) -> Iterator[Finding]:
    """No text has what a chatbot says before or after its answer."""
    for ref, entry in library.entries.items():
        for path, found, wanted in _chat(entry):
            yield Finding(ref, path, f'found "{found}". {wanted}', "A2", found)


def dates_exist(library: Library) -> Iterator[Finding]:
    """No text, and no place in a source, names a day that its month does not have."""
    for ref, entry in library.entries.items():
        for path, found, wanted in _days(entry):
            yield Finding(ref, path, f'found "{found}". {wanted}', "A2", found)


@alone
def _numbers(entry: Entry) -> tuple[Said, ...]:
    return tuple(_look(ours(entry), _in_elsewhere)) if _has(whole(entry), _NUMBERS) else ()


@alone
def _chat(entry: Entry) -> tuple[Said, ...]:
    return tuple(_look(ours(entry), _in_chat)) if _has(whole(entry), _CHAT_SIGNS) else ()


@alone
def _days(entry: Entry) -> tuple[Said, ...]:
    places = tuple((("sources", index, "at"), place.at) for index, place in enumerate(entry.sources))
    held = "\n".join((whole(entry), *(text for _, text in places)))
    return tuple(_look((*ours(entry), *places), _in_days)) if _LATE.search(held) and _has(held, _MONTH_SIGNS) else ()


def _has(text: str, signs: Iterable[str]) -> bool:
    return any(sign in text for sign in signs)


def _look(held: Iterable[tuple[Path, str]], look: Callable[[str], Iterator[tuple[str, str]]]) -> Iterator[Said]:
    """What a look finds first in each text."""
    for path, text in held:
        if any(look(text)) and (said := next(look(QUOTED.sub(" ", text)), None)):
            yield path, *said


def _in_elsewhere(text: str) -> Iterator[tuple[str, str]]:
    for found in _ELSEWHERE.finditer(text):
        wanted = "116 123 (Samaritans) or 999" if found[1] == "988" else "999"
        yield found.group(), f"{found[1]} is a number of another country. Write {wanted}."


def _in_chat(text: str) -> Iterator[tuple[str, str]]:
    for found in _CHAT.finditer(text):
        yield found.group(), "This reads like a chatbot's reply. Remove it."


def _in_days(text: str) -> Iterator[tuple[str, str]]:
    for found in _MONTH.finditer(text):
        before = _DAY_BEFORE.search(text, max(0, found.start() - _LONGEST_DAY), found.start())
        day, year = int((before or found)["day"] or 1), found["year"]
        if 0 < day <= _IN_EVERY_MONTH:
            continue
        number = next(at for at, name in enumerate(_MONTHS, 1) if name[:3] == found.group()[:3])
        month = f"{_MONTHS[number - 1]} {year}" if year and number == _FEBRUARY else _MONTHS[number - 1]
        most = calendar.monthrange(int(year or _LEAP), number)[1]
        if (day < 1 or day > most) and (year or day <= _MOST_DAYS):  # "45 May" may be of 45 people
            said = text[(before or found).start() : found.end()].rstrip(",")
            yield said, f"{month} has {most} days. Correct the date."
