"""Rules on wrong or discouraged words, and on what organisations, events and laws say about themselves."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from almanac.content.checks import amounts, contacts, law, nations, slips, studies, usage
from almanac.content.kinds.organisation import Website
from almanac.content.model import Library
from tests.conftest import with_changes
from tests.content.test_agreement import BELL, GUILD, IN_WALES

ROLE, ACT, TAMM = "role/a", "event/lamp-act-1960", "abstract/tamm-1999"


@pytest.mark.parametrize(
    ("text", "found", "wanted"),
    [
        ("Ask the principle social worker.", "principle social worker", "principal"),
        ("The counsel pays for lamps.", "The counsel", "council"),
        ("A guild, lead by keepers, lends wicks.", ", lead by", "led by"),
        ("It is good practise to ask.", "good practise", "practice"),
        ("Keepers practise at night, and must practice with care.", "must practice with", "practise"),
        ("Oil has side affects.", "side affects", "effects"),
        ("Keepers have there own lamps.", "there own", "their"),
        ("Lamps are better then candles.", "better then", "than"),
        ("They give advise.", "give advise", "advice"),
        ("It is open to the pubic.", "pubic", "public"),
        ("Keepers should of asked.", "should of", "should have"),
        ("They may commit suicide.", "commit suicide", "Write: die by suicide"),
        ("He committed suicide.", "committed suicide", "Write: died by suicide"),
        ("It was a completed suicide.", "completed suicide", "death by suicide"),
        ("Ask the frequent flyers.", "frequent flyers", "people who often ask for help"),
        ("A manipulative keeper.", "manipulative", "what the person does"),
        ("The disabled and the old keep lamps.", "The disabled", "disabled people"),
        ("This proves that lamps help.", "This proves that", "suggests that"),
        ("It guarantees recovery.", "guarantees recovery", "Nobody can promise that"),
        ("Of all lamps, 55 percent burn.", "percent", "per cent"),
        ("It is open 24/7.", "24/7", "24 hours, every day"),
        ("It was lit on 11/12/2017.", "11/12/2017", "the month in full"),
        ("The lamp lost it's wick.", "it's", "its"),
        ("The lamp lost it’s wick.", "it’s", "its"),
        ("It was a failed suicide attempt.", "failed suicide attempt", "suicide attempt"),
        ("A keeper who is wheelchair-bound.", "wheelchair-bound", "uses a wheelchair"),
        ("Alcoholics may keep lamps.", "Alcoholics", "depend on alcohol"),
        ("Please note that lamps burn.", "Please note that", "Leave it out"),
        ("Ask for oil and/or wicks.", "and/or", "or both"),
        ("Oil, wicks etc. are there.", "etc.", "such as"),
        ("It was lit on Nov. 21st.", "Nov. 21st", "the month in full"),
        ("It was lit on the 3rd of May.", "3rd of May", "the month in full"),
        ("There are lamps in N. Ireland.", "N. Ireland", "Northern Ireland"),
        ("Lamps burn...", "...", "dots"),
    ],
)
def test_a_word_that_is_not_the_one_meant_is_told(text: str, found: str, wanted: str, tiny: Library) -> None:
    [told] = usage.no_word_is_mistaken_for_another(with_changes(tiny, ROLE, summary=text))
    assert (told.ref, told.word) == (ROLE, found)
    assert wanted in told.message


@pytest.mark.parametrize(
    "text",
    [
        "There are more lamps than wicks, and then there is oil.",
        "They take the lead by day. Practise what you can, and practice at night.",
        "Ask the disabled keepers. It does not prove that lamps help; a lamp proves nothing.",
        "The Criminal Lunatics Act 1800 has gone. The Act guarantees rights. Half of 3/4 is 3/8.",
        "The effect was small. It affects sleep. In principle they may, of course.",
        "They could, of course, ask. Their own lamps are on the heath.",
        "A keeper said “it’s dark!” and ‘alcoholics welcome’.",
        "In the 21st century, and on 21 November 2026, lamps burned.",
        "Legal counsel advised them; discrete steps followed.",
    ],
)
def test_words_that_are_right_are_left(text: str, tiny: Library) -> None:
    assert not list(usage.no_word_is_mistaken_for_another(with_changes(tiny, ROLE, summary=text)))


@pytest.mark.parametrize(
    ("part", "text", "told"),
    [
        ("did", "We sent a form to keepers.", True),
        ("asked", "What our sample thought.", True),
        ("did", "They sent a form; we have not seen it.", False),
        ("limits", "We report one harbour only.", False),
    ],
)
def test_authors_are_not_we(part: str, text: str, *, told: bool, tiny: Library) -> None:
    summary = tiny.get(TAMM).summary.model_copy(update={part: text})  # type: ignore[attr-defined]
    assert bool(list(usage.authors_are_not_we(with_changes(tiny, TAMM, summary=summary)))) == told


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Lamps (and wicks burn at night.", "(and"),
        ("Lamps and wicks) burn at night.", "wicks)"),
        ("Lamps (and (new) wicks) burn.", ""),
    ],
)
def test_a_bracket_has_its_partner(text: str, word: str, tiny: Library) -> None:
    found = [one.word for one in slips.no_traces_of_pasting_are_left(with_changes(tiny, ROLE, summary=text))]
    assert found == ([word] if word else [])


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("https://www.facebook.com/lampguild", "Write the organisation's own website"),
        ("https://x.com/lampguild", "Write the organisation's own website"),
        ("https://www.www.guild.example.org", 'Write "www.guild.example.org"'),
        ("http://guild.example.org", "Write https://"),
        ("https://phoenix.com", ""),
        ("https://www.guild.example.org", ""),
    ],
)
def test_a_website_is_the_organisations_own(address: str, told: str, tiny: Library) -> None:
    library = with_changes(tiny, GUILD, website=Website(address=address))
    assert [told in one.message for one in contacts.websites_are_their_own(library)] == ([True] if told else [])


def test_a_number_stands_in_groups(tiny: Library) -> None:
    for number, told in (("08081570111", True), ("0808 157 0111", False), ("116123", False), ("999", False)):
        assert bool(list(contacts.numbers_stand_in_groups(with_changes(tiny, BELL, number=number)))) == told
        phones = (tiny.get(GUILD).phones[0].model_copy(update={"number": number}),)  # type: ignore[attr-defined]
        assert bool(list(contacts.numbers_stand_in_groups(with_changes(tiny, GUILD, phones=phones)))) == told


def test_a_summary_has_no_telephone_number(tiny: Library) -> None:
    for summary, word in (("Ring 0300 123 3393.", "0300 123 3393"), ("It has 0300 lamps.", "")):
        found = [
            one.word for one in contacts.numbers_have_a_field_of_their_own(with_changes(tiny, GUILD, summary=summary))
        ]
        assert found == ([word] if word else [])


def test_a_bill_is_no_act(tiny: Library) -> None:
    for summary, told in (("A Bill on lamps.", True), ("The Bill became law.", True), ("An Act on lamps.", False)):
        assert bool(list(law.bills_are_not_called_acts(with_changes(tiny, ACT, summary=summary)))) == told


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"theme": "ruling", "force": "in force", "today": "It was overruled in 2026."}, True),
        ({"theme": "ruling", "force": "superseded", "today": "It was overruled in 2026."}, False),
        ({"theme": "ruling", "force": "in force", "today": "Courts follow it."}, False),
        ({"theme": "law", "force": "in force", "today": "It overruled nothing."}, False),
    ],
)
def test_an_overruled_ruling_is_not_in_force(fields: dict[str, Any], *, told: bool, tiny: Library) -> None:
    assert bool(list(law.overruled_rulings_are_not_in_force(with_changes(tiny, ACT, **fields)))) == told


def test_policy_is_not_called_law(tiny: Library) -> None:
    for caution, told in (("It is policy, not law.", True), ("This is not law in Wales yet.", False)):
        assert bool(list(law.policy_is_not_called_law(with_changes(tiny, IN_WALES, cautions=(caution,))))) == told
    said = with_changes(tiny, IN_WALES, cautions=("Guidance, not law.",), standing="guidance")
    assert not list(law.policy_is_not_called_law(said))


@pytest.mark.parametrize(
    ("of_provision", "told"),
    [(("Wales", "Scotland"), True), (("Scotland",), True), (("Wales",), False), (("UK",), True)],
)
def test_a_provision_holds_where_its_law_does(of_provision: tuple[str, ...], *, told: bool, tiny: Library) -> None:
    library = with_changes(tiny, IN_WALES, nations=of_provision)
    assert bool(list(nations.provisions_hold_where_their_law_does(library))) == told


@pytest.mark.parametrize(
    ("summary", "cautions", "word"),
    [
        ("A hold lasts 28 hours.", ("It is 28 days.", "After 28 days it ends."), "28 hours"),
        ("A hold lasts 24 days.", ("It is 24 hours.", "After 24 hours it ends."), "24 days"),
        ("A hold lasts 24 hours.", ("It is seven days.",), ""),
        ("A hold lasts 14 hours.", ("It is 14 days.",), ""),  # nobody can tell which is wrong
    ],
)
def test_hours_are_no_days(summary: str, cautions: tuple[str, ...], word: str, tiny: Library) -> None:
    found = amounts.hours_are_no_days(with_changes(tiny, IN_WALES, summary=summary, cautions=cautions))
    assert [one.word for one in found] == ([word] if word else [])


def test_a_study_stands_in_the_file_of_its_letter(tiny: Library) -> None:
    for file, told in (("content/abstracts/a-to-b.yaml", True), ("content/abstracts/s-to-z.yaml", False)):
        place = dataclasses.replace(tiny.places[TAMM], file=file)
        library = dataclasses.replace(tiny, places={**tiny.places, TAMM: place})
        assert bool(list(studies.studies_stand_in_the_file_of_their_letter(library))) == told
