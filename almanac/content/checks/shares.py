"""Advice on shares in words that are not those in brackets after them, such as "two-thirds (76%)"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from almanac.content.checks.finding import Finding
from almanac.content.checks.language import joined_texts, own_texts
from almanac.content.checks.matching import EntryMatch, TextMatch, findings_from_matches, first_matches
from almanac.content.kinds import Entry
from almanac.content.memo import alone
from almanac.content.model import Library

_PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
_NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_COUNTED = {word: number for number, word in enumerate(_NUMBERS, 2)} | {"a": 1, "one": 1}
_IN_WORDS = re.compile(
    r"\b(?P<bound>(?:over|under|(?:more|less|fewer) than) )?"
    rf"(?:(?:(?P<many>{'|'.join(_COUNTED)})[ -])?(?P<part>{'|'.join(_PARTS)})s?|one (?:person )?in (?P<of>\w+))\b",
    re.IGNORECASE,
)
_IN_FIGURES = re.compile(r" \((\d+(?:\.\d+)?)%\)")
# The percentage may follow a few words, but not where another part of the sentence begins.
_GOES_ON = re.compile(r"(?!.* (?:and|or|but|while|than) )[\w '\u2019-]*")
_BETWEEN = 80  # characters at most from the beginning of the words to the percentage
_WHOLE = 100
_ROUNDED, _MOST_ROUNDED = 0.2, 8  # the part of a share by which words may round it, and the most points
_ON_THE_SIDE = 1  # point by which it may miss the side that words such as "over" name


def shares_in_words_are_those_beside_them(library: Library) -> Iterator[Finding]:
    """A share in words is about the percentage in brackets after it."""
    yield from findings_from_matches(library.entries.items(), _shares, "A14")


@alone
def _shares(entry: Entry) -> tuple[EntryMatch, ...]:
    return tuple(first_matches(own_texts(entry), _in_shares)) if "%)" in joined_texts(entry) else ()


def _in_shares(text: str) -> Iterator[TextMatch]:
    for share in _IN_FIGURES.finditer(text) if "%)" in text else ():
        before = list(_IN_WORDS.finditer(text, max(0, share.start() - _BETWEEN), share.start()))
        said = before[0] if len(before) == 1 else None  # "a third of half" is neither
        goes_on = said and _GOES_ON.fullmatch(text, said.end(), share.start())
        if said and goes_on and not _agree(said, float(share[1])):
            yield said.group(), f"It is not about {share[1]}%. Correct the one that is wrong."


def _agree(found: re.Match[str], share: float) -> bool:
    """Return whether a percentage is about a share in words, and on the side of it that they name."""
    parts = _PARTS.get((found["part"] or "").lower(), 0) or _number(found["of"] or "")
    if parts <= 1:
        return True
    said = _WHOLE * _number(found["many"] or "one") / parts
    bound = (found["bound"] or "").lower()
    if bound:
        beyond = share - said if bound in ("over ", "more than ") else said - share
        return beyond > -_ON_THE_SIDE
    return abs(share - said) <= min(_ROUNDED * said, _MOST_ROUNDED)


def _number(word: str) -> int:
    return int(word) if word.isdecimal() else _COUNTED.get(word.lower(), 0)
