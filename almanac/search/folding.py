"""Folds text for comparing names. The search page folds queries the same way: ``fold`` in ``js/text.js``."""

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

_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_APOSTROPHES = re.compile("['\u2019\u2018\u02bc`]")


@functools.lru_cache(maxsize=100_000)
def normalised(text: str) -> str:
    """Text in the form used for comparing names: lower-case letters, digits and single spaces.

    Letters of other scripts are kept. The search page folds queries the same way (``fold`` in ``js/text.js``).
    """
    plain = text.lower() if text.isascii() else _without_marks(text)
    plain = _APOSTROPHES.sub("", plain.replace("&", " and "))
    return re.sub(r"[\W_]+", " ", plain).strip()


def _without_marks(text: str) -> str:
    seen = _UNSEEN.sub("", unicodedata.normalize("NFKD", text))
    return seen.translate(_NO_MARKS).lower().translate(_NO_MARKS).translate(_TYPED)


class _NoMarks(dict[int, int | None]):
    """A table for ``translate`` that removes every character that Unicode classes as a mark."""

    def __missing__(self, number: int) -> int | None:
        self[number] = None if unicodedata.category(chr(number)).startswith("M") else number
        return self[number]


_NO_MARKS, _TYPED = _NoMarks(), str.maketrans(dict(LETTERS))
