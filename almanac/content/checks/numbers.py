"""Rules of the telephone numbers in running text: who is called in danger, and which number a service has."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from almanac.content.checks.finding import Finding
from almanac.content.checks.language import joined_texts, own_texts
from almanac.content.checks.matching import (
    EntryMatch,
    TextMatch,
    findings_from_matches,
    first_matches,
    is_mistyped_number,
)
from almanac.content.kinds import Entry, phonechecks
from almanac.content.kinds.fields import NATIONS_OF_UK
from almanac.content.kinds.organisation import Organisation
from almanac.content.kinds.urgent_help import UrgentHelp
from almanac.content.memo import alone
from almanac.content.model import Library
from almanac.content.problem import FieldPath
from almanac.content.refs import ref_in_words

_OF_UK = {*NATIONS_OF_UK, "UK"}
_CALLED = (
    r"\b(?:(?:[Cc]all|[Cc]ontact|[Rr]ing|[Dd]ial|[Pp]hone|[Tt]elephone|[Tt]ext)"
    r"(?:(?: the)? (?:police|ambulance|emergency services))?(?: on)?|"
    r"[Ee]mergency (?:services|number)(?: is| on|,|:)?|(?<!\d )999(?:,| or|/)?)[ /]?\(?"
)
# Emergency numbers of North America and Australia, and the North American number for suicidal thoughts. 112 is missing
# because it is answered in the UK too.
_ABROAD = ("911", "000", "988")
_CALLING = re.compile(r"(?<![\d.,])(?:\d{3,4}|99|11)(?!,?\d)")
_ELSEWHERE = re.compile(rf"{_CALLED}({'|'.join(_ABROAD)})\b(?![ -]?\d)")

# Numbers that are answered in the UK, and words that may follow one: "call 991 if", but not "contact 120 people". Of
# the numbers with two or four figures, only those that a slip of the finger makes of 999 or 111 are told.
_ANSWERED = ("999", "111", "101", "112", "105", "119", "159")
_DIALLED = re.compile(
    r"\b(?:[Cc]all|[Rr]ing|[Dd]ial|[Pp]hone)(?: NHS)? (\d{3}|99|11|\d?999\d?|\d?111\d?)"
    r"(?=[.,;:)]|$| (?:if|and|or|for|in|to|at|when|now|immediately)\b)"
)

_EMERGENCY = ("999", "112")
_OTHERS = ("111", "101", "105", "119", "159")
_OTHER = (
    rf"(?<![\d,.])(?:{'|'.join(_OTHERS)})(?=[.,;:)]|$| (?:and|as|at|because|first|for|if|in|now|or|straight|to|when)\b)"
)
_LONG = r"(?<![\d.,/-])(?:0\d(?: ?\d){7,9}|116 ?\d{3}|\d{5})(?![\d.,/%-]?\d)"
_CALL = r"\b(?:[Cc]all|[Rr]ing|[Dd]ial|[Pp]hone|[Tt]elephone|[Cc]ontact|[Tt]ext|[Uu]se)(?: [\w'\u2019]+){0,4} "
_CALL_OTHER, _CALL_LONG = re.compile(_CALL + _OTHER), re.compile(_CALL + _LONG)
_AMBULANCE = re.compile(
    rf"\b(?:ambulance|fire (?:brigade|service)|emergency services) (?:on|at|by calling) {_OTHER}|"
    rf"{_OTHER} (?:for|to get|to call) (?:an ambulance|the fire)"
)
_LIFE = re.compile(
    r"\bli(?:fe|ves) (?:is|are|may be|might be|could be|seems?)(?: \w+)? (?:at risk|in danger)|"
    r"\b(?:danger|risk) to (?:\w+ )?li(?:fe|ves)\b|\blife[- ]threatening|\bmedical emergency|\btaken an overdose|"
    r"\bseriously (?:hurt|injured)|\b(?:dying|unconscious)\b|\bnot breathing",
    re.IGNORECASE,
)
# Any text about danger to life has one of these, and searching for them is fast.
_LIFE_SIGNS = ("life", "lives", "emergency", "overdose", "hurt", "injured", "dying", "unconscious", "breathing")
_DANGER = re.compile(
    rf"{_LIFE.pattern}|\b(?:in|is|real|immediate|serious) danger\b(?! of\b)|"
    r"(?<!mental health )(?<!dental )\bemergency(?= ?[,.:]|$)|\bin an emergency\b(?! \w+ (?:on|at)\b)",
    re.IGNORECASE,
)
_NO_DANGER = re.compile(
    r"\b(?:no|not|nobody|no one|no-one|none|never|isn['\u2019]t|unless|without|non|rather than|less)\b(?! breathing)",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"(?<=[.;!?]) |\b(?:[Oo]therwise|[Ii]f not|[Oo]r else)\b")

_NUMBER = re.compile(r"(?=\d)(?<![\d.,/-])(?:0\d(?: ?\d){7,9}|116 ?\d{3}|\d{5}|\d{3,4})(?![\d.,/%-]?\d)(?! \d{3})")
_IN_FULL = re.compile(r"0[\d ]{9,12}|116 \d{3}")
# What may stand between the name of a service and its number: "Samaritans are on 116 123", "Shout (85258".
_LINKS = re.compile(
    r"(?:['\u2019]s?)?(?: (?:free ?phone|free|helpline|line|number|support))*(?: (?:is|are|can be (?:called|reached)))?"
    r"(?: free)?[,:]?(?: \(?(?:on|at|to|by calling|by text on|texting))?:? ?\(?"
)
_KEYWORD = re.compile(r"\b[Tt]ext(?:ing)? (?:the word )?[\u2018\u201c\"']?([A-Za-z]+)[\u2019\u201d\"']? to (\d{4,6})\b")
_FEW_FIGURES = 4
_LONGEST_LINK = 60  # characters before a number in which the name of its service begins


def emergency_numbers_are_those_of_the_uk(library: Library) -> Iterator[Finding]:
    """No text gives the emergency number of another country, unless it is about that country too."""
    yield from findings_from_matches(_of_uk(library), _numbers, "R4")


def danger_to_life_leads_to_999(library: Library) -> Iterator[Finding]:
    """No text sends readers to another number than 999 or 112 when life is in danger."""
    yield from findings_from_matches(_of_uk(library), _in_danger, "R4")


def services_have_their_own_numbers(library: Library) -> Iterator[Finding]:
    """A number that a text gives for a service by name is one that the service's own entry has."""
    own = _services(library)
    keywords = {held.keyword.casefold(): ref for ref, held in library.all_of(UrgentHelp) if held.keyword and held.text}
    for ref, entry in library.entries.items():
        for path, text, number, before in _given(entry):
            name = next((name for name in own if _names(before, name)), "")
            if name and _may_be_of(number, own[name]) and _figures(number) not in map(_figures, own[name]):
                right, other = next(iter(own[name].items()))
                message = f'found "{number}", but {ref_in_words(other)} has {right}. Correct the one that is wrong.'
                yield Finding(ref, path, message, word=number)
            elif keyword := next((found for found in _KEYWORD.finditer(text) if found[2] == number), None):
                other = keywords.get(keyword[1].casefold(), "")
                contact = library.entries.get(other)
                if isinstance(contact, UrgentHelp) and contact.text != number:
                    message = f'found "{number}", but {ref_in_words(other)} has {contact.text}. Write {contact.text}.'
                    yield Finding(ref, path, message, word=number)


