"""Rules of telephone numbers in texts: who is called in danger, and which number a service has."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from almanac.content.checks import Rule, numbers, urgent
from almanac.content.kinds.base import Changed
from almanac.content.model import Library
from tests.conftest import with_changes

ROLE, BELL, GUILD = "role/a", "urgent-help/harbour-bell", "organisation/lamp-guild"


def found_by(rule: Rule, library: Library, text: str, nations: tuple[str, ...] = ("Wales",)) -> list[str]:
    changed = with_changes(library, ROLE, summary=text, nations=nations)
    return [one.word for one in rule(changed) if one.ref == ROLE]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Stay with the person and call 911 if anyone is in danger.", "call 911"),
        ("Ring 999 or 911.", "999 or 911"),
        ("Contact 911 from a landline.", "Contact 911"),
        ("In an emergency, dial 000.", "dial 000"),
        ("Ask the emergency services (911).", "emergency services (911"),
        ("Call or text 116 123; in the United States call 988.", "call 988"),
    ],
)
def test_readers_are_sent_to_the_emergency_number_of_the_uk(text: str, word: str, tiny: Library) -> None:
    rule = numbers.emergency_numbers_are_those_of_the_uk
    assert found_by(rule, tiny, text) == [word]
    assert found_by(rule, tiny, text, ("UK", "United States")) == []


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Stay there, and call 991 if life is in danger.", "999"),
        ("Ring NHS 11 or 110.", "111"),
        ("Call 99 if life is in danger.", "999"),
        ("Call 9999 now.", "999"),
        ("Dial 1111.", "111"),
        ("Dial 110.", "111"),
        ("Phone NHS 121, and press 2.", "111"),
        ("Call 777 now.", "999"),
    ],
)
def test_a_number_that_nobody_answers_is_told(text: str, meant: str, tiny: Library) -> None:
    changed = with_changes(tiny, ROLE, summary=text)
    told = [one.message for one in numbers.emergency_numbers_are_those_of_the_uk(changed)]
    assert [f"Did you mean {meant}?" in one for one in told] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "Call 999 or 112 if anyone is in danger.",
        "Of 911 keepers, 112 slept.",
        "Call 0808 911 000 at night.",
        "Call 0300 999 000.",
        "They were told to ‘call 911 now’.",
        "It cost £1,000. Call 111.",
        "Contact 120 people, and ring 300 of them.",
        "Phone 119, or call 101 if nobody is in danger.",
    ],
)
def test_other_numbers_are_left_as_they_are(text: str, tiny: Library) -> None:
    assert found_by(numbers.emergency_numbers_are_those_of_the_uk, tiny, text) == []


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Look for the person now: call 111 if life may be in danger.", "call 111"),
        ("If someone is in danger, phone 101.", "phone 101"),
        ("Ring the police on 101 in an emergency.", "Ring the police on 101"),
        ("If lives are at risk, call Samaritans on 116 123.", "call Samaritans on 116 123"),
        ("Text 85258 if they have taken an overdose.", "Text 85258"),
        ("Ask for an ambulance on 111.", "ambulance on 111"),
        ("Call 111. In danger to life, call NHS 111 straight away.", "call NHS 111"),
        ("Call 999 at night; call 101 if somebody is seriously injured.", "call 101"),
    ],
)
def test_in_danger_to_life_readers_call_999(text: str, word: str, tiny: Library) -> None:
    assert found_by(numbers.danger_to_life_leads_to_999, tiny, text) == [word]


@pytest.mark.parametrize(
    "text",
    [
        "Call 999 or 112 if life is in danger.",
        "If life is in danger, call 999: otherwise ring 111.",
        "Call 111 unless somebody is in danger.",
        "Phone 101 if nobody is in danger.",
        "Call 111 if it is not an emergency.",
        "If life is in danger, call 999. Otherwise call 111 today.",
        "If a child is in danger of neglect, call the council on 0300 123 4567.",
        "In an emergency out of hours, call the emergency duty team on 0300 123 4567.",
        "In a mental health emergency, call 111 and press 2.",
        "If life is in danger, contact 101 keepers of lamps.",
        "They said ‘call 111 if life is in danger’.",
    ],
)
def test_who_else_is_called_is_left_as_it_is(text: str, tiny: Library) -> None:
    assert found_by(numbers.danger_to_life_leads_to_999, tiny, text) == []


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Harbour bell is on 0808 157 0112.", "0808 157 0112"),
        ("Call Harbour bell on 116 132 at night.", "116 132"),
        ("Lamp Guild (0808 157 0009) lends wicks.", "0808 157 0009"),
        ("Text WICK to 81507.", "81507"),
        ("Text ‘Wick’ to 81507.", "81507"),
        ("Text LG on 81507.", "81507"),
    ],
)
def test_a_service_has_the_number_of_its_entry(text: str, word: str, tiny: Library) -> None:
    library = with_changes(tiny, BELL, text="81570", keyword="WICK")
    assert found_by(numbers.services_have_their_own_numbers, library, text) == [word]


@pytest.mark.parametrize(
    "text",
    [
        "Harbour bell is on 0808 157 0111, the Lamp Guild on 0808 157 0000.",
        "Call Harbour bell on 08081570111.",
        "Text WICK to 81570, or text LIGHT to 81507.",
        "The Lamp Guild has 1000 members, and 81507 lamps.",
        "Before the Lamp Guild, keepers rang 0808 157 0009.",
        "Ask the Lamp Guild. The harbour's own line is 0300 123 4567.",
    ],
)
def test_numbers_of_others_are_left_as_they_are(text: str, tiny: Library) -> None:
    library = with_changes(tiny, BELL, text="81570", keyword="WICK")
    assert found_by(numbers.services_have_their_own_numbers, library, text) == []


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("For wicks call 0808 157 0010.", "0808 157 0010"),
        ("For wicks call 0808 157 0000.", ""),
        ("For oil call 0300 123 4567.", ""),
        ("In 1570 there were 81571 lamps.", ""),
    ],
)
def test_a_number_that_nearly_is_a_known_one_is_told(text: str, word: str, tiny: Library) -> None:
    assert found_by(numbers.numbers_are_not_mistyped, tiny, text) == ([word] if word else [])


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("For oil call 0906 304 7000.", "0906 304 7000"),
        ("For oil call 0871 304 7000.", "0871 304 7000"),
        ("For light ring 116 132.", "116 132"),
        ("For oil call 0300 123 4567, or 116 123, or 020 7946 0000.", ""),
        ("The paper has number 10887 in volume 116.", ""),
    ],
)
def test_a_number_in_a_text_can_be_dialled(text: str, word: str, tiny: Library) -> None:
    assert found_by(numbers.numbers_in_texts_can_be_dialled, tiny, text) == ([word] if word else [])


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"number": "116 123", "rank": "danger"}, True),
        ({"number": "116 123", "rank": "listening"}, False),
        ({"number": "999", "rank": "danger"}, False),
        ({"number": None, "text": "999", "rank": "danger"}, False),
    ],
)
def test_danger_leads_to_the_emergency_services_alone(fields: dict[str, Any], *, told: bool, tiny: Library) -> None:
    found = list(urgent.only_the_emergency_number_is_for_danger(with_changes(tiny, BELL, **fields)))
    assert [one.field for one in found] == ([("rank",)] if told else [])


@pytest.mark.parametrize(
    ("own", "held", "told"),
    [
        ("9am to 5pm, Monday to Friday; free", "24 hours, every day", True),
        ("9am to 5pm, Monday to Friday", "9am to 5pm, every day", True),
        ("9am to 5pm", "9am to 6pm", True),
        ("24 hours, Monday to Friday", "24 hours, every day", True),
        ("24 hours, every day; free", "Any time, day or night", False),
        ("4 pm to 10.00pm, every day", "4pm to 10pm, every day of the year", False),
        ("9am to 5pm", "all day", False),
        ("day and night", None, False),
    ],
)
def test_an_urgent_contact_has_the_hours_of_its_organisation(
    own: str, held: str | None, *, told: bool, tiny: Library
) -> None:
    rule = urgent.urgent_contacts_have_the_hours_of_their_organisation
    phone = tiny.get(GUILD).phones[0].model_copy(update={"hours": held})  # type: ignore[attr-defined]
    library = with_changes(tiny, GUILD, phones=(phone,))
    library = with_changes(library, BELL, number=phone.number, hours=own)
    assert [one.field for one in rule(library)] == ([("hours",)] if told else [])
    change = Changed(day=dt.date(2026, 1, 20), what="The hours changed.")
    assert list(rule(with_changes(library, BELL, changed=(change,)))) == []


@pytest.mark.parametrize(
    ("name", "web", "told"),
    [
        ("Lamp Guild", "https://gild.example.org/", True),
        ("Lamp Guild", "https://www.guild.example.org/help", False),
        ("Harbour bell", "https://harbour.example", False),
    ],
)
def test_an_urgent_contact_has_the_website_of_its_organisation(
    name: str, web: str, *, told: bool, tiny: Library
) -> None:
    rule = urgent.urgent_contacts_have_the_website_of_their_organisation
    assert [one.field for one in rule(with_changes(tiny, BELL, name=name, web=web))] == ([("web",)] if told else [])


@pytest.mark.parametrize(
    ("use", "told"),
    [
        ("a boat in danger: press 3", "press 3"),
        ("a boat in danger: call and choose option 1", "choose option 1"),
        ("a boat in danger: press 2", ""),
        ("a boat in danger", ""),
    ],
)
def test_an_urgent_contact_names_one_option(use: str, told: str, tiny: Library) -> None:
    library = with_changes(tiny, BELL, name="Harbour bell, press 2", use=use)
    assert [one.word for one in urgent.the_option_to_press_is_one(library)] == ([told] if told else [])
    assert list(urgent.the_option_to_press_is_one(with_changes(library, BELL, name="Harbour bell"))) == []
