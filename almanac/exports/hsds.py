"""Organisations and services in HSDS 3.1, Open Referral's Human Services Data Specification.

Objects are nested, as its JSON serialization requires, in a single ``Page`` of its API. An organisation that has closed
never looks open: its description begins with its state, it has no phone or website, and its service is defunct. HSDS
has no term for a service that may or may not still exist, so such a service is left out. So is the service of an
organisation that no recent evidence confirms.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from uuid import UUID, uuid5

from almanac.content.identifiers import CHARITY_REGISTERS
from almanac.content.kinds import Entry
from almanac.content.kinds.organisation import Organisation, Telephone, TextLine
from almanac.content.kinds.organisation_vocabulary import TO_PEOPLE
from almanac.content.kinds.urgent_help import UrgentHelp
from almanac.content.model import Library
from almanac.content.refs import kind_of
from almanac.exports.hsds_words import eligible, how, said
from almanac.exports.jsontext import json_text
from almanac.site import urls, words

VERSION = "3.1"

_OURS = UUID("258bc4ba-f682-4ca0-8fb3-c46129dd4233")  # our namespace; with any other, every id would change
_STATUS = {"active": "active", "renamed": "active", "merged": "defunct", "closed": "defunct"}


def organisations(library: Library, site: str) -> list[dict[str, object]]:
    """Every organisation as an HSDS organization.

    Args:
        library: the Library.
        site: the site's full address, used to link to each page; empty if it has none.
    """
    return [_organisation(library, ref, body, site) for ref, body in library.all_of(Organisation)]


def services(library: Library, site: str) -> list[dict[str, object]]:
    """Urgent contacts, and what organisations offer to people, as HSDS services. Arguments as for ``organisations``."""
    return [*_contacts(library, site), *_offered(library, site)]


def page(contents: list[dict[str, object]]) -> str:
    """Organizations or services as the single ``Page`` of an HSDS API."""
    made = {
        "total_items": len(contents),
        "total_pages": 1,
        "page_number": 1,
        "size": len(contents),
        "first_page": True,
        "last_page": True,
        "empty": not contents,
        "contents": contents,
    }
    return json_text(made)


def _organisation(library: Library, ref: str, body: Organisation, site: str) -> dict[str, object]:
    own = _id(ref, body)
    attributes = [_attribute(ref, body, of) for of in said(library, body)]
    identifiers = [
        {
            "id": _id(ref, body, "charity", charity.number),
            "organization_id": own,
            "identifier_scheme": CHARITY_REGISTERS[charity.register_of].scheme,
            "identifier_type": f"Charity number, {charity.register_of}",
            "identifier": charity.number,
        }
        for charity in body.charity_numbers
    ]
    phones = [{**_phone(ref, body, phone), "organization_id": own} for phone in _phones(body)]
    nested = {"phones": phones, "organization_identifiers": identifiers, "attributes": attributes}
    return _organisation_alone(library, ref, body, site) | _filled(nested)


def _attribute(ref: str, body: Organisation, of: tuple[str, str, str]) -> dict[str, object]:
    link_type, label, value = of
    named = (link_type,) if link_type == "state" else (link_type, value)  # the state's id predates the others
    return {
        "id": _id(ref, body, *named),
        "link_id": _id(ref, body),
        "link_type": link_type,
        "link_entity": "organization",
        "label": label,
        "value": value,
    }


def _phones(body: Organisation) -> tuple[Telephone, ...]:
    return body.phones if body.status.is_current else ()


def _organisation_alone(library: Library, ref: str, body: Organisation, site: str) -> dict[str, object]:
    """An organization without its nested objects, as it appears within a service."""
    return _filled(
        {
            "id": _id(ref, body),
            "name": body.name,
            "alternate_name": body.abbreviation,
            "description": _description(library, body),
            "email": body.emails[0] if body.emails and body.status.is_current else None,
            "website": body.current_website or None,
            "uri": urls.page(site, library, ref) if site else None,
        }
    )


def _description(library: Library, body: Organisation) -> str:
    """Our summary, preceded by the organisation's state unless it is confirmed as active."""
    status = body.status
    since = f" ({words.when(status.since)})" if status.since else ""
    said = {
        "merged": f"No longer an organisation of its own: merged{since}.",
        "closed": f"Closed{since}.",
        "unknown": "Whether it still exists is not known.",
    }.get(status.state, "" if status.is_current else f"{words.doubt(status).capitalize()}.")
    followed = [library.get(f"organisation/{key}").label for key in status.successors]
    parts = (
        said,
        f"Followed by {words.listed(followed)}." if followed else "",
        body.summary,
        status.note or "",
        f"Also known as {'; '.join(body.former_names)}." if body.former_names else "",
    )
    return " ".join(" ".join(parts).split())


