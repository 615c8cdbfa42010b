"""Long texts in paragraphs that a reader can take in, cut between sentences."""

from __future__ import annotations

import re

_SENTENCE_END = re.compile(r"(?<=[.?!:)]) (?=[A-Z])|(?<=;) ")


def paragraphs(text: str, most: int = 60) -> list[str]:
    """A long text in parts of so many words at most, if they can be: cut where a sentence ends or after a semicolon."""
    parts: list[str] = []
    for piece in _SENTENCE_END.split(text):
        if parts and len(f"{parts[-1]} {piece}".split()) <= most:
            parts[-1] = f"{parts[-1]} {piece}"
        else:
            parts.append(piece)
    return parts
