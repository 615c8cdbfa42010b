"""Rules that numbers agree: values with the text of a figure, shares with their parts, places with fields."""

from __future__ import annotations

from decimal import Decimal

import pytest

from almanac.content.checks import amounts, figures, law, phrases, references, slips
from almanac.content.model import Library
from tests.conftest import with_changes

ROLE, TAMM, ACT = "role/a", "abstract/tamm-1999", "event/lamp-act-1960"


@pytest.mark.parametrize(
    ("value", "summary", "found"),
    [
        ("16000", "There are about 1,600 lamps.", "16000"),
        ("3215.6", "There are 3,251.6 lamps.", "3215.6"),
        ("14", "The 41% are lamps; 14% burn.", "41"),
        ("1600", "There are about 1,600 lamps.", ""),
        ("1500", "There were 1,600 lamps.", ""),  # another year's
        ("16", "Of 1,600 lamps 160 burn.", ""),
    ],
)
def test_a_value_is_that_of_the_text(value: str, summary: str, found: str, tiny: Library) -> None:
    ref, entry = tiny.of("figure")[0]
    drawn = entry.values[0].model_copy(update={"value": Decimal(value)})  # type: ignore[attr-defined]
    library = with_changes(tiny, ref, values=(drawn,), summary=summary, caveat="")
    told = [one for one in figures.values_are_those_of_the_text(library) if one.ref == ref]
    assert [f'found "{found}"' in one.message for one in told] == ([True] if found else [])


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Oil was named by 12 of 20 keepers (75%).", "12 of 20 keepers (75%)"),
        ("Oil was named by 12 of the 20 (6%).", "12 of the 20 (6%)"),
        ("Oil was named by 12 of 20 keepers (60%).", ""),
        ("Oil was named by 1 of 3 keepers (33%), and 2 of 3 (67%).", ""),
        ("Part 4 of 20 (75% of it) burns.", ""),
    ],
)
def test_a_share_is_that_of_its_part(text: str, word: str, tiny: Library) -> None:
    found = list(amounts.shares_are_those_of_their_parts(with_changes(tiny, ROLE, summary=text)))
    assert [one.word for one in found] == ([word] if word else [])


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("Lamp Journal 52(4), 1362-1379", True),
        ("Lamp Journal 51(3)", True),
        ("Lamp Journal 52(3), 1916-1933", True),
        ("Lamp Journal 52(3), 1362-1379", False),
        ("Another Journal 7(1), 2-3", False),
        ("Lamp Journal, seen on its page", False),
    ],
)
def test_the_place_of_a_study_is_that_of_its_fields(place: str, *, told: bool, tiny: Library) -> None:
    source = tiny.get(TAMM).sources[0].model_copy(update={"at": place})
    fields = {"container": "Lamp Journal", "volume": "52", "issue": "3", "pages": "1362-1379", "sources": (source,)}
    found = list(references.places_of_studies_are_those_of_their_fields(with_changes(tiny, TAMM, **fields)))
    assert [one.field for one in found] == ([("sources", 0, "at")] if told else [])


@pytest.mark.parametrize(
    ("today", "told"),
    [
        ("It was repealed in 2025.", True),
        ("The Act has been wholly replaced.", True),
        ("The Wick Act replaced the 1960 Act.", True),
        ("It replaced the Act of 1950. It has been amended.", False),
        ("It is the law, and has replaced the 1950 rules.", False),
        (None, False),
    ],
)
def test_what_was_replaced_is_not_in_force(today: str | None, *, told: bool, tiny: Library) -> None:
    library = with_changes(tiny, ACT, today=today, force="in force", date="1960-05-01")
    assert [one.field for one in law.replaced_events_are_not_in_force(library)] == ([("force",)] if told else [])
    assert list(law.replaced_events_are_not_in_force(with_changes(library, ACT, force="superseded"))) == []


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Lamps burn (see Error! Reference source not found.).", "Error! Reference source not found."),
        ("Hi team, lamps burn.", "Hi team"),
        ("Please can you look at this?", "Please can you"),
        ("Ask how you can check the lamp. Can you check it?", ""),
    ],
)
def test_a_note_to_colleagues_is_told(text: str, word: str, tiny: Library) -> None:
    found = list(phrases.no_remarks_of_editors_are_left(with_changes(tiny, ROLE, summary=text)))
    assert [one.word for one in found] == ([word] if word else [])


def test_the_foot_of_a_page_is_told(tiny: Library) -> None:
    library = with_changes(tiny, ROLE, summary="The Lamp Page 3 of 14 Act burns.")
    assert [one.word for one in slips.no_traces_of_pasting_are_left(library)] == ["Page 3 of 14"]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Keepers aged 65 to 18 were asked.", "aged 65 to 18"),
        ("They were aged between 40 and 20.", "aged between 40 and 20"),
        ("Keepers aged 18 to 65 were asked.", ""),
        ("Of those aged 65 and 18 others, few came.", ""),
    ],
)
def test_the_lower_age_comes_first(text: str, word: str, tiny: Library) -> None:
    found = [one.word for one in amounts.no_ages_run_back(with_changes(tiny, ROLE, summary=text))]
    assert found == ([word] if word else [])
