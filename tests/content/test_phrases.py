"""Rules against phrases of chatbots and dates that do not exist."""

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
