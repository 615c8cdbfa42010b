"""The numbers of a provision, in every form that practitioners write them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import combinations

_ONE = r"\d{1,3}[A-Z]{0,2}(?:\(\d+\))*"
_LIST = re.compile(
    rf"\b(section|article|regulation)s? ({_ONE}(?:(?:,| and| to|, and) {_ONE})*)(?! of \d)|\b(schedule) ([A-Z]?\d+)\b"
)
_STEP = re.compile(rf"( to )?({_ONE})")
_PLAIN = re.compile(r"(\d+)([A-Z]?)")
_SHORT = {"section": ("s",), "article": ("art ",), "regulation": ("reg ",), "schedule": ("sch ",)}
_WIDEST = 15  # a range of more numbers than this is not something that readers look up
_OF_A_NATION = re.compile(r"(.+) \((Scotland|Wales|Northern Ireland)\) (Act|Order|Measure) \d{4}")
_FEWEST = 3  # initials that identify a law on their own; fewer are too ambiguous
_PAIRED = 4  # at most so many numbers of a provision are paired, such as 37/41


def numbers(provision: str) -> Iterator[tuple[str, str]]:
    """The unit and number of each part of a provision: ``sections 3 and 20`` gives section 3 and section 20.

    Ranges are expanded.
    """
    for found in _LIST.finditer(provision):
        if found[3]:
            yield found[3], found[4]
            continue
        last = ""
        for to, one in _STEP.findall(found[2]):
            yield from ((found[1], number) for number in (_between(last, one) if to else ()))
            yield found[1], one
            last = one


def _between(first: str, last: str) -> Iterator[str]:
    """The numbers between two others: 27 for 26 and 28, 17B and 17C for 17A and 17D. None if they cannot be counted."""
    one, other = _PLAIN.fullmatch(first), _PLAIN.fullmatch(last)
    if not one or not other:
        return
    if one[1] == other[1] and one[2] and other[2]:
        yield from (f"{one[1]}{chr(code)}" for code in range(ord(one[2]) + 1, ord(other[2])))
    elif not one[2] and not other[2] and int(other[1]) - int(one[1]) <= _WIDEST:
        yield from map(str, range(int(one[1]) + 1, int(other[1])))


def initials(act: str) -> Iterator[str]:
    """Short names of a law of one nation: AWI and AWIA for ``Adults with Incapacity (Scotland) Act 2000``."""
    found = _OF_A_NATION.fullmatch(act)
    if not found:
        return
    words = [word for word in re.split(r"[\s()-]+", found[1]) if word not in ("", "and", "of", "the")]
    own, nation = "".join(word[0] for word in words).upper(), "".join(word[0] for word in found[2].split())
    if len(own) >= _FEWEST:
        yield from (own, own + found[3][0])
    yield own + nation + found[3][0]


def forms(provision: str, act: str, abbreviations: tuple[str, ...] = ()) -> Iterator[str]:
    """Names by which readers look for a provision: ``section 2``, ``s2``, ``MHA s2``, ``article 12 order``.

    Args:
        provision: the place in the Act, such as ``sections 3 and 20``.
        act: the Act's name.
        abbreviations: short names of the Act. One in capitals, such as ``MHA``, is also combined with a short number.
    """
    whole = [(what, number.partition("(")[0]) for what, number in numbers(provision)]
    for what, number in dict.fromkeys((*numbers(provision), *whole)):
        short = [f"{start}{number}" for start in _SHORT[what]]
        yield from (f"{what} {number}", *short)
        if what == "article" and " Order " in f"{act} ":
            yield f"article {number} order"
        for name in abbreviations:
            yield from (f"{name} {what} {number}", *([f"{name} {short[0]}"] if name.isupper() else ()))
    yield from _pairs(dict.fromkeys(whole))


def _pairs(whole: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Pairs of sections in one provision, as people who work with both write them: ``section 37/41``, ``37/41``."""
    sections = [number for what, number in whole if what == "section"]
    if len(sections) <= _PAIRED:
        for one, other in combinations(sections, 2):
            yield f"section {one}/{other}"
            if min(len(one), len(other)) > 1:  # 3/4 is a fraction
                yield f"{one}/{other}"
