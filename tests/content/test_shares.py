"""Shares in words, and the percentages beside them."""

from __future__ import annotations

import pytest

from almanac.content.checks import shares
from almanac.content.model import Library
from tests.conftest import with_changes


@pytest.mark.parametrize(
    "right",
    [
        "Half of them (52%) slept.", "Over half (51%) slept.", "Under half (49.5%) slept.",
        "At least half (70%) slept.",
        "No more than a third (20%) slept.", "Up to a quarter of keepers (20%) slept.", "Two-thirds (64.9%) slept.",
        "A third wave (12%) followed.", "The third most common reason (12%) was smoke.",
        "The first quarter (12%) was dark.",
        "Prices rose one and a half times (150%).", "They are half as many (20%).", "Two in five (41%) slept.",
        "One keeper in ten (9%) slept.", "One in the north (12%) slept.", "Four out of five (80%) slept.",
        "A third of half (17%) slept.", "Half slept, and some more (12%) woke.", "In the third year (12%) slept.",
    ],
)  # fmt: skip
def test_a_share_that_is_about_the_percentage_is_right(right: str, tiny: Library) -> None:
    assert list(shares.shares_in_words_are_those_beside_them(with_changes(tiny, "role/a", summary=right))) == []


@pytest.mark.parametrize(
    ("wrong", "word"),
    [
        ("Half of them (72%) slept.", "Half"), ("Over half (42%) slept.", "Over half"),
        ("At most a third of them (41%) slept.", "At most a third"),
        ("No more than half (70%) slept.", "No more than half"),
        ("Two-thirds (46%) slept.", "Two-thirds"), ("One keeper in four (52%) slept.", "One keeper in four"),
        ("Two in five (52%) slept.", "Two in five"), ("A quarter (52%) slept.", "A quarter"),
    ],
)  # fmt: skip
def test_a_share_that_the_percentage_belies_is_told(wrong: str, word: str, tiny: Library) -> None:
    found = list(shares.shares_in_words_are_those_beside_them(with_changes(tiny, "role/a", summary=wrong)))
    assert [one.word for one in found] == [word]
