"""Rules and advice on the reference of a study: its title, its authors and its journal."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from almanac.content.checks.finding import Finding
from almanac.content.kinds.abstract import Abstract
from almanac.content.model import Library

_RETRACTED = re.compile(
    r"(?:RETRACTED|WITHDRAWN|Retracted|Withdrawn)(?: ARTICLE| [Aa]rticle)?:"
    r"|[\[(](?:RETRACTED|WITHDRAWN)(?: ARTICLE)?[\])]"
)
_DOI = re.compile(r"https?://(?:dx\.)?doi\.org/(10\.\S+)")
_SITES = r"PubMed|ScienceDirect|Google Scholar|ResearchGate|JSTOR|Semantic Scholar|Wiley Online Library"
# What the tab of a browser or a list of results puts around a title.
_AROUND = re.compile(
    rf"^(?:Full article|Full text): |^\[(?:PDF|HTML|BOOK|CITATION)\] | \| .+$| [-\u2013\u2014] (?:{_SITES})\b.*$"
)
_SMALL = ("the", "of", "and", "&", "in", "for", "on")
# The volume, issue and pages of a paper as a source has them: "52(3), 1362-1379".
_IN_JOURNAL = re.compile(r"\b(\d+)\((\d+(?:-\d+)?)\)(?:, (\w?\d+-\w?\d+))?")


def titles_do_not_say_that_a_study_was_retracted(library: Library) -> Iterator[Finding]:
    """A retraction is given as a notice, which every page shows, not in the title."""
    for ref, study in library.all_of(Abstract):
        found = _RETRACTED.search(study.title)
        if found:
            then = "notices say it." if study.notices else "add it under notices, with its status and its date."
            yield Finding(ref, ("title",), f'found "{found.group()}". Take it out of the title: {then}')


def titles_are_not_those_of_a_browser(library: Library) -> Iterator[Finding]:
    """A title has nothing of what the tab of a browser or a list of results puts around it."""
    for ref, study in library.all_of(Abstract):
        found = _AROUND.search(study.title)
        if found:
            message = f'found "{found.group().strip()}", which is not part of the title. Leave it out.'
            yield Finding(ref, ("title",), message, "A7", found.group().strip())


def identifiers_have_a_field_of_their_own(library: Library) -> Iterator[Finding]:
    """The address of a study is not that of its DOI, which has a field of its own."""
    for ref, study in library.all_of(Abstract):
        found = _DOI.fullmatch(study.url or "")
        if found:
            message = f'found "{study.url}", which is a DOI. Write "doi: {found[1]}" in place of this line.'
            yield Finding(ref, ("url",), message, "A16", str(study.url))


def people_have_given_names(library: Library) -> Iterator[Finding]:
    """A person among the authors has a given name or initials, unless no author of the study has."""
    for ref, study in library.all_of(Abstract):
        for role in ("authors", "editors"):
            people = [(at, one) for at, one in enumerate(getattr(study, role)) if one.family]
            lacking = [at for at, one in people if not one.given]
            if len(lacking) == 1:
                at = lacking[0]
                message = f'"{getattr(study, role)[at].family}" has no given name. Add "given", with names or initials.'
                yield Finding(ref, (role, at), message, "A11")


def journals_are_written_out(library: Library) -> Iterator[Finding]:
    """The name of a journal is not the abbreviation of one that other studies have: "Soc Work Educ"."""
    studies = [(ref, study) for ref, study in library.all_of(Abstract) if study.container]
    counts = Counter(str(study.container) for _, study in studies)
    alike: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for name in counts:
        alike[_initials(name)].append(name)
    for ref, study in studies:
        name = str(study.container)
        others = alike[_initials(name)]
        meant = max((other for other in others if _shortens(name, other)), key=lambda other: counts[other], default="")
        if counts[meant] > counts[name]:
            message = f'found "{name}". Write it out: {meant}, as in {counts[meant]} other studies.'
            yield Finding(ref, ("container",), message, "A7")


def _words(name: str) -> list[str]:
    return [word.rstrip(".") for word in name.casefold().split() if word not in _SMALL]


def _initials(name: str) -> tuple[str, ...]:
    return tuple(word[:1] for word in _words(name))


def _shortens(short: str, whole: str) -> bool:
    """Return whether a name of two words or more has the beginnings of the words of another name."""
    begun, words = _words(short), _words(whole)
    return len(begun) > 1 and begun != words and all(map(str.startswith, words, begun))


def places_of_studies_are_those_of_their_fields(library: Library) -> Iterator[Finding]:
    """The volume, issue and pages that the source of a study names are those of its fields."""
    for ref, study in library.all_of(Abstract):
        for index, place in enumerate(study.sources):
            found = _IN_JOURNAL.search(place.at) if study.container and study.container in place.at else None
            given = (study.volume, study.issue, study.pages)
            if found and any(
                own and told and str(own) != told for own, told in zip(given, found.groups(), strict=True)
            ):
                own = f"{study.volume or ''}({study.issue or ''}), {study.pages or study.article_number or ''}"
                message = f'found "{found.group()}", but the study has {own}. Correct the one that is wrong.'
                yield Finding(ref, ("sources", index, "at"), message, "A14", found.group())
