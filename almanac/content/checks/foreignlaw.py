"""Advice on law that is not where it belongs: of one nation in a text about another, or a section of another Act."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

from almanac.content.checks.acts import law_in
from almanac.content.checks.finding import Finding
from almanac.content.checks.language import joined_texts, own_texts
from almanac.content.checks.nations import NATION, nations_named
from almanac.content.kinds import Entry
from almanac.content.kinds.event import Event
from almanac.content.kinds.fields import NATIONS_OF_UK
from almanac.content.kinds.provision import Provision
from almanac.content.kinds.situation import Situation
from almanac.content.kinds.term import Term
from almanac.content.kinds.urgent_help import UrgentHelp
from almanac.content.memo import alone
from almanac.content.model import Library
from almanac.content.problem import FieldPath
from almanac.content.refs import kind_of

_ACT = re.compile(r"[A-Z].* (?:Act|Order|Measure)(?: \([^()]+\))? \d{4}")
_ROLE = re.compile(r".* (?:professional|worker|officer|assessor|clinician|advocate)")  # who acts under a law
_CALL = re.compile(r"\b(?:[Cc]all|[Rr]ing|[Pp]hone|[Tt]ext|[Cc]ontact|[Dd]ial)\b")
_ENDS = re.compile(r"(?<=[.;]) ")
# What a text says of law that does not apply, or compares with its own.
_COMPARED = re.compile(
    r"\b(?:no|not|nor|never|none|neither|unlike|than|instead|nothing|without|differs?|different|similar|counterpart|"
    r"equivalent|like|as in|compared?|formerly|had|was|were)\b",
    re.IGNORECASE,
)
_OF_OTHERS = ("abstract", "source", "message", "standard")  # kinds that report what others say
# The types of law at legislation.gov.uk that the parliament or ministers of one nation make.
_MADE_FOR = {
    **dict.fromkeys(("asp", "ssi", "aosp"), "Scotland"),
    **dict.fromkeys(("asc", "anaw", "mwa", "wsi"), "Wales"),
    **dict.fromkeys(("nia", "nisi", "nisr", "nisro", "apni", "mnia"), "Northern Ireland"),
}
_SECTION = re.compile(r"\b[Ss]ections? (\d+[A-Z]*)")
_OF_ACT = re.compile(r"ection (\d+[A-Z]*)(?:\(\w+\))* of the ([A-Z][\w ,]+ Act(?: \([\w ]+\))? \d{4})\b")
_WORD = re.compile(r"[a-z]{7,}")  # long enough to say what a section is about
_SHORTEST = 3  # letters of an abbreviation that has one meaning


def law_is_that_of_the_nation(library: Library) -> Iterator[Finding]:
    """No sentence about one nation names an Act, a role of the law or an urgent contact of another nation alone.

    It may compare the two, say that the law does not apply, or name a nation to which it does.
    """
    contacts = {contact.name for _, contact in library.all_of(UrgentHelp)}
    holds = _held(library)
    for ref, entry in library.entries.items():
        held = joined_texts(entry) if kind_of(ref) not in _OF_OTHERS and _of_single_nations(entry) else ""
        names = [name for name in holds if held and name in held]
        for path, text in own_texts(entry) if names else ():
            for sentence in _ENDS.split(text) if any(name in text for name in names) else ():
                said = names if _CALL.search(sentence) else [name for name in names if name not in contacts]
                if found := _foreign(sentence, _nations_of(entry, path), said, holds):
                    name, here = found
                    where = f"which is about {' and '.join(sorted(holds[name]))}, but this is about {here}"
                    message = f'found "{name}", {where}. Name that of {here}, or the nation that is meant.'
                    yield Finding(ref, path, message, "A14", name)


def _foreign(
    sentence: str, nations: Collection[str], names: Collection[str], holds: Mapping[str, Collection[str]]
) -> tuple[str, str] | None:
    """Return the first name of law in a sentence that does not hold in its nations, with those nations."""
    within = [
        name for name in names if name in sentence and re.search(rf"(?<![\w-]){re.escape(name)}s?(?![\w-])", sentence)
    ]
    for name in within if not _COMPARED.search(sentence) else ():
        if not any(name in other for other in within if other != name):
            here = nations_named(sentence.replace(name, " "), NATION) or nations
            if not {*holds[name]} & {*here}:
                return name, " and ".join(sorted(here))
    return None


def _of_single_nations(entry: Entry) -> bool:
    return bool(entry.nations) and {*NATIONS_OF_UK}.issuperset(entry.nations)


def _held(library: Library) -> Mapping[str, Collection[str]]:
    """Return where each Act and each role in law holds, and each urgent contact helps, unless it is in every nation."""
    held: dict[str, set[str]] = {}
    acts = [(entry.title, entry.nations) for _, entry in library.all_of(Event) if entry.theme == "law"]
    acts += [(entry.act, entry.nations) for _, entry in library.all_of(Provision) if entry.standing == "law"]
    for name, nations in acts:
        if _ACT.fullmatch(name):
            held.setdefault(name, set()).update(nations)
    for _, term in library.all_of(Term):
        if _ROLE.fullmatch(term.name):
            for name in (term.name, term.abbreviation or ""):
                if len(name) >= _SHORTEST:
                    held[name] = {*term.nations}
    held |= {contact.name: {*contact.nations} for _, contact in library.all_of(UrgentHelp)}
    return {name: nations for name, nations in held.items() if nations and nations < {*NATIONS_OF_UK}}


def _nations_of(entry: Entry, path: FieldPath) -> Collection[str]:
    """Return the nations of the row of a situation's law that a text is in; else those of the entry."""
    if isinstance(entry, Situation) and path[0] == "law" and isinstance(path[1], int):
        return entry.law[path[1]].nations
    return entry.nations


def official_texts_are_of_their_nations(library: Library) -> Iterator[Finding]:
    """The official text of a provision is no Act of a parliament that makes no law for its nations."""
    for ref, entry in library.all_of(Provision):
        own = law_in(entry.official)
        nation = _MADE_FOR.get(own[0], "") if own else ""
        if own and nation and entry.nations and nation not in entry.nations:
            found = "/".join(own)
            message = f'found "{found}", which is law of {nation}, but this is about {" and ".join(entry.nations)}.'
            yield Finding(ref, ("official",), f"{message} Correct one of the two.", "A14", found)


def sections_are_of_their_act(library: Library) -> Iterator[Finding]:
    """No sentence gives a section to another Act than the one whose section of that number is about the same."""
    about: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for _, provision in library.all_of(Provision):
        for number in _SECTION.findall(provision.provision):
            about[number][provision.act] += _WORD.findall(provision.title.casefold().replace("-", ""))
    for ref, entry in library.entries.items():
        for path, sentence, number, act in _cited(entry):
            held = about.get(number, {})
            words = {*_WORD.findall(sentence.casefold().replace("-", ""))}
            meant = [other for other, named in held.items() if words & {*named}] if act not in held else []
            if len(meant) == 1 and any(act in acts for acts in about.values()):
                message = f'found "section {number} of the {act}". Did you mean section {number} of the {meant[0]}?'
                yield Finding(ref, path, message, "A2", act)


@alone
def _cited(entry: Entry) -> tuple[tuple[FieldPath, str, str, str], ...]:
    """Return each section that an entry cites with its Act: the path, the sentence, its number and the Act."""
    if not _OF_ACT.search(joined_texts(entry)):
        return ()
    return tuple(
        (path, sentence, found[1], found[2])
        for path, text in own_texts(entry)
        for sentence in _ENDS.split(text)
        for found in _OF_ACT.finditer(sentence)
    )