def numbers_are_not_mistyped(library: Library) -> Iterator[Finding]:
    """No number in a text differs in one figure, or by two exchanged, from a number that an entry has."""
    held = {_figures(number): (ref, number) for own in _services(library).values() for number, ref in own.items()}
    for ref, entry in library.entries.items():
        for path, _, number, _ in _given(entry):
            figures = _figures(number)
            meant = next((one for one in held if len(one) > len("116123") and is_mistyped_number(figures, one)), "")
            if meant and figures not in held:
                other, right = held[meant]
                message = f'found "{number}", but {ref_in_words(other)} has {right}. Correct the one that is wrong.'
                yield Finding(ref, path, message, "A14", number)


def numbers_in_texts_can_be_dialled(library: Library) -> Iterator[Finding]:
    """A telephone number in a text can be dialled in the UK, and calls to it do not cost a premium."""
    for ref, entry in _of_uk(library):
        for path, _, number, _ in _given(entry):
            advice = phonechecks.phone(number) if _IN_FULL.fullmatch(number) else ""
            if advice:
                yield Finding(ref, path, f'found "{number}". {advice}', "A2", number)


def _of_uk(library: Library) -> Iterator[tuple[str, Entry]]:
    return ((ref, entry) for ref, entry in library.entries.items() if _OF_UK.issuperset(entry.nations))


