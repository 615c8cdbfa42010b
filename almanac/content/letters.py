"""Capital letters, plurals after a number, and names without accents, for comparison, sorting and addresses."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Mapping

LETTERS: Mapping[str, str] = {
    "æ": "ae",
    "œ": "oe",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "ß": "ss",
    "\N{LATIN SMALL LETTER DOTLESS I}": "i",
    "ħ": "h",
    "ŋ": "n",
    "ŧ": "t",
    "ĸ": "k",
    "ə": "e",
}
"""Letters that Unicode does not decompose, and how they are typed without diacritics."""

_DASHES = re.compile("[\u2010-\u2015]")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


def capitalised(text: str) -> str:
    """Return a text with its first letter as a capital, and the rest as it is."""
    return text[:1].upper() + text[1:]


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number of things: ``1 fault``, ``2 faults``; ``2 studies`` if the plural is given."""
    return f"{number} {one if number == 1 else many or f'{one}s'}"


def without_accents(text: str) -> str:
    """Return a text in lower case without accents: ``Brækkan`` and ``Łukasz`` become ``braekkan`` and ``lukasz``.

    Letters of other scripts are kept.
    """
    if text.isascii():
        return text.lower()
    seen = _UNSEEN.sub("", unicodedata.normalize("NFKD", text))
    return seen.translate(_NO_MARKS).lower().translate(_NO_MARKS).translate(_TYPED)


@functools.cache
def slug(name: str) -> str:
    """Return a name as part of an address or as a key: ``Ørsted & Co`` becomes ``orsted-co``."""
    plain = without_accents(_DASHES.sub("-", name)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


class _NoMarks(dict[int, int | None]):
    """A table for ``translate`` that removes every character that Unicode classes as a mark."""

    def __missing__(self, number: int) -> int | None:
        self[number] = None if unicodedata.category(chr(number)).startswith("M") else number
        return self[number]


_NO_MARKS, _TYPED = _NoMarks(), str.maketrans(dict(LETTERS))
