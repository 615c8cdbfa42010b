"""Advice on urgent contacts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from almanac.content.checks.finding import Finding
from almanac.content.checks.language import own_texts
from almanac.content.identifiers import host
from almanac.content.kinds.organisation import Organisation
from almanac.content.kinds.urgent_help import UrgentHelp
from almanac.content.model import Library
from almanac.content.refs import ref_in_words

_DAY_AND_NIGHT = re.compile(r"\b(?:24 hours|24/7|day (?:and|or) night|all hours|any time)\b", re.IGNORECASE)
_TIME = re.compile(r"\b\d{1,2}(?:[.:]\d\d)? ?[ap]m\b|\b\d{1,2}[.:]\d\d\b|\b(?:noon|midnight)\b")
_EVERY_DAY = re.compile(r"\b(?:every|any|each) (?:day|night|evening)\b|\b(?:daily|24/7|all week)\b", re.IGNORECASE)
_SOME_DAYS = re.compile(r"\b(?:Monday|Tuesday|Wednesday|Thursday|Friday|weekdays|working days)\b")
_PRESS = re.compile(r"\b[Pp]ress(?:ing)? (?:option )?(\d)\b|\b(?:choose|select) option (\d)\b")


def urgent_contacts_have_numbers_of_their_own(library: Library) -> Iterator[Finding]:
    """No two urgent contacts of a nation have the same number, as a copy has whose number was left."""
    first: dict[tuple[str, str, str, str], str] = {}
    for ref, entry in sorted(library.all_of(UrgentHelp), key=lambda found: library.places[found[0]].line):
        reached = [("number", entry.number, ""), ("text", entry.text, entry.keyword or "")]
        for field, number, keyword in reached:
            held = "".join((number or "").split())
            keys = [(nation, field, held, keyword) for nation in entry.nations or ("UK",) if held]
            other = next((first[key] for key in keys if key in first), "")
            first.update(dict.fromkeys(keys, ref))
            if other:
                message = f"{ref_in_words(other)} has the same number, for the same nation."
                yield Finding(ref, (field,), f"{message} Correct one of the two, or merge them.", "A13")


def only_the_emergency_number_is_for_danger(library: Library) -> Iterator[Finding]:
    """No contact but that of the emergency services has the rank "danger"."""
    for ref, entry in library.all_of(UrgentHelp):
        if entry.rank == "danger" and not {entry.number, entry.text} & {"999", "112"}:
            message = 'found "danger", but in danger readers call 999. Write "urgent" or "listening".'
            yield Finding(ref, ("rank",), message, "A14")


def urgent_contacts_have_the_hours_of_their_organisation(library: Library) -> Iterator[Finding]:
    """An urgent contact has the hours that its organisation gives for that number."""
    for ref, contact, other, organisation in _with_organisations(library):
        hours = (line.hours for line in organisation.phones if line.number == contact.number)
        texted = (line.hours for line in organisation.texts if line.number == contact.text)
        for held in filter(None, (*hours, *texted)):
            if _differ(held, contact.hours):
                yield Finding(ref, ("hours",), _other(contact.hours, other, held))


def urgent_contacts_have_the_website_of_their_organisation(library: Library) -> Iterator[Finding]:
    """An urgent contact with the name of an organisation has its website."""
    for ref, contact, other, organisation in _with_organisations(library):
        site = organisation.website.address if organisation.website else ""
        named = organisation.name.casefold() == contact.name.casefold()
        if named and site and contact.web and host(site) != host(contact.web):
            yield Finding(ref, ("web",), _other(contact.web, other, site), "A14")


def _with_organisations(library: Library) -> Iterator[tuple[str, UrgentHelp, str, Organisation]]:
    """Yield each urgent contact with its organisation, unless it has changed since that was last checked."""
    for ref, contact in library.all_of(UrgentHelp):
        for other in library.links.related(ref):
            organisation = library.entries[other]
            newest = max((change.day for change in contact.changed), default=contact.checked.min)
            if isinstance(organisation, Organisation) and organisation.status.exists and newest <= organisation.checked:
                yield ref, contact, other, organisation


def _differ(one: str, other: str) -> bool:
    """Return whether hours cannot be the same: other times, day and night in one alone, or every day in one alone."""
    both = (one, other)
    times = [{*map(_in_short, _TIME.findall(hours))} for hours in both]
    always, daily = ([bool(sign.search(hours)) for hours in both] for sign in (_DAY_AND_NIGHT, _EVERY_DAY))
    told = all(held or whole for held, whole in zip(times, always, strict=True))
    days = any(_SOME_DAYS.search(hours) for hours in both) and daily[0] != daily[1]
    return days or (told and (always[0] != always[1] or (not any(always) and times[0] != times[1])))


def _in_short(time: str) -> str:
    return time.replace(" ", "").replace(":", ".").replace(".00", "")


def _other(found: str, ref: str, held: str) -> str:
    return f'found "{found}", but {ref_in_words(ref)} has "{held}". Correct the one that is wrong.'


def the_option_to_press_is_one(library: Library) -> Iterator[Finding]:
    """An urgent contact names one option to press after its number."""
    for ref, contact in library.all_of(UrgentHelp):
        named = [option for found in _PRESS.findall(contact.name) for option in filter(None, found)]
        for (path, text), option in product(own_texts(contact), named[:1]):
            for found in _PRESS.finditer(text):
                if option not in found.groups():
                    message = f'found "{found.group()}", but its name is "{contact.name}". Correct one of the two.'
                    yield Finding(ref, path, message, word=found.group())


def keywords_are_in_capitals(library: Library) -> Iterator[Finding]:
    """The word to text is in capitals, so that it stands out from the sentence."""
    given = [(ref, ("keyword",), contact.keyword or "") for ref, contact in library.all_of(UrgentHelp)]
    for ref, path, keyword in given:
        if " " in keyword:
            message = f'found "{keyword}". Write the one word that readers text: {keyword.split()[-1].upper()}.'
            yield Finding(ref, path, message, "A7")
        elif keyword != keyword.upper():
            yield Finding(ref, path, f'found "{keyword}". Write it in capitals: {keyword.upper()}.', "A7")
