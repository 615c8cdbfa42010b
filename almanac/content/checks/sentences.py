"""Advice on sentences: a text made of sentences begins and ends like one."""

from __future__ import annotations

from collections.abc import Iterator

from almanac.content.checks.finding import Finding
from almanac.content.checks.language import own_texts
from almanac.content.model import Library
from almanac.content.problem import FieldPath

_OF_SENTENCES = frozenset({
    "about", "applies", "ask", "asked", "beware", "caution", "cautions", "caveat", "definition", "did", "found", "how",
    "in_short", "intro", "limits", "means", "points", "practice", "recheck", "reconciles", "says", "show", "standing",
    "statement", "summary", "taken", "text", "then", "today",
})  # fmt: skip
# Quotation marks and brackets that may follow the final full stop, and a backslash, which ``slips`` tells.
_AFTER_THE_END = "\u201d\u2019)\"'\\"
_BULLET = "o"  # the copy of a hollow one, which ``slips`` tells
_SHORTEST = 5  # words: shorter texts, such as "Code of Practice", need no full stop


def sentences_are_ended(library: Library) -> Iterator[Finding]:
    """A text made of sentences ends with a full stop, a question mark or an exclamation mark."""
    for ref, entry in library.entries.items():
        for path, text in own_texts(entry):
            if (
                _of_sentences(path)
                and text.rstrip().rstrip(_AFTER_THE_END)[-1:] not in (".", "?", "!")
                and len(text.split()) >= _SHORTEST
            ):
                yield Finding(ref, path, "no full stop ends this. Add one, or what is missing.", "A2")


def sentences_begin_with_a_capital(library: Library) -> Iterator[Finding]:
    """A text made of sentences begins with a capital letter."""
    for ref, entry in library.entries.items():
        for path, text in own_texts(entry):
            first, _, others = text.partition(" ") if text[:1].islower() else ("", "", "")
            if (
                first.isalpha()
                and first.islower()
                and first != _BULLET
                and _of_sentences(path)
                and len(others.split()) >= _SHORTEST
            ):
                message = f'this begins with a small letter. Write "{first.capitalize()}", or what is missing.'
                yield Finding(ref, path, message, "A2")


def _of_sentences(path: FieldPath) -> bool:
    return next(step for step in reversed(path) if isinstance(step, str)) in _OF_SENTENCES