def _services(library: Library) -> Mapping[str, Mapping[str, str]]:
    """Return the numbers of each service by its names, each with the entry that has it."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for ref, contact in library.all_of(UrgentHelp):
        for number in filter(None, (contact.number, contact.text)):
            found[contact.name][number] = ref
    for ref, organisation in library.all_of(Organisation):
        numbers = (*(line.number for line in organisation.phones), *(line.number for line in organisation.texts))
        for name in filter(None, (organisation.name, organisation.abbreviation)):
            for number in numbers if organisation.status.exists else ():
                found[name].setdefault(number, ref)
    return found


@alone
def _given(entry: Entry) -> tuple[tuple[FieldPath, str, str, str], ...]:
    """Return each number in the texts of an entry, with its path, the text, and the words before it."""
    if not _NUMBER.search(joined_texts(entry)):
        return ()
    return tuple(
        (path, text, found.group(), text[max(0, found.start() - _LONGEST_LINK) : found.start()])
        for path, text in own_texts(entry)
        for found in _NUMBER.finditer(text)
    )


def _names(before: str, name: str) -> bool:
    """Return whether the words before a number end with the name of a service, and say that the number is its own."""
    _, named, after = before.rpartition(name)
    return bool(named) and bool(_LINKS.fullmatch(after))


def _may_be_of(number: str, own: Iterable[str]) -> bool:
    """Return whether a number may be meant for one of a service's own; a year or a count has few figures."""
    short = len(_figures(number)) <= _FEW_FIGURES
    return not short or any(len(_figures(held)) <= _FEW_FIGURES for held in own)


def _figures(number: str) -> str:
    return number.replace(" ", "")


@alone
def _numbers(entry: Entry) -> tuple[EntryMatch, ...]:
    return tuple(first_matches(own_texts(entry), _in_numbers)) if _CALLING.search(joined_texts(entry)) else ()


@alone
def _in_danger(entry: Entry) -> tuple[EntryMatch, ...]:
    return tuple(first_matches(own_texts(entry), _in_dangers)) if _may_send_elsewhere(joined_texts(entry)) else ()


def _may_send_elsewhere(text: str) -> bool:
    return any(number in text for number in _OTHERS) or any(sign in text.casefold() for sign in _LIFE_SIGNS)


def _in_numbers(text: str) -> Iterator[TextMatch]:
    if not _CALLING.search(text):
        return
    for found in _ELSEWHERE.finditer(text):
        wanted = "116 123 (Samaritans) or 999" if found[1] == "988" else "999"
        yield found.group(), f"{found[1]} is a number of another country. Write {wanted}."
    for found in _DIALLED.finditer(text):
        if found[1] not in (*_ANSWERED, *_ABROAD):
            near = (number for number in _ANSWERED if is_mistyped_number(found[1], number) or {*number} == {*found[1]})
            yield found.group(), f"Nobody answers {found[1]}. Did you mean {next(near, '999')}?"


def _in_dangers(text: str) -> Iterator[TextMatch]:
    for clause in _CLAUSE.split(text) if _may_send_elsewhere(text) else ():
        if called := _called_instead_of_999(clause):
            yield called.group(), "If life is in danger, readers call 999. Write that number."


def _called_instead_of_999(clause: str) -> re.Match[str] | None:
    """Return the words of a clause about danger to life that name another number to call."""
    if any(number in clause for number in _EMERGENCY):
        return None
    if (called := _AMBULANCE.search(clause)) or _NO_DANGER.search(clause) or not _DANGER.search(clause):
        return called
    return _CALL_OTHER.search(clause) or (_CALL_LONG.search(clause) if _LIFE.search(clause) else None)
