"""Rules of studies."""

from __future__ import annotations

from collections.abc import Iterator

from almanac.content.checks.finding import Finding
from almanac.content.kinds.abstract import Abstract
from almanac.content.memo import alone
from almanac.content.model import Library
from almanac.content.quotation import STRAIGHT, curled

_PARTS = {
    "limits": "why readers should not rely on the study too much",
    "applies": "how far it applies in each UK nation",
}
FEWEST_WORDS, MOST_WORDS = 90, 220


def what_was_seen_is_given(library: Library) -> Iterator[Finding]:
    """A study names among the fields that were seen only those that it gives; its findings are its summary."""
    for ref, study in library.of("abstract"):
        if isinstance(study, Abstract):
            absent = [name for name in study.verified if name != "findings" and not getattr(study, name)]
            yield from (
                Finding(ref, ("verified",), f'the study gives no "{name}". Give it, or take it out here.', word=name)
                for name in absent
            )


def no_study_is_younger_than_its_check(library: Library) -> Iterator[Finding]:
    """A study was published before somebody looked at it, or is to be in the year that follows."""
    for ref, study in library.of("abstract"):
        if isinstance(study, Abstract) and study.year and study.year > study.checked.year + 1:
            yield Finding(
                ref, ("year",), f'found "{study.year}", but it was checked in {study.checked.year}. Mend the year.'
            )


def quotation_marks_in_references_are_curly(library: Library) -> Iterator[Finding]:
    """What a reference is made of has no straight quotation mark: one reference would mix two kinds."""
    for ref, study in library.of("abstract"):
        if isinstance(study, Abstract):
            for place, text in _straight(study):
                advice = f"found a straight quotation mark or apostrophe. Write curly ones: {curled(text)}"
                yield Finding(ref, place, advice)


@alone
def _straight(study: Abstract) -> tuple[tuple[tuple[str | int, ...], str], ...]:
    return tuple((place, text) for place, text in _in_reference(study) if STRAIGHT.search(text))


def _in_reference(study: Abstract) -> Iterator[tuple[tuple[str | int, ...], str]]:
    for name in ("title", "container", "publisher"):
        yield (name,), getattr(study, name) or ""
    for role in ("authors", "editors"):
        for index, author in enumerate(getattr(study, role)):
            yield from (((role, index, part), getattr(author, part) or "") for part in ("family", "given", "body"))


def summaries_have_every_part(library: Library) -> Iterator[Finding]:
    """A summary says why not to rely on the study too much, and how far it applies in each nation."""
    for ref, study in library.of("abstract"):
        if isinstance(study, Abstract) and study.summary:
            for name, says in _PARTS.items():
                if not getattr(study.summary, name):
                    yield Finding(ref, ("summary",), f'"{name}" is missing. Add it, and say there {says}.', "A11")


def studies_say_when_they_joined(library: Library) -> Iterator[Finding]:
    """A study says on which day it joined the library: without it a later check would announce it as new."""
    for ref, study in library.of("abstract"):
        if isinstance(study, Abstract) and study.added is None:
            message = (
                f'say when it joined the library, so that feeds do not announce it again: add "added: {study.joined}".'
            )
            yield Finding(ref, (), message, "A11")


def summaries_are_short(library: Library) -> Iterator[Finding]:
    """The summary of a study has 90 to 220 words in all."""
    for ref, study in library.of("abstract"):
        if isinstance(study, Abstract) and study.summary:
            parts = study.summary.model_dump(exclude_none=True).values()
            count = sum(len(text.split()) for part in parts for text in ([part] if isinstance(part, str) else part))
            if not FEWEST_WORDS <= count <= MOST_WORDS:
                message = f"the summary has {count} words. Write {FEWEST_WORDS} to {MOST_WORDS} in all."
                yield Finding(ref, ("summary",), message, "A4")
