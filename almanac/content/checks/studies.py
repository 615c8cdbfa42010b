"""Rules and advice on studies."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from almanac.content.checks.finding import Finding
from almanac.content.kinds.abstract import Abstract
from almanac.content.memo import alone
from almanac.content.model import Library
from almanac.content.problem import FieldPath
from almanac.content.quotation import STRAIGHT, curled
from almanac.content.refs import key_of

_PARTS = {
    "limits": "why readers should not rely on the study too much",
    "applies": "how far it applies in each UK nation",
}
FEWEST_WORDS, MOST_WORDS = 90, 220
_FEWEST_OF_A_PART = 3
_LETTERS = re.compile(r"\b([a-z])-to-([a-z])\.yaml$")
_RETRACTED = re.compile(
    r"\b(?:[Tt]h(?:is|e) (?:article|paper|study|publication|work|report)|[Ii]t) "
    r"(?:was|has been|is|has since been|was later)(?: (?!not\b|never\b)\w+)? "
    r"(?:retracted|withdrawn by (?:its|the) (?:publisher|journal|editors?|authors?))\b"
)
_ONLINE_FIRST = 2  # years between the day an article appears online and its issue
_SLIP = 2  # letters too many or too few
_USUAL = 3  # so many studies would not share a slip
_NEAR = 0.94  # allows two letters exchanged; different journals are less alike
_VOLUME = re.compile(
    r",?\s+(?:vol(?:ume)?\.?\s*)?\d+\s*(?:\(\d[\d\u2013-]*\))?(?:[,:]\s*[\d\u2013-]+)?$", re.IGNORECASE
)


def verified_fields_have_values(library: Library) -> Iterator[Finding]:
    """Every field that a study lists as verified has a value; "findings" refers to its summary."""
    for ref, study in library.all_of(Abstract):
        absent = [name for name in study.verified if name != "findings" and not getattr(study, name)]
        yield from (
            Finding(ref, ("verified",), f'the study gives no "{name}". Give it, or take it out here.', word=name)
            for name in absent
        )


def no_study_is_younger_than_its_check(library: Library) -> Iterator[Finding]:
    """The year of a study is at most one year later than its check, because it may be due to appear."""
    for ref, study in library.all_of(Abstract):
        if study.year and study.year > study.checked.year + 1:
            yield Finding(
                ref, ("year",), f'found "{study.year}", but it was checked in {study.checked.year}. Correct the year.'
            )


def quotation_marks_in_references_are_curly(library: Library) -> Iterator[Finding]:
    """No part of a reference has straight quotation marks, because one reference would then mix two styles."""
    for ref, study in library.all_of(Abstract):
        for place, text in _straight(study):
            advice = f"found a straight quotation mark or apostrophe. Write curly ones: {curled(text)}"
            yield Finding(ref, place, advice)


@alone
def _straight(study: Abstract) -> tuple[tuple[FieldPath, str], ...]:
    return tuple((place, text) for place, text in _in_reference(study) if STRAIGHT.search(text))


def _in_reference(study: Abstract) -> Iterator[tuple[FieldPath, str]]:
    for name in ("title", "container", "publisher"):
        yield (name,), getattr(study, name) or ""
    for role in ("authors", "editors"):
        for index, author in enumerate(getattr(study, role)):
            yield from (((role, index, part), getattr(author, part) or "") for part in ("family", "given", "body"))


def summaries_have_every_part(library: Library) -> Iterator[Finding]:
    """A summary says why not to rely on the study too much, and how far it applies in each nation."""
    for ref, study in library.all_of(Abstract):
        if study.summary:
            for name, says in _PARTS.items():
                if not getattr(study.summary, name):
                    yield Finding(ref, ("summary",), f'"{name}" is missing. Add it, and say there {says}.', "A11")


def parts_of_summaries_are_sentences(library: Library) -> Iterator[Finding]:
    """Each part of a summary is a sentence, not the word or two that remained of one."""
    for ref, study in library.all_of(Abstract):
        if study.summary:
            for name in ("asked", "did", "limits", "means", "applies"):
                part = getattr(study.summary, name)
                if part and len(part.split()) < _FEWEST_OF_A_PART:
                    yield Finding(ref, ("summary", name), f'found "{part}". Say it in a sentence.', "A4")


def studies_stand_in_the_file_of_their_letter(library: Library) -> Iterator[Finding]:
    """A study is in the file for the first letter of its key: keys from a to b in a-to-b.yaml."""
    for ref, _ in library.all_of(Abstract):
        letters = _LETTERS.search(library.places[ref].file)
        if letters and not letters[1] <= key_of(ref)[:1] <= letters[2]:
            where = f"{letters[1]}-to-{letters[2]}.yaml"
            begins = key_of(ref)[:1]
            files = {place.file for place in library.places.values() if _LETTERS.search(place.file)}
            named = (found for file in sorted(files) if (found := _LETTERS.search(file)))
            home = next((found[0] for found in named if found[1] <= begins <= found[2]), "the file of its letter")
            message = f"the key does not begin with a letter from {letters[1]} to {letters[2]}, which are in {where}."
            yield Finding(ref, ("key",), f"{message} Move the study to {home}.", "A16")


def studies_say_when_they_joined(library: Library) -> Iterator[Finding]:
    """A study gives the day it joined the library, because otherwise a later check would announce it as new."""
    for ref, study in library.all_of(Abstract):
        if study.added is None:
            wanted = f"added: {study.added_on}"
            message = f'say when it joined the library, so that feeds do not announce it again: add "{wanted}".'
            yield Finding(ref, (), message, "A11")


def no_study_joins_in_the_future(library: Library) -> Iterator[Finding]:
    """No study joins the library on a future day; this is advice, because only a dated check knows which day it is."""
    for ref, study in library.all_of(Abstract):
        if study.added and study.added > library.tomorrow:
            yield Finding(ref, ("added",), f'found "{study.added}", a date in the future. Correct the date.', "A2")


def summaries_are_short(library: Library) -> Iterator[Finding]:
    """The summary of a study has 90 to 220 words in all."""
    for ref, study in library.all_of(Abstract):
        if study.summary:
            parts = study.summary.model_dump(exclude_none=True).values()
            count = sum(len(text.split()) for part in parts for text in ([part] if isinstance(part, str) else part))
            if not FEWEST_WORDS <= count <= MOST_WORDS:
                message = f"the summary has {count} words. Write {FEWEST_WORDS} to {MOST_WORDS} in all."
                yield Finding(ref, ("summary",), message, "A4")


def years_are_those_of_the_keys(library: Library) -> Iterator[Finding]:
    """The year in a study's key is near its publication year, since many appear online long before they are printed."""
    for ref, study in library.all_of(Abstract):
        if study.year:
            named = re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", study.key)
            if len(named) == 1 and abs(int(named[0]) - study.year) > _ONLINE_FIRST:
                message = (
                    f'found "{study.year}", but the key says {named[0]}. '
                    "Correct the year. If it is right, ask a maintainer to change the key."
                )
                yield Finding(ref, ("year",), message, "A14")


