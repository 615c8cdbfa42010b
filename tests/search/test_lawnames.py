"""Numbers of provisions in every form that readers write them, in Python and on the search page."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from almanac.content.links import link_entries
from almanac.content.model import Library
from almanac.search.folding import normalised
from almanac.search.lawnames import forms, initials, numbers
from almanac.search.precedence import counterpart_names, provisions_by_precedence
from almanac.search.records import other_names
from tests.search.nodejs import ask


@pytest.mark.parametrize(
    ("provision", "expected"),
    [
        ("section 2", "2"),
        ("sections 3 and 20", "3 20"),
        ("section 5(2) and 5(4)", "5(2) 5(4)"),
        ("sections 26 to 28", "26 27 28"),
        ("sections 17A to 17D and 20A", "17A 17B 17C 17D 20A"),
        ("sections 132, 132A and 133", "132 132A 133"),
        ("Part 5, section 36", "36"),
        ("sections 250 to 252 as changed in 2017", "250 251 252"),
        ("section 13 and the Eligibility Regulations 2015", "13"),
        ("section 75 and SI 2000/617", "75"),
        ("articles 2(4) and 3 to 5", "2(4) 3 4 5"),
        ("regulations 7 and 28 to 30", "7 28 29 30"),
        ("schedule A1", "A1"),
        ("section 6 and schedule 1", "6 1"),
        ("sections 1 to 90", "1 90"),  # too wide a range to be something that readers look up
        ("whole Act", ""),
        ("judgment of 2 June 2026", ""),
    ],
)
def test_the_numbers_of_a_provision_are_counted_out(provision: str, expected: str) -> None:
    assert " ".join(number for _, number in numbers(provision)) == expected


def test_each_number_goes_by_every_form_that_practitioners_write() -> None:
    assert {"section 2", "s2", "MHA s2", "MHA section 2"} <= set(forms("section 2", "Lamp Act 1983", ("MHA",)))
    assert {"section 5(2)", "s5(2)", "section 5", "s5"} <= set(forms("section 5(2)", "Lamp Act 1983"))
    assert {"article 12", "art 12", "article 12 order"} <= set(forms("article 12", "Lamp Order 1970"))
    assert "article 12 order" not in set(forms("article 12", "Lamp Act 1970"))
    assert {"regulation 3", "reg 3"} <= set(forms("regulation 3", "Lamp Regulations 1970"))
    assert {"schedule A1", "sch A1"} <= set(forms("schedule A1", "Lamp Act 1970"))


@pytest.mark.parametrize(
    ("act", "names"),
    [
        ("Lamps with Oil (Scotland) Act 2000", "LWO LWOA LWOSA"),
        ("Lamp Keeping and Well-being (Wales) Act 2014", "LKWB LKWBA LKWBWA"),
        ("Lamp Oil (Care and Keeping) (Scotland) Act 2003", "LOCK LOCKA LOCKSA"),
        ("Lamp Oil (Northern Ireland) Order 1986", "LONIO"),  # LO alone is too ambiguous
        ("Lamp Act 1983", ""),
        ("Lamp Oil (Wales) Act 2014 and others", ""),
    ],
)
def test_a_law_of_one_nation_goes_by_its_initials(act: str, names: str) -> None:
    assert " ".join(initials(act)) == names


@pytest.mark.parametrize(
    ("provision", "pairs"),
    [
        ("sections 47 to 49", "47/48 47/49 48/49"),
        ("sections 37, 41 and 45A", "37/41 37/45A 41/45A"),
        ("sections 17A and 20A", "17A/20A"),
        ("sections 7 and 8", ""),  # 7/8 is a fraction
        ("section 5(2) and 5(4)", ""),
        ("articles 47 and 49", ""),
        ("sections 66 to 70", ""),
    ],
)
def test_two_sections_of_one_provision_go_by_both_numbers(provision: str, pairs: str) -> None:
    found = [name for name in forms(provision, "Lamp Act 1983") if "/" in name]
    assert [name for name in found if " " not in name] == pairs.split()
    assert {f"section {pair}" for pair in pairs.split()} <= set(found)


def test_a_provision_goes_by_its_numbers_its_title_and_its_other_names(tiny: Library) -> None:
    names = set(other_names(tiny, "provision/lamp-act-1960-2"))
    assert {"section 2", "s2", "s3(1)", "s3", "lamp hold", "Holding a <lamp>", "Lamp Act s2"} - names == {"Lamp Act s2"}
    assert "Lamp Act section 2" in names


def test_what_is_not_in_force_goes_by_no_number(tiny: Library) -> None:
    assert not {name for name in other_names(tiny, "provision/lamp-order-4") if "article" in name}


def test_one_number_leads_to_the_narrowest_provision_then_to_the_act_of_which_most_is_held(tiny: Library) -> None:
    hold = tiny.get("provision/lamp-act-1960-2")
    given = {
        "provision/a": ("Bell Act 1950", "section 2"),
        "provision/b": ("Wick Act 1983", "sections 1 to 4"),
        "provision/c": ("Wick Act 1983", "section 2"),
        "provision/d": ("Wick Act 1983", "section 5(2) and 5(4)"),
    }
    made = {
        ref: hold.model_copy(update={"act": act, "provision": where, "key": ref[-1]})
        for ref, (act, where) in given.items()
    }
    order = provisions_by_precedence(dataclasses.replace(tiny, entries=made))
    assert order == ["provision/c", "provision/d", "provision/a", "provision/b"]


def test_law_of_another_nation_goes_by_the_numbers_of_english_law_that_are_not_its_own(tiny: Library) -> None:
    hold = tiny.get("provision/lamp-act-1960-2").model_copy(update={"roles": (), "topics": (), "law": None})
    given = {
        "provision/a": ("England", "sections 2, 5(2) and 9", ()),
        "provision/b": ("Scotland", "sections 44 to 46", ("provision/a", "provision/d")),
        "provision/c": ("Scotland", "section 9", ()),
        "provision/d": ("England", "sections 5(2), 6, 7 and 44", ()),
    }
    made = {
        ref: hold.model_copy(update={"nations": (nation,), "provision": where, "see": see, "key": ref[-1]})
        for ref, (nation, where, see) in given.items()
    }
    library = dataclasses.replace(tiny, entries=made, links=link_entries(made))
    found = {ref: list(counterpart_names(library, ref)) for ref in made}
    assert " ".join(found["provision/b"]) == (
        "section 2 Scotland section 5(2) Scotland section 5 Scotland section 6 Scotland section 7 Scotland"
    )
    assert not found["provision/a"] + found["provision/c"] + found["provision/d"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("s2", "section 2"),
        ("S.136", "section 136"),
        ("ss 135", "section 135"),
        ("sec 5(2)", "section 5 2"),
        ("s5.2", "section 5 2"),
        ("MHA s17A", "mha section 17a"),
        ("art 12", "article 12"),
        ("Articles 129", "article 129"),
        ("reg. 3", "regulation 3"),
        ("Sch A1", "schedule a1"),
        ("start 12", "start 12"),
        ("boats 2", "boats 2"),
    ],
)
def test_the_search_page_brings_law_by_number_into_one_form(typed: str, meant: str, tmp_path: Path) -> None:
    assert ask(tmp_path, ("normaliseLaw", normalised(typed))) == [meant]


@pytest.mark.parametrize(
    ("words", "whole"),
    [
        ("section 117 2", "section 117"),
        ("mha section 5 2 a", "mha section 5"),
        ("section 5 2a 1", "section 5"),
        ("article 130 1 order", "article 130 order"),
        ("section 117", "section 117"),
        ("section 136 24 hours", "section 136 hours"),
        ("two lamps 3 4", "two lamps 3 4"),
    ],
)
def test_a_subsection_is_in_its_section(words: str, whole: str, tmp_path: Path) -> None:
    assert ask(tmp_path, ("withoutSubsections", words)) == [whole]


def test_an_act_without_an_entry_of_its_own_leads_to_its_few_provisions(tiny: Library) -> None:
    hold = tiny.get("provision/lamp-act-1960-2")
    act = "Oil and Wick Burning Act 1962"
    alone = hold.model_copy(update={"act": act, "key": "a"})
    names = set(other_names(dataclasses.replace(tiny, entries={"provision/a": alone}), "provision/a"))
    assert {act, "Oil and Wick Burning Act", "OWBA 1962", "OWBA"} <= names
    many = {f"provision/{key}": hold.model_copy(update={"act": act, "key": key}) for key in "abcd"}
    assert act not in other_names(dataclasses.replace(tiny, entries=many), "provision/a")


def test_a_provision_that_bears_the_name_of_its_act_is_found_by_it_alone(tiny: Library) -> None:
    hold = tiny.get("provision/lamp-act-1960-2")
    act = "Oil and Wick Burning Act 1962"
    made = {f"provision/{key}": hold.model_copy(update={"act": act, "key": key}) for key in "abcd"}
    made["provision/c"] = made["provision/c"].model_copy(update={"also": ("Oil and Wick Burning Act",)})
    library = dataclasses.replace(tiny, entries=made)
    assert [ref for ref in made if act in other_names(library, ref)] == ["provision/c"]


@pytest.mark.parametrize("typed", ["LA60 s2", "la 60 s.2", "s2 LA60", "LA 1960 s 2", "section 2 of the la1960"])
def test_an_act_by_its_initials_and_a_short_year_is_the_act(typed: str, tmp_path: Path) -> None:
    assert "la section 2" in ask(tmp_path, ("parseQuery", typed))[0]["forms"]


def test_a_title_goes_by_the_abbreviations_of_the_names_in_it(tiny: Library) -> None:
    ref, term = next((ref, one) for ref, one in tiny.of("term") if getattr(one, "abbreviation", None))
    event = next(one for _, one in tiny.of("event"))
    titled = event.model_copy(update={"title": f"The {term.name}s leave", "key": "e"})  # type: ignore[attr-defined]
    names = other_names(dataclasses.replace(tiny, entries={ref: term, "event/e": titled}), "event/e")
    assert f"The {term.abbreviation}s leave" in names  # type: ignore[attr-defined]
