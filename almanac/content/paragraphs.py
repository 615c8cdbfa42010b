"""Split long texts into paragraphs of readable length, between sentences."""

from __future__ import annotations

import re

MAX_WORDS = 60
"""The most words of a paragraph on a page; a rule of law keeps each sentence within it."""

_SENTENCE_END = re.compile(r"(?<=[.?!:)]) (?=[A-Z])|(?<=;) ")


def paragraphs(text: str, most: int = MAX_WORDS) -> list[str]:
    """Split a text after sentences and semicolons into parts of at most ``most`` words, where that is possible."""
    parts: list[str] = []
    for piece in _SENTENCE_END.split(text):
        if parts and len(f"{parts[-1]} {piece}".split()) <= most:
            parts[-1] = f"{parts[-1]} {piece}"
        else:
            parts.append(piece)
    return parts