def notices_are_not_the_study(library: Library) -> Iterator[Finding]:
    """The DOI of a notice is its own, not that of the study it is about."""
    for ref, study in library.all_of(Abstract):
        for index, notice in enumerate(study.notices):
            if notice.doi and notice.doi.casefold() == (study.doi or "").casefold():
                message = f'found "{notice.doi}", which is the DOI of the study. Give that of the notice, or remove it.'
                yield Finding(ref, ("notices", index, "doi"), message)


def notices_follow_their_study(library: Library) -> Iterator[Finding]:
    """No notice is older than the study it is about, but the study may have been online before its issue."""
    for ref, study in library.all_of(Abstract):
        for index, notice in enumerate(study.notices):
            if study.year and int(notice.year) < study.year - _ONLINE_FIRST:
                message = f'found "{notice.date}", but the study is from {study.year}. Correct one of the two.'
                yield Finding(ref, ("notices", index, "date"), message, "A14")


def retractions_are_notices(library: Library) -> Iterator[Finding]:
    """A retraction is given as a notice, which every list and page shows, not only as a caution."""
    for ref, study in library.all_of(Abstract):
        if not study.notices:
            told: list[tuple[FieldPath, str]] = [
                (("cautions", index), text) for index, text in enumerate(study.cautions)
            ]
            told.append((("summary", "limits"), (study.summary and study.summary.limits) or ""))
            for path, text in told:
                found = _RETRACTED.search(text)
                if found:
                    message = f'found "{found.group()}". Say so under notices, with its status and its date.'
                    yield Finding(ref, path, message, "A16", found.group())


def issues_are_of_journals(library: Library) -> Iterator[Finding]:
    """Only an article has an issue together with a volume or journal; a report or book has not."""
    for ref, study in library.all_of(Abstract):
        if study.issue and not study.type.startswith("article-"):
            of_a_journal = study.container if study.type != "chapter" else None
            if study.volume or of_a_journal:
                where = f"in {study.container}" if study.container else "with a volume"
                message = f'found "{study.type}", but it has issue {study.issue} {where}.'
                yield Finding(ref, ("type",), f'{message} Write "article-journal", or remove the issue.', "A14")


def journals_are_called_as_elsewhere(library: Library) -> Iterator[Finding]:
    """A journal's name contains no volume and is not a misspelling of one that several other studies have."""
    studies = [(ref, study) for ref, study in library.all_of(Abstract) if study.container]
    counts = Counter(study.container for _, study in studies if study.type == "article-journal")
    usual = [name for name, count in counts.items() if name and count >= _USUAL]
    for ref, study in studies:
        name = study.container or ""
        without_volume = _VOLUME.sub("", name)
        if study.type == "article-journal" and without_volume != name:
            yield Finding(
                ref,
                ("container",),
                f'found "{name}". Write "{without_volume}": volume and issue have fields of their own.',
                "A16",
            )
        elif study.type == "article-journal" and counts[name] == 1 and (meant := _nearly(name, usual)):
            message = f'found "{name}". Did you mean "{meant}", as in {counts[meant]} other studies?'
            yield Finding(ref, ("container",), message, "A2")


def _nearly(name: str, usual: Sequence[str]) -> str:
    """Return the usual name that a journal's name misspells; empty if there is none, or only "The" or "&" differs."""
    begun, length = name[:1].casefold(), len(name)  # so that few of thousands of journals are compared closely
    likely = (other for other in usual if abs(len(other) - length) <= _SLIP and other[:1].casefold() == begun)
    small = {other.casefold(): other for other in likely}
    found = small.get(next(iter(get_close_matches(name.casefold(), small, n=1, cutoff=_NEAR)), ""), "")
    numbered = re.findall("[0-9]+", name) != re.findall("[0-9]+", found)  # another volume, or another conference
    return "" if numbered or _leading(name) == _leading(found) else found


def _leading(name: str) -> str:
    return name.removeprefix("The ").replace(" & ", " and ")
