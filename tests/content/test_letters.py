"""Names sort, and become keys and parts of addresses, as they are typed without accents."""

from __future__ import annotations

import pytest

from almanac.content.letters import capitalised, counted, slug, without_accents
from almanac.site.research import name_sort_key

SLUGS = {
    "Ørsted & Co": "orsted-co",
    "Élan vital!": "elan-vital",
    "meta-analysis": "meta-analysis",
    "Brækkan, Karina": "braekkan-karina",
    "Łukasz": "lukasz",
    "Strauß": "strauss",
    "Ægir": "aegir",
    "2015–16": "2015-16",
    "Carers’ rights": "carers-rights",
    "李明": "",
}


@pytest.mark.parametrize(("name", "expected"), SLUGS.items())
def test_a_name_becomes_a_part_of_an_address(name: str, expected: str) -> None:
    assert slug(name) == expected


def test_letters_of_other_scripts_are_kept() -> None:
    assert without_accents("ÉLAN Иван 李明") == "elan иван 李明"


def test_names_sort_as_they_are_typed_without_accents() -> None:
    names = ["Bramwell", "Brækkan", "Brown", "Łukasz", "Lund", "Œhler", "Ogden"]
    ordered = ["Brækkan", "Bramwell", "Brown", "Łukasz", "Lund", "Œhler", "Ogden"]
    assert sorted(names, key=name_sort_key) == ordered


@pytest.mark.parametrize(("text", "expected"), [("", ""), ("élan of NHS", "Élan of NHS"), ("NHS", "NHS")])
def test_only_the_first_letter_becomes_a_capital(text: str, expected: str) -> None:
    assert capitalised(text) == expected


def test_one_thing_is_named_in_the_singular() -> None:
    assert [counted(number, "fault") for number in (0, 1, 2)] == ["0 faults", "1 fault", "2 faults"]
    assert [counted(number, "study", "studies") for number in (1, 2)] == ["1 study", "2 studies"]
