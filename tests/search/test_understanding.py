"""How the search page interprets a query before anything is looked up."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from almanac.content.model import Library
from almanac.search.folding import normalised
from almanac.search.identifiers import identifiers
from tests.search.nodejs import ask

MOST_WORDS, LONGEST = 16, 200


def understood(folder: Path, *queries: str) -> list[dict[str, Any]]:
    return ask(folder, *(("parseQuery", query) for query in queries))


SPELT_TWO_WAYS = (
    *("randomised randomized", "institutionalisation institutionalization", "organising organizing", "analyse analyze"),
    *(
        "behavioural behavioral",
        "labour labor",
        "centre center",
        "defence defense",
        "licence license",
        "practise practice",
    ),
    *("programme program", "dialogue dialog", "judgement judgment", "enrolment enrollment", "fulfil fulfill"),
    *("counsellor counselor", "modelling modeling", "paediatric pediatric", "anaesthetic anesthetic", "grey gray"),
    *("tranquillity tranquility", "personallity personality", "disabillities disability"),
    *("ageing aging", "enquiry inquiry", "sceptical skeptical", "learnt learned", "hospitalise hospitalized"),
)
ONE_MEANING = (
    *(
        "advocate advocacy",
        "psychiatrist psychiatry",
        "autistic autism",
        "guardian guardianship",
        "complaints complain",
    ),
    *(
        "qualified qualifications",
        "discriminatory discrimination",
        "Scottish Scotland",
        "Welsh Wales",
        "inspector inspection",
    ),
    *("ombudsmen ombudsman", "woman women", "policeman policemen"),
    *("detained detention", "pregnant pregnancy", "restrained restraint", "themself yourself", "myself yourselves"),
)
TOLD_APART = (
    *(
        "personal person",
        "personality personal",
        "personalised personal",
        "community communication",
        "authority author",
    ),
    *("several severe", "experience experiment", "university universal", "medication medical", "informal information"),
)


def test_british_and_american_spelling_are_one_word(tmp_path: Path) -> None:
    found = ask(tmp_path, *(("tokenize", pair) for pair in SPELT_TWO_WAYS))
    assert [pair for pair, words in zip(SPELT_TWO_WAYS, found, strict=True) if len(set(words)) != 1] == []


def test_words_of_one_meaning_share_a_stem(tmp_path: Path) -> None:
    found = ask(tmp_path, *(("tokenize", pair) for pair in ONE_MEANING))
    assert [pair for pair, words in zip(ONE_MEANING, found, strict=True) if len(set(words)) != 1] == []


def test_words_of_different_meaning_keep_their_stems_apart(tmp_path: Path) -> None:
    found = ask(tmp_path, *(("tokenize", pair) for pair in TOLD_APART))
    assert [pair for pair, words in zip(TOLD_APART, found, strict=True) if len(set(words)) != 2] == []


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("section one three five", "section 135"),
        ("section two", "section 2"),
        ("section one hundred and seventeen", "section 117"),
        ("section one hundred and thirty five two", "section 135 2"),
        ("section two hundred", "section 200"),
        ("section forty two", "section 42"),
        ("section seventeen a", "section 17a"),
        ("section 20 A", "section 20a"),
        ("section five four", "section 5 4"),
        ("article one thirty", "article 130"),
        ("mca05", "mca 2005"),
        ("MHA 07", "mha 2007"),
        ("CA14", "ca 2014"),
        ("MHA1959", "mha 1959"),
        ("section 3 of the MHA", "mha section 3"),
        ("s.42 Care Act 2014", "care act section 42"),
        ("section 75 of the NHS Act 2006", "nhs section 75"),
        ("what does section 9 of the Care Act say", "care act section 9"),
        ("what is a nominated person?", "nominated person"),
        ("why do lamps burn low", "why lamps burn low"),
        ("section 2 in Northern Ireland", "section 2 northern ireland"),
        ("NI s2", "section 2 northern ireland"),
        ("what is the Scottish version of a 136?", "section 136 scotland"),
        ("is there an equivalent of s117 in Wales", "section 117 wales"),
        ("what is the lamp keeper called in Scotland", "lamp keeper scotland"),
    ],
)
def test_numbers_and_provisions_are_read_as_they_are_written_and_said(typed: str, name: str, tmp_path: Path) -> None:
    assert name in understood(tmp_path, typed)[0]["forms"]


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("136 suite", "section 136 suite"),
        ("a 136", "section 136"),
        ("on a 5(2)", "section 5 2"),
        ("the 12 doctor", "the section 12 doctor"),
        ("my 117 meeting", "my section 117 meeting"),
        ("17a recall", "section 17a recall"),
        ("28 day order", "28 day order"),
        ("3 doctors", "3 doctors"),
        ("title:lamp author:keeper", "lamp keeper"),
        ("intitle: lamp", "lamp"),
    ],
)
def test_bare_numbers_are_law_before_what_is_of_law_and_fields_say_nothing(
    typed: str, written: str, tmp_path: Path
) -> None:
    assert understood(tmp_path, typed)[0]["written"] == written


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("section117aftercare", "section 117 aftercare"),
        ("s136assessment", "section 136 assessment"),
        ("s2mha", "section 2 mha"),
        ("s4bmca", "section 4b mca"),
        ("adran 136", "section 136"),
        ("article8rights", "article 8 rights"),
        ("oil24", "oil 24"),
        ("lamp111 number", "lamp 111 number"),
        ("covid19", "covid 19"),
        ("17a", "17a"),
        ("5pm", "5pm"),
        ("2nd", "2nd"),
    ],
)
def test_numbers_are_read_apart_from_words_that_they_have_grown_together_with(
    typed: str, written: str, tmp_path: Path
) -> None:
    assert understood(tmp_path, typed)[0]["written"] == written


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("who can section someone", "who can sectioned someone"),
        ("Can they section me?", "can they sectioned me"),
        ("section my mum", "sectioned my mum"),
        ("can a doctor section a patient", "can a doctor sectioned a patient"),
        ("section 2", "section 2"),
        ("what does section a say", "what does section a say"),
        ("on a section my leave", "on a section my leave"),
        ("which section people use", "which section people use"),
        ("her section her rights", "her section her rights"),
    ],
)
def test_to_section_somebody_is_no_section_of_an_act(typed: str, written: str, tmp_path: Path) -> None:
    assert understood(tmp_path, typed)[0]["written"] == written


def test_a_name_that_is_written_with_its_number_is_still_one(tmp_path: Path) -> None:
    assert "hopelamp247" in understood(tmp_path, "HOPELAMP247")[0]["forms"]


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("how many lamps last year", "how many lamps"),
        ("number of lamps this year", "number of lamps"),
        ("how many lamps currently", "how many lamps"),
        ("how many lamps in the year of the fire", "how many lamps in the year of the fire"),
        ("keepers last year", "keepers last year"),
    ],
)
def test_a_figure_is_sought_without_the_year_that_is_asked_for(typed: str, written: str, tmp_path: Path) -> None:
    assert understood(tmp_path, typed)[0]["written"] == written


@pytest.mark.parametrize("typed", ["one of two", "section of one team", "boats 2", "a one to one session"])
def test_numbers_in_words_stay_words_elsewhere(typed: str, tmp_path: Path) -> None:
    assert understood(tmp_path, typed)[0]["written"] == typed


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("10.9999/Lamp.1", "doi 10.9999/lamp.1"),
        ("doi: 10.9999/lamp.1", "doi 10.9999/lamp.1"),
        ("https://doi.org/10.9999/lamp.1.", "doi 10.9999/lamp.1"),
        ("dx.doi.org/10.9999/lamp.1", "doi 10.9999/lamp.1"),
        ("10.9999 / lamp(9) 1-2", "doi 10.9999/lamp(9)1-2"),
        ("doi: 10.9999/ lamp.1", "doi 10.9999/lamp.1"),
        ("https://doi.org/10.9999%2Flamp.1", "doi 10.9999/lamp.1"),
        ("https://academic.example/doi/full/10.9999/lamp(9)1-2", "doi 10.9999/lamp(9)1-2"),
        ("PMID: 12345678", "pmid 12345678"),
        ("https://pubmed.ncbi.nlm.nih.gov/12345678/", "pmid 12345678"),
        ("ISBN 978-1-904812-24-1", "isbn 9781904812241"),
        ("1 904812 24 X isbn", None),
        ("isbn 1904812 24X", "isbn 190481224x"),
        ("020 7946 0000", "number 02079460000"),
        ("(020) 7946-0000", "number 02079460000"),
        ("+44 (0)20 7946 0000", "number 02079460000"),
        ("0044 20 7946 0000", "number 02079460000"),
        ("tel: 02079460000", "number 02079460000"),
        ("call 020 7946 0000", "number 02079460000"),
        ("Freephone no. 020-7946-0000", "number 02079460000"),
        ("oh two oh, seven nine four six", "number 0207946"),
        ("double one six one two three", "number 116123"),
        ("one lamp", None),
        ("Keeper A. (1960) Oil. doi:10.9999/lamp.1.", "doi 10.9999/lamp.1"),
        ("Keeper 1960 https://doi.org/10.9999/lamp.1)", "doi 10.9999/lamp.1"),
        ("site:lamp.example", "site lamp.example"),
        ("https://almanac.example/x/terms/lamp.html#top", "page terms/lamp"),
        ("/terms/lamp.html", "page terms/lamp"),
        ("terms/lamp-keeper", "page terms/lamp-keeper"),
        ("/terms/lamp", "page terms/lamp"),
        ("lamps / wicks", None),
        ("lamps and/or wicks", None),
        ("https://www.lamp.example/about", "site lamp.example"),
        ("www.lamp.example", "site lamp.example"),
        ("lamps and wicks", None),
        ("s 5(2)", None),
        ("37/41", None),
        ("e.g. lamps", None),
    ],
)
def test_what_names_one_page_outright_is_told_from_words(typed: str, key: str | None, tmp_path: Path) -> None:
    found = ask(tmp_path, ("identifier", typed))[0]
    assert (found and found["key"]) == key


def test_an_entry_has_the_identifiers_that_the_page_looks_for(tiny: Library) -> None:
    study = next(entry for _, entry in tiny.of("abstract") if getattr(entry, "doi", None))
    assert f"doi {study.doi.lower()}" in identifiers(study, f"research/{study.key}.html")  # type: ignore[attr-defined]
    help_ref, urgent = next(iter(tiny.of("urgent-help")))
    found = identifiers(urgent, f"{help_ref}.html")
    assert f"page {help_ref}" in found
    assert any(key.startswith("number ") and key.removeprefix("number ").isdigit() for key in found)
    assert identifiers(None, "about/Privacy.html") == ("page about/privacy",)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ('"lamp oil" wick', "“lamp oil” and wick"),
        ("lamp OR lantern", "lamp or lantern"),
        ("lamp AND (oil OR wick)", "lamp and (oil or wick)"),
        ("lamp NOT oil", "lamp, but not oil"),
        ("lamp AND NOT (oil OR wick)", "lamp, but not (oil or wick)"),
        ("lamp -oil", "lamp, but not oil"),
        ("-oil", "anything but oil"),
        ("lant*", "words that begin with lant"),
        ("“lamp oil” OR lant*", "“lamp oil” or words that begin with lant"),
        ("lamp oil OR wick", "(lamp and oil) or wick"),
        ("l*mp", None),
        ("la*tern", "words like la*tern"),
        ("la?mp oil", "words like la?mp and oil"),
        ("lamp? oil?", None),
        ("lamp OR", "lamp"),
        ('"lamp oil', None),
        ("lamp or lantern", None),
        ("well-being", None),
        ("lamp - oil", None),
        ("s 5(2)", None),
        ("OR", None),
        ('""', None),
        ("la*", None),
    ],
)
def test_operators_are_those_that_libraries_teach(typed: str, said: str | None, tmp_path: Path) -> None:
    assert ask(tmp_path, ("described", typed)) == [said]


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("who can be a keeper", "who"),
        ("which body inspects lamps", "which"),
        ("who regulates lamp keepers", "which"),
        ("how long does a lamp burn", "how long"),
        ("how many hours notice", "how long"),
        ("how many keepers are there", "how many"),
        ("number of keepers in 1960", "how many"),
        ("can a keeper refuse", "can"),
        ("is my keeper obliged to come", "can"),
        ("does a keeper have to sign", "can"),
        ("where can I find a keeper", "where"),
        ("what is a lamp", "what"),
        ("when did lamps replace candles", "when"),
        ("has the lamp bill been passed", "when"),
        ("is the wick act in force yet", "when"),
        ("did lanterns replace candles", "when"),
        ("were the oil rules repealed", "when"),
        ("have the new wicks been introduced", "when"),
        ("is the lamp closed to visitors", "when"),
        ("is a lamp a lantern", "what"),
        ("has a keeper the right to oil", ""),
        ("how do I become a keeper", "become"),
        ("becoming a keeper", "become"),
        ("train as a keeper", "become"),
        ("keepers become tired", ""),
        ("difference between a lamp and a lantern", "compare"),
        ("am i entitled to a lamp", "can"),
        ("how many hours do keepers work", "how many"),
        ("how many hours can a keeper work", "how long"),
        ("legal help for keepers", "help"),
        ("complain about a keeper", "help"),
        ("lantern board telephone number", "where"),
        ("social contact", ""),
        ("lamp keepers", ""),
        ("whole systems", ""),
    ],
)
def test_the_kind_of_a_question_is_heard(typed: str, kind: str, tmp_path: Path) -> None:
    assert understood(tmp_path, typed)[0]["question"] == kind


LETTERS = (
    *(
        "Yıldırım",
        "ħobż",
        "Iŋrid",
        "Ŵyn",
        "Łukasz",
        "Ünal",
        "Đorđević",
        "O’Connor",
        "O'Connor",
        "ﬁt",
        "Straße",
        "co\u00adproduction",
    ),
    *("العربية", "社会工作", "Ελλάδα", "помощь", "zero\u200bwidth"),
)


def test_letters_are_folded_and_other_scripts_kept_as_the_build_does(tmp_path: Path) -> None:
    found = ask(tmp_path, *(("fold", name) for name in LETTERS))
    assert found == [normalised(name) for name in LETTERS]
    assert found[:5] == ["yildirim", "hobz", "inrid", "wyn", "lukasz"]
    assert all(found)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "the of and",
        "x" * 5000,
        "ß" * 300,
        "".join(map("w{}x ".format, range(60))),
        "\x00\x07lamp",
        "<b>lamp</b>",
        "((((",
        "))) OR (",
        "NOT",
        "-",
        "*",
        '"',
    ],
)
def test_strange_queries_are_understood_calmly(typed: str, tmp_path: Path) -> None:
    found = understood(tmp_path, typed)[0]
    assert len(found["words"]) <= MOST_WORDS, "each word is a part of the index to fetch"
    assert all(form.strip() for form in found["forms"])
    assert len(found["typed"]) <= 2 * LONGEST, "a letter becomes two at most"


@pytest.mark.parametrize(
    ("typed", "question", "at_once"),
    [
        ("evidence on lamps", "evidence", ""),
        ("what research is there on lamps", "evidence", ""),
        ("studies about lamps", "evidence", ""),
        ("evidence in court", "", ""),
        ("who can help a keeper tonight", "help", "at once"),
        ("number to ring out of hours", "", "at once"),
        ("out of hours service", "", ""),
    ],
)
def test_a_wish_for_studies_or_for_help_tonight_is_understood(
    typed: str, question: str, at_once: str, tmp_path: Path
) -> None:
    found = understood(tmp_path, typed)[0]
    assert (found["question"], found["atOnce"]) == (question, at_once == "at once")


def test_a_result_shows_its_summary_if_that_has_as_many_of_the_words(tmp_path: Path) -> None:
    page = {
        "path": "a.html", "title": "Wicks", "kind": "Studies", "year": "", "status": "", "names": [],
        "text": f"{'Who decides. ' * 30} The keeper trims the wick.",
        "answer": {"line": "Oil and Lamp, 1999. Who trims?", "facts": [], "links": []},
    }  # fmt: skip
    shown, other = ask(
        tmp_path, ("result", page, ["trim"], "trim"), ("result", page, ["keeper", "wick"], "keeper wick")
    )
    assert "".join(shown["excerpt"]) == "Who trims?"  # without its authors, who are many
    assert "".join(other["excerpt"]).endswith("The keeper trims the wick.")


def test_a_result_marks_what_was_looked_for_and_keeps_every_letter(tmp_path: Path) -> None:
    page = {
        "path": "terms/a.html", "title": "Caring for carers", "kind": "Glossary", "year": "", "status": "",
        "names": ["Carers (adult)", "Looking after"],
        "text": f"{'Before all that. ' * 20}Carers care. {'After it. ' * 40}",
        "answer": {"line": 16, "facts": [], "links": []},
    }  # fmt: skip
    shown, other = ask(tmp_path, ("result", page, ["care"], "looking after"), ("result", page, ["lamp"], "lamp"))
    assert "".join(shown["title"]) == page["title"]
    assert shown["title"][1::2] == ["Caring"]  # a carer is someone else
    assert shown["excerpt"][1::2] == ["care"]
    assert shown["excerpt"][0].startswith("… ")
    assert shown["excerpt"][-1].endswith(" …")
    assert shown["called"] == "Looking after"
    assert shown["answer"]["line"] == "Before all that."
    assert (other["title"], other["called"], other["excerpt"][1::2]) == ([page["title"]], "", [])


def test_what_few_pages_have_is_left_out_last_and_what_most_have_first(tmp_path: Path) -> None:
    rare, usual, common = ask(tmp_path, ("weighed", [2, 2, 2], [5, 50, 500], 1000))[0]
    assert rare > usual > common
    assert ask(tmp_path, ("weighed", [0, 1], [5, 5], 1000))[0] == [0, 1], "a filler stays one"
    assert ask(tmp_path, ("weighed", [2, 2, 2], [1, 10, 90], 100))[0] == [2, 2, 2], "a small site has no rare words"


@pytest.mark.parametrize(
    ("query", "pages"),
    [
        ("section 5 lamp act keeper", [[2], [9]]),
        ("does the lamp act say in section 5 2 who may trim", [[9], [2]]),
        ("section 5 keeper", [[1, 2]]),
        ("section 6 lamp act", [[1, 3], [9]]),
        ("section 5 lamp act or wick act", [[1, 2], [9], [8]]),
    ],
)
def test_a_number_is_of_the_act_that_is_named_with_it(query: str, pages: list[list[int]], tmp_path: Path) -> None:
    held = {"section 5": [1, 2], "section 6": [1, 3], "lamp act": [9], "wick act": [8], "lamp act section 5": [2]}
    assert ask(tmp_path, ("namesWithin", held, query))[0] == pages


@pytest.mark.parametrize("query", ["oil for section 5 in scotland", "how long section 5 for scotland"])
def test_a_name_with_its_nation_is_heard_with_in_before_the_nation(query: str, tmp_path: Path) -> None:
    held = {"section 5": [1], "section 5 scotland": [2]}
    assert ask(tmp_path, ("namesWithin", held, query))[0] == [[2]]


def test_a_number_apart_from_its_nation_leads_to_the_law_of_that_nation(tmp_path: Path) -> None:
    held = {"section 5": [1], "section 5 scotland": [2], "section 5 keepers": [1], "oil": [9]}
    queries = ("section 5 keepers in scotland", "section 5 lamps in scotland", "section 5 keepers", "oil in scotland")
    nations = ("Scotland", "Scotland", "", "Scotland")
    found = ask(
        tmp_path, *(("namesWithin", held, query, nation) for query, nation in zip(queries, nations, strict=True))
    )
    assert found == [[[2]], [[2]], [[1]], [[9]]]
