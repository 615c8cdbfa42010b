"""Queries about danger and distress: which bring urgent help to the top, and which must not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import cycle, islice
from pathlib import Path

import pytest

from almanac.content.model import Library
from almanac.search import indexer
from almanac.search.records import other_names
from tests.search.nodejs import ask, index
from tests.search.test_indexing import site_of

PHRASES = indexer.PROGRAMS / "phrases"
PARTS = 5


def listed(name: str) -> list[str]:
    """The phrases of a list."""
    lines = (PHRASES / f"{name}.txt").read_text("utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


DANGER, TOPIC, CALM, TITLES = map(listed, ("danger", "topic", "calm", "titles"))


def needs(folder: Path, queries: list[str], names: Iterable[str] = ()) -> list[str]:
    """How each query is classified, on a site whose pages have the given names."""
    found: list[str] = ask(folder, ("needsOf", queries, list(names)))[0]
    return found


def test_each_phrase_stands_in_one_list_once() -> None:
    counted = Counter(re.sub(r"\W+", " ", phrase.lower()).strip() for phrase in (*DANGER, *TOPIC, *CALM, *TITLES))
    assert [phrase for phrase, times in counted.items() if times > 1 or not phrase] == []


def test_every_phrase_is_told_as_its_list_has_it(tmp_path: Path) -> None:
    told = dict(zip((*DANGER, *CALM, *TITLES), needs(tmp_path, [*DANGER, *CALM, *TITLES]), strict=True))
    assert [phrase for phrase in DANGER if told[phrase] != "danger"] == []
    assert [phrase for phrase in (*CALM, *TITLES) if told[phrase] == "danger"] == []


def test_plain_words_of_danger_are_in_no_calm_phrase(tmp_path: Path) -> None:
    """The page shows urgent help for them at once, so it must not have to take it back."""
    assert ask(tmp_path, ("saysDanger", [*TOPIC, *CALM, *TITLES]))[0] == []
    plain = ["I want to die", "im going to kill myself", "I’m suicidal", "hurt my self"]
    assert ask(tmp_path, ("saysDanger", [*plain, "dying to know", "cut myself off"]))[0] == plain
    assert needs(tmp_path, [*plain, "i want to die in Wales"]) == ["danger"] * (len(plain) + 1)


def test_suicide_and_harm_as_topics_of_practice_are_told_from_danger(tmp_path: Path) -> None:
    assert needs(tmp_path, TOPIC) == ["topic"] * len(TOPIC)


@pytest.mark.parametrize("part", range(PARTS))
def test_phrases_that_nothing_was_learned_from_are_mostly_told_rightly(part: int, tmp_path: Path) -> None:
    """Each fifth of the lists is classified from the other four, which predicts how well new phrases will be."""
    learned = [[one for at, one in enumerate(phrases) if at % PARTS != part] for phrases in (DANGER, CALM + TITLES)]
    danger, calm = (list(islice(phrases, part, None, PARTS)) for phrases in (DANGER, CALM))
    told = ask(tmp_path, ("foretold", *learned, danger + calm))[0]
    heard, wrong = told[: len(danger)].count("danger"), told[len(danger) :].count("danger")
    assert heard / len(danger) > 0.85
    assert wrong / len(calm) < 0.12


@pytest.mark.parametrize(
    "query",
    [
        "",
        "   ",
        "a",
        "1983",
        "!!!",
        "the of and",
        "i " * 500,
        "me\x00",
        "<b>my</b>",
        "ŵ",
        "我 想",
        "😀",
        "my " + "x" * 4000,
    ],
)
def test_what_says_nothing_is_calm(query: str, tmp_path: Path) -> None:
    assert needs(tmp_path, [query]) == [""]


PLACES = ("Leeds", "Glasgow", "Swansea", "Belfast", "England", "Scotland", "Wales", "Northern Ireland")


def test_a_place_hides_no_danger(tmp_path: Path) -> None:
    """Questions of work name places more often than calls for help do."""
    messages = [f"{phrase} in {place}" for phrase, place in zip(DANGER[::8], cycle(PLACES))]
    assert needs(tmp_path, messages).count("danger") / len(messages) > 0.95


@pytest.mark.parametrize(
    "frame", ["i am a social worker and {}", "{} on the ward", "{} mental health", "as an amhp {}"]
)
def test_a_professionals_words_around_a_message_hide_no_danger(frame: str, tmp_path: Path) -> None:
    messages = [frame.format(phrase) for phrase in DANGER[::8]]
    assert needs(tmp_path, messages).count("danger") / len(messages) > 0.95


FRAMES = ("my client is {}", "my husband is {}", "she is {} and needs an interpreter", "my {} neighbour is kind")
PEOPLE = ("Pakistani", "Polish", "Somali", "Muslim", "Jewish", "Hindu", "trans", "gay", "autistic", "deaf", "black")


def test_who_somebody_is_is_no_danger(tmp_path: Path) -> None:
    queries = [frame.format(who) for frame in FRAMES for who in PEOPLE]
    assert [query for query, need in zip(queries, needs(tmp_path, queries), strict=True) if need] == []


def test_no_name_of_an_entry_sets_it_off_but_for_harm_and_danger(content: Library, tmp_path: Path) -> None:
    names = [name for ref in content.entries for name in (content.get(ref).label, *other_names(content, ref))]
    told = dict(zip((*names, *DANGER), needs(tmp_path, [*names, *DANGER], names), strict=True))
    assert len(names) > 1000
    set_off = [name for name in names if told[name] == "danger"]
    assert [
        name
        for name in set_off
        if name not in DANGER and not re.search("suic|sucid|self.?(?:harm|injur)|overdos", name.lower())
    ] == []
    assert [phrase for phrase in DANGER if told[phrase] != "danger"] == []


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, tiny: Library) -> Path:
    site = site_of(tmp_path_factory.mktemp("crisis") / "site", lamp=("Glossary", "Lamp", "It wants oil."))
    index(site, tiny)
    return site


def test_what_tells_danger_is_fetched_for_what_may_be_one(site: Path) -> None:
    of_danger = "/danger.json"
    calm = ("lamp", "", False), ("wick trimming lamp", "", False), ("lanterns of wicks", "", False)
    for query, need, fetched in (*calm, ("his lamp", "", True), ("please help me", "danger", True)):
        found, asked = ask(site, ("find", {"q": query}), ("fetched",))
        assert (found["need"], any(path.endswith(of_danger) for path in asked)) == (need, fetched), query


@pytest.mark.parametrize(
    "odd",
    [
        "{",
        "null",
        "{}",
        '{"words": "Ahelp", "points": [1, 2]}',
        '{"words": "Ahelp", "points": ["1"]}',
        '{"words": 3, "points": []}',
    ],
)
def test_where_danger_cannot_be_told_urgent_help_comes(odd: str, site: Path) -> None:
    calm, odd_one = ask(
        site, *(("spoilt", {"q": query}, "/danger.json", odd) for query in ("lamp", "his lamp, please"))
    )
    assert (calm["need"], odd_one["need"]) == ("", "danger")
    assert odd_one["found"] == 1


@pytest.mark.parametrize(
    ("messages", "need"),
    [
        (["how many codeine tablets are fatal", "how much codeine is fatal", "life is hopeless"], "danger"),
        (["how many naproxen is deadly", "lethal dose of pregabalin", "can quetiapine kill you"], "danger"),
        (["40 amitriptyline fatal or not", "how many sleeping pills are too many to survive"], "danger"),
        (["30 fluoxetine at once", "high buildings in leeds with a flat roof", "are trains quick enough"], "danger"),
        (["homes for people with high support needs", "dog bit me on a home visit", "nurse held me for 5 hours"], ""),
        (["is dying by hanging painful", "tallest car park near here", "she has given up on life"], "danger"),
        (["mae hi wedi cymryd gorddos", "mae e wedi cymryd tabledi"], "danger"),
        (["mae fy nhad angen gofal", "mae angen help gyda dyledion", "pwy all helpu hi gyda gofal"], ""),
        (["safeguarding vulnerable adults scotland", "fatal flaw in the act", "no supervision for 6 months"], ""),
        (["patient absconded during escorted leave form", "no supervision since easter", "team hit by cuts"], ""),
        (["cares assesment what am i owed by council", "client has no money for the meter"], ""),
        (
            [
                "need a mental health bed tonight",
                "farmer with gun licence depression",
                "mum sectioned who has the kids",
            ],
            "",
        ),
        (["giving up social work", "is a blood test painful", "nearest place of safety", "survive on benefits"], ""),
        (["how many mg of sertraline for anxiety", "fatal five in learning disability"], ""),
    ],
    ids=[
        "dose",
        "medicine",
        "tablets",
        "means",
        "visit",
        "way",
        "Welsh-danger",
        "Welsh-calm",
        "law",
        "work",
        "owed",
        "tonight",
        "near",
        "mg",
    ],
)
def test_messages_like_those_of_the_lists_are_understood_as_they_are(
    messages: list[str], need: str, tmp_path: Path
) -> None:
    assert not {*messages} & {*DANGER, *TOPIC, *CALM, *TITLES}
    assert needs(tmp_path, messages) == [need] * len(messages)
