"""How pages name the authors of a study, and how they tell a title in title case."""

from __future__ import annotations

import pytest

from almanac.content.kinds.abstract import Abstract
from almanac.content.model import Library
from almanac.site import words


@pytest.fixture
def study(tiny: Library) -> Abstract:
    entry = tiny.get("abstract/tamm-1999")
    assert isinstance(entry, Abstract)
    return entry


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        ("A", "A"),
        ("ABC", "A, B and C"),
        ("ABCD", "A, B, C et al."),
        ("ABCDEFG", "A, B, C et al."),
    ],
)
def test_a_list_names_three_authors(names: str, shown: str, study: Abstract) -> None:
    authors = tuple(study.authors[0].model_copy(update={"family": name, "particle": None}) for name in names)
    assert words.few_authors(study.model_copy(update={"authors": authors, "others": False})) == shown


@pytest.mark.parametrize(
    ("names", "others", "year", "shown"),
    [
        ("A", False, 2005, "A, 2005"),
        ("AB", False, 2005, "A and B, 2005"),
        ("ABC", False, 2005, "A et al., 2005"),
        ("A", True, 2005, "A et al., 2005"),
        ("AB", True, 2005, "A et al., 2005"),
        ("A", False, None, "A, n.d."),
    ],
)
def test_a_citation_names_two_authors_and_says_when_there_is_no_year(
    names: str,
    others: bool,  # noqa: FBT001
    year: int | None,
    shown: str,
    study: Abstract,
) -> None:
    authors = tuple(study.authors[0].model_copy(update={"family": name, "particle": None}) for name in names)
    assert words.cited(study.model_copy(update={"authors": authors, "others": others, "year": year})) == shown


@pytest.mark.parametrize(
    ("title", "capitals"),
    [
        ("Lamps and Wicks in the Harbour: A Study of Keepers", True),
        ("Lamps and wicks in the harbour: a study of keepers in Wales", False),
        ("Lamps", False),
    ],
)
def test_a_title_with_capitals_to_change_is_told_from_one_without(title: str, capitals: bool, study: Abstract) -> None:  # noqa: FBT001
    assert words.in_title_case(study.model_copy(update={"title": title})) is capitals