def _offered(library: Library, site: str) -> Iterator[dict[str, object]]:
    """One service for each organisation that offers people something besides its urgent contacts."""
    for ref, body in library.all_of(Organisation):
        own_contacts = [
            contact for _, contact in library.all_of(UrgentHelp) if _provider(library, contact) == (ref, body)
        ]
        taken = {number for contact in own_contacts for number in (contact.number, contact.text) if number}
        phones = [phone for phone in _phones(body) if phone.number not in taken]
        offers = [offer for offer in body.offers if offer in TO_PEOPLE and not (offer == "helpline" and taken)]
        if not (body.status.is_current or body.status.closed_or_merged) or not (phones or offers or body.texts):
            continue
        own = _id(ref, body, "service")
        yield _filled(
            {
                "id": own,
                "organization_id": _id(ref, body),
                "name": body.name,
                "alternate_name": body.abbreviation,
                "description": " ".join(
                    [f"{'; '.join(offers).capitalize()}."] * bool(offers) + [_description(library, body)]
                ),
                "url": body.current_website or None,
                "email": body.emails[0] if body.emails and body.status.is_current else None,
                "status": _STATUS[body.status.state],
                "eligibility_description": eligible(body),
                "assured_date": body.checked.isoformat(),
                "additional_urls": _additional(library, ref, body, site),
                "phones": [
                    *({**_phone(ref, body, phone, "service"), "service_id": own} for phone in phones),
                    *({**_text(ref, body, text), "service_id": own} for text in _texts(body, taken)),
                ],
                "service_areas": _areas(ref, body, own) if body.status.is_current else None,
                "organization": _organisation_alone(library, ref, body, site),
            }
        )


def _texts(body: Organisation, taken: set[str]) -> tuple[TextLine, ...]:
    return tuple(text for text in body.texts if body.status.is_current and text.number not in taken)


def _contacts(library: Library, site: str) -> Iterator[dict[str, object]]:
    for ref, contact in library.all_of(UrgentHelp):
        own, provider = _id(ref, contact), _provider(library, contact)
        evidence = words.when(contact.evidence_from) if contact.evidence_from else "a year not known"
        danger = "" if contact.rank == "danger" else " If life is at risk, call 999 or go to A&E."
        numbers = (("voice", contact.number), ("text", contact.text), ("textphone", contact.textphone))
        yield _filled(
            {
                "id": own,
                "organization_id": _id(*provider) if provider else None,
                "name": contact.name,
                "description": f"For: {contact.use}. {how(contact)}The evidence is from {evidence}.{danger}",
                "url": contact.web,
                "status": "active",
                "assured_date": contact.checked.isoformat(),
                "additional_urls": _additional(library, ref, contact, site),
                "phones": [
                    {"id": _id(ref, contact, sort), "service_id": own, "number": number, "type": sort}
                    for sort, number in numbers
                    if number
                ],
                "schedules": [{"id": _id(ref, contact, "hours"), "service_id": own, "description": contact.hours}],
                "service_areas": _areas(ref, contact, own),
                "organization": _organisation_alone(library, *provider, site) if provider else None,
            }
        )


def _provider(library: Library, contact: UrgentHelp) -> tuple[str, Organisation] | None:
    """The organisation that provides an urgent contact: the contact refers to it, and both give the same number."""
    for ref in contact.see:
        entry = library.entries[ref]
        if isinstance(entry, Organisation) and {contact.number, contact.text} & _numbers(entry):
            return ref, entry
    return None


def _numbers(body: Organisation) -> set[str]:
    return {phone.number for phone in body.phones} | {text.number for text in body.texts}


def _phone(ref: str, body: Organisation, phone: Telephone, within: str = "") -> dict[str, object]:
    own = _id(ref, body, *filter(None, (within, "phone", phone.number)))
    return {"id": own, "number": phone.number, "type": "voice", "description": words.call(phone)}


def _text(ref: str, body: Organisation, text: TextLine) -> dict[str, object]:
    return {
        "id": _id(ref, body, "service", "text", text.number),
        "number": text.number,
        "type": "text",
        "description": words.text_line(text),
    }


def _areas(ref: str, entry: Entry, service: str) -> list[dict[str, object]]:
    return [{"id": _id(ref, entry, "area", name), "service_id": service, "name": name} for name in entry.nations]


def _additional(library: Library, ref: str, entry: Entry, site: str) -> list[dict[str, object]]:
    label = "The Mental Health Social Work Almanac"
    return [{"id": _id(ref, entry, "page"), "label": label, "url": urls.page(site, library, ref)}] if site else []


def _id(ref: str, entry: Entry, *part: str) -> str:
    """A UUID (version 5) for an entry or a part of it, made from its first key so that it survives a change of key."""
    first = entry.was[0] if entry.was else entry.key
    return str(uuid5(_OURS, "/".join((kind_of(ref), first, *part))))


def _filled(fields: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in fields.items() if value}
