"""The stored form of the index: lists of pages encoded as text, and compact parts and lengths."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from hypothesis import given, strategies

from tests.search.nodejs import ask

NO_SITE = Path()  # these tests need no site
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
MOST = 2**25  # the most pages
FIELDS = 5

LIMITS = strategies.one_of(strategies.integers(1, 300), strategies.sampled_from((10_000, MOST)))
KEYS = strategies.lists(strategies.text("abé =~#", min_size=1, max_size=6), min_size=1, max_size=40, unique=True)


@strategies.composite
def pages(draw: strategies.DrawFn, limit: int) -> list[int]:
    return sorted(draw(strategies.sets(strategies.integers(0, limit - 1), max_size=60)))


@strategies.composite
def terms(draw: strategies.DrawFn) -> tuple[list[dict[str, list[int]]], int]:
    limit = draw(LIMITS)
    fields = []
    for _ in range(FIELDS):
        held = draw(pages(limit))
        often = strategies.one_of(strategies.just(1), strategies.integers(1, 3), strategies.integers(1, 2_000))
        fields.append({"pages": held, "times": draw(strategies.lists(often, min_size=len(held), max_size=len(held)))})
    return fields, limit


def answer(*job: Any) -> Any:
    (found,) = ask(NO_SITE, job)
    return found


@given(strategies.data(), LIMITS)
def test_pages_are_what_they_were_before_they_were_packed(data: strategies.DataObject, limit: int) -> None:
    held = data.draw(pages(limit))
    packed = answer("packPages", held, limit)
    assert set(packed) <= set(ALPHABET)
    assert answer("unpackPages", packed, limit) == held


@pytest.mark.parametrize(
    ("held", "limit"),
    [
        ([], 0),
        ([], 9),
        ([0], 1),
        ([MOST - 1], MOST),
        ([0, MOST - 1], MOST),
        (list(range(5_000)), 5_000),
        ([7, 8], 5_000),
    ],
)
def test_the_first_and_the_last_page_and_all_of_them_can_be_packed(held: list[int], limit: int) -> None:
    assert answer("unpackPages", answer("packPages", held, limit), limit) == held


@given(terms())
def test_a_term_is_what_it_was_before_it_was_packed(term: tuple[list[dict[str, list[int]]], int]) -> None:
    fields, limit = term
    packed = answer("packTerm", fields, limit)
    assert set(packed) <= set(ALPHABET)
    assert answer("unpackTerm", packed, FIELDS, limit) == fields


@pytest.mark.parametrize(
    "odd",
    [None, 3, {}, [], True, "", " ", "é", "A ", "AA", "_", "_" * 500_000, "A" + "_" * 9, "999", '"', "\u0000", "[0,1]"],
)
def test_what_is_no_packed_list_is_refused(odd: object) -> None:
    for job in (("unpackPages", odd, 20), ("unpackTerm", odd, FIELDS, 20)):
        assert answer(*job) == "TypeError", job


@given(terms(), strategies.data())
def test_a_list_that_was_spoilt_is_refused_or_names_pages_that_there_are(
    term: tuple[list[dict[str, list[int]]], int], data: strategies.DataObject
) -> None:
    fields, limit = term
    packed = answer("packTerm", fields, limit)
    cut = data.draw(strategies.integers(0, len(packed)))
    spoilt = packed[:cut] + data.draw(strategies.text(ALPHABET, max_size=4)) + packed[cut + 1 :]
    found = answer("unpackTerm", spoilt, FIELDS, limit)
    assert found == "TypeError" or all(page < limit for field in found for page in field["pages"])


@hypothesis.example(["a", "aa", "aaa"], 1)
@given(KEYS, strategies.integers(1, 200))
def test_a_key_stands_in_the_last_part_that_does_not_begin_after_it(keys: list[str], most: int) -> None:
    rows = [[key, "A" * (len(key) % 3)] for key in sorted(keys)]
    parts = answer("cut", rows, most)
    assert [row for part in parts for row in part] == rows
    assert all(
        len(part) == 1 or sum(len(json.dumps(row, separators=(",", ":"), ensure_ascii=False)) for row in part) <= most
        for part in parts
    )
    firsts, unpacked = answer("firsts", parts)
    assert unpacked == firsts
    for number, part in enumerate(parts):
        assert all(max(at for at, first in enumerate(firsts) if first <= key) == number for key, _ in part)


def test_a_part_ends_where_few_letters_tell_the_next() -> None:
    rows = [[key, ""] for key in ("lamp", "lamp oil", "lampe", "wick", "wick end", "wicker")]
    parts = answer("cut", rows, len(json.dumps(rows[:5], separators=(",", ":"))))
    assert [part[0][0] for part in parts] == ["lamp", "wick"]
    assert answer("firsts", parts)[0] == ["", "w"]


def test_lengths_keep_their_measure() -> None:
    lengths = list(range(3000))
    rounded = answer("quantised", lengths)
    assert rounded == sorted(rounded)
    assert all(abs(one - other) <= other / 4 for one, other in zip(rounded, lengths, strict=True))
    assert len(set(rounded)) < 30
    assert answer("lengths", lengths) == rounded


def test_many_pages_of_one_kind_and_year_are_numbered_by_their_lengths() -> None:
    groups = (("Studies", "2021", 150), ("Studies", "2020", 9), ("Glossary", "", 150), ("Sources", "2020", 120))
    found = [{"kind": kind, "year": year} for kind, year, count in groups for _ in range(count)]
    lengths = [[place * 7 % 13, 0, 0, 0, place * 31 % 97] for place in range(len(found))]
    order = answer("numbered", found, lengths)
    assert sorted(order) == list(range(len(found)))
    assert [found[place] for place in order] == found
    rounded = [[answer("quantised", row)[at] for at in (4, 0)] for row in lengths]
    by_length = sorted(range(150), key=lambda place: (rounded[place], place))
    assert order[:150] == by_length != list(range(150))
    assert order[150:309] == list(range(150, 309))  # few pages, or without a year
    assert order[309:] == sorted(range(309, 429), key=lambda place: (rounded[place], place))


def test_a_term_keeps_its_pages_where_these_have_other_numbers() -> None:
    assert answer("renumbered", {"pages": [0, 2, 3], "times": [5, 6, 7]}, [3, 2, 0, 1]) == {
        "pages": [0, 1, 3],
        "times": [6, 7, 5],
    }
