"""Helpers for rules that look for mistakes: the texts of an entry, the first match in each, and mistyped numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from almanac.content.checks.finding import Finding, Path
from almanac.content.checks.language import QUOTED, WORD, ours, whole
from almanac.content.kinds import Entry
from almanac.content.memo import alone

E = TypeVar("E", bound=Entry)
Said = tuple[Path, str, str]
"""The path within the entry, what was found, and what to write instead."""


def first(held: Iterable[tuple[Path, str]], look: Callable[[str], Iterator[tuple[str, str]]]) -> Iterator[Said]:
    """Yield the first match of a search in each text, ignoring quotations."""
    for path, text in held:
        if any(look(text)) and (said := next(look(QUOTED.sub(" ", text)), None)):
            yield path, *said


def advised(entries: Iterable[tuple[str, E]], look: Callable[[E], Iterable[Said]], code: str) -> Iterator[Finding]:
    """Yield advice with a code on each match of a search in entries: what was found, and what to write instead."""
    for ref, entry in entries:
        for path, found, wanted in look(entry):
            yield Finding(ref, path, f'found "{found}". {wanted}', code, found)


@alone
def with_places(entry: Entry) -> tuple[tuple[Path, str], ...]:
    """Return every text of an entry that we wrote, and every place in a source that it cites, with their paths."""
    return (*ours(entry), *((("sources", index, "at"), place.at) for index, place in enumerate(entry.sources)))


@alone
def whole_with_places(entry: Entry) -> str:
    """Return all these texts as one, as ``language.whole`` does."""
    return "\n".join(text for _, text in with_places(entry))


def words_of(entry: Entry) -> frozenset[str]:
    """Return every word in the texts of an entry that we wrote. They are not cached, because they use much memory."""
    return frozenset(WORD.findall(whole(entry)))


def is_mistyped(figures: str, meant: str) -> bool:
    """Return whether two numbers differ in one digit only, or by two adjacent digits exchanged."""
    if len(figures) != len(meant):
        return False
    wrong = [at for at, figure in enumerate(figures) if figure != meant[at]]
    swapped = len(wrong) == 2 and figures[wrong[0] : wrong[1] + 1] == meant[wrong[0] : wrong[1] + 1][::-1]  # noqa: PLR2004
    return len(wrong) == 1 or swapped
