"""Advice on wording: British spelling, typing mistakes, plain and respectful words, and abbreviations.

Titles, names and quotations are exempt. These are the fields that hold them, any name in the library, and whatever is
in quotation marks.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from importlib import resources

from almanac.content.checks.finding import Finding, walk_texts
from almanac.content.kinds import Entry
from almanac.content.kinds.organisation import Organisation
from almanac.content.kinds.term import Term
from almanac.content.memo import alone
from almanac.content.model import Library
from almanac.content.problem import FieldPath

Correction = tuple[str, str, str]
"""The word, what to write instead, and the code."""

# Fields that hold titles, names or quotations, or no prose at all.
EXEMPT_FIELDS = frozenset({
    "title", "name", "authors", "editors", "container", "publisher", "also", "former_names", "sources", "label",
    "said_by", "document", "doi", "url", "web", "address", "key", "abbreviation", "licence", "see", "topics", "roles",
    "was", "at", "field", "method", "pages", "setting", "help", "shown_on", "successors",
    "study", "provisions", "events", "act", "official", "checked_how", "checked_by", "emails", "number", "people",
    "nations", "verified", "serves", "offers", "searches", "keyword", "degree",
})  # fmt: skip
# American spellings that are also British, with another meaning or as another part of speech.
_BRITISH_TOO = {
    "program", "practice", "practices", "practise", "check", "license", "story", "stories", "meter", "draft", "curb",
    "tire", "inquiry", "jail", "licensed", "focused", "judgment",
}  # fmt: skip
# Words that codespell lists as mistakes but that are correct here.
_NO_SLIP = {"wil", "crate", "ons", "ot", "bu", "ect"}
# Two abbreviations that everybody knows. The rest are formats, licences, programs and names with internal capitals,
# which need no explanation or are explained where they occur.
_EXPLAINED = {
    "GP", "NHS", "AA", "ALMANAC", "API", "DOI", "GitHub", "HTML", "VS", "YAML",
    "APA", "BibTeX", "BY", "CC", "CSL", "CSV", "EndNote", "HSDS", "ISBN", "JabRef",
    "JavaScript", "JSON", "LaTeX", "LibreOffice", "MIT", "RefWorks", "RIS", "SHA", "SIL", "UTF", "BiPolar",
    "CHIME", "DIALOG", "ENABLE", "EWCA", "EWHC", "HoNOSCA", "II", "IQ", "McClinton", "MM", "MP", "NI", "NIMH",
    "NRPF", "NSPCC", "OCTET", "RADAR", "ReQoL", "RQIA", "SafeLives", "SANEline", "SHOUT", "SI", "SPIRIT", "VALOUR",
}  # fmt: skip
_NEVER = {
    r"\bclients?\b": "people who use services",
    r"\bsufferers?\b|\bsuffer(?:s|ing|ed)? from\b": '"people with" or "has"',
    r"\b[Tt]he mentally ill\b|\b[Ss]chizophrenics?\b|\b[Mm]anic depressives?\b": '"people with" and the diagnosis',
    r"\b[Tt]he elderly\b": "older people",
    r"\bBAME\b|\bBME\b": "the groups by name",
    r"\b[Uu]tili[sz]\w+": "use",
    "—": "a comma or a colon",
}
_NEVER_RULES = tuple((re.compile(pattern), instead) for pattern, instead in _NEVER.items())
_NEVER_WORDS = {
    "client", "clients", "sufferer", "sufferers", "suffer", "suffers", "suffering", "suffered", "mentally",
    "schizophrenic", "schizophrenics", "depressive", "depressives", "elderly", "bame", "bme",
}  # fmt: skip
_SHOUTED = 4  # letters: a word this long in capitals is no abbreviation if we also write it in lower case
_ALWAYS_SHOUTED = {"AND", "ANY", "BUT", "NEVER", "NOT", "NOW", "ONLY", "PLEASE", "THE", "YOU"}
WORD = re.compile(r"[A-Za-z]+")
QUOTED = re.compile(r"‘[^‘’]*’(?!\w)|“[^“”]*”|(?<!\w)\"[^\"]*\"|(?<!\w)'[^']*'(?!\w)")
_ADDRESS = re.compile(r"https?://\S+|\b[\w.-]+@[\w.-]+|\b(?:\w+\.)+(?:uk|org|com|net)\b\S*")
_PARTY = re.compile(r"\b[A-Z]{2,4}\)? v (?=[A-Z])|\bv [A-Z]{2,4}\b")  # parties to a case, named by initials


def words_are_plain_british_and_known(library: Library) -> Iterator[Finding]:
    """Our own words are correct British English and respectful, and abbreviations are in the glossary."""
    check = checker(library)
    for ref, entry in library.entries.items():
        for path, text in own_texts(entry):
            for word, message, code in check(text):
                yield Finding(ref, path, message, code, word)


@alone
def own_texts(entry: Entry) -> tuple[tuple[FieldPath, str], ...]:
    """Return every text of an entry that we wrote ourselves, with its path."""
    return tuple(walk_texts(entry, EXEMPT_FIELDS))


@alone
def joined_texts(entry: Entry) -> str:
    """Return all these texts as one, so that a rule can rule out most entries with a single search."""
    return "\n".join(text for _, text in own_texts(entry))


def checker(library: Library) -> Callable[[str], Iterator[Correction]]:
    """Return a function that yields each word in a text to correct, with a message and a code."""
    british, right = british_spellings(), misspellings()
    wrong = british.keys() | right.keys()
    abbreviations, names = known_abbreviations(library), functools.cache(lambda: _by_first_word(_names(library)))
    doubts = _doubts(wrong, abbreviations)
    ordinary = functools.cache(lambda: _ordinary_words(library))  # computed lazily, because they are rarely needed
    everyday = _of_everyday_terms(library)

    def check(text: str) -> Iterator[Correction]:
        doubtful = {word: why for word in WORD.findall(text) if (why := doubts(word))}
        if not doubtful and "—" not in text:
            return
        words = {word for word, why in doubtful.items() if "wrong" in why}
        never = "—" in text or any("never" in why for why in doubtful.values())
        unknown = sorted(word for word, why in doubtful.items() if "unknown" in why)
        left = _without_names(text, names())
        for word in sorted(words & set(WORD.findall(left))):
            if word.lower() in british:
                yield word, f'found "{word}". In British spelling: "{british[word.lower()]}".', "A1"
            else:
                yield word, f'found "{word}". Did you mean "{right[word.lower()]}"?', "A2"
        for pattern, instead in _NEVER_RULES if never else ():
            for found in pattern.finditer(left):
                yield (
                    found.group(),
                    f'found "{found.group()}". Write: {instead}. If it is a quotation, put it in quotation marks.',
                    "A5",
                )
        for word in unknown:
            if re.search(rf"\b{word}\b", left):
                meant = everyday.get(word.removesuffix("s"), "")
                yield word, _not_explained(word, meant) if meant else _not_in_glossary(word, ordinary()), "A3"

    return check


def _doubts(wrong: Collection[str], abbreviations: frozenset[str]) -> Callable[[str], frozenset[str]]:
    """Return a function that says why a word may need correcting; the set is empty for most words."""

    @functools.cache  # texts share most of their words
    def of(word: str) -> frozenset[str]:
        low = word.lower()
        doubts = {
            "wrong": low in wrong and not (word.isupper() and len(word) > 1),
            "never": low in _NEVER_WORDS or low.startswith("utili"),
            "unknown": _two_capitals(word) and _unknown(word, abbreviations),
        }
        return frozenset(doubt for doubt, holds in doubts.items() if holds)

    return of


def _without_names(text: str, names: Mapping[str, list[tuple[int, str]]]) -> str:
    """Return a text without addresses, quotations, parties and names; names are grouped as by ``_by_first_word``."""
    left = QUOTED.sub(" ", _PARTY.sub(" ", _ADDRESS.sub(" ", text)))
    possible = (named for word in {"", *WORD.findall(left)} for named in names.get(word, ()))
    for _, name in sorted(possible):
        left = left.replace(name, " ")
    return left


def _by_first_word(names: Iterable[str]) -> dict[str, list[tuple[int, str]]]:
    """Group names by their first word, each with its position, since a text contains few of ten thousand names."""
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for place, name in enumerate(names):
        first = WORD.search(name)
        found[first.group() if first else ""].append((place, name))
    return found


def _ordinary_words(library: Library) -> frozenset[str]:
    """Return every word that occurs in lower case in a text of ours."""
    return frozenset(
        word
        for entry in library.entries.values()
        for _, text in own_texts(entry)
        for word in WORD.findall(text)
        if word.islower()
    )


def _not_in_glossary(word: str, ordinary: Collection[str]) -> str:
    if word in _ALWAYS_SHOUTED or (len(word) >= _SHOUTED and word.isupper() and word.lower() in ordinary):
        return f'"{word}" is in capitals. Write "{word.lower()}". If it is an abbreviation, write it out.'
    return f'"{word}" is not in the glossary. Write it out, or give it to a term as its abbreviation.'


def _not_explained(word: str, meant: str) -> str:
    return f'"{word}" is not explained where it stands. Write "{meant}".'


def _two_capitals(word: str) -> bool:
    return not word[1:].islower() and sum(map(str.isupper, word)) > 1


def _unknown(word: str, known: frozenset[str]) -> bool:
    return word not in known and word.removesuffix("s") not in known


def known_abbreviations(library: Library) -> frozenset[str]:
    """Return the words in names of terms and organisations, which have pages to explain them, and ``_EXPLAINED``."""
    given = (
        name
        for _, term in library.all_of(Term)
        for name in (
            term.name,
            *_written("" if term.everyday else term.abbreviation or ""),
            *term.also.lay,
            *term.also.former,
            *term.also.misspelt,
        )
    )
    called = (name for _, organisation in library.all_of(Organisation) for name in organisation.names)
    return frozenset(WORD.findall(" ".join((*given, *called)))) | _EXPLAINED


def _of_everyday_terms(library: Library) -> dict[str, str]:
    """Map abbreviations of everyday terms to their names, which texts write out because they need no explanation."""
    terms = (term for _, term in library.all_of(Term) if term.everyday)
    return {term.abbreviation: term.name for term in terms if term.abbreviation}


def _written(short: str) -> tuple[str, str]:
    """Return an abbreviation as given and as texts should write it; ``names`` reports a slip in the term itself."""
    return short, short.upper().replace(".", "")


def _names(library: Library) -> Iterator[str]:
    """Yield the names and titles that may occur in a text, longest first."""
    found = set()
    for entry in library.entries.values():
        found |= {name for name in (getattr(entry, "name", ""), getattr(entry, "title", "")) if name and " " in name}
        found |= {name for name in getattr(entry, "former_names", ()) if " " in name}
        if isinstance(entry, Term):
            for name in (*entry.also.former, *entry.also.lay):
                if " " in name and not any(never.search(name) for never, _ in _NEVER_RULES):
                    found.add(name)
    yield from sorted(found, key=lambda name: (-len(name), name))


@functools.cache
def british_spellings() -> dict[str, str]:
    """Return American spellings mapped to British ones, the reverse of codespell's dictionary."""
    pairs = _dictionary("dictionary_en-GB_to_en-US.txt").items()
    return {us: gb for gb, us in pairs if us not in _BRITISH_TOO}


@functools.cache
def misspellings() -> dict[str, str]:
    """Return common misspellings mapped to the word that was meant."""
    return {wrong: right for wrong, right in _dictionary("dictionary.txt").items() if wrong not in _NO_SLIP}


def _dictionary(name: str) -> dict[str, str]:
    text = (resources.files("codespell_lib") / "data" / name).read_text("utf-8")
    pairs = (line.partition("->") for line in text.splitlines())
    return {wrong: right for wrong, arrow, right in pairs if arrow and "," not in right}
