"""Text for HSDS attributes and descriptions, for details that HSDS has no field for."""

from __future__ import annotations

from collections.abc import Iterator

from almanac.content.kinds.organisation import Organisation
from almanac.content.kinds.urgent_help import UrgentHelp
from almanac.content.model import Library
from almanac.site import words


def said(library: Library, body: Organisation) -> Iterator[tuple[str, str, str]]:
    """Details that HSDS has no field for, as type, label and value: state, evidence, needs and ways to make contact."""
    status = body.status
    yield "state", "State of the organisation", status.state
    yield "confirmed", "Confirmed as available", words.doubt(status) or "confirmed"
    if status.seen:
        yield "evidence", "Date of the newest evidence", status.seen
    yield from (("set-up-by", "Law that sets it up", library.get(law).label) for law in status.set_up_by)
    yield from (("need", "Helps with", library.get(f"need/{key}").label) for key in body.needs)
    yield from (("access", "Way to reach or use it", words.access(one)) for one in body.access)


def how(contact: UrgentHelp) -> str:
    """What to text, and the other options for people who cannot call, for which HSDS has no fields."""
    parts = (
        f"Text {contact.keyword} to {contact.text}." if contact.keyword else "",
        contact.note or "",
        f"Online chat: {contact.chat}." if contact.chat else "",
        f"Deaf callers: {contact.deaf}." if contact.deaf else "",
    )
    return "".join(f"{part} " for part in parts if part)


def eligible(body: Organisation) -> str | None:
    """Who can use what an organisation offers; None if it is not known."""
    who = body.who or words.listed(body.serves)
    return f"For {who}." if who else None
