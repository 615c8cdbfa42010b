"""Advice where a replaced term is used without the current one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from almanac.content.checks.finding import Finding
from almanac.content.checks.language import own_texts
from almanac.content.kinds.fields import NATIONS_OF_UK
from almanac.content.kinds.term import Term
from almanac.content.model import Library
from almanac.content.refs import ref_in_words
from almanac.site.glossary import Explainer, glossary
from almanac.site.updates import updates_on

_FEW = 3  # uses of one term; more are due to its own entry, or to its having just been marked as replaced
_KINDS = ("role", "message", "standard", "situation", "figure", "abstract")


def advice(library: Library) -> Iterator[Finding]:
    """A text that uses a replaced term also gives the current one; if many do not, the term's own entry is reported.

    Exceptions are texts about a nation where the old term still applies, and texts that name what replaced it.
    """
    by_term: dict[str, list[Finding]] = defaultdict(list)
    for key, found in _uses(library):
        by_term[key].append(found)
    for key, uses in by_term.items():
        if len(uses) > _FEW:
            who = f"{ref_in_words(uses[0].ref)} and {len(uses) - 1} others use the term without saying what is current"
            message = f'{who}. Correct what is said here, or add "{key}" to their topics.'
            yield Finding(f"term/{key}", ("superseded_by",), message, "A12")
        else:
            yield from uses


def _uses(library: Library) -> Iterator[tuple[str, Finding]]:
    """Yield the key of each replaced term that a text uses without the current one, and the finding there."""
    terms = {term.key: term for _, term in library.all_of(Term)}
    known = glossary(term for term in terms.values() if term.superseded_by)
    replaced = {form for held in known.values() for form in held}
    for ref, entry in ((ref, entry) for kind in _KINDS for ref, entry in library.of(kind)):
        held = own_texts(entry)
        whole = " ".join(text for _, text in held)
        small = whole.lower()
        if not any(form.text in whole if form.exact else form.text.lower() in small for form in replaced):
            continue
        explainer = Explainer(known)
        explainer.text(whole)
        for key in sorted(explainer.done):
            if not _said(library, ref, terms, key, whole):
                term = terms[key]
                forms = [form for form in (term.abbreviation, term.name) if form]
                path, word = next(((p, form) for p, text in held for form in forms if form in text), ((), ""))
                now = term.superseded_by.note if term.superseded_by else ""
                message = (
                    f'"{word or term.name}" has been replaced. Add "{key}" to topics, so that the page says: {now}'
                )
                yield key, Finding(ref, path, message, "A12", word)


def _said(library: Library, ref: str, terms: dict[str, Term], key: str, whole: str) -> bool:
    term = terms[key]
    now = term.superseded_by
    if now is None:
        return True
    notes = " ".join(note.text for note in updates_on(library, ref))
    after = terms.get(now.term or "")
    short = (after.abbreviation or "") if after else ""
    in_capitals = short.upper().replace(".", "")  # as texts have it, even if the term itself has a slip
    named = after and any(form in whole for form in (after.name, short, in_capitals) if form)
    return bool(now.note in notes or term.name in notes or named or _elsewhere(whole, term.name, now.nations))


def _elsewhere(whole: str, name: str, nations: tuple[str, ...]) -> bool:
    """Return whether each sentence with the name is about a nation where it was not replaced."""
    others = {*NATIONS_OF_UK} - {*nations}
    sentences = [sentence for sentence in re.split(r"(?<=[.?!])\s", whole) if name in sentence]
    return bool(nations and sentences) and all(any(other in each for other in others) for each in sentences)
