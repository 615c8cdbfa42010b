"""Compact files that the search page and the suggestions read besides the index.

The suggestions hold every entry that a reader may name, with all its names, so
that an exact name comes first. The vocabulary holds the site's own words, for
correcting what readers mistype. It has a file for each letter, because a
search needs only one or two of them.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from string import ascii_lowercase

from almanac.content.model import Library
from almanac.search.folding import normalised
from almanac.search.nestedtexts import nested_texts
from almanac.search.precedence import provisions_by_precedence
from almanac.search.records import search_record
from almanac.site import urls
from almanac.site.headings import FOUND_AS

_KINDS = tuple(FOUND_AS.values())
_SURNAME = -1  # the weight of a word that occurs only in people's names
_MOST = 9  # the maximum weight of a word
_NO_PROSE = {
    "key",
    "was",
    "authors",
    "sources",
    "see",
    "roles",
    "topics",
    "doi",
    "url",
    "web",
    "website",
    "also",
    "official",
    "finders",
    "deaf",
    "chat",
}
_SUGGESTED = (
    "term",
    "organisation",
    "provision",
    "event",
    "situation",
    "role",
    "urgent-help",
    "figure",
    "standard",
    "message",
    "instrument",
)


@dataclass(frozen=True)
class Prose:
    """A hand-written page: its title, its path from the site root, and what readers call its kind."""

    title: str
    path: str
    kind: str


def files(library: Library, prose: Iterable[Prose]) -> Iterator[tuple[str, str]]:
    """Path from the site root and text of every file."""
    yield "api/v1/suggestions.json", suggestions(library, sorted(prose, key=lambda page: page.path))
    for letter, text in vocabulary(library).items():
        yield f"api/v1/words/{letter}.json", text


def vocabulary(library: Library) -> dict[str, str]:
    """JSON for every letter with the words that begin with it, word to weight."""
    held: dict[str, dict[str, int]] = {letter: {} for letter in ascii_lowercase}
    for word, weight in sorted(_words(library).items()):
        held[word[0]][word] = weight
    return {letter: _compact(words) for letter, words in held.items()}


def suggestions(library: Library, prose: Iterable[Prose]) -> str:
    """Entries that a reader may name: kinds, and rows of title, path, kind number, other names and misspelt names.

    Studies are left out. The search finds them by author and year from the index itself, and their number is unlimited.
    """
    rows: list[tuple[str, str, int, str, str]] = []
    for kind in _SUGGESTED:
        refs = provisions_by_precedence(library) if kind == "provision" else [ref for ref, _ in library.of(kind)]
        for ref in refs:
            entry = library.get(ref)
            found = search_record(library, ref)
            other, misspelt = ("; ".join(names) for names in (found.other_names, found.misspelt))
            rows.append((entry.label, urls.place(library, ref), _KINDS.index(FOUND_AS[kind]), other, misspelt))
    rows += [(page.title, page.path, _KINDS.index(page.kind), "", "") for page in prose]
    return _compact({"kinds": _KINDS, "rows": rows})


def _words(library: Library) -> dict[str, int]:
    """Every word of titles, names and authors, and words of the text that occur in two entries. No misspelt names.

    A word's weight is the number of titles and names that contain it. It is 0 for a word that occurs only in the text,
    and -1 for one that occurs only in people's names.
    """
    told: Counter[str] = Counter()
    people: set[str] = set()
    written: Counter[str] = Counter()
    for ref, entry in library.entries.items():
        found = search_record(library, ref)
        people.update(word for name in found.authors for word in _split(name))
        names = (entry.label, *(() if found.authors else found.other_names))  # a study is named by its authors
        told.update(word for name in names for word in _split(name))
        written.update(_split("\n".join(nested_texts(entry.model_dump(exclude=_NO_PROSE)))))
    weights = dict.fromkeys(people, _SURNAME) | {word: 0 for word, count in written.items() if count > 1}
    return weights | {word: min(count, _MOST) for word, count in told.items()}


def _split(text: str) -> set[str]:
    """The different words of a text that consist of the letters a to z."""
    return {word for word in set(normalised(text).split()) if word.isascii() and word.isalpha() and len(word) > 1}


def _compact(made: object) -> str:
    return json.dumps(made, ensure_ascii=False, separators=(",", ":")) + "\n"
