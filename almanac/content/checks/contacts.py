"""Rules of contacts: the telephone numbers and addresses of an entry agree with those of other entries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import urlsplit

from almanac.content import identifiers
from almanac.content.checks.finding import Finding
from almanac.content.checks.matching import is_mistyped_number
from almanac.content.kinds.local_help import LocalHelp
from almanac.content.kinds.organisation import Organisation
from almanac.content.kinds.urgent_help import UrgentHelp
from almanac.content.links import Link
from almanac.content.model import Library
from almanac.content.problem import FieldPath
from almanac.content.refs import kind_of, ref_in_words

_NUMBER = re.compile(r"\d[\d ]+\d")
_EMERGENCY = "999"
_PRIVATE = re.compile(r"(?:gmail|googlemail|hotmail|outlook|live|yahoo|icloud|aol|btinternet)\.[\w.]+", re.IGNORECASE)
"""Providers of email to private people."""
_DIALLED = re.compile(r"(?<!\d)0\d{2,4} ?\d{3} ?\d{3,4}(?!\d)")
_LONGEST_ALONE = 7  # digits that are readable without grouping
_ELSEWHERE = re.compile(
    r"(?:^|\.)(?:facebook|instagram|linkedin|twitter|x|youtube|tiktok|linktr|eventbrite|justgiving|meetup)\.(?:com|ee|co\.uk)$"
)
_SHORT = 6  # digits of short numbers such as 116 123, many of which differ from each other in one digit

_SHOWN_AS_HELP = {("situation", "help"), ("local-help", "finders"), ("instrument", "sections")}
"""Kinds of entry, with the fields that send readers to an organisation."""


def urgent_numbers_agree(library: Library) -> Iterator[Finding]:
    """An urgent contact with the name or nearly the number of a linked organisation has exactly its number."""
    for ref, entry in library.all_of(UrgentHelp):
        yield from islice(_other_numbers(library, ref, entry), 1)


def _other_numbers(library: Library, ref: str, contact: UrgentHelp) -> Iterator[Finding]:
    for other in library.links.related(ref):
        organisation = library.entries[other]
        if not isinstance(organisation, Organisation) or organisation.status.closed_or_merged:
            continue
        same = organisation.name.casefold() == contact.name.casefold()
        for field, held in (("number", organisation.phones), ("text", organisation.texts)):
            number = getattr(contact, field)
            numbers = [line.number for line in held]
            meant = next((one for one in numbers if number and (same or _alike(number, one))), "")
            if meant and _figures(number) not in map(_figures, numbers):
                message = f'found "{number}", but {ref_in_words(other)} has {meant}.'
                yield Finding(ref, (field,), f"{message} Correct the one that is wrong, or give both there.")
    relay = (contact.textphone or "").partition(" ")[2]
    if contact.number and relay and _figures(relay) != _figures(contact.number) and _alike(relay, contact.number):
        message = f'found "{contact.textphone}", but the number is {contact.number}. Correct the one that is wrong.'
        yield Finding(ref, ("textphone",), message)


def urgent_numbers_are_those_of_the_name(library: Library) -> Iterator[Finding]:
    """An urgent contact whose name contains a number, such as NHS 111, is reached by that number."""
    for ref, entry in library.all_of(UrgentHelp):
        reached = [number for number in (entry.number, entry.text, entry.textphone) if number]
        named = [_figures(found) for found in _NUMBER.findall(entry.name)]
        if reached and named and not {*named} & {*map(_figures, reached)}:
            message = f'found "{reached[0]}", but its name is "{entry.name}". Correct one of the two.'
            yield Finding(ref, ("number" if entry.number else "text",), message)


def emergencies_come_first(library: Library) -> Iterator[Finding]:
    """The emergency number has the rank "danger", so that it comes first on every page."""
    for ref, entry in library.all_of(UrgentHelp):
        if entry.number == _EMERGENCY and entry.rank != "danger":
            yield Finding(ref, ("rank",), f'found "{entry.rank}", but {_EMERGENCY} is for danger. Write "danger".')


def _alike(one: str, other: str) -> bool:
    """Return whether two numbers are the same, or one is a mistyped form of the other."""
    some, others = _figures(one), _figures(other)
    return len(some) > _SHORT and (some == others or is_mistyped_number(some, others))


def _figures(number: str) -> str:
    return re.sub("[^0-9]", "", number)


def no_reader_is_sent_to_a_closed_organisation(library: Library) -> Iterator[Finding]:
    """No situation, local service or urgent contact sends readers to a closed or merged organisation.

    No closed organisation is listed under a need either. Merged ones may be, because some continue under their own
    name.
    """
    for ref, entry in library.all_of(Organisation):
        if entry.status.closed_or_merged:
            links = library.links.back.get(ref, ())
            users = [link for link in links if _sends_readers(library, link, entry)]
            if len(users) == 1:
                message = f'readers are sent to "{entry.key}", which no longer exists. Take it out here.'
                yield Finding(users[0].source, (users[0].field,), message, word=entry.key)
            elif users:
                who = f"{ref_in_words(users[0].source)} and {len(users) - 1} more send readers to it"
                message = f"the organisation no longer exists, but {who}. Take it out there."
                yield Finding(ref, ("status", "state"), message)
            elif entry.status.state == "closed" and entry.needs:
                message = 'the organisation is closed, so nobody can contact it. Remove "needs", or correct its state.'
                yield Finding(ref, ("needs",), message)


def _sends_readers(library: Library, link: Link, organisation: Organisation) -> bool:
    """Return whether a link sends readers to an organisation, as help or as the urgent contact of the same name."""
    user = library.entries[link.source]
    urgent = isinstance(user, UrgentHelp) and user.name.casefold() == organisation.name.casefold()
    return urgent or (kind_of(link.source), link.field) in _SHOWN_AS_HELP


def organisations_have_contacts_of_their_own(library: Library) -> Iterator[Finding]:
    """No two organisations share a website, telephone number or charity number, unless they are linked."""
    first: dict[str, str] = {}
    for ref, entry in sorted(library.all_of(Organisation)):
        if not entry.status.closed_or_merged:
            yield from islice(_shared(library, ref, entry, first), 1)


def _shared(library: Library, ref: str, organisation: Organisation, first: dict[str, str]) -> Iterator[Finding]:
    places: list[tuple[FieldPath, str, str]] = []
    if organisation.website:
        places.append((("website", "address"), "website", _as_reached(organisation.website.address)))
    for index, phone in enumerate(organisation.phones):
        places.append((("phones", index, "number"), "number", _figures(phone.number)))
    for index, charity in enumerate(organisation.charity_numbers):
        page = identifiers.charity(charity.number, charity.register_of)
        places.append((("charity_numbers", index, "number"), "charity number", page))
    for path, what, value in places:
        other = first.setdefault(value, ref)
        if other != ref and other not in library.links.related(ref):
            message = f"{ref_in_words(other)} has the same {what}. Correct one of the two, or link them by see."
            yield Finding(ref, path, message, "A13")


def websites_are_their_own(library: Library) -> Iterator[Finding]:
    """The website of an organisation is its own, not a page on a platform that asks readers to sign in."""
    for ref, entry in library.all_of(Organisation):
        if entry.website:
            host = urlsplit(entry.website.address).hostname or ""
            path = ("website", "address")
            if _ELSEWHERE.search(host):
                message = f'found "{host}". Write the organisation\'s own website, or leave this out.'
                yield Finding(ref, path, message, "A5", host)
            elif host.startswith("www.www."):
                yield Finding(ref, path, f'found "{host}". Write "{host.removeprefix("www.")}".', "A2", host)
            elif entry.website.address.startswith("http:") and entry.status.state == "active":
                message = f'found "{entry.website.address}". Write https:// and look whether it opens.'
                yield Finding(ref, path, message, "A7")


def emails_are_those_of_the_organisation(library: Library) -> Iterator[Finding]:
    """An email address at a provider such as Gmail contains a word of the organisation's name, or it may be private."""
    for ref, entry in library.all_of(Organisation):
        words = [word for name in entry.names for word in re.findall(r"\w{3,}", name.casefold())]
        for index, mail in enumerate(entry.emails):
            local, _, host = mail.casefold().partition("@")
            if _PRIVATE.fullmatch(host) and not any(word in local for word in words):
                message = (
                    f"found \"{mail}\", which may be a person's own. Write the organisation's address, or leave it out."
                )
                yield Finding(ref, ("emails", index), message)


