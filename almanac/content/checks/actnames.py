"""Advice on the names of Acts in texts: an Act that we hold has the same name and year wherever it is named."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

from almanac.content.checks.acts import LAW, YEAR
from almanac.content.checks.finding import Finding
from almanac.content.checks.language import QUOTED
from almanac.content.checks.matching import is_mistyped_number, joined_texts_and_citations, texts_and_citations
from almanac.content.kinds import Entry
from almanac.content.kinds.event import Event
from almanac.content.kinds.provision import Provision
from almanac.content.memo import alone
from almanac.content.model import Library
from almanac.content.problem import FieldPath

_NAMED = re.compile(rf"(?:The )?([A-Z]\D+ {LAW}(?: \([^()\d]+\))?) ({YEAR})")
_WITH_YEAR = re.compile(rf"\b{LAW}(?: \([^()\d]+\))? {YEAR}\b(?! \()")
_SIGNS = (" Act ", " Order ", " Measure ", " Regulations ")
_MAX_NAME = 120  # characters of a name before its last word
_LONGER = re.compile(r"(?:[A-Z][\w'\u2019-]*|\)|,)(?: (?:and|of|for|or|to|with|&))? $")  # precedes a longer name
_BEGINS = re.compile(r"(?:^|[ (])(?:The|See|Under|In|By|From|Since|After|Before|Both|Unlike|When|Where|Although) $")


def acts_have_the_year_that_they_have_elsewhere(library: Library) -> Iterator[Finding]:
    """No text gives a known Act a mistyped year, with one figure wrong or two exchanged."""
    known = _known_acts(library)
    for ref, entry in library.entries.items():
        for path, name, year in _acts_named(entry):
            act = _known_name(name, known)
            years = known.get(act, set())
            near = [other for other in sorted(years) if is_mistyped_number(year, other)] if year not in years else []
            if near:
                meant = next((other for other in near if sorted(other) == sorted(year)), near[0])
                begun = " ".join(act.split()[:2])
                others = [name for name in known if year in known[name] and name.startswith(f"{begun} ")]
                other = f"{others[0]} {year}, or the " if len(others) == 1 else ""
                message = f'found "{act} {year}". Did you mean the {other}{act} {meant}?'
                yield Finding(ref, path, message, "A2", f"{act} {year}")


def acts_have_their_exact_names(library: Library) -> Iterator[Finding]:
    """No text has the name of a known Act with other brackets, capitals or "&" than the Act itself."""
    known = {tuple(_plain_words(name)): (name, years) for name, years in _known_acts(library).items()}
    lengths = sorted({len(words) for words in known}, reverse=True)
    for ref, entry in library.entries.items():
        for path, before, year in _acts_named(entry):
            words = before.split()
            same = (known.get(tuple(_plain_words(" ".join(words[-length:])))) for length in lengths)
            name, years = next(filter(None, same), ("", set()))
            found = " ".join(words[-len(name.split()) :])
            if year in years and not before.endswith(name):
                message = f'found "{found} {year}". Did you mean the {name} {year}?'
                yield Finding(ref, path, message, "A2", found)


def _plain_words(name: str) -> list[str]:
    return re.findall("[a-z0-9']+", name.casefold().replace("&", " and ").replace("\u2019", "'"))


def _known_acts(library: Library) -> Mapping[str, set[str]]:
    """Return the years of each Act that has an entry or a provision, by its name."""
    known: dict[str, set[str]] = defaultdict(set)
    titles = [entry.title for _, entry in library.all_of(Event)]
    acts = [entry.act for _, entry in library.all_of(Provision)]
    for named in filter(None, map(_NAMED.fullmatch, (*titles, *acts))):
        known[named[1]].add(named[2])
    return known


@alone
def _acts_named(entry: Entry) -> tuple[tuple[FieldPath, str, str], ...]:
    """Return each place where an entry names an Act, with the words before its year and the year."""
    if not any(sign in joined_texts_and_citations(entry) for sign in _SIGNS):
        return ()
    return tuple(
        (path, found.string[max(0, found.start() - _MAX_NAME) : found.end() - 5], found.group()[-4:])
        for path, text in texts_and_citations(entry)
        if any(sign in text for sign in _SIGNS)
        for found in _WITH_YEAR.finditer(QUOTED.sub(" ", text))
    )


def _known_name(words: str, known: Collection[str]) -> str:
    """Return the known Act whose name the words end with; empty if they end with a longer name."""
    for name in known:
        if words.endswith(name):
            before = words.removesuffix(name)
            if not _LONGER.search(before) or _BEGINS.search(before):
                return name
    return ""
