"""Rules and advice on one provision or event: its official text, what is not yet in force, and how long texts are.

Whether it fits the Act that it names is checked in ``acts``, and whether it fits other entries in ``lawagrees``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from almanac.content.checks.finding import Finding
from almanac.content.kinds.event import Event
from almanac.content.kinds.provision import Provision
from almanac.content.kinds.situation import Situation
from almanac.content.model import Library
from almanac.content.paragraphs import MAX_WORDS, paragraphs
from almanac.content.problem import FieldPath

_OFFICIAL = (
    "legislation.gov.uk", "gov.uk", "gov.wales", "gov.scot", "nice.org.uk", "england.nhs.uk", "nhs.wales",
    "parliament.uk", "parliament.scot", "senedd.wales", "niassembly.gov.uk", "health-ni.gov.uk", "justice-ni.gov.uk",
    "rqia.org.uk", "supremecourt.uk", "judiciary.uk", "judiciaryni.uk", "echr.coe.int",
)  # fmt: skip
"""Hosts of the organisations that make law or issue guidance; their subdomains count too."""

_SUCH = "such as https://www.legislation.gov.uk/ukpga/1983/20/section/2"
_RULING = "such as https://caselaw.nationalarchives.gov.uk/uksc/2014/19"
_NOT_IN_FORCE = re.compile(
    r"\b(?:(?:not|never) (?:yet |fully )?(?:been |come |came |brought ){0,2}in(?:to)? force|"
    r"not (?:yet )?(?:been )?commenced)\b",
    re.IGNORECASE,
)
_NOWHERE_IN_FORCE = re.compile(rf"{_NOT_IN_FORCE.pattern}(?! (?:in|for)\b)", re.IGNORECASE)  # it may be elsewhere
_REPEALED = re.compile(
    r"(?:It|This|The (?:Act|Order|policy|code|guidance|strategy)) (?:was|has been|is|were) (?:\w+ )?"
    r"(?:repealed|revoked|replaced|superseded|withdrawn|abolished)\b"
)
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_ACT, _BILL = re.compile(r"\bAct\b"), re.compile(r"(?:A|The) Bill\b")
_NO_LAW = re.compile(r"\b(?:[Gg]uidance|[Pp]olicy), not law\b|\bpolicy paper\b")
_LAST_YEAR = re.compile(r"-((?:1[5-9]|20)\d\d)$")


def law_leads_to_its_official_text(library: Library) -> Iterator[Finding]:
    """Each provision, and each event that is law or a ruling, links to its official text."""
    for ref, provision in library.all_of(Provision):
        if not is_official(provision.official):
            yield Finding(ref, ("official",), _elsewhere(provision.official))
    for ref, event in library.all_of(Event):
        if event.theme in ("law", "ruling") and event.web is None:
            what, such = ("law", _SUCH) if event.theme == "law" else ("a ruling", _RULING)
            yield Finding(ref, ("web",), f"{what} needs a link to its official text. Add web, {such}.")
        elif event.theme in ("law", "ruling") and event.web and not is_official(event.web):
            yield Finding(ref, ("web",), _elsewhere(event.web))


def is_official(address: str) -> bool:
    """Return whether an address is on the site of an organisation that makes law or issues guidance."""
    host = urlsplit(address).hostname or ""
    return any(host == own or host.endswith(f".{own}") for own in _OFFICIAL)


def bills_are_not_called_acts(library: Library) -> Iterator[Finding]:
    """No Bill is called an Act."""
    for ref, entry in library.all_of(Event):
        if _ACT.search(entry.title) and _BILL.match(entry.summary):
            message = f'found "{entry.title}", but its summary says "A Bill". Correct the one that is wrong.'
            yield Finding(ref, ("title",), message, "A14")


def overruled_rulings_are_not_in_force(library: Library) -> Iterator[Finding]:
    """No ruling that has been overruled is marked as in force."""
    for ref, entry in library.all_of(Event):
        is_in_force = entry.theme == "ruling" and entry.force == "in force"
        if is_in_force and re.search(r"\boverruled\b", entry.today or ""):
            message = 'found "in force", but "today" says that it was overruled. Write "superseded".'
            yield Finding(ref, ("force",), message)


def replaced_events_are_not_in_force(library: Library) -> Iterator[Finding]:
    """No Act, ruling or policy in force says under ``today`` that it has been repealed or replaced."""
    for ref, entry in library.all_of(Event):
        own = rf"\b(?:replaced|superseded|repealed) (?:it\b|the {entry.date[:4]} )"
        said = (_REPEALED.match(entry.today or "") or re.search(own, entry.today or "")) if entry.today else None
        if said and entry.force == "in force":
            message = f'found "in force", but "today" says "{said.group()}". Correct one of the two.'
            yield Finding(ref, ("force",), message)


def policy_is_not_called_law(library: Library) -> Iterator[Finding]:
    """No entry that says it is guidance or policy is marked as law."""
    for ref, entry in library.all_of(Provision):
        if entry.standing == "law":
            said = _NO_LAW.search(f"{entry.provision}\n" + "\n".join((entry.summary, *entry.cautions)))
            if said:
                message = f'found "law", but the entry says "{said.group()}". Correct one of the two.'
                yield Finding(ref, ("standing",), message)


def _provisions_and_events(library: Library) -> Iterator[tuple[str, Provision | Event]]:
    yield from library.all_of(Provision)
    yield from library.all_of(Event)


def _elsewhere(address: str) -> str:
    return f'"{address}" is not an official text. Write the address at legislation.gov.uk or of the issuer, {_SUCH}.'


def pending_law_has_ahead(library: Library) -> Iterator[Finding]:
    """A provision that is not in force says under ``ahead`` what it is waiting for."""
    for ref, entry in library.all_of(Provision):
        if entry.force == "not yet in force" and entry.ahead is None:
            yield Finding(
                ref, ("ahead",), "this is not in force: add ahead, with a text, sources and the day somebody looked."
            )


def statements_are_in_force(library: Library) -> Iterator[Finding]:
    """Nothing that is not in force is given as law, in the statements of a provision or the law of a situation."""
    for ref, situation in library.all_of(Situation):
        for row, law in enumerate(situation.law):
            lines = ((("law", row, "lines", place, "says"), line.says) for place, line in enumerate(law.lines))
            yield from _out_of_force(ref, lines, "cautions")
    for ref, provision in library.all_of(Provision):
        if provision.force != "not yet in force":
            yield from _out_of_force(ref, _statements(provision), "ahead")


def _statements(provision: Provision) -> Iterator[tuple[FieldPath, str]]:
    """Yield the path and text of each statement, duty and right in a provision."""
    for name in ("statements", "duties", "rights"):
        yield from (((name, place, "text"), held.text) for place, held in enumerate(getattr(provision, name)))


def _out_of_force(ref: str, places: Iterable[tuple[FieldPath, str]], field: str) -> Iterator[Finding]:
    for path, text in places:
        if _NOT_IN_FORCE.match(text):
            yield Finding(ref, path, f'this says that it is not in force. Move it to "{field}", out of the law.')


def force_agrees_with_text(library: Library) -> Iterator[Finding]:
    """No title of law in force says that it is not, and no summary or text under ``today`` begins by saying so."""
    for ref, entry in _provisions_and_events(library):
        if entry.force == "in force":
            said = {
                "title": _NOWHERE_IN_FORCE.search(entry.title),
                "summary": _NOWHERE_IN_FORCE.match(entry.summary),
                "text under today": _NOWHERE_IN_FORCE.match(getattr(entry, "today", None) or ""),
            }
            name, found = next(((name, found) for name, found in said.items() if found), ("", None))
            if found:
                message = (
                    f'the {name} says "{found[0]}", but "force" says that it is in force. Correct the text, or write'
                )
                yield Finding(ref, ("force",), f'{message} "not yet in force" or "partly in force" there.')


def pending_law_is_labelled(library: Library) -> Iterator[Finding]:
    """The title or summary of a provision that is not in force says so, because lists show nothing else."""
    for ref, entry in library.all_of(Provision):
        if entry.force == "not yet in force" and not _NOT_IN_FORCE.search(f"{entry.title}\n{entry.summary}"):
            message = 'force is "not yet in force", but this does not say so. Begin with "Not in force:".'
            yield Finding(ref, ("summary",), f"{message} If it is in force by now, correct force.", "A14")


def dates_are_of_the_year_of_the_key(library: Library) -> Iterator[Finding]:
    """A year at the end of a key is the year of the event's date, or a year of the provision's law."""
    for ref, entry in _provisions_and_events(library):
        named = _LAST_YEAR.search(entry.key)
        if named:
            field, also = ("date", "") if isinstance(entry, Event) else ("act", f"{entry.title} {entry.since}")
            given = getattr(entry, field)
            if _YEAR.search(given) and named[1] not in _YEAR.findall(f"{given} {also}"):
                message = f'found "{given}", but the key says {named[1]}. Correct the year.'
                yield Finding(ref, (field,), f"{message} If it is right, ask a maintainer to change the key.", "A14")


def provisions_have_duties_and_rights(library: Library) -> Iterator[Finding]:
    """A provision has both duties and rights, or neither: if a heading is lost, its items slip into the list above."""
    for ref, entry in library.all_of(Provision):
        if bool(entry.duties) != bool(entry.rights):
            lacking, above = ("rights", "duties") if entry.duties else ("duties", "statements")
            slipped = f'If they have slipped into "{above}", write "{lacking}:" above the first of them.'
            yield Finding(ref, (above,), f"there are no {lacking}. {slipped} Otherwise, add any that there are.", "A11")


def acts_have_the_year_of_their_law(library: Library) -> Iterator[Finding]:
    """The name of a provision's Act does not differ from that of the law it refers to in figures alone."""
    for ref, entry in library.all_of(Provision):
        if entry.law:
            law = library.entries[entry.law].label
            if entry.act != law and _without_figures(entry.act) == _without_figures(law):
                yield Finding(ref, ("act",), f'found "{entry.act}", but its law is "{law}". Correct one of the two.')


