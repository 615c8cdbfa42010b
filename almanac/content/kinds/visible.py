"""Check that a text can be seen: a title of unusual spaces or accents alone would leave a page without a name."""

from __future__ import annotations

import re
import unicodedata

# Categorised as letters or symbols although nothing is visible: Hangul fillers, the Braille cell without dots, and
# joiners that Unicode counts as accents (Unicode, DerivedCoreProperties: Default_Ignorable).
_EMPTY = re.compile("[\u115f\u1160\u3164\uffa0\u2800\u034f\u17b4\u17b5\u180b\u180c\u180d]")
_SEEN = re.compile("[!-~]")  # as in nearly every text
_MAY_BE_ACCENT = re.compile("[\u0300-\u1fff\u20d0-\u20ff\u2c00-\U0010ffff]")
_MOST_ACCENTS = 6  # on one letter; more would overlap the lines around it


def advice(text: str) -> str:
    """Say why a text cannot be seen, and what to do; empty if it can."""
    seen = _SEEN.search(text)
    if text.isascii() and seen:
        return ""
    if odd := _EMPTY.search(text):
        return f"this text has the invisible character U+{ord(odd.group()):04X}. Delete it and type the text again."
    if not seen and not any(unicodedata.category(character)[0] in "LNPS" for character in text):
        return "nothing can be seen of this text. Write words, or remove the field."
    if unicodedata.category(text.lstrip()[0])[0] == "M":
        return "this begins with an accent that is not on a letter. Delete it and type the text again."
    if _piled(text):
        return f"there are more than {_MOST_ACCENTS} accents on one letter. Type the text again."
    return ""


def _piled(text: str) -> bool:
    """Return whether a run of accents is longer than any language puts on one letter."""
    if not _MAY_BE_ACCENT.search(text):
        return False
    run = 0
    for character in text:
        run = run + 1 if unicodedata.category(character)[0] == "M" else 0
        if run > _MOST_ACCENTS:
            return True
    return False
