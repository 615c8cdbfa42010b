"""Each kind of query, in an invented world of lamps: what it finds, and what the page says about it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from almanac.content.model import Library
from almanac.search.folding import normalised
from tests.search.nodejs import ask, index
from tests.search.test_indexing import site_of

PAGES = {
    "keeper": ("Glossary", "Lamp keeper (LK)", "Whoever looks after a lamp. A keeper’s well-being depends on it."),
    "relative": ("Glossary", "Nearest lamp", "The lamp that stands nearest to a door. Notice of its removal is given."),
    "burnout": ("Glossary", "Burnout and smoke", "Smoke of a wick that was never trimmed. Wellbeing suffers."),
    "trimming": (
        "Glossary",
        "Wick trimming",
        "Organised trimming, in a centre for trimming. Randomized trials of labour.",
    ),
    "removal": (
        "Law",
        "Removing the nearest lamp",
        "Written notice of 72 hours is given before the nearest lamp goes.",
    ),
    "act": ("Law", "Wick Act 1960", "Who may trim, and how long a wick burns."),
    "number": ("Figures", "Lamp keepers in the north", "There were 300 lamp keepers."),
    "study": (
        "Studies",
        "Keepers at night",
        "Lamp keepers said that oil was dear. Personnel is another word for staff.",
    ),
    "obrien": (
        "Studies",
        "Oil and its price",
        "By O’Brien and Yıldırım: the price of lamp oil, peer-led trimming and self-care.",
    ),
    "shout": ("Urgent help", "Shout", "Text a lamp keeper at any hour."),
    "help": ("Urgent help", "Urgent help by nation", "Whom to ring at once."),
    "need": ("Needs", "Oil for keepers", "Where keepers find oil."),
    "ward": (
        "Studies",
        "Light by the bed",
        "An assessment of in-patient wards before dusk, for each mother and father.",
    ),
    "visitor": ("Studies", "Light at the door", "A patient visitor waits."),
    "guard": ("Glossary", "Safeguarding", "By guiding a hand."),
    "council": ("Organisations", "Board of Lanterns", "Rules for all who carry light."),
    "board": (
        "Glossary",
        "Board of Lanterns",
        "A body that rings a bell. Its phone, its email and its website are its own.",
    ),
}
UNREAD = {"bellow": 0}  # words from an unsearched part of a page
SURNAMES = {"schout": -1, "brian": -1, "obrien": -1, "yildirim": -1}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory, tiny: Library) -> Path:
    """An indexed site of these pages with its vocabulary. Words of titles weigh more."""
    site = site_of(tmp_path_factory.mktemp("kinds") / "site", **PAGES)
    index(site, tiny)
    words: dict[str, int] = SURNAMES | UNREAD
    for _, _, text in PAGES.values():
        words |= {word: max(words.get(word, 0), 0) for word in normalised(text).split() if word not in SURNAMES}
    words |= {word: 3 for _, title, _ in PAGES.values() for word in normalised(title).split()}
    folder = site / "api" / "v1" / "words"
    folder.mkdir(parents=True)
    for letter in "abcdefghijklmnopqrstuvwxyz":
        held = {word: weight for word, weight in words.items() if word[0] == letter and len(word) > 1}
        (folder / f"{letter}.json").write_text(json.dumps(held), "utf-8")
    return site


def found(site: Path, *queries: str) -> list[dict[str, Any]]:
    return ask(site, *(("find", {"q": query}) for query in queries))


@pytest.mark.parametrize(
    ("queries", "least"),
    [
        (("well-being", "well being", "wellbeing", "Well‐Being"), 2),
        (("lamp-keeper", "lamp keeper", "lampkeeper"), 3),
        (("peer-led", "peer led", "peerled"), 1),
        (("self-care", "self care", "selfcare"), 1),
        (("wick-trimming", "wick trimming", "wicktrimming", "wick/trimming"), 1),
        (("organised", "organized", "organise", "organizing"), 1),
        (("randomised", "randomized", "randomising"), 1),
        (("labour", "labor"), 1),
        (("centre", "center", "centres"), 1),
        (("Yıldırım", "yildirim", "YILDIRIM", "Yildirım"), 1),
        (("O’Brien", "o'brien", "o brien", "obrien", "O Brien"), 1),
        (("in-patient", "inpatient", "In-Patients", "inpatients", "in‐patient"), 1),
        (("mother", "mum", "mums", "mom", "mothers"), 1),
        (("father", "dad", "dads", "daddy", "fathers"), 1),
    ],
)
def test_words_that_are_written_in_several_ways_find_the_same(
    queries: tuple[str, ...], least: int, world: Path
) -> None:
    answers = found(world, *queries)
    assert {tuple(sorted(one["paths"])) for one in answers} == {tuple(sorted(answers[0]["paths"]))}
    assert len(answers[0]["paths"]) >= least


@pytest.mark.parametrize("query", ["smoke vs oil", "smoke versus oil"])
def test_a_comparison_leaves_out_no_word(query: str, world: Path) -> None:
    assert not {"vs", "versus"} & {*found(world, query)[0]["left"]}


@pytest.mark.parametrize("query", ["shout", "personnel", "smoke", "price", "o’brien", "trial"])
def test_a_known_word_is_never_corrected(query: str, world: Path) -> None:
    answer = found(world, query)[0]
    assert answer["paths"]
    assert (answer["mended"], answer["guesses"]) == (False, {})


@pytest.mark.parametrize(
    ("query", "whole", "first"),
    [
        ("burn outt", "burnout", "burnout.html"),
        ("safe gaurding", "safeguarding", "guard.html"),
        ("burno ut", "burnout", "burnout.html"),
        ("lampkeeper", "lamp keeper", "keeper.html"),
        ("trimmming", "trimming", "trimming.html"),
        ("nearest lmap", "nearest lmap", "removal.html"),
        ("personel", "personnel", "study.html"),
        ("smkoe", "smoke", "burnout.html"),
        ("ranomized trials", "randomized trials", "trimming.html"),
        ("rtimming wick", "trimming wick", "trimming.html"),
        ("earest lamp", "nearest lamp", "relative.html"),
        ("urnout", "burnout", "burnout.html"),
        ("eepers at night", "keepers at night", "study.html"),
        ("moke", "smoke", "burnout.html"),
        ("rice for keepers", "rice for keepers", "need.html"),
        ("assesment of wards", "assessment of wards", "ward.html"),
        ("assesments", "assessment", "ward.html"),
    ],
)
def test_misspelt_and_split_words_are_corrected_to_the_sites_own(
    query: str, whole: str, first: str, world: Path
) -> None:
    answer = found(world, query)[0]
    assert answer["whole"] == whole
    assert first in answer["paths"][:2]


# Everyday English words, each of which was once mistaken for a misspelling of a word of this world.
ORDINARY = ("trilling", "nightly", "notify", "prince", "patent", "warden", "lamb")


@pytest.mark.parametrize("word", ORDINARY)
def test_an_ordinary_word_is_no_slip_of_another(word: str, world: Path) -> None:
    alone, among = found(world, word, f"lamp {word}")
    assert (alone["paths"], alone["mended"], alone["guesses"]) == ([], False, {})
    assert (among["whole"], among["used"]) == (f"lamp {word}", ["lamp"])


@pytest.mark.parametrize(
    ("word", "other"), [("personal", "personnel"), ("removable", None), ("pricey", "price"), ("keepsake", None)]
)
def test_of_an_ordinary_word_one_of_its_family_or_of_its_sound_is_asked_for(
    word: str, other: str | None, world: Path
) -> None:
    answer = found(world, word)[0]
    assert (answer["mended"], answer["guesses"]) == (False, {word: other} if other else {})


def test_ordinary_words_are_those_of_english_of_countries_and_of_languages(tmp_path: Path) -> None:
    words = ["attack", "precision", "ministry", "colour", "color", "russian", "somali", "romania", "kingdom"]
    slips = ["attak", "presision", "assesment", "helth", "aproved", "a", "o'clock", "Russian", ""]
    assert ask(tmp_path, ("ordinary", [*words, *slips])) == [words]


def test_low_confidence_asks_and_surnames_come_last(world: Path) -> None:
    lamp, schut, brain = found(world, "lmap", "schut", "brain")
    assert (lamp["whole"], lamp["guesses"], lamp["mended"]) == ("lmap", {"lmap": "lamp"}, False)
    assert "schout" not in schut["whole"]
    assert brain["whole"] == "brain"


@pytest.mark.parametrize("query", ["yildopim", "yikdirin", "yiltirin", "yomdirim", "yilbirik"])
def test_no_word_asks_for_a_surname_that_is_two_slips_away(query: str, world: Path) -> None:
    assert found(world, query)[0]["guesses"] == {}


@pytest.mark.parametrize("query", ["gose", "goss", "mayy"])
def test_nobody_is_asked_whether_they_mean_a_word_that_says_little(query: str, world: Path) -> None:
    assert found(world, f"what is the {query} of a wick")[0]["guesses"] == {}


@pytest.mark.parametrize("query", ["thire", "thery", "thare", "tuere", "theri"])
def test_nobody_is_asked_whether_they_mean_a_word_that_says_nothing(query: str, world: Path) -> None:
    assert "there" not in found(world, f"lamp {query}")[0]["guesses"].values()


@pytest.mark.parametrize("query", ["bellow", "belloq", "bullow", "bellwo"])
def test_nothing_is_taken_for_what_finds_nothing(query: str, world: Path) -> None:
    answer = found(world, f"lamp {query}")[0]
    assert (answer["guesses"], answer["mended"]) == ({}, False)


def test_who_is_in_a_ward_is_no_patient_in_general(world: Path) -> None:
    assert found(world, "in-patient")[0]["paths"] == ["ward.html"]


@pytest.mark.parametrize(
    "asked", ["phone", "telephone number", "contact details", "email", "e-mail address", "website"]
)
def test_whoever_looks_for_a_way_to_reach_a_body_gets_the_body(asked: str, world: Path) -> None:
    answer = found(world, f"board of lanterns {asked}")[0]
    assert answer["paths"][0] == answer["named"] == "council.html"


def test_whoever_is_half_of_a_query_is_among_the_results(world: Path) -> None:
    assert "keeper.html" in found(world, "LK wards")[0]["paths"]  # a page without "wards"


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("how many hours notice removing the nearest lamp zebra", "removal.html"),
        ("nearest lamp form xylophone", "relative.html"),
        ("lamp keeper salary expenses zebra", "keeper.html"),
        ("can the wick trimming be refused by a giraffe", "trimming.html"),
        ("zebra crossing near a lamp keeper", "keeper.html"),
    ],
)
def test_a_known_name_goes_last_and_what_is_left_out_is_told(query: str, named: str, world: Path) -> None:
    answer = found(world, query)[0]
    assert named in answer["paths"][:2]
    assert set(answer["words"]) > set(answer["used"])
    title = normalised(PAGES[named.removesuffix(".html")][1].partition(" (")[0])
    assert set(title.split()) - {"the"} <= set(answer["used"])


@pytest.mark.parametrize("query", ["lamp keeper oil night", "night oil lamp keepers", "lamp keeper said dear"])
def test_a_name_that_is_half_of_a_query_has_its_page_though_others_hold_all_words(query: str, world: Path) -> None:
    answer = found(world, query)[0]
    assert "study.html" in answer["paths"]
    assert "keeper.html" in answer["paths"]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("how many lamp keepers are there", "number.html"),
        ("what is a lamp keeper", "keeper.html"),
        ("what are lamp keepers", "keeper.html"),
        ("how long does a wick burn", "act.html"),
        ("how much notice before the nearest lamp is removed", "removal.html"),
        ("where do keepers find oil", "need.html"),
        ("whats a lamp keeper", "keeper.html"),
        ("obrien o", "obrien.html"),
        ("what is wick trimming in the north", "trimming.html"),
        ("can a keeper get into a wick act", "act.html"),
    ],
)
def test_a_question_is_answered_by_the_kind_of_page_that_answers_such(query: str, first: str, world: Path) -> None:
    assert found(world, query)[0]["paths"][0] == first


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("how long does the wick act 1960 last", "act.html"),
        ("how long is the wick act 1960", "act.html"),
        ("who may use the wick act 1960", "act.html"),
        ("what is a lamp keeper", "keeper.html"),
        ("how long do keepers wait for dear oil at night", None),
        ("the price of oil in the north", None),
    ],
)
def test_a_question_that_names_one_page_has_its_answer_at_the_top(query: str, named: str | None, world: Path) -> None:
    assert found(world, query)[0]["named"] == named


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("keeper.html", None),
        ("https://lamps.example/x/keeper.html", None),
        ("10.9999/nothing.held", []),
        ("ISBN 978-1-904812-24-1", []),
        ("PMID 9999999", []),
    ],
)
def test_an_identifier_is_never_read_as_words(query: str, wanted: list[str] | None, world: Path) -> None:
    answer = found(world, query)[0]
    assert not answer["mended"]
    assert wanted is None or answer["paths"] == wanted


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ('"lamp oil"', {"obrien.html"}),
        ('"oil lamp"', set()),
        ('"lam* oil"', {"obrien.html"}),
        ('"written noti*"', {"removal.html"}),
        ('"oil lam*"', set()),
        ('"lamp oil" OR "written notice"', {"obrien.html", "removal.html"}),
        ("oil AND price", {"obrien.html"}),
        ("oil NOT price", {"study.html", "need.html"}),
        ("oil -price -keepers", set()),
        ("trim*", {"burnout.html", "trimming.html", "act.html", "obrien.html"}),
        ("(smoke OR price) AND wellbeing", {"burnout.html"}),
        ("wick NOT trim*", set()),
        ("tri*ing", {"burnout.html", "trimming.html", "act.html", "obrien.html"}),
        ("labo?r", {"trimming.html"}),
    ],
)
def test_operators_do_what_they_say(query: str, wanted: set[str], world: Path) -> None:
    answer = found(world, query)[0]
    assert set(answer["paths"]) == wanted
    assert answer["understood"]


def test_operators_that_leave_things_out_alone_give_all_the_rest(world: Path) -> None:
    answer = found(world, "-oil")[0]
    assert len(answer["paths"]) == len(PAGES) - 3


@pytest.mark.parametrize(
    "query",
    [
        "i wnat to die",
        "my son has a knife",
        "my friend wants to die",
        "i cant copee, i want to die",
        "im hurting myself",
        "he hits me",
        "suicidel",
    ],
)
def test_urgent_help_comes_first_and_nothing_is_corrected_or_marked(query: str, world: Path) -> None:
    answer = found(world, query)[0]
    assert answer["paths"][0] == "help.html"
    assert (answer["need"], answer["mended"], answer["guesses"], answer["named"]) == ("danger", False, {}, None)


def test_in_danger_organisations_come_late_unless_a_helpline_or_charity_is_sought(world: Path) -> None:
    for sought, first in (("", "board.html"), ("helpline", "council.html"), ("charity", "council.html")):
        paths = found(world, f"i want to die lanterns {sought}")[0]["paths"]
        assert (paths[0], paths[1]) == ("help.html", first), sought


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("lamp keeper", "keeper.html"),
        ("lamp keepers", "keeper.html"),
        ("what is wick trimming", "trimming.html"),
        ("where do keepers find oil", "need.html"),
        ("oil for keepers help", "need.html"),
        ("lamp keeper 1912", None),
        ("price of oil", None),
        ("keeper oil", None),
    ],
)
def test_a_query_that_names_one_entry_is_answered_by_it(query: str, named: str | None, world: Path) -> None:
    assert found(world, query)[0]["named"] == named


@pytest.mark.parametrize(
    "query",
    ["", "the of and", "x" * 5000, "\x00\x01", "<img src=x>", "العربية 社会", "((( OR )))", "lamp " * 900, "!?"],
)
def test_strange_queries_get_a_calm_answer(query: str, world: Path) -> None:
    answer = found(world, query)[0]
    assert isinstance(answer["paths"], list)
    assert answer["need"] == ""


ODD = ("null", "{}", "[]", "3", '"text"', "[null]", "{", '{"fields": ["key", "title"], "studies": [null, [], [1, 2]]}')
PARTS = {"choices.json": "choices", "titles.json": "order", "suggestions.json": None, "words/q.json": "vocabulary"}


def test_no_odd_part_is_taken_for_what_it_should_be(world: Path) -> None:
    state = {"q": "oil qwzzzing", "nation": "Wales", "sort": "title"}
    asked = [(part, odd) for part in PARTS for odd in ODD]
    answers = ask(world, *(("spoilt", state, part, odd) for part, odd in asked))
    assert [one for one, answer in zip(asked, answers, strict=True) if "thrown" in answer] == []
    for wanted, name in PARTS.items():
        missed = [answer["missing"] for (part, _), answer in zip(asked, answers, strict=True) if part == wanted]
        assert not name or any(name in parts for parts in missed), wanted
    of_results = ask(world, *(("spoilt", state, "/pages/0.json", odd) for odd in ODD))
    assert all("thrown" not in answer for answer in of_results)


def test_no_odd_part_of_the_index_is_taken_for_one(world: Path) -> None:
    packed = ('["oil"]', '["oil",3]', '["oil","*"]', '["oil","____"]', '["oil",""]', '["oil","AAAA"]')
    _, asked = ask(world, ("find", {"q": "oil"}), ("fetched",))
    part = next(path for path in asked if "/words/" in path)  # the part with the only word of the query
    answers = ask(world, *(("spoilt", {"q": "oil"}, part, odd) for odd in (*ODD, *packed)))
    for odd, answer in zip((*ODD, *packed), answers, strict=True):
        said = answer.get("thrown", "") == "Error: no word could be looked up" or "index" in answer["missing"]
        assert said or odd == "[]", odd  # a part may be empty


def test_no_odd_head_of_the_index_is_taken_for_one(world: Path) -> None:
    right = json.loads((world / "assets" / "search" / "index.json").read_text("utf-8"))
    lengths = [None if packed is None else packed[1:] for packed in right["lengths"]]
    wrong: tuple[dict[str, object], ...] = (
        {"lengths": lengths},
        {"lengths": None},
        {"late": "*"},
        {"past": None},
        {"abroad": None},
        {"parts": []},
        {"mark": 3},
        {"count": 0},
    )
    odd = (*ODD, *(json.dumps(right | one) for one in wrong))
    answers = ask(world, *(("spoilt", {"q": "oil"}, "/index.json", one) for one in (json.dumps(right), *odd)))
    assert ["thrown" in answer for answer in answers] == [False, *(True for _ in odd)]


@pytest.mark.parametrize(
    ("nation", "left", "scored", "answer"),
    [
        (1, [], [3], 3),
        (1, ["commission"], [3], 3),
        (1, ["1959"], [3], None),  # of another Act
        (0.4, [], [3], None),  # of another nation
        (1, [], [4], None),  # another page has all words
    ],
)
def test_an_answer_fits_the_nation_the_year_and_the_words(
    nation: float, left: list[str], scored: list[int], answer: int | None, tmp_path: Path
) -> None:
    first = {"number": 3, "words": 1, "answers": 0, "exact": False, "nation": nation}
    assert ask(tmp_path, ("answering", first, left, scored)) == [answer]


@pytest.mark.parametrize(
    ("question", "left", "share", "answer"),
    [
        ("how long", [], 0.33, 3),  # "how long does a CTO last": one word of three is the name
        ("how long", [], 0.25, None),
        ("how long", ["registration"], 0.33, None),  # what is asked about is not there
        ("who", [], 0.33, None),
    ],
)
def test_a_question_of_length_is_answered_by_the_law_that_it_names(
    question: str, left: list[str], share: float, answer: int | None, tmp_path: Path
) -> None:
    first = {"number": 3, "words": 1, "answers": 0.6, "exact": False, "nation": 1}
    assert ask(tmp_path, ("answering", first, left, [3], question, share)) == [answer]


@pytest.mark.parametrize(
    ("question", "by_number", "kind", "order"),
    [
        ("how long", False, "Law", [1, 2]),
        ("how long", True, "Law", [2, 1]),  # many laws have a section 47
        ("how long", False, "Glossary", [2, 1]),  # no law is named
        ("who", False, "Law", [2, 1]),
    ],
)
def test_the_law_that_a_question_of_length_names_comes_before_law_with_more_of_its_words(
    question: str, *, by_number: bool, kind: str, order: list[int], tmp_path: Path
) -> None:
    kinds = {"1": kind, "2": "Law"}
    assert ask(tmp_path, ("ranked", question, by_number, [[1, 0.5], [2, 1]], [[1, 0.33]], kinds)) == [order]


def test_a_name_of_two_laws_puts_neither_before_law_with_more_of_the_words(tmp_path: Path) -> None:
    named = [[1, 0.33], [3, 0.33]]
    kinds = dict.fromkeys("123", "Law")
    assert ask(tmp_path, ("ranked", "how long", False, [[1, 0.5], [2, 1], [3, 0.4]], named, kinds)) == [[2, 1, 3]]


def test_a_standard_says_how_to_become_what_a_term_explains(tmp_path: Path) -> None:
    kinds = {"1": "Glossary", "2": "Standards"}
    given = ([[1, 1], [2, 0.9]], [[1, 0.5]], kinds)
    orders = ask(tmp_path, *(("ranked", question, False, *given) for question in ("become", "what")))
    assert orders == [[2, 1], [1, 2]]
