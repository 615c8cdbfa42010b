"""Whether a study is in the library already: by DOI, then title and year, then a title that is nearly the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from rapidfuzz import fuzz, process

from almanac.search.folding import normalised

_ALIKE = 93  # of a hundred: titles that differ in a word or a slip, not in what they are about
_MOST = 400  # titles that one is compared with by one of its words
_LONGEST_WORDS = 3


@dataclass
class Known:
    """Which studies there are, and where each one is."""

    by_doi: dict[str, str] = field(default_factory=dict)
    by_title: dict[tuple[str, str], list[tuple[str, Mapping[str, Any]]]] = field(default_factory=dict)
    _by_word: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))

    def add(self, fields: Mapping[str, Any], where: str) -> None:
        """Remember a study, by its fields, and where it is."""
        title = _folded(fields)
        if fields.get("doi"):
            self.by_doi.setdefault(str(fields["doi"]).casefold(), where)
        if title:
            self.by_title.setdefault((title, str(fields.get("year") or "")), []).append((where, _marks(fields)))
            for word in _words(title):
                self._by_word[word].setdefault(title, where)

    def same(self, fields: Mapping[str, Any]) -> str:
        """Where the same study already is; empty if it is new.

        One title and year are not enough if both have a DOI or a first author and these differ: many journals print
        an editorial a month, all with that title. The check asks for more before two such studies are published,
        because by then somebody has read them.
        """
        doi = str(fields.get("doi") or "").casefold()
        if doi and doi in self.by_doi:
            return self.by_doi[doi]
        own = _marks(fields)
        alike = self.by_title.get((_folded(fields), str(fields.get("year") or "")), ())
        return next((where for where, other in alike if _agree(own, other)), "")

    def like(self, fields: Mapping[str, Any]) -> str:
        """Where a study with nearly the same title is; empty if there is none."""
        title = _folded(fields)
        for word in _words(title):
            titles = list(islice(self._by_word.get(word, ()), _MOST))
            found = process.extractOne(title, titles, scorer=fuzz.ratio, score_cutoff=_ALIKE)
            if found:
                return self._by_word[word][found[0]]
        return ""


def _marks(fields: Mapping[str, Any]) -> dict[str, str]:
    """The DOI and the first author, as far as they are given: by these we tell apart studies with one title."""
    first = next(iter(fields.get("authors") or ()), None)
    name = first.get("family") or first.get("body") if isinstance(first, Mapping) else ""
    own = {"doi": str(fields.get("doi") or "").casefold(), "author": normalised(str(name or ""))}
    return {part: value for part, value in own.items() if value}


def _agree(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    return all(one[part] == other[part] for part in one.keys() & other.keys())


def _folded(fields: Mapping[str, Any]) -> str:
    """The title as titles are compared; one in another script is left as it is."""
    title = str(fields.get("title") or "")
    return normalised(title) or title.casefold().strip()


def _words(title: str) -> Iterator[str]:
    """The longest words of a title: nearly the same titles share one of them."""
    yield from sorted(set(title.split()), key=lambda word: (-len(word), word))[:_LONGEST_WORDS]
