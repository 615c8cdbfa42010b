"""What the search page and the suggestions read beside Pagefind's index, in few bytes.

The vocabulary holds the site's own words, to mend what a reader mistypes, and
every name of an entry, so that an exact name comes first. Suggestions hold
the entries that a reader may name.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from almanac import urls
from almanac.kinds.term import Term
from almanac.library import Library
from almanac.search import FOUND_AS, findable, folded, other_names

_KINDS = tuple(FOUND_AS.values())
_MOST = 9  # a word's weight stops here: beyond it, more says no more
_NO_PROSE = {"key", "was", "sources", "see", "roles", "topics", "doi", "url", "web", "website", "also"}
# Kinds in the order in which entries of one name stand; those not here have titles that nobody types whole.
_NAMED = ("urgent-help", "organisation", "term", "event", "role", "situation", "figure")
_SUGGESTED = ("term", "organisation", "event", "situation", "role", "urgent-help", "figure", "standard", "message")


@dataclass(frozen=True)
class Prose:
    """A hand-written page: its title, its path from the root, and what a reader calls its kind."""

    title: str
    path: str
    kind: str


def files(library: Library, prose: Iterable[Prose]) -> Iterator[tuple[str, str]]:
    """Path from the root and text of every file."""
    pages = sorted(prose, key=lambda page: page.path)
    yield "api/v1/vocabulary.json", vocabulary(library, pages)
    yield "api/v1/suggestions.json", suggestions(library, pages)


def vocabulary(library: Library, prose: Iterable[Prose]) -> str:
    """Words with their weights, and names with the entries that bear them.

    Returns:
        JSON with ``words`` (word to weight), ``kinds``, ``entries`` (title, path, number of its kind) and ``names``
        (folded name to numbers of entries, best first).
    """
    rows = [*_named(library), *((page.title, page.path, page.kind, (page.title,)) for page in prose)]
    names: dict[str, list[int]] = defaultdict(list)
    for number, (_, _, _, called) in enumerate(rows):
        for name in dict.fromkeys(map(folded, called)):
            names[name].append(number)
    made = {
        "words": dict(sorted(_words(library).items())),
        "kinds": _KINDS,
        "entries": [(title, path, _KINDS.index(kind)) for title, path, kind, _ in rows],
        "names": dict(sorted(names.items())),
    }
    return _compact(made)


def suggestions(library: Library, prose: Iterable[Prose]) -> str:
    """Entries that a reader may name: kinds, and rows of title, path, number of the kind and other names."""
    rows: list[tuple[str, str, int, str]] = []
    for kind in _SUGGESTED:
        for ref, entry in library.of(kind):
            other = "; ".join(name for name in _sayable(library, ref) if folded(name) != folded(entry.label))
            rows.append((entry.label, urls.page_path(ref), _KINDS.index(FOUND_AS[kind]), other))
    rows += [(page.title, page.path, _KINDS.index(page.kind), "") for page in prose]
    return _compact({"kinds": _KINDS, "rows": rows})


def _named(library: Library) -> Iterator[tuple[str, str, str, tuple[str, ...]]]:
    """Title, path, kind and every name of what is looked for by name; a study goes by how it is cited."""
    for kind in _NAMED:
        for ref, entry in library.of(kind):
            yield entry.label, urls.page_path(ref), FOUND_AS[kind], (entry.label, *other_names(library, ref))
    for ref, _ in library.of("abstract"):
        cited = other_names(library, ref)
        yield cited[0], urls.page_path(ref), FOUND_AS["abstract"], cited


def _sayable(library: Library, ref: str) -> tuple[str, ...]:
    """Other names without those that only a slip of the pen would write."""
    entry = library.get(ref)
    misspelt = {folded(name) for name in entry.also.misspelt} if isinstance(entry, Term) else set()
    return tuple(name for name in other_names(library, ref) if folded(name) not in misspelt)


def _words(library: Library) -> dict[str, int]:
    """Every word of titles, names and authors, and of the text those that stand in two entries; no misspelt name.

    A word's weight is the number of titles and names that it stands in, 0 for one that stands in the text alone.
    """
    told: Counter[str] = Counter()
    written: Counter[str] = Counter()
    for ref, entry in library.entries.items():
        names = (entry.label, *findable(library, ref).authors, *_sayable(library, ref))
        told.update(word for name in names for word in set(_split(name)))
        written.update({word for text in _texts(entry.model_dump(exclude=_NO_PROSE)) for word in _split(text)})
    weights = {word: 0 for word, count in written.items() if count > 1}
    return weights | {word: min(count, _MOST) for word, count in told.items()}


def _split(text: str) -> Iterator[str]:
    return (word for word in folded(text).split() if word.isalpha() and len(word) > 1)


def _texts(value: object) -> Iterator[str]:
    """Every text in nested data."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from (text for held in value.values() for text in _texts(held))
    elif isinstance(value, (list, tuple)):
        yield from (text for held in value for text in _texts(held))


def _compact(made: object) -> str:
    return json.dumps(made, ensure_ascii=False, separators=(",", ":")) + "\n"
