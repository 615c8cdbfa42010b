"""Rules that what an entry says in one place agrees with what it, or another entry, says elsewhere."""

from __future__ import annotations

from typing import Any

import pytest

from almanac.content.checks import contacts, instruments, names, nations, organisations
from almanac.content.model import Library
from almanac.content.problem import FieldPath
from tests.conftest import with_changes

GUILD, UNION = "organisation/lamp-guild", "organisation/snuffers-union"
BELL, OFFICE, LAMP_OUT = "urgent-help/harbour-bell", "local-help/harbour-office", "situation/lamp-is-out"
REGISTER, ASKED = "standard/keepers-register", "instrument/keepers-ask"
IN_WALES, IN_SCOTLAND = "provision/lamp-act-1960-2", "provision/lamp-order-4"


@pytest.mark.parametrize(
    ("contact", "body", "number", "told"),
    [
        (("Scotland",), ("Wales",), "0808 157 0000", "Scotland"),
        (("Wales", "Northern Ireland"), ("Wales",), "0808 157 0000", "Northern Ireland"),
        (("Scotland",), ("UK", "Ireland"), "0808 157 0000", ""),
        (("Scotland",), (), "0808 157 0000", ""),
        (("Wales",), ("Wales", "Scotland"), "0808 157 0000", ""),
        (("Scotland",), ("Wales",), "0808 157 0111", ""),  # a different contact, which only resembles the guild
        (("Scotland",), ("Wales",), "111", ""),  # a number that several services share
    ],
)
def test_an_urgent_contact_is_for_the_nations_of_its_organisation(
    contact: tuple[str, ...], body: tuple[str, ...], number: str, told: str, tiny: Library
) -> None:
    phones = tuple(
        tiny.get(GUILD).phones[0].model_copy(update={"number": held})  # type: ignore[attr-defined]
        for held in ("0808 157 0000", "111")
    )
    library = with_changes(with_changes(tiny, BELL, number=number, nations=contact), GUILD, nations=body, phones=phones)
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
    library = with_changes(with_changes(tiny, OFFICE, finders=(finder,)), GUILD, nations=body)
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
    library = with_changes(tiny, LAMP_OUT, law=(first.model_copy(update={"nations": row, "lines": (line,)}),))
    library = with_changes(with_changes(library, IN_WALES, nations=row, law=None), IN_SCOTLAND, nations=other, law=None)
    found = list(nations.law_of_a_nation_holds_there(library))
    assert [(one.field[-1], one.word) for one in found] == ([("provisions", "lamp-order-4")] if told else [])


@pytest.mark.parametrize(
    ("ref", "fields", "told"),
    [
        (UNION, {"state": "active", "successors": ("lamp-guild",)}, ["found", "successors: lamp-guild"]),
        (UNION, {"state": "active", "successors": ()}, ["found", "historic: true"]),
        (UNION, {"state": "renamed", "successors": ()}, []),  # the old address is one that it no longer uses
        (UNION, {"state": "unknown", "successors": ()}, []),
        (GUILD, {"state": "active", "since": "2024"}, []),
    ],
)
def test_an_active_organisation_has_not_ended(ref: str, fields: dict[str, Any], told: list[str], tiny: Library) -> None:
    status = tiny.get(ref).status.model_copy(update=fields)  # type: ignore[attr-defined]
    found = list(organisations.active_organisations_are_not_closed(with_changes(tiny, ref, status=status)))
    assert [one.ref for one in found] == ([ref] if told else [])
    assert all(word in one.message for one in found for word in told)


@pytest.mark.parametrize(("state", "told"), [("closed", True), ("merged", False), ("active", False)])
def test_a_closed_organisation_is_offered_for_no_need(state: str, *, told: bool, tiny: Library) -> None:
    status = tiny.get(UNION).status.model_copy(update={"state": state})  # type: ignore[attr-defined]
    library = with_changes(tiny, UNION, status=status, needs=("a-light",))
    found = list(contacts.no_reader_is_sent_to_a_closed_organisation(library))
    assert [one.field for one in found] == ([("needs",)] if told else [])
    assert list(contacts.no_reader_is_sent_to_a_closed_organisation(with_changes(library, UNION, needs=()))) == []


