"""Words of danger and distress: what brings urgent help first, and what must not."""

from __future__ import annotations

import re
from pathlib import Path

import hypothesis
import pytest
import yaml
from hypothesis import given, strategies

from almanac.content.model import Library
from almanac.search import indexer
from almanac.search.records import other_names
from tests.search.nodejs import ask
from tests.search.test_indexing import site_of

_PHRASES = yaml.safe_load(Path(__file__).with_name("phrases.yaml").read_text("utf-8"))
DANGER, TOPIC, CALM = (tuple(_PHRASES[kind]) for kind in ("danger", "topic", "calm"))


def test_danger_and_distress_are_heard_in_many_ways(tmp_path: Path) -> None:
    found = ask(tmp_path, *(("needOf", query) for query in DANGER))
    assert [query for query, need in zip(DANGER, found, strict=True) if need != "danger"] == []


def test_each_pattern_hears_a_phrase_that_no_other_does(tmp_path: Path) -> None:
    assert ask(tmp_path, ("needless", DANGER)) == [[]]


def test_suicide_as_a_topic_of_practice_is_told_from_danger(tmp_path: Path) -> None:
    assert ask(tmp_path, *(("needOf", query) for query in TOPIC)) == ["topic"] * len(TOPIC)


def test_titles_and_questions_of_practitioners_set_nothing_off(tmp_path: Path) -> None:
    found = ask(tmp_path, *(("needOf", query) for query in CALM))
    assert [query for query, need in zip(CALM, found, strict=True) if need] == []


def test_no_title_of_a_library_sets_it_off_but_for_suicide(content: Library, tmp_path: Path) -> None:
    names = [name for ref in content.entries for name in (content.get(ref).label, *other_names(content, ref))]
    found = zip(names, ask(tmp_path, *(("needOf", name) for name in names)), strict=True)
    set_off = [name.lower() for name, need in found if need == "danger"]
    assert len(names) > 1000
    assert [name for name in set_off if not re.search("suic|sucid|wanting to die", name)] == []


@pytest.mark.parametrize(
    ("pattern", "texts"),
    [
        ("kill(?:s|ed)? me", ["kill"]),
        ("(?:want|wish) to (?:die|end it)", ["want", "wish"]),
        ("(?:want|wish|i) x?y+", None),
        ("ab?c*defg{0,2}", ["def"]),
        (r"\b(?!no)(?<!never )[a-z]+ (?:\w+ ){0,3}(?:tonight|now)\b", ["tonight", "now"]),
        ("a|be", None),
        ("(?:help)?", None),
        (r"to\bday\.(?=tomorrow)", ["day"]),
        ("(?:with|which) (?:a )?(?:gun|axe)", ["gun", "axe"]),
    ],
)
def test_what_a_text_must_hold_is_known_of_a_pattern(pattern: str, texts: list[str] | None, tmp_path: Path) -> None:
    assert ask(tmp_path, ("literals", pattern)) == [texts]


@pytest.fixture(scope="module")
def needed(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, list[str]]]:
    """Each pattern of danger, and of a story, with the texts of which it needs one."""
    folder = tmp_path_factory.mktemp("needed")
    (given,) = ask(folder, ("danger",))
    patterns = [*given[0], *given[1]]
    texts = ask(folder, *(("literals", pattern) for pattern in patterns))
    return list(zip(patterns, texts, strict=True))


def _compiled(pattern: str) -> re.Pattern[str] | None:
    """A pattern without what it looks ahead or back for; None for one that Python cannot read."""
    try:
        return re.compile(re.sub(r"\(\?<?[=!](?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)", "", pattern))
    except re.error:
        return None


def test_every_pattern_needs_a_text_and_most_can_be_tried_here(needed: list[tuple[str, list[str]]]) -> None:
    assert [pattern for pattern, texts in needed if not texts] == []
    assert len([pattern for pattern, _ in needed if _compiled(pattern)]) > 40


@given(data=strategies.data())
@hypothesis.settings(max_examples=400)
def test_whatever_a_pattern_matches_holds_what_it_needs(
    needed: list[tuple[str, list[str]]], data: strategies.DataObject
) -> None:
    """A pattern that is not tried, because its texts are absent, would not have matched."""
    pattern, texts = data.draw(strategies.sampled_from([one for one in needed if _compiled(one[0])]))
    compiled = _compiled(pattern)
    assert compiled
    found = data.draw(strategies.from_regex(compiled))
    assert any(text in found for text in texts), (pattern, found)


def test_of_alarms_none_is_within_another_and_each_text_holds_one(
    needed: list[tuple[str, list[str]]], tmp_path: Path
) -> None:
    (alarms,) = ask(tmp_path, ("alarms", [[pattern, *texts] for pattern, texts in needed]))
    assert [one for one in alarms if any(one in other for other in alarms if other != one)] == []
    assert [text for _, texts in needed for text in texts if not any(one in text for one in alarms)] == []


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, tiny: Library) -> Path:
    site = site_of(tmp_path_factory.mktemp("crisis") / "site", lamp=("Glossary", "Lamp", "It wants oil."))
    indexer.index(site, tiny)
    return site


def test_ways_to_speak_of_danger_are_fetched_for_what_may_be_one(site: Path) -> None:
    of_danger = "/danger.json"
    for query, need, fetched in (("lamp", "", False), ("his lamp", "", True), ("please help me", "danger", True)):
        found, asked = ask(site, ("find", {"q": query}), ("fetched",))
        assert (found["need"], any(path.endswith(of_danger) for path in asked)) == (need, fetched), query


@pytest.mark.parametrize(
    "odd",
    [
        "{",
        "null",
        "{}",
        '{"ways": [["("]], "signs": [], "practice": 3, "work": "", "speaker": "", "full": []}',
        '{"ways": [["(", "please"]], "signs": [], "practice": "", "work": "", "speaker": "", "full": []}',
        '{"ways": [], "signs": [["(", "lamp"]], "practice": "", "work": "", "speaker": "", "full": []}',
    ],
)
def test_where_danger_cannot_be_told_urgent_help_comes(odd: str, site: Path) -> None:
    calm, odd_one = ask(
        site, *(("spoilt", {"q": query}, "/danger.json", odd) for query in ("lamp", "his lamp, please"))
    )
    assert (calm["need"], odd_one["need"]) == ("", "danger")
    assert odd_one["found"] == 1
