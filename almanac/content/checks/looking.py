"""What rules that look for slips share: the texts of an entry, what is found first in each, figures mistyped."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from almanac.content.checks.finding import Finding, Path
from almanac.content.checks.language import QUOTED, ours, whole
from almanac.content.kinds import Entry
from almanac.content.memo import alone

_WORD = re.compile(r"[A-Za-z]+")
Said = tuple[Path, str, str]
"""Where in the entry, what was found, and what to write."""


def first(held: Iterable[tuple[Path, str]], look: Callable[[str], Iterator[tuple[str, str]]]) -> Iterator[Said]:
    """What a look finds first in each text, the words of others apart."""
    for path, text in held:
        if any(look(text)) and (said := next(look(QUOTED.sub(" ", text)), None)):
            yield path, *said


def advised(entries: Iterable[tuple[str, Entry]], look: Callable[[Entry], Iterable[Said]]) -> Iterator[Finding]:
    """Advice on what a look finds in entries: what was found, and what to write."""
    for ref, entry in entries:
        for path, found, wanted in look(entry):
            yield Finding(ref, path, f'found "{found}". {wanted}', "A2", found)


@alone
def with_places(entry: Entry) -> tuple[tuple[Path, str], ...]:
    """Every text of an entry that we wrote, and every place in a source, each with where it stands."""
    return (*ours(entry), *((("sources", index, "at"), place.at) for index, place in enumerate(entry.sources)))


@alone
def whole_with_places(entry: Entry) -> str:
    """All of these as one, as ``language.whole`` has the texts."""
    return "\n".join(text for _, text in with_places(entry))


def words_of(entry: Entry) -> frozenset[str]:
    """Every word of the texts of an entry that we wrote. They are not kept: they fill much memory."""
    return frozenset(_WORD.findall(whole(entry)))


def is_mistyped(figures: str, meant: str) -> bool:
    """Whether figures are others with one of them mistyped, or with two beside each other the wrong way round."""
    if len(figures) != len(meant):
        return False
    wrong = [at for at, figure in enumerate(figures) if figure != meant[at]]
    swapped = len(wrong) == 2 and figures[wrong[0] : wrong[1] + 1] == meant[wrong[0] : wrong[1] + 1][::-1]  # noqa: PLR2004
    return len(wrong) == 1 or swapped
