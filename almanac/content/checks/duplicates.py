"""Rules against giving the same entry twice under two keys."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from almanac.content.checks.finding import Finding, walk_texts
from almanac.content.kinds import Entry
from almanac.content.kinds.abstract import Abstract
from almanac.content.memo import alone
from almanac.content.model import Library
from almanac.content.problem import FieldPath
from almanac.content.refs import kind_of, ref_in_words

_OWN_TEXTS = ("summary", "definition", "statement")
_SAME_EVERYWHERE = frozenset({"limits", "applies"})  # the same text may suit many studies
# What the patterns in CONTRIBUTING.md have where an entry has words of its own.
PATTERN = frozenset({
    "Example Trust", "https://www.example.org/", "What it does, in a sentence or two in our own words.",
    "What the authors wanted to know.", "How they did it, and with whom.", "A finding, with its hedges.",
    "Another finding.", "Why not to rely on it too much.", "What it may mean for practice.",
    "How far it applies in each UK nation.",
})  # fmt: skip
_PATTERNED = ("name", "summary", "website")  # fields with texts of a pattern
_ITEMS = ("statements", "duties", "rights", "ask", "cautions", "practice", "points", "evidence")
_FEWEST_WORDS, _NEARLY = 8, 0.75  # words of an item, and the share of them that two versions have in common
_LONG = 60  # characters: two texts this long are not the same by chance


def a_study_is_given_once(library: Library) -> Iterator[Finding]:
    """No two studies have the same DOI, or the same title and year, because readers would take one study for two.

    Two editorials may have the same title if both their DOIs and their first authors differ.
    """
    first: dict[str, str] = {}
    alike: dict[tuple[str, int | None], list[tuple[str, Abstract]]] = {}
    for ref, study in sorted(library.all_of(Abstract), key=lambda found: _place(library, found[0])):
        if study.doi:
            other = first.setdefault(study.doi.casefold(), ref)
            if other != ref:
                yield Finding(ref, ("doi",), f"{ref_in_words(other)} has the same DOI. Merge the two, or correct it.")
                continue
        called_so = alike.setdefault((_title_of(study), study.year), [])
        same = next((other for other, given in called_so if not _told_apart(given, study)), "")
        if same:
            message = f"{ref_in_words(same)} has the same title and year. Merge the two, or correct them."
            yield Finding(ref, ("title",), message)
        called_so.append((ref, study))


@alone
def _title_of(study: Abstract) -> str:
    return normalised_title(study.title)


def _told_apart(one: Abstract, other: Abstract) -> bool:
    """Return whether two studies with the same title and year are distinct; a different DOI alone may be a slip."""
    return bool(one.doi and other.doi and one.authors[:1] != other.authors[:1])


def no_entry_is_pasted(library: Library) -> Iterator[Finding]:
    """No two entries of a kind have the same name or the same long text, which would be a copy left unchanged."""
    named: dict[tuple[str, str], str] = {}
    written: dict[tuple[str, str], str] = {}
    others = (ref for ref in library.entries if kind_of(ref) != "abstract")  # ``a_study_is_given_once`` is stricter
    for ref in sorted(others, key=lambda found: _place(library, found)):
        entry = library.entries[ref]
        found = _same_name(entry, ref, named) or _same_text(entry, ref, written)
        if found:
            yield Finding(ref, *found, "R7")


def no_pattern_is_left(library: Library) -> Iterator[Finding]:
    """No entry still has a text of the patterns that editors copy from CONTRIBUTING.md."""
    for ref, entry in library.entries.items():
        left = {path: text for path, text in _patterned(entry) if text in PATTERN}
        if left:
            path, text = next(iter(left.items()))
            others = ", ".join(str(other[0]) for other in [*left][1:])
            more = f", and so is {others}" if others else ""
            message = f'found "{text}". That is from the pattern in CONTRIBUTING.md{more}. Write this entry\'s own.'
            yield Finding(ref, path, message, "R7")


def _patterned(entry: Entry) -> Iterator[tuple[FieldPath, str]]:
    for name in _PATTERNED:
        yield from walk_texts(vars(entry).get(name), frozenset(), (name,))


def studies_have_summaries_of_their_own(library: Library) -> Iterator[Finding]:
    """No two studies have the same long text in their summaries, which would be a copy left unchanged.

    Of two, the later study is taken for the copy.
    """
    written: dict[tuple[str, str], str] = {}
    by_year = sorted(library.all_of(Abstract), key=lambda found: (found[1].year or 0, _place(library, found[0])))
    for ref, study in by_year:
        found = _same_text(study, ref, written)
        if found:
            yield Finding(ref, *found, "A15")


def no_item_is_given_in_two_versions(library: Library) -> Iterator[Finding]:
    """No item of a list has nearly the words of the one above it, which would be an older version of the same."""
    for ref, entry in library.entries.items():
        for name in _ITEMS:
            held = walk_texts(vars(entry).get(name), frozenset(), (name,))
            texts = [(path, text) for path, text in held if len(text.split()) >= _FEWEST_WORDS]
            for (_, above), (path, text) in pairwise(texts):
                if _nearly_the_same(above, text):
                    message = "this says nearly the same as the item above. Is one an older version? Keep one."
                    yield Finding(ref, path, message, "A14")


@functools.lru_cache(maxsize=10_000)
def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.casefold()))


def _nearly_the_same(one: str, other: str) -> bool:
    few, many = sorted((_words(one), _words(other)), key=len)
    if len(few) < _NEARLY * len(many):
        return False
    of_numbers = any(word[0].isdigit() for word in few ^ many)
    return not of_numbers and len(few & many) >= _NEARLY * len(few | many)


def _same_name(entry: Entry, ref: str, named: dict[tuple[str, str], str]) -> tuple[FieldPath, str] | None:
    field = "name" if hasattr(entry, "name") else "title"
    name, which = (
        getattr(entry, field),
        getattr(entry, "date", None) or getattr(entry, "set", "") or getattr(entry, "act", ""),
    )
    other = named.setdefault((kind_of(ref), f"{normalised_title(name)} {which}"), ref)
    if other == ref or not hasattr(entry, field):
        return None
    return (field,), f"{ref_in_words(other)} has the same {field}. Was this one pasted? Change it, or merge the two."


def _same_text(entry: Entry, ref: str, written: dict[tuple[str, str], str]) -> tuple[FieldPath, str] | None:
    found = None
    own = {name: value for name in _OWN_TEXTS if (value := getattr(entry, name, None))}
    for path, text in (found for name, value in own.items() for found in walk_texts(value, _SAME_EVERYWHERE, (name,))):
        if len(text) >= _LONG:
            other = written.setdefault((kind_of(ref), f"{path[0]} {text}"), ref)
            if other != ref and found is None:
                message = f"{ref_in_words(other)} has the same text. Was this one pasted? Write its own text."
                found = path, message
    return found


def normalised_title(text: str) -> str:
    """Return a title without case, accents, punctuation and spaces."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return re.sub(r"[\W_]+", "", plain)


def _place(library: Library, ref: str) -> tuple[str, int]:
    place = library.places[ref]
    return place.file, place.line
