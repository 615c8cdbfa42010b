"""Rules that what an entry says in one place agrees with what it, or another one, says elsewhere."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from almanac.content.checks import contacts, nations, organisations
from almanac.content.model import Library

GUILD, UNION = "organisation/lamp-guild", "organisation/snuffers-union"
BELL, OFFICE, LAMP_OUT = "urgent-help/harbour-bell", "local-help/harbour-office", "situation/lamp-is-out"
IN_WALES, IN_SCOTLAND = "provision/lamp-act-1960-2", "provision/lamp-order-4"


def changed(library: Library, ref: str, **fields: Any) -> Library:
    return dataclasses.replace(library, entries={**library.entries, ref: library.get(ref).model_copy(update=fields)})


@pytest.mark.parametrize(
    ("contact", "body", "number", "told"),
    [
        (("Scotland",), ("Wales",), "0808 157 0000", "Scotland"),
        (("Wales", "Northern Ireland"), ("Wales",), "0808 157 0000", "Northern Ireland"),
        (("Scotland",), ("UK", "Ireland"), "0808 157 0000", ""),
        (("Scotland",), (), "0808 157 0000", ""),
        (("Wales",), ("Wales", "Scotland"), "0808 157 0000", ""),
        (("Scotland",), ("Wales",), "0808 157 0111", ""),  # another contact, which the guild is like
        (("Scotland",), ("Wales",), "111", ""),  # a number that several services have
    ],
)
def test_an_urgent_contact_is_for_the_nations_of_its_organisation(
    contact: tuple[str, ...], body: tuple[str, ...], number: str, told: str, tiny: Library
) -> None:
    phones = tuple(
        tiny.get(GUILD).phones[0].model_copy(update={"number": held})  # type: ignore[attr-defined]
        for held in ("0808 157 0000", "111")
    )
    library = changed(changed(tiny, BELL, number=number, nations=contact), GUILD, nations=body, phones=phones)
    found = list(nations.urgent_contacts_are_of_nations_of_their_organisation(library))
    assert [one.word for one in found] == ([told] if told else [])


@pytest.mark.parametrize(
    ("row", "body", "told"),
    [
        (("Scotland",), ("Wales",), True),
        (("England", "Scotland"), ("Northern Ireland",), True),
        (("Scotland",), ("UK",), False),
        (("England", "Wales"), ("Wales",), False),
        (("Scotland",), (), False),
    ],
)
def test_local_help_leads_to_an_organisation_that_serves_there(
    row: tuple[str, ...], body: tuple[str, ...], *, told: bool, tiny: Library
) -> None:
    finder = tiny.get(OFFICE).finders[1].model_copy(update={"nations": row})  # type: ignore[attr-defined]
    library = changed(changed(tiny, OFFICE, finders=(finder,)), GUILD, nations=body)
    found = list(nations.local_help_leads_to_organisations_of_its_nations(library))
    assert [one.field for one in found] == ([("finders", 0, "organisation")] if told else [])


@pytest.mark.parametrize(
    ("row", "other", "says", "told"),
    [
        (("Wales",), ("Scotland",), "A keeper may hold a lamp.", True),
        (("England", "Wales"), ("Northern Ireland",), "A keeper may hold a lamp.", True),
        (("Scotland",), ("England",), "A keeper may hold a lamp.", True),
        (("Wales",), ("England",), "A keeper may hold a lamp.", False),
        (("Wales",), ("Scotland",), "A lamp held in Wales may be moved to Scotland.", False),
        (("Wales",), ("Scottish",), "As Scottish law has it, a lamp may be held.", False),
        (("Wales",), ("UK",), "A keeper may hold a lamp.", False),
    ],
)
def test_beside_the_law_of_a_row_is_none_of_other_courts(
    row: tuple[str, ...], other: tuple[str, ...], says: str, *, told: bool, tiny: Library
) -> None:
    first = tiny.get(LAMP_OUT).law[0]  # type: ignore[attr-defined]
    provisions = ("lamp-act-1960-2", "lamp-order-4")
    line = first.lines[0].model_copy(update={"says": says, "provisions": provisions, "events": ()})
    library = changed(tiny, LAMP_OUT, law=(first.model_copy(update={"nations": row, "lines": (line,)}),))
    library = changed(changed(library, IN_WALES, nations=row, law=None), IN_SCOTLAND, nations=other, law=None)
    found = list(nations.law_of_a_nation_holds_there(library))
    assert [(one.field[-1], one.word) for one in found] == ([("provisions", "lamp-order-4")] if told else [])


@pytest.mark.parametrize(
    ("ref", "fields", "told"),
    [
        (UNION, {"state": "active", "successors": ("lamp-guild",)}, ["found", "successors: lamp-guild"]),
        (UNION, {"state": "active", "successors": ()}, ["found", "historic: true"]),
        (UNION, {"state": "renamed", "successors": ()}, []),  # its old address is one that it no longer has
        (UNION, {"state": "unknown", "successors": ()}, []),
        (GUILD, {"state": "active", "since": "2024"}, []),
    ],
)
def test_an_active_organisation_has_not_ended(ref: str, fields: dict[str, Any], told: list[str], tiny: Library) -> None:
    status = tiny.get(ref).status.model_copy(update=fields)  # type: ignore[attr-defined]
    found = list(organisations.active_organisations_have_not_ended(changed(tiny, ref, status=status)))
    assert [one.ref for one in found] == ([ref] if told else [])
    assert all(word in one.message for one in found for word in told)


@pytest.mark.parametrize(("state", "told"), [("closed", True), ("merged", False), ("active", False)])
def test_a_closed_organisation_is_offered_for_no_need(state: str, *, told: bool, tiny: Library) -> None:
    status = tiny.get(UNION).status.model_copy(update={"state": state})  # type: ignore[attr-defined]
    library = changed(tiny, UNION, status=status, needs=("a-light",))
    found = list(contacts.no_reader_is_sent_to_what_has_ended(library))
    assert [one.field for one in found] == ([("needs",)] if told else [])
    assert list(contacts.no_reader_is_sent_to_what_has_ended(changed(library, UNION, needs=()))) == []


@pytest.mark.parametrize(
    ("ref", "fields", "place"),
    [
        (GUILD, {"former_names": ("Guild of Snuffers", "Lamp Guild")}, ("former_names", 1)),
        (GUILD, {"abbreviation": "Lamp Guild"}, ("abbreviation",)),
        ("term/wick", {"abbreviation": "wick keeper"}, ("abbreviation",)),
        (GUILD, {"former_names": ("LampGuild", "Lamp guild", "The Lamp Guild")}, ()),  # it was written otherwise
        (GUILD, {"abbreviation": "Guild"}, ()),
    ],
)
def test_another_name_is_another(ref: str, fields: dict[str, Any], place: tuple[str | int, ...], tiny: Library) -> None:
    found = list(organisations.former_names_differ_from_the_name(changed(tiny, ref, **fields)))
    assert [one.field for one in found] == ([place] if place else [])
