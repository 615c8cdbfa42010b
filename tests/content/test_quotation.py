"""Quotation marks: curly for straight ones, double within single, and no apostrophe mistaken for one."""

from __future__ import annotations

import pytest

from almanac.content.quotation import curled, nested, with_apostrophes

CURLED = [
    ("Wards in the '90s and users' memories", "Wards in the ’90s and users’ memories"),
    ("'Waiting for the verdict': being assessed", "‘Waiting for the verdict’: being assessed"),
    ('"I Carry So Much": a study', "“I Carry So Much”: a study"),
    ("From 'Unclean' to 'Honorary'", "From ‘Unclean’ to ‘Honorary’"),
    ("('so') \"'x' y\"", "(‘so’) “‘x’ y”"),
    ("O'Brien", "O’Brien"),
    ("Keepers` work", "Keepers’ work"),
]
NESTED = [
    ("‘Wick’ and light", "“Wick” and light"),
    ("‘Service users’ voices’: a study of carers’ views", "“Service users’ voices”: a study of carers’ views"),
    ("views of ‘rights’ in users’ groups", "views of “rights” in users’ groups"),
    ("From ‘Unclean’ to ‘Honorary’", "From “Unclean” to “Honorary”"),
    ("‘The “real” thing’: lamps", "“The ‘real’ thing”: lamps"),
    ("Wards in the ’90s and users’ memories", "Wards in the ’90s and users’ memories"),
    ("Wards in the '90s and users' memories", "Wards in the '90s and users' memories"),
    ("O’Brien’s wards", "O’Brien’s wards"),
    ("‘not closed", "‘not closed"),
]


@pytest.mark.parametrize(("straight", "curly"), CURLED)
def test_straight_marks_become_curly(straight: str, curly: str) -> None:
    assert curled(straight) == curly
    assert curled(curly) == curly


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("A lamp's keepers' rights, O'Brien's too", "A lamp’s keepers’ rights, O’Brien’s too"),
        ("The keeper’s lamp", "The keeper’s lamp"),
        ("the keepers' 'lamps'", "the keepers' 'lamps'"),
        ("a 5' pole for the keeper's lamp", "a 5' pole for the keeper's lamp"),
    ],
)
def test_an_apostrophe_becomes_curly_where_it_can_be_nothing_else(typed: str, shown: str) -> None:
    assert with_apostrophes(typed) == shown


@pytest.mark.parametrize(("title", "within"), NESTED)
def test_single_marks_within_single_marks_are_double(title: str, within: str) -> None:
    assert nested(title) == within
