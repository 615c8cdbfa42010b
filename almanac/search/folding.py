"""Folds text for comparing names. The search page folds queries the same way: ``fold`` in ``js/text.js``."""

from __future__ import annotations

import functools
import re

from almanac.content.letters import without_accents

_APOSTROPHES = re.compile("['\u2019\u2018\u02bc`]")


@functools.lru_cache(maxsize=100_000)
def normalised(text: str) -> str:
    """Text in the form used for comparing names: lower-case letters, digits and single spaces.

    Letters of other scripts are kept. The search page folds queries the same way (``fold`` in ``js/text.js``).
    """
    plain = _APOSTROPHES.sub("", without_accents(text).replace("&", " and "))
    return re.sub(r"[\W_]+", " ", plain).strip()
