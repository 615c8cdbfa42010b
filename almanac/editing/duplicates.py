"""Find whether a study is already in the library: by DOI, by title and year, or by a nearly identical title."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from rapidfuzz import fuzz, process

from almanac.search.folding import normalised

_ALIKE = 93  # out of 100: allows titles to differ in a word or a slip, but not in subject
_MAX_CANDIDATES = 400  # titles sharing one word that a title is compared with
_LONGEST_WORDS = 3


@dataclass
class StudyIndex:
    """The known studies, and where each one is."""

    by_doi: dict[str, str] = field(default_factory=dict)
    by_title: dict[tuple[str, str], list[tuple[str, Mapping[str, Any]]]] = field(default_factory=dict)
    _by_word: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))

    def add(self, fields: Mapping[str, Any], where: str) -> None:
        """Add a study by its fields, with its location."""
        title = _folded(fields)
        if fields.get("doi"):
            self.by_doi.setdefault(str(fields["doi"]).casefold(), where)
        if title:
            self.by_title.setdefault((title, str(fields.get("year") or "")), []).append((where, _marks(fields)))
            for word in _words(title):
                self._by_word[word].setdefault(title, where)

    def find_same(self, fields: Mapping[str, Any]) -> str:
        """Return the location of the same study; empty if it is new.

        The same title and year are not enough if both studies have a DOI or a first author and these differ. Many
        journals print a monthly editorial, always with the same title. The check is stricter before two such studies
        are published, because by then somebody has read them.
        """
        doi = str(fields.get("doi") or "").casefold()
        if doi and doi in self.by_doi:
            return self.by_doi[doi]
        own = _marks(fields)
        alike = self.by_title.get((_folded(fields), str(fields.get("year") or "")), ())
        return next((where for where, other in alike if _agree(own, other)), "")

    def find_similar(self, fields: Mapping[str, Any]) -> str:
        """Return the location of a study with nearly the same title; empty if there is none."""
        title = _folded(fields)
        for word in _words(title):
            titles = list(islice(self._by_word.get(word, ()), _MAX_CANDIDATES))
            found = process.extractOne(title, titles, scorer=fuzz.ratio, score_cutoff=_ALIKE)
            if found:
                return self._by_word[word][found[0]]
        return ""


def _marks(fields: Mapping[str, Any]) -> dict[str, str]:
    """Return the DOI and the first author, if given, which tell apart studies with the same title."""
    first = next(iter(fields.get("authors") or ()), None)
    name = first.get("family") or first.get("body") if isinstance(first, Mapping) else ""
    own = {"doi": str(fields.get("doi") or "").casefold(), "author": normalised(str(name or ""))}
    return {part: value for part, value in own.items() if value}


def _agree(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    return all(one[part] == other[part] for part in one.keys() & other.keys())


def _folded(fields: Mapping[str, Any]) -> str:
    """Return the title in normalised form; a title in another script is only case-folded."""
    title = str(fields.get("title") or "")
    return normalised(title) or title.casefold().strip()


def _words(title: str) -> Iterator[str]:
    """Yield the longest words of a title, because nearly identical titles share at least one of them."""
    yield from sorted(set(title.split()), key=lambda word: (-len(word), word))[:_LONGEST_WORDS]
