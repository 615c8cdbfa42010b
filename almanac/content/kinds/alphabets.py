"""Letters of other alphabets that look like ours: search does not find a word with one of them."""

from __future__ import annotations

import re
from typing import NamedTuple

# Cyrillic and Greek letters that cannot be told from ours by looking, and ours.
_ALIKE = dict(
    zip(
        "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u0501\u04bb"
        "\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0425\u0406\u0408\u0405"
        "\u03bf\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7",
        "aeopcyxijsdhABEKMHOPCTXIJSoABEZHIKMNOPTYX",
        strict=True,
    )
)
_CYRILLIC = "\u0400-\u04ff\u0500-\u052f"
_FOREIGN = re.compile(f"[{_CYRILLIC}{''.join(_ALIKE)}]")
_MIXED = re.compile(f"[A-Za-z][{_CYRILLIC}{''.join(_ALIKE)}]|[{_CYRILLIC}{''.join(_ALIKE)}][A-Za-z]")


class ForeignLetterProblem(NamedTuple):
    """What to say of a letter of another alphabet, and the text in letters of ours."""

    message: str
    in_ours: str


def foreign_letter(text: str) -> ForeignLetterProblem | None:
    """Return the first letter of another alphabet in a text, or None if there is none."""
    found = _FOREIGN.search(text)
    if not found:
        return None
    letter = found.group()
    alphabet = "Cyrillic" if re.match(f"[{_CYRILLIC}]", letter) else "Greek"
    return ForeignLetterProblem(f"Letter {found.start() + 1} is {alphabet} (U+{ord(letter):04X}).", in_ours(text))


def mixed(text: str) -> str:
    """Return the first word of a text that has letters of two alphabets; empty if there is none."""
    found = _MIXED.search(text)
    if not found:
        return ""
    begin = max(text.rfind(" ", 0, found.start()), text.rfind("\n", 0, found.start())) + 1
    return re.split(r"\s", text[begin:], maxsplit=1)[0].strip(".,;:!?()\u2018\u2019\u201c\u201d'\"")[:40]


def in_ours(text: str) -> str:
    """Return a text with the letters of ours that its letters of other alphabets look like."""
    return "".join(_ALIKE.get(letter, letter) for letter in text)
