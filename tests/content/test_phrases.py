"""Rules against phrases of chatbots, dates that do not exist, and emergency numbers of other countries."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

import pytest

from almanac.content.checks import Rule, phrases
from almanac.content.model import Library

ROLE = "role/a"


def found_by(rule: Rule, library: Library, text: str, nations: tuple[str, ...] = ("Wales",)) -> list[str]:
    entry = library.get(ROLE).model_copy(update={"summary": text, "nations": nations})
    changed = dataclasses.replace(library, entries={**library.entries, ROLE: entry})
    found: Iterator[str] = (one.word for one in rule(changed) if one.ref == ROLE)
    return list(found)


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
    rule = phrases.emergency_numbers_are_those_of_the_uk
    assert found_by(rule, tiny, text) == [word]
    assert found_by(rule, tiny, text, ("UK", "United States")) == []


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Stay there, and call 991 if life is in danger.", "999"),
        ("Ring NHS 11 or 110.", ""),
        ("Dial 110.", "111"),
        ("Phone NHS 121, and press 2.", "111"),
        ("Call 777 now.", "999"),
    ],
)
def test_a_number_that_nobody_answers_is_told(text: str, meant: str, tiny: Library) -> None:
    entry = tiny.get(ROLE).model_copy(update={"summary": text})
    changed = dataclasses.replace(tiny, entries={**tiny.entries, ROLE: entry})
    told = [one.message for one in phrases.emergency_numbers_are_those_of_the_uk(changed)]
    assert [f"Did you mean {meant}?" in one for one in told] == ([True] if meant else [])


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
    assert found_by(phrases.emergency_numbers_are_those_of_the_uk, tiny, text) == []


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Certainly! Here is a revised version in plain English. Lamps burn.", "Certainly!"),
        ("Here’s a short summary of the study. Lamps burn.", "Here’s a short summary"),
        ("Lamps burn. I hope this helps!", "I hope this helps"),
        ("As an AI, I cannot see lamps.", "As an AI"),
        ("My knowledge cut-off is 2023.", "My knowledge cut-off"),
        ("Lamps burn. Let me know if you would like it shorter.", "Let me know if"),
        ("Lamps burn. Would you like me to add a source?", "Would you like me to"),
    ],
)
def test_what_a_chatbot_says_is_left_out(text: str, word: str, tiny: Library) -> None:
    assert found_by(phrases.no_words_of_a_chatbot_are_left, tiny, text) == [word]


@pytest.mark.parametrize(
    "text",
    [
        "Carers said ‘Let me know if it gets worse’.",
        "Of course, here lamps burn. Ask AI services with care.",
        "As an AIDS nurse she was asked to help. Stop!",
    ],
)
def test_what_people_say_is_left_as_it_is(text: str, tiny: Library) -> None:
    assert found_by(phrases.no_words_of_a_chatbot_are_left, tiny, text) == []


@pytest.mark.parametrize(
    ("text", "word", "days"),
    [
        ("Since 31 April 2021.", "31 April 2021", "April has 30 days"),
        ("From the 31st of September, lamps burn.", "31st of September", "September has 30 days"),
        ("Since 29 February 2023.", "29 February 2023", "February 2023 has 28 days"),
        ("Since February 30, 2024.", "February 30, 2024", "February 2024 has 29 days"),
        ("Since 35 Dec 2020.", "35 Dec 2020", "December has 31 days"),
        ("Since 0 May 2020.", "0 May 2020", "May has 31 days"),
    ],
)
def test_a_day_is_one_of_its_month(text: str, word: str, days: str, tiny: Library) -> None:
    assert found_by(phrases.dates_exist, tiny, text) == [word]
    source = tiny.get(ROLE).sources[0].model_copy(update={"at": text})
    entry = tiny.get(ROLE).model_copy(update={"sources": (source,)})
    library = dataclasses.replace(tiny, entries={**tiny.entries, ROLE: entry})
    (found,) = phrases.dates_exist(library)
    assert (found.field, found.message) == (("sources", 0, "at"), f'found "{word}". {days}. Correct the date.')


@pytest.mark.parametrize(
    "text",
    [
        "Since 30 April 2021, and 31 May, and 29 February 2024.",
        "On 29 February lamps burn.",
        "In all 45 May visitors and 60 Sepoys came.",
        "In May 45 keepers came; in April 2031 more.",
        "From June 20 to 30 September 2019.",
    ],
)
def test_a_day_that_there_is_is_left_as_it_is(text: str, tiny: Library) -> None:
    assert found_by(phrases.dates_exist, tiny, text) == []
