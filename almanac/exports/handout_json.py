"""The organisations and urgent contacts that the handout page needs, in compact JSON."""

from __future__ import annotations

import json

from almanac.content.kinds.organisation import Organisation
from almanac.content.kinds.urgent_help import UrgentHelp
from almanac.content.model import Library
from almanac.linkhealth.state import LinkHealth
from almanac.site import entrylinks, lists, needs, words


def handout_json(library: Library, health: LinkHealth) -> str:
    """Organisations by key, former keys with the current ones, organisations by need, and urgent contacts by nation.

    An organisation that is closed or not confirmed has only a name, a state and the keys of its successors. It has no
    contact details, so it is never printed. A dead web address is left out too, because paper would keep it.
    """
    bodies = [entry for _, entry in library.all_of(Organisation)]
    made = {
        "version": library.version,
        "bodies": {
            body.key: _body(library, body, health) if body.status.is_current else _ended(library, body)
            for body in bodies
        },
        "former": {former: body.key for body in bodies for former in body.was},
        "needs": {
            need.link.label: {
                place.nation: [one.organisation.key for one in place.helpers] for place in need.nations if place.helpers
            }
            for need in needs.table(library)
        },
        "urgent": {
            nation: [_contact(library, one) for one, *_ in contacts] for nation, contacts in lists.urgent(library)
        },
    }
    return json.dumps(made, ensure_ascii=False, separators=(",", ":")) + "\n"


def _body(library: Library, body: Organisation, health: LinkHealth) -> dict[str, object]:
    """An organisation as printed. When its number was seen is on its page, for whoever makes the sheet."""
    dead = health.dead_link(body.current_website) is not None
    return {
        "name": body.name,
        "line": body.summary,
        "nations": words.listed(body.nations),
        "phones": [
            *([phone.number, phone.purpose, phone.hours or ""] for phone in body.phones),
            *([f"Text {words.texting(text)}", text.purpose, text.hours or ""] for text in body.texts),
        ],
        "emails": body.emails,
        "web": "" if dead else body.current_website,
        "dead": dead,
        "checked": words.day(body.checked),
        "due": library.due[f"organisation/{body.key}"].day.isoformat(),
    }


def _ended(library: Library, body: Organisation) -> dict[str, object]:
    after = [last.key for last in entrylinks.final_successors(library, body) if last.status.is_current]
    return {"name": body.name, "state": words.doubt(body.status), "after": after}


def _contact(library: Library, contact: UrgentHelp) -> dict[str, str]:
    """A contact as printed. The hours are followed by other ways to make contact."""
    text = (
        f"text {contact.keyword or ''} to {contact.text}".replace("  ", " ") if contact.text and contact.number else ""
    )
    textphone = f"textphone {contact.textphone}" if contact.textphone else ""
    return {
        "name": contact.name,
        "number": contact.way,
        "use": contact.use,
        "hours": "; ".join(filter(None, (contact.hours, text, textphone))),
        "rank": contact.rank,
        "checked": words.day(contact.checked),
        "due": library.due[f"urgent-help/{contact.key}"].day.isoformat(),
    }
