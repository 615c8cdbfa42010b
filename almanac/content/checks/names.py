"""Advice on titles and names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from almanac.content.checks.finding import Finding
from almanac.content.kinds.abstract import Abstract
from almanac.content.model import Library

_FEW_LETTERS = 12  # a title of so few letters may be an abbreviation
_SHORT = 4
_MOSTLY = 0.8
_SEEN_OFTEN = 2


def titles_stand_in_ordinary_letters(library: Library) -> Iterator[Finding]:
    """A title is not all in capitals, and no full stop ends it."""
    for ref, entry in library.entries.items():
        for field in ("title", "name"):
            title = getattr(entry, field, None)
            if not isinstance(title, str):
                continue
            letters = [sign for sign in title if sign.isalpha()]
            capitals = sum(sign.isupper() for sign in letters)
            if len(letters) > _FEW_LETTERS and capitals > _MOSTLY * len(letters):
                message = f'found "{title[:60]}" in capitals. Write it in ordinary letters, as its publisher has it.'
                yield Finding(ref, (field,), message, "A7")
            last = title.split()[-1]
            if last.endswith(".") and last.count(".") == 1 and len(last) > _SHORT:  # "M." and "Co." are abbreviations
                yield Finding(ref, (field,), f'a full stop ends "{title[-40:]}". Leave it out.', "A7")


def names_stand_the_same_way_round(library: Library) -> Iterator[Finding]:
    """Who is a family name in one study is no given name in another, with the same two names."""
    studies = [(ref, study) for ref, study in library.of("abstract") if isinstance(study, Abstract)]
    pairs = Counter((author.family, author.given) for _, study in studies for author in study.authors if author.given)
    for ref, study in studies:
        for index, author in enumerate(study.authors):
            family, given = author.family or "", author.given or ""
            swapped = pairs[given, family] if family != given else 0
            short = len(family) == 1 and len(given) > _SEEN_OFTEN
            if (
                short
                or swapped > pairs[family, given]
                or (swapped and pairs[family, given] == swapped and family < given)
            ):
                message = f'found family "{family}" and given "{given}". Check whether they are the wrong way round.'
                yield Finding(ref, ("authors", index, "family"), message, "A8")