@pytest.mark.parametrize(
    ("ref", "fields", "place"),
    [
        (GUILD, {"former_names": ("Guild of Snuffers", "Lamp Guild")}, ("former_names", 1)),
        (GUILD, {"abbreviation": "Lamp Guild"}, ("abbreviation",)),
        ("term/wick", {"abbreviation": "wick keeper"}, ("abbreviation",)),
        (GUILD, {"former_names": ("LampGuild", "Lamp guild", "The Lamp Guild")}, ()),  # other spellings of the name
        (GUILD, {"abbreviation": "Guild"}, ()),
    ],
)
def test_another_name_is_another(ref: str, fields: dict[str, Any], place: FieldPath, tiny: Library) -> None:
    found = list(names.former_names_differ_from_the_name(with_changes(tiny, ref, **fields)))
    assert [one.field for one in found] == ([place] if place else [])


@pytest.mark.parametrize(
    ("name", "number", "told"),
    [
        ("Harbour 111, press 2", "101", True),
        ("Bell 0808 157 0112", "0808 157 0111", True),
        ("Harbour 111, press 2", "111", False),
        ("Harbour bell of 12 o'clock", "0808 157 0111", False),
        ("Harbour bell", "0808 157 0111", False),
    ],
)
def test_an_urgent_contact_has_the_number_that_its_name_has(
    name: str, number: str, *, told: bool, tiny: Library
) -> None:
    library = with_changes(tiny, BELL, name=name, number=number, textphone=None)
    found = [one.field for one in contacts.urgent_numbers_are_those_of_the_name(library)]
    assert found == ([("number",)] if told else [])


def test_the_emergency_number_stands_first(tiny: Library) -> None:
    for number, rank, told in (("999", "listening", True), ("999", "danger", False), ("111", "listening", False)):
        library = with_changes(tiny, BELL, number=number, rank=rank)
        assert bool(list(contacts.emergencies_come_first(library))) == told


@pytest.mark.parametrize(
    ("note", "told"),
    [
        ("Closed on 31 March 2015, and its work passed to others.", "Closed on 31 March 2015"),
        ("It was abolished in 2012.", "It was abolished in 2012"),
        ("Seen active in 2025. Its shop closed in 2024.", ""),
        ("Still active, but to be abolished.", ""),
        ("Closed membership.", ""),
    ],
)
def test_an_active_organisation_is_not_said_to_have_ended(note: str, told: str, tiny: Library) -> None:
    status = tiny.get(GUILD).status.model_copy(update={"note": note})  # type: ignore[attr-defined]
    found = list(
        organisations.texts_on_active_organisations_do_not_say_closed(with_changes(tiny, GUILD, status=status))
    )
    assert [f'"{told}"' in one.message for one in found] == ([True] if told else [])


@pytest.mark.parametrize(
    ("nations_of_page", "nations_of_body", "told"),
    [
        (("Scotland",), ("Wales",), True),
        (("Wales", "Scotland"), ("Wales",), False),
        (("UK",), ("Wales",), False),
        (("Scotland",), ("UK",), False),
        (("Scotland",), (), False),
    ],
)
def test_what_a_body_publishes_is_of_its_nations(
    nations_of_page: tuple[str, ...], nations_of_body: tuple[str, ...], *, told: bool, tiny: Library
) -> None:
    page = "https://www.guild.example.org/register"
    library = with_changes(tiny, REGISTER, web=page, nations=nations_of_page)
    found = list(
        nations.publications_are_of_their_organisations_nations(with_changes(library, GUILD, nations=nations_of_body))
    )
    assert [(one.ref, one.field) for one in found] == ([(REGISTER, ("nations",))] if told else [])


@pytest.mark.parametrize(
    ("summary", "told"),
    [
        ("Nine questions for sailors.", "Nine questions"),
        ("It has 3 statements.", "3 statements"),
        ("Two questions for sailors.", ""),
        ("It asks questions.", ""),
    ],
)
def test_an_instrument_has_as_many_questions_as_it_says(summary: str, told: str, tiny: Library) -> None:
    found = instruments.instruments_have_as_many_questions_as_they_say(with_changes(tiny, ASKED, summary=summary))
    assert [one.word for one in found] == ([told] if told else [])
