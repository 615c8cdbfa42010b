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

_PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "tenth": 10}
_NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_COUNTED = {word: number for number, word in enumerate(_NUMBERS, 2)} | {"a": 1, "one": 1}
_OVER = ("over", "more than", "at least", "no less than", "no fewer than")
_UNDER = ("under", "less than", "fewer than", "at most", "up to", "no more than", "not more than")
_BOUNDS = "|".join(sorted((*_OVER, *_UNDER), key=len, reverse=True))  # "no more than" before "more than"
_MANY = "|".join(_COUNTED)
_IN_WORDS = re.compile(
    rf"\b(?:(?P<bound>{_BOUNDS}) )?"
    rf"(?:(?:(?P<many>{_MANY})[ -])?(?P<part>{'|'.join(_PARTS)})(?P<several>s?)"
    rf"|(?P<some>{_MANY}|\d{{1,2}}) (?:\w+ )?(?:in|out of) (?:every )?(?P<of>{_MANY}|\d{{1,2}}))\b(?! as )",
    re.IGNORECASE,
)
_IN_FIGURES = re.compile(r" \((\d+(?:\.\d+)?)%\)")
# The percentage may follow a few words, but not where another part of the sentence begins.
_GOES_ON = re.compile(r"(?!.* (?:and|or|but|while|than) )[\w '\u2019-]*")
_BETWEEN = 80  # characters at most from the beginning of the words to the percentage
_ROUNDED, _MOST_ROUNDED = 0.2, 8  # the part of a share by which words may round it, and the most points
_ON_THE_SIDE = 1  # point by which it may miss the side that words such as "over" name


def shares_in_words_are_those_beside_them(library: Library) -> Iterator[Finding]:
    """A share in words is about the percentage in brackets after it."""
    yield from findings_from_matches(library.entries.items(), _shares, "A14")


@alone
def _shares(entry: Entry) -> tuple[EntryMatch, ...]:
    return tuple(first_matches(own_texts(entry), _in_shares)) if "%)" in joined_texts(entry) else ()


def _in_shares(text: str) -> Iterator[TextMatch]:
    for share in _IN_FIGURES.finditer(text):
        near = _IN_WORDS.finditer(text, max(0, share.start() - _BETWEEN), share.start())
        before = [(found, said) for found in near if (said := _said(found, text))]
        if len(before) == 1:  # "a third of half" is neither
            found, said = before[0]
            goes_on = _GOES_ON.fullmatch(text, found.end(), share.start())
            if goes_on and not _agree(said, (found["bound"] or "").lower(), float(share[1])):
                yield found.group(), f"It is not about {share[1]}%. Correct the one that is wrong."


def _said(found: re.Match[str], text: str) -> float:
    """Return the percentage that words stand for; 0 if they are no share, as in "one and a half" or "a third wave"."""
    if found["of"]:
        some, whole = _number(found["some"]), _number(found["of"])
        return 100 * some / whole if some < whole else 0
    if text.endswith("and ", 0, found.start()):
        return 0
    part, followed = found["part"].lower(), text.startswith((" of ", " ("), found.end())
    if part != "half" and not found["several"] and not (found["many"] and followed):
        return 0
    return 100 * _number(found["many"] or "one") / _PARTS[part]


def _agree(said: float, bound: str, share: float) -> bool:
    """Return whether a percentage is about the one that is said or, after a word such as "over", on that side of it."""
    if bound:
        beyond = share - said if bound in _OVER else said - share
        return beyond > -_ON_THE_SIDE
    return abs(share - said) <= min(_ROUNDED * said, _MOST_ROUNDED)


def _number(word: str) -> int:
    return int(word) if word.isdecimal() else _COUNTED[word.lower()]
