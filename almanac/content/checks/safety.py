"""Advice on what could put readers at risk: methods of suicide and self-harm, and advice to keep danger secret."""

from __future__ import annotations

import re
from collections.abc import Iterator

from almanac.content.checks.finding import Finding
from almanac.content.checks.language import joined_texts, own_texts
from almanac.content.checks.matching import EntryMatch, TextMatch, findings_from_matches, first_matches
from almanac.content.kinds import Entry
from almanac.content.kinds.situation import Situation
from almanac.content.memo import alone
from almanac.content.model import Library
from almanac.content.refs import kind_of

_SIGNS = (
    "ethal", "atal", "eadly", "verdos", "igature", "wrist", "throat", "kill", "Kill", "hang the", "hang him",
    "hang her", "hang your", "hang one", "hangs ", "hanging ", "hanged ", "Hang", "jump", "Jump",
)  # fmt: skip
_HOW = re.compile(
    r"\b(?:lethal|(?<!non-)fatal|deadly) (?:dose|amount|quantity|overdose|method|means)s?\b|"
    r"\b(?:most|more|less) (?:lethal|deadly)\b|\bligature points?\b|"
    r"\b(?:slit|slash|cut)(?:s|ting|ted|ing)? (?:their|his|her|your|my) (?:own )?(?:wrists?|throats?)\b|"
    r"\bhang(?:s|ing|ed)? (?:themsel(?:f|ves)|himself|herself|yourself|oneself)\b|"
    r"\bjump(?:s|ing|ed)? (?:from|off|in front of) (?:a|an|the) (?:bridge|building|cliff|roof|train|window|balcony)\b|"
    r"\b\d[\d.,]* ?(?:g|grams?|mg|milligrams?|tablets?|pills?|capsules?|packets?)\b[^.;]*"
    r"\b(?:overdos\w+|lethal|fatal|deadly|enough to (?:die|kill)|(?:would|could|can|to) kill)\b|"
    r"\b(?:overdos\w+|kill (?:themselves|himself|herself|yourself)) (?:by|with|of|on) \d[\d.,]* ?"
    r"(?:g|grams?|mg|milligrams?|tablets?|pills?)\b",
    re.IGNORECASE,
)
_SECRET = re.compile(
    r"\b(?:promise (?:them )?(?:not to tell|to keep (?:it|this|that) (?:a )?secret|that you will not tell)|"
    r"keep (?:it|this|that) (?:a )?secret|leave (?:them|the person|him|her) (?:alone|on their own)|"
    r"tell no ?(?:one|body))\b",
    re.IGNORECASE,
)
_DENIED = re.compile(r"\b(?:not|never|cannot|n['\u2019]t|nor|without|avoid|whether|rather than)\b", re.IGNORECASE)
_ENDS = re.compile(r"(?<=[.;:!?]) ")


def no_methods_are_given(library: Library) -> Iterator[Finding]:
    """No text of ours gives methods, doses or means of suicide and self-harm, as the media guidelines ask.

    Studies may name what they counted.
    """
    ours = ((ref, entry) for ref, entry in library.entries.items() if kind_of(ref) not in ("abstract", "source"))
    yield from findings_from_matches(ours, _methods, "A5")


def danger_is_kept_no_secret(library: Library) -> Iterator[Finding]:
    """No situation in which somebody may be at risk tells readers to keep it secret, or to leave the person alone."""
    at_risk = ((ref, entry) for ref, entry in library.all_of(Situation) if entry.urgent or entry.sensitive)
    yield from findings_from_matches(at_risk, _secrets, "A5")


@alone
def _methods(entry: Entry) -> tuple[EntryMatch, ...]:
    held = joined_texts(entry)
    return tuple(first_matches(own_texts(entry), _in_methods)) if any(sign in held for sign in _SIGNS) else ()


@alone
def _secrets(entry: Entry) -> tuple[EntryMatch, ...]:
    return tuple(first_matches(own_texts(entry), _in_secrets))


def _in_methods(text: str) -> Iterator[TextMatch]:
    for found in _HOW.finditer(text):
        yield found.group(), "Remove methods, doses and means. Such details can put readers at risk."


def _in_secrets(text: str) -> Iterator[TextMatch]:
    for sentence in _ENDS.split(text):
        found = _SECRET.search(sentence)
        if found and not _DENIED.search(sentence, 0, found.start()) and not _DENIED.match(found.group()):
            yield found.group(), "Somebody may be at risk: say who is told, and who stays with the person."