def _without_figures(name: str) -> str:
    return re.sub("[0-9]+", "0", name).casefold()


def since_is_past(library: Library) -> Iterator[Finding]:
    """A provision in force began in a year that is not in the future, even if it also names dates ahead."""
    for ref, entry in library.all_of(Provision):
        if entry.since and entry.force != "not yet in force":
            began = min(map(int, re.findall(r"\b[12]\d{3}\b", entry.since)), default=0)
            if began > library.today.year:
                yield Finding(
                    ref, ("since",), f'found "{began}", which is in the future. Correct the date.', word=str(began)
                )


def confidence_is_that_of_the_statements(library: Library) -> Iterator[Finding]:
    """A provision is confirmed if, and only if, each of its statements is."""
    for ref, entry in library.all_of(Provision):
        known = any(statement.confidence != "confirmed" for statement in entry.statements)
        should = "known" if known else "confirmed"
        if entry.confidence != should:
            yield Finding(ref, ("confidence",), f'found "{entry.confidence}". By its statements, write "{should}".')


def no_paragraph_of_law_is_too_long(library: Library) -> Iterator[Finding]:
    """No paragraph of a provision has more than ``MAX_WORDS``, once texts are split at sentences and semicolons."""
    for ref, entry in library.all_of(Provision):
        for field, text in _texts(entry):
            longest = max(len(part.split()) for part in paragraphs(text))
            if longest > MAX_WORDS:
                message = f"a sentence here has {longest} words. Write sentences of {MAX_WORDS} at most."
                yield Finding(ref, field, message)


def _texts(entry: Provision) -> Iterator[tuple[FieldPath, str]]:
    yield ("summary",), entry.summary
    yield from _statements(entry)
    yield from ((("cautions", place), text) for place, text in enumerate(entry.cautions))
    if entry.ahead:
        yield ("ahead", "text"), entry.ahead.text