def numbers_have_a_field_of_their_own(library: Library) -> Iterator[Finding]:
    """The summary of an organisation has no telephone number, which would stay here after it had changed elsewhere."""
    for ref, entry in library.all_of(Organisation):
        found = _DIALLED.search(entry.summary)
        if found:
            message = f'found "{found.group()}". Put it under "phones", with what it is for and when it was seen.'
            yield Finding(ref, ("summary",), message, "A16", found.group())


def numbers_stand_in_groups(library: Library) -> Iterator[Finding]:
    """Telephone numbers are written in groups of digits, so that they are easy to read out and dial."""
    for ref, organisation in library.all_of(Organisation):
        for index, phone in enumerate(organisation.phones):
            yield from _ungrouped(ref, ("phones", index, "number"), phone.number)
    for ref, contact in library.all_of(UrgentHelp):
        yield from _ungrouped(ref, ("number",), contact.number or "")


def _ungrouped(ref: str, path: FieldPath, number: str) -> Iterator[Finding]:
    if len(number) > _LONGEST_ALONE and number.isdigit():
        grouped = f"{number[:4]} {number[4:7]} {number[7:]}"
        yield Finding(ref, path, f'found "{number}". Write it in groups, such as {grouped}.', "A7")


def _as_reached(address: str) -> str:
    """Return a web address without the parts that do not affect where it leads."""
    parts = urlsplit(address)
    query = f"?{parts.query}" if parts.query else ""
    return f"{identifiers.host(address)}{parts.path.rstrip('/')}{query}"


def local_help_says_how_to_find_it(library: Library) -> Iterator[Finding]:
    """Each row of a local service gives readers an address or an organisation."""
    for ref, entry in library.all_of(LocalHelp):
        for index, finder in enumerate(entry.finders):
            if not finder.address and not finder.organisation:
                message = "this leads readers nowhere. Add the address of the official page, or an organisation."
                yield Finding(ref, ("finders", index), message, "A11")
