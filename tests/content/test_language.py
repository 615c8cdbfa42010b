"""Plain British English in what we write; titles, names and the words of others are left as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Any

import pytest
from pydantic import BaseModel

from almanac.content.kinds.organisation import Organisation
from almanac.content.kinds.term import Term
from almanac.content.model import Library
from tests.conftest import PROJECT

# Fields that hold titles, names and words of others, or no words at all.
NOT_OURS = {
    "title", "name", "authors", "container", "publisher", "also", "former_names", "sources", "label", "said_by",
    "document", "doi", "url", "web", "address", "key", "abbreviation", "licence", "see", "topics", "roles", "was",
    "at", "field", "method", "pages", "setting", "help", "study", "provisions", "events",
}  # fmt: skip
# American words that are British too, in another sense or as another part of speech.
BRITISH_TOO = {
    "program", "practice", "practices", "practise", "check", "license", "story", "stories", "meter", "draft", "curb",
    "tire", "inquiry", "jail", "licensed", "focused", "judgment",
}  # fmt: skip
# What codespell takes for a slip and is none here.
NO_SLIP = {"wil", "crate", "ons", "ot", "bu", "ect"}
# Names with capitals inside: people, charities, trials, scales, courts, parties to cases and parts of works.
NAMES = {
    "BiPolar", "CHIME", "COURAGE", "ENABLE", "EWCA", "EWHC", "HoNOSCA", "II", "IQ", "JB", "McClinton", "MM", "MP", "NI",
    "NIMH", "NRPF", "NSPCC", "OCTET", "RADAR", "ReQoL", "RQIA", "SafeLives", "SANEline", "SHOUT", "SI", "SPIRIT", "TTM",
    "TW", "VALOUR",
}  # fmt: skip
# Formats, licences and programs, which the pages that offer them explain.
FORMATS = {
    "AA", "ALMANAC", "API", "APA", "BibTeX", "BY", "CC", "CSL", "CSV", "EndNote", "HSDS", "ISBN", "JabRef",
    "JavaScript", "JSON", "LaTeX", "LibreOffice", "MIT", "RefWorks", "RIS", "SHA", "SIL", "UTF",
}  # fmt: skip
NEVER = {
    r"\bclients?\b": "people who use services",
    r"\bsufferers?\b|\bsuffer(s|ing)? from\b": "people with",
    r"\bthe mentally ill\b|\bschizophrenics?\b|\bmanic depressives?\b": "people with …",
    r"\bcommit(s|ted|ting)? suicide\b": "died by suicide",
    r"\bthe elderly\b": "older people",
    r"\bBAME?\b": "name the groups",
    r"\butili[sz]\w+": "use",
    r"—": "a comma or a colon",
}
# Where a word stands because the text is about that word, or a body writes its name so.
REPORTED = {
    "term/suicide-and-self-harm": "commit suicide",
    "term/race-and-ethnicity": "BME and BAME stand only",
    "organisation/bipolar-uk": "Manic Depressive Fellowship",
    "organisation/who": "official spelling is Organization",
    "message/statement-14": "World Health Organization",
    "term/care-plan": "DIALOG",
    "term/dialog": "DIALOG",
    "term/honos": "DIALOG",
}


@cache
def words_of(dictionary: str) -> dict[str, str]:
    text = (resources.files("codespell_lib") / "data" / dictionary).read_text("utf-8")
    pairs = (line.split("->", 1) for line in text.splitlines() if "->" in line)
    return {wrong: right for wrong, right in pairs if "," not in right}


def american() -> dict[str, str]:
    """American spelling to British: the library's dictionary runs the other way."""
    return {us: gb for gb, us in words_of("dictionary_en-GB_to_en-US.txt").items() if us not in BRITISH_TOO}


def ours(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from ours(item)
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            if name not in NOT_OURS:
                yield from ours(getattr(value, name))


@pytest.fixture(scope="module")
def texts(content: Library) -> list[tuple[str, str]]:
    """Everything we wrote, with where it stands."""
    found = [
        (ref, text.replace(REPORTED.get(ref, "\0"), ""))
        for ref, entry in content.entries.items()
        for text in ours(entry)
    ]
    for path in sorted((PROJECT / "docs").rglob("*.md")):
        prose = re.sub(r"^---.*?\n---\n|<[^>]+>|\{\{.*?\}\}|\]\([^)]*\)", " ", path.read_text("utf-8"), flags=re.DOTALL)
        found.append((path.relative_to(PROJECT).as_posix(), prose))
    assert len(found) > 3000
    return found


def found_in(texts: list[tuple[str, str]], wrong: dict[str, str]) -> list[str]:
    return [
        f"{where}: {word} -> {wrong[word.lower()]}"
        for where, text in texts
        for word in re.findall(r"[A-Za-z]+", text)
        if word.lower() in wrong and word.lower() not in NO_SLIP
    ]


def test_the_check_would_find_something() -> None:
    planted = [("here", "The organization is a center of behavior, recieve and teh.")]
    assert len(found_in(planted, american())) == 3
    assert len(found_in(planted, words_of("dictionary.txt"))) == 2


def test_every_abbreviation_is_a_term(texts: list[tuple[str, str]], content: Library) -> None:
    terms = [term for _, term in content.of("term") if isinstance(term, Term)]
    names = " ".join(
        name
        for term in terms
        for name in (term.name, term.abbreviation or "", *term.also.lay, *term.also.former, *term.also.misspelt)
    )
    bodies = [body for _, body in content.of("organisation") if isinstance(body, Organisation)]
    called = " ".join(name for body in bodies for name in (body.name, body.abbreviation or "", *body.former_names))
    known = {*re.findall(r"[A-Za-z]+", f"{names} {called}"), *NAMES, *FORMATS}
    found = {
        (word, where)
        for where, text in texts
        for word in re.findall(r"\b[A-Za-z]*[A-Z][a-z]*[A-Z][A-Za-z]*\b", re.sub(r"https?://\S+", " ", text))
        if not {word, word.removesuffix("s")} & known
    }
    assert found == set()


def test_spelling_is_british(texts: list[tuple[str, str]]) -> None:
    assert found_in(texts, american()) == []


def test_there_are_no_slips_of_the_pen(texts: list[tuple[str, str]]) -> None:
    assert found_in(texts, words_of("dictionary.txt")) == []


@pytest.mark.parametrize("pattern", NEVER)
def test_words_are_respectful_and_plain(pattern: str, texts: list[tuple[str, str]]) -> None:
    wrong = re.compile(pattern, re.IGNORECASE if pattern.islower() else 0)
    found = [
        f"{where}: …{text[max(0, hit.start() - 30) : hit.end() + 30]}…"
        for where, text in texts
        for hit in wrong.finditer(text)
    ]
    assert found == [], f"write: {NEVER[pattern]}"
