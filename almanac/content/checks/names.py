"""Advice on titles and names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from almanac.content.checks.finding import Finding
from almanac.content.checks.language import joined_texts, own_texts
from almanac.content.kinds.abstract import Abstract
from almanac.content.kinds.organisation import Organisation
from almanac.content.kinds.source import Source
from almanac.content.kinds.term import Term
from almanac.content.letters import slug
from almanac.content.model import Library
from almanac.content.printable import shortened
from almanac.content.problem import FieldPath
from almanac.content.refs import ref_in_words

Pair = tuple[str, str]
"""Family name and given name."""

_QUOTES = "\u201c\u2018\"'"
_QUOTED = re.compile("\u201c[^\u201c\u201d]+\u201d|\u2018[^\u2018\u2019]+\u2019|\"[^\"]+\"|'[^']+'")
_FEW_LETTERS = 12  # letters: a title this short may be an abbreviation
_SHORT = 4
_MOSTLY = 0.8
_SEEN_OFTEN = 2
# Link texts that say nothing about their destination, and so mean nothing when read out alone.
_SAYS_NOTHING = {
    "click", "click here", "click this link", "find out more", "follow this link", "go", "here", "home page",
    "homepage", "learn more", "link", "more", "more info", "more information", "official page", "official website",
    "our website", "page", "read more", "see here", "see more", "site", "the website", "this link", "this page",
    "this website", "url", "visit", "visit website", "web page", "web site", "webpage", "website",
}  # fmt: skip
_AROUND = " .:!>\u00bb\u2192"


def titles_are_plainly_written(library: Library) -> Iterator[Finding]:
    """Titles are not in capitals throughout, nor in quotation marks, and do not end with a full stop or dots."""
    for ref, entry in library.entries.items():
        for field in ("title", "name"):
            title = getattr(entry, field, None)
            if not isinstance(title, str):
                continue
            letters = [character for character in title if character.isalpha()]
            capitals = sum(letter.isupper() for letter in letters)
            if len(letters) > _FEW_LETTERS and capitals > _MOSTLY * len(letters):
                message = (
                    f'found "{shortened(title)}" in capitals. Write it in ordinary letters, as its publisher has it.'
                )
                yield Finding(ref, (field,), message, "A7")
            if not isinstance(entry, (Abstract, Source)) and _QUOTED.fullmatch(title):
                message = f'found quotation marks around "{shortened(title[1:-1])}". Leave them out.'
                yield Finding(ref, (field,), message, "A7")
            if title.endswith(("...", "…")):
                message = f'found "{title[-40:]}". If the end was cut off, write it in full.'
                yield Finding(ref, (field,), message, "A7")
            last = title.split()[-1]
            if last.endswith(".") and last.count(".") == 1 and len(last) > _SHORT:  # "M." and "Co." are abbreviations
                yield Finding(ref, (field,), f'found a full stop after "{last[:-1]}". Leave it out.', "A7")


def abbreviations_are_in_capitals_and_outside_names(library: Library) -> Iterator[Finding]:
    """An abbreviation is in capitals without full stops, and is not repeated in the name that it stands for."""
    for ref, entry in library.entries.items():
        short, name = getattr(entry, "abbreviation", None), getattr(entry, "name", "")
        if not isinstance(short, str):
            continue
        if re.fullmatch(r"(?:[A-Za-z]\.){2,}", short):
            message = f'found "{short}". Write it without full stops: {short.replace(".", "")}.'
            yield Finding(ref, ("abbreviation",), message, "A7")
        elif short.isalpha() and short.islower() and _of_initials(short, name):
            yield Finding(ref, ("abbreviation",), f'found "{short}". Write it in capitals: {short.upper()}.', "A7")
        if name.endswith(f"({short})"):
            message = f'found "({short})" in the name. It is added where it is wanted: leave it out.'
            yield Finding(ref, ("name",), message, "A7")


def _of_initials(short: str, name: str) -> bool:
    """Return whether an abbreviation consists of initials of a name's words, some of which may be skipped."""
    initials = iter(re.findall(r"\b\w", name.casefold()))
    return len(short) > 1 and all(letter in initials for letter in short)


def terms_stand_as_within_a_sentence(library: Library) -> Iterator[Finding]:
    """A term has no capitals that the texts leave out: "approved social worker"."""
    capitalised = [(ref, term) for ref, term in library.all_of(Term) if " " in term.name and not term.name.islower()]
    texts = "\n".join(joined_texts(entry) for entry in library.entries.values()) if capitalised else ""
    for ref, term in capitalised:
        usual = term.name.lower()
        if texts.count(usual) > _SEEN_OFTEN * (texts.count(term.name) + 1):
            message = f'found "{term.name}". Write "{usual}", as within a sentence.'
            yield Finding(ref, ("name",), message, "A7")


def texts_have_no_outer_quotation_marks(library: Library) -> Iterator[Finding]:
    """No text of ours is entirely in quotation marks; those that YAML needs are straight and not part of it."""
    for ref, entry in library.entries.items():
        for path, text in own_texts(entry):
            if text[:1] in _QUOTES and _QUOTED.fullmatch(text):
                yield Finding(
                    ref, path, f'found quotation marks around "{shortened(text[1:-1])}". Leave them out.', "A7"
                )


