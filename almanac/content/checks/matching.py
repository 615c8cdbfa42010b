"""Helpers for rules that look for mistakes: the texts of an entry, the first match in each, and mistyped numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from almanac.content.checks.finding import Finding
from almanac.content.checks.language import QUOTED, WORD, joined_texts, own_texts
from almanac.content.kinds import Entry
from almanac.content.memo import alone
from almanac.content.problem import FieldPath

E = TypeVar("E", bound=Entry)
TextMatch = tuple[str, str]
"""What was found in a text, and what to write instead."""

EntryMatch = tuple[FieldPath, str, str]
"""The path within the entry, what was found, and what to write instead."""


def first_matches(
    texts: Iterable[tuple[FieldPath, str]], search: Callable[[str], Iterator[TextMatch]]
) -> Iterator[EntryMatch]:
    """Yield the first match of a search in each text, ignoring quotations."""
    for path, text in texts:
        if any(search(text)) and (match := next(search(QUOTED.sub(" ", text)), None)):
            yield path, *match


def findings_from_matches(
    entries: Iterable[tuple[str, E]], search: Callable[[E], Iterable[EntryMatch]], code: str
) -> Iterator[Finding]:
    """Yield a finding for each match of a search in entries: what was found, and what to write instead."""
    for ref, entry in entries:
        for path, found, wanted in search(entry):
            yield Finding(ref, path, f'found "{found}". {wanted}', code, found)


@alone
def texts_and_citations(entry: Entry) -> tuple[tuple[FieldPath, str], ...]:
    """Return every text of an entry that we wrote, and every place in a source that it cites, with their paths."""
    return (*own_texts(entry), *((("sources", index, "at"), place.at) for index, place in enumerate(entry.sources)))


@alone
def joined_texts_and_citations(entry: Entry) -> str:
    """Return all these texts as one, as ``joined_texts`` does."""
    return "\n".join(text for _, text in texts_and_citations(entry))


def words_of(entry: Entry) -> frozenset[str]:
    """Return every word in the texts of an entry that we wrote. They are not cached, because they use much memory."""
    return frozenset(WORD.findall(joined_texts(entry)))


def is_mistyped_number(figures: str, meant: str) -> bool:
    """Return whether two numbers differ in one digit only, or by two adjacent digits exchanged."""
    if len(figures) != len(meant):
        return False
    wrong = [at for at, figure in enumerate(figures) if figure != meant[at]]
    swapped = len(wrong) == 2 and figures[wrong[0] : wrong[1] + 1] == meant[wrong[0] : wrong[1] + 1][::-1]  # noqa: PLR2004
    return len(wrong) == 1 or swapped
