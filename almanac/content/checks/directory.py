"""Advice on organisations and local services: former names, abbreviations, addresses and telephone numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from almanac.content.checks.finding import Finding
from almanac.content.kinds.local_help import LocalHelp
from almanac.content.kinds.organisation import Organisation
from almanac.content.kinds.term import Term
from almanac.content.model import Library

# Results of a search and short addresses, which lead elsewhere tomorrow.
_PASSING = re.compile(
    r"^(?:www\.)?(?:google\.(?:com|co\.uk)|bing\.com|duckduckgo\.com|search\.yahoo\.com)/(?:search|url|\?q=)"
    r"|^(?:bit\.ly|tinyurl\.com|goo\.gl|t\.co|ow\.ly|buff\.ly|is\.gd|rb\.gy|cutt\.ly|lnkd\.in|shorturl\.at)/"
)
_OF_NATIONS = (
    (re.compile(r"(?:^|\.)nidirect\.gov\.uk$|(?:^|\.)hscni\.net$|-ni\.gov\.uk$"), "Northern Ireland"),
    (re.compile(r"(?:^|\.)(?:gov\.wales|nhs\.wales|wales\.nhs\.uk)$"), "Wales"),
    (re.compile(r"(?:^|\.)(?:mygov\.scot|gov\.scot|nhsinform\.scot|scot\.nhs\.uk|nhs\.scot)$"), "Scotland"),
)
"""Sites of the public services of one nation."""


def renamed_organisations_have_a_former_name(library: Library) -> Iterator[Finding]:
    """A renamed organisation gives the name that it had, by which readers still look for it."""
    for ref, entry in library.all_of(Organisation):
        if entry.status.state == "renamed" and not entry.former_names:
            message = 'found "renamed", but it has no former name. Add it under former_names.'
            yield Finding(ref, ("status", "state"), message, "A11")


def abbreviations_have_no_brackets(library: Library) -> Iterator[Finding]:
    """An abbreviation stands without brackets around it, because pages add them."""
    given = [(ref, organisation.abbreviation) for ref, organisation in library.all_of(Organisation)]
    given += [(ref, term.abbreviation) for ref, term in library.all_of(Term)]
    for ref, abbreviation in given:
        found = re.fullmatch(r"[(\[](.+)[)\]]", abbreviation or "")
        if found:
            yield Finding(ref, ("abbreviation",), f'found "{found.group()}". Write {found[1]} alone.', "A7")


def websites_lead_to_the_organisation(library: Library) -> Iterator[Finding]:
    """The website of an organisation is neither the result of a search nor a short address."""
    for ref, entry in library.all_of(Organisation):
        if entry.website:
            parts = urlsplit(entry.website.address)
            host = parts.hostname or ""
            if _PASSING.search(f"{host}{parts.path}{'?' + parts.query if parts.query else ''}"):
                message = f'found "{host}". Open it, and write the address of the page itself.'
                yield Finding(ref, ("website", "address"), message, "A5", host)


def closed_organisations_have_no_number(library: Library) -> Iterator[Finding]:
    """A closed organisation has no telephone number, because nobody answers it."""
    for ref, entry in library.all_of(Organisation):
        if entry.status.state == "closed":
            for field in ("phones", "texts"):
                if getattr(entry, field):
                    yield Finding(ref, (field,), f'the organisation is closed. Remove "{field}".', "A14")


def local_help_leads_to_sites_of_its_nations(library: Library) -> Iterator[Finding]:
    """No row of a local service leads to the public services of a nation that the row is not about."""
    for ref, entry in library.all_of(LocalHelp):
        for index, finder in enumerate(entry.finders):
            host = urlsplit(finder.address or "").hostname or ""
            nation = next((nation for site, nation in _OF_NATIONS if site.search(host)), "")
            if nation and nation not in finder.nations and "UK" not in finder.nations:
                message = f'found "{host}", which is about {nation}, but the row is about {", ".join(finder.nations)}.'
                yield Finding(ref, ("finders", index, "address"), f"{message} Correct one of the two.", "A14", host)
