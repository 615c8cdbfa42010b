"""Rules and advice on organisations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from almanac.content.checks.finding import Finding
from almanac.content.identifiers import CHARITY_REGISTERS
from almanac.content.kinds.organisation import Organisation
from almanac.content.model import Library

_ENDED = re.compile(
    r"(?:Its |The )?[Cc]losure (?:was|has been) (?:confirmed|announced)\b[^.;,]{0,20}|"
    r"(?:It )?(?:was |has )?(?:[Cc]losed|[Mm]erged|[Ww]ound up|[Aa]bolished|[Dd]issolved|[Ee]nded) "
    r"(?:on|in|at|by|with|into)\b[^.;,]{0,20}\w"
)

_CLOSED = re.compile(r"It (?:was |has )?(?:closed|wound up|abolished|dissolved) (?:on|in|at) [\w ]{0,20}\b20\d\d")


def closed_organisations_say_what_followed(library: Library) -> Iterator[Finding]:
    """A closed or merged organisation names its successor, or says what happened."""
    for ref, entry in library.all_of(Organisation):
        ended = entry.status.closed_or_merged
        if ended and not (entry.status.successors or entry.status.note):
            yield Finding(ref, ("status",), "say what followed: add successors or a note.")
        if ended and entry.website and not entry.website.historic:
            yield Finding(ref, ("website",), 'the organisation no longer exists: mark its address "historic: true".')


def active_organisations_are_not_closed(library: Library) -> Iterator[Finding]:
    """An active organisation has no successors and no historic address; a renamed one may have an old address."""
    for ref, entry in library.all_of(Organisation):
        if entry.status.state == "active":
            followed = ", ".join(entry.status.successors)
            if followed:
                message = f'found "{entry.status.state}", but it has successors: {followed}.'
                yield Finding(ref, ("status", "state"), f'{message} Write "merged" or "closed", or remove successors.')
            elif entry.website and entry.website.historic:
                message = f'found "{entry.status.state}", but its address is marked "historic: true".'
                yield Finding(ref, ("status", "state"), f"{message} Correct the state, or remove that mark.")


def texts_on_active_organisations_do_not_say_closed(library: Library) -> Iterator[Finding]:
    """No note on an active organisation begins by saying that it has closed or merged, and no summary ends so."""
    for ref, entry in library.all_of(Organisation):
        if entry.status.state == "active":
            last = entry.summary.rstrip(".").rpartition(". ")[2]
            told = {"note": _ENDED.match(entry.status.note or ""), "summary": _CLOSED.fullmatch(last)}
            for name, ended in told.items():
                if ended:
                    message = f'found "active", but its {name} says "{ended.group()}". Correct one of the two.'
                    yield Finding(ref, ("status", "state"), message)


def what_sets_an_organisation_up_is_in_force(library: Library) -> Iterator[Finding]:
    """A law that sets up an organisation is in force."""
    for ref, entry in library.all_of(Organisation):
        for index, law in enumerate(entry.status.set_up_by):
            force = getattr(library.entries[law], "force", "no law")
            if force not in ("in force", "partly in force"):
                advice = f'"{law}" is {force}. Name the law in force that sets the organisation up, or leave this out.'
                yield Finding(ref, ("status", "set_up_by", index), advice)


def useful_links_say_what_they_were_for(library: Library) -> Iterator[Finding]:
    """A useful link from the 2008 briefing records what the briefing said about it."""
    for ref, entry in library.all_of(Organisation):
        if entry.useful_link and not entry.then:
            yield Finding(ref, ("useful_link",), 'say what the source said of it: add "then".')


def charity_numbers_have_the_form_of_their_register(library: Library) -> Iterator[Finding]:
    """A charity number has the form of its register."""
    for ref, entry in library.all_of(Organisation):
        for index, charity in enumerate(entry.charity_numbers):
            register = CHARITY_REGISTERS[charity.register_of]
            number = "".join(charity.number.split())
            if not re.fullmatch(register.form, number):
                mended = re.sub("[Oo]", "0", re.sub("[lI](?=[0-9]|$)", "1", number))
                where = f"the register of {charity.register_of}"
                advice = f'found "{charity.number}", but numbers in {where} are {register.in_words}.'
                if re.fullmatch(register.form, mended):
                    advice = f'found "{charity.number}", with a letter in place of a figure. Write {mended}.'
                yield Finding(ref, ("charity_numbers", index, "number"), advice)