def other_names_are_no_names_of_others(library: Library) -> Iterator[Finding]:
    """No alternative name of a term is the name of another term, unless the two are linked."""
    terms = library.all_of(Term)
    named = {name.casefold(): ref for ref, term in terms for name in (term.name, term.abbreviation) if name}
    for ref, term in terms:
        for path, name in _alternative_names(term):
            other = named.get(name.casefold(), ref)
            if other != ref and other not in library.links.related(ref):
                message = f'"{name}" is the name of {ref_in_words(other)}. Leave it out, or link the two by see.'
                yield Finding(ref, path, message, "A13")


def _alternative_names(term: Term) -> Iterator[tuple[FieldPath, str]]:
    """Yield the lay, former and US names of a term, with their paths."""
    for field in ("lay", "former", "us"):
        yield from ((("also", field, index), name) for index, name in enumerate(getattr(term.also, field)))


def former_names_differ_from_the_name(library: Library) -> Iterator[Finding]:
    """No former name or abbreviation of an organisation or term is the same as its current name."""
    for ref, organisation in library.all_of(Organisation):
        former = ((("former_names", index), name) for index, name in enumerate(organisation.former_names))
        yield from _same_as_the_name(ref, organisation, former)
    for ref, term in library.all_of(Term):
        yield from _same_as_the_name(ref, term, _alternative_names(term))


def _same_as_the_name(
    ref: str, entry: Organisation | Term, others: Iterable[tuple[FieldPath, str]]
) -> Iterator[Finding]:
    for path, other in ((("abbreviation",), entry.abbreviation), *others):
        if other == entry.name:
            message = f'found "{other}", which is the name itself. Correct it, or remove it.'
            yield Finding(ref, path, message, "A2")


def abbreviations_are_of_one_term(library: Library) -> Iterator[Finding]:
    """No two terms have the same abbreviation, because readers are shown only one meaning where it is explained."""
    first: dict[str, str] = {}
    for ref, term in sorted(library.all_of(Term)):
        if term.abbreviation:
            other = first.setdefault(term.abbreviation.casefold(), ref)
            if other != ref:
                message = f'{ref_in_words(other)} has the abbreviation "{term.abbreviation}" too.'
                advice = (
                    f"{message} Readers are shown one meaning alone: keep it in one, and name the other term under see."
                )
                yield Finding(ref, ("abbreviation",), advice, "A13")


def links_say_where_they_lead(library: Library) -> Iterator[Finding]:
    """Titles and names, which become the texts of links, say where the link leads."""
    for ref, entry in library.entries.items():
        held: list[tuple[FieldPath, object]] = [((field,), getattr(entry, field, None)) for field in ("title", "name")]
        for index, finder in enumerate(getattr(entry, "finders", ())):
            held.append((("finders", index, "name"), finder.name))
        for path, text in held:
            if isinstance(text, str) and text.casefold().strip(_AROUND) in _SAYS_NOTHING:
                message = f'found "{text}", which is the text of a link. Write the name of what it leads to.'
                yield Finding(ref, path, message, "A5")


def people_have_capitals(library: Library) -> Iterator[Finding]:
    """The family and given names of a person begin with a capital."""
    for ref, study in library.all_of(Abstract):
        for role in ("authors", "editors"):
            for index, author in enumerate(getattr(study, role)):
                yield from _small(ref, (role, index), author.family, author.given)


def _small(ref: str, path: FieldPath, *names: str | None) -> Iterator[Finding]:
    small = [name for name in names if name and name.islower()]
    if small:
        shown = " and ".join(f'"{name}"' for name in small)
        yield Finding(ref, path, f"found {shown} without a capital. Is that how the study prints the name?", "A7")


def misspellings_are_not_names(library: Library) -> Iterator[Finding]:
    """No name is given as a misspelling, because search would replace it with another."""
    names = {name.casefold(): ref for ref, organisation in library.all_of(Organisation) for name in organisation.names}
    names |= {name.casefold(): ref for ref, term in library.all_of(Term) for name in term.names}
    for ref, term in library.all_of(Term):
        for index, slip in enumerate(term.also.misspelt):
            held = names.get(slip.casefold())
            if held and (held != ref or slip in term.names):  # "DOLS" is a misspelling of DoLS
                message = f'"{slip}" is a name of {ref_in_words(held)}, and no slip of the pen. Remove it.'
                yield Finding(ref, ("also", "misspelt", index), message)


def names_stand_the_same_way_round(library: Library) -> Iterator[Finding]:
    """The two names of an author are the same way round in every study."""
    studies = library.all_of(Abstract)
    pairs = Counter((author.family, author.given) for _, study in studies for author in study.authors if author.given)
    doubtful = set(_less_likely(pairs, [study for _, study in studies]))
    for ref, study in studies:
        for index, author in enumerate(study.authors):
            family, given = author.family or "", author.given or ""
            swapped = pairs[given, family] if family != given else 0
            short = len(family) == 1 and len(given) > _SEEN_OFTEN
            equal = swapped and swapped == pairs[family, given]
            if short or swapped > pairs[family, given] or (equal and (family, given) in doubtful):
                message = f'found family "{family}" and given "{given}". Check whether they are the wrong way round.'
                yield Finding(ref, ("authors", index, "family"), message, "A8")


def _less_likely(pairs: Mapping[tuple[str | None, str], int], studies: list[Abstract]) -> Iterator[Pair]:
    """Yield the less likely order of names that occur equally often both ways round, judged by the keys of studies."""
    begun = {(study.authors[0].family, study.authors[0].given or ""): study.key for study in studies}
    for family, given in pairs:
        if family and given and family < given and pairs.get((given, family)) == pairs[family, given]:
            key = begun.get((given, family), "")  # a key begins with the family name of the first author
            yield (given, family) if key.startswith(slug(family)) else (family, given)
