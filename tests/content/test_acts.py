"""Rules that names, years, sections and links of an Act belong to one law, and that dates agree."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import pytest

from almanac.content.checks import actnames, acts, days
from almanac.content.kinds.base import SourcePlace
from almanac.content.model import Library
from tests.conftest import with_changes

HOLD, ROLE, BOOK = "provision/lamp-act-1960-2", "role/a", "source/harbour-book"
LAW = "event/lamp-act-1960"


@pytest.mark.parametrize(
    ("provision", "place", "told"),
    [
        ("sections 12 and 12A", "section/21", True),
        ("sections 72 to 75", "section/76", True),
        ("article 4", "article/14", True),
        ("section 2 and schedule 3", "schedule/2", True),
        ("sections 17A to 17G", "section/17", True),
        ("sections 12 and 12A", "section/12A", False),
        ("sections 72 to 75", "section/74", False),
        ("sections 72\u201375", "section/73", False),
        ("Part 2, sections 4 to 19", "section/4", False),
        ("sections 275 to 276C", "section/276A", False),
        ("section 5(2) and 5(4)", "section/5", False),
        ("schedule A1", "schedule/A1/paragraph/3", False),
        ("section 2; schedule 3", "schedule/3", False),
        ("Part 10", "section/126", False),  # nobody can tell which sections Part 10 has
        ("whole Act", "section/1", False),
        ("sections 4 to 19", "part/2", False),
    ],
)
def test_a_link_leads_to_a_section_of_the_provision(provision: str, place: str, *, told: bool, tiny: Library) -> None:
    official = f"https://www.legislation.gov.uk/ukpga/1960/999/{place}"
    library = with_changes(tiny, HOLD, provision=provision, official=official)
    found = list(acts.links_lead_to_what_the_provision_names(library))
    assert [(one.ref, one.word) for one in found] == ([(HOLD, place)] if told else [])


@pytest.mark.parametrize(
    ("act", "since", "year"),
    [
        ("Lamp Act 1960", "1 April 1959.", "1959"),
        ("Lamp Act 1960", "In stages in 1906 and 1907.", "1907"),
        ("Lamp Act 1960", "1 April 1960, as amended.", ""),
        ("Lamp Act 1960", "Since 1950 in parts, and as a whole since 1961.", ""),
        ("Lamp Act 1960", "It goes with section 31 of the Oil Act 1901.", ""),
        ("Lamp Act 1960", "Since 1901, under earlier Acts.", ""),
        ("Lamp Act 1960", "1 April (SI 1959/313).", ""),
        ("Oil Act 1901 and Lamp Act 1960", "1 April 1902.", ""),
        ("Lamp Code", "1 April 1902.", ""),
    ],
)
def test_no_law_began_before_its_act(act: str, since: str, year: str, tiny: Library) -> None:
    found = list(acts.no_law_began_before_its_act(with_changes(tiny, HOLD, act=act, since=since)))
    assert [one.word for one in found] == ([year] if year else [])


@pytest.mark.parametrize(
    ("act", "title", "fields", "told"),
    [
        ("Lamp Act 1960", "Oil Act 1960", {}, True),
        ("Lamp Act 1960", "Lamps (Scotland) Order 1970", {}, True),
        ("Lamp Act 1960", "The Lamp Act 1960", {}, False),
        ("Lamp Act 1960", "The first electric lamp is lit", {}, False),
        ("Lamp Act 1960", "Lamp Code 1961", {}, False),
        ("Lamp Act 1960", "Lamp (Amendment) Act 1961", {}, False),
        ("Lamp Act 1960", "Oil Act 1961", {"summary": "The Oil Act added this."}, False),
        ("Lamp Act 1960", "Oil Act 1961", {"since": "As the 1961 Act has it."}, False),
        ("Lamp Act 1960", "Oil Act 1961", {"standing": "Code of Practice"}, False),
    ],
)
def test_an_act_is_the_law_that_it_names(
    act: str, title: str, fields: dict[str, Any], *, told: bool, tiny: Library
) -> None:
    library = with_changes(with_changes(tiny, HOLD, act=act, **fields), "event/lamp-act-1960", title=title)
    assert [one.field for one in acts.acts_are_those_of_their_law(library)] == ([("law",)] if told else [])


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The duty is in the Lamp Act 1906, section 2.", "Lamp Act 1906"),
        ("Under the Lamp Act 1961 a lamp may be held.", "Lamp Act 1961"),
        ("See Lamps (Scotland) Order 1907.", "Lamps (Scotland) Order 1907"),
        ("See Lamps (Scotland) Order 1986.", ""),
        ("See the Lamps (Scotland) Order 1790.", "Lamps (Scotland) Order 1790"),
        ("The Lamp Act 1960 and the Lamp Act 1901.", ""),
        ("Before the Lamp Act 1845 no lamp was held.", ""),  # an Act of that name that the Library does not have
        ("The Safety Lamp Act 1906 and the Oil and Lamp Act 1961.", ""),
        ("The Lamp Act (Scotland) 1961 is another, and so is the Lamp Act 1961 (Scotland).", ""),
        ("They wrote of the ‘Lamp Act 1906’.", ""),
    ],
)
def test_an_act_has_the_year_that_it_has_elsewhere(text: str, word: str, tiny: Library) -> None:
    for library in (
        with_changes(tiny, ROLE, summary=text),
        with_changes(tiny, ROLE, sources=(SourcePlace(source="harbour-book", at=text),)),
    ):
        found = list(actnames.acts_have_the_year_that_they_have_elsewhere(library))
        assert [one.word for one in found] == ([word] if word else [])


def test_an_act_of_that_year_whose_name_begins_alike_is_offered_too(tiny: Library) -> None:
    library = with_changes(tiny, "provision/lamp-order-4", act="Lamp Act (Care of Wicks) Order 1961")
    (found,) = actnames.acts_have_the_year_that_they_have_elsewhere(
        with_changes(library, ROLE, summary="Under the Lamp Act 1961 a lamp may be held.")
    )
    assert "Did you mean the Lamp Act (Care of Wicks) Order 1961, or the Lamp Act " in found.message


@pytest.mark.parametrize(
    ("at", "told"),
    [
        ("Lamp News, 8 January 2026", True),
        ("a copy of 1 March 2027; Lamp News, 2 January 2025", True),
        ("Lamp News, 2 January 2026", False),
        ("Lamp Act 1960, text in force from 8 January 2027", False),
        ("Lamp News, January 2026", False),
        ("page 7, on 31 February 2026", False),  # reported by another rule
    ],
)
def test_nobody_looked_before_there_was_a_page(at: str, *, told: bool, tiny: Library) -> None:
    places = (SourcePlace(source="harbour-book", at=at),)
    looked = with_changes(tiny, ROLE, sources=places, checked=dt.date(2026, 1, 2))
    assert [one.field for one in days.no_source_is_newer_than_its_check(looked)] == ([("checked",)] if told else [])
    ahead = tiny.get(HOLD).ahead.model_copy(update={"sources": places})  # type: ignore[attr-defined]
    found = list(days.no_source_is_newer_than_its_check(with_changes(tiny, HOLD, ahead=ahead)))
    assert [one.field for one in found] == ([("ahead", "looked")] if told else [])


@pytest.mark.parametrize(
    ("date", "how", "told"),
    [
        ("2009-11-29", "Published on 29 October 2009.", True),
        ("2009-11", "The copy is dated 29 October 2009.", True),
        ("2009-10-29", "Published on 29 October 2009. A newspaper puts it in November.", False),
        ("2009-10", "Published on 29 October 2009.", False),
        ("2009", "Our copy is dated 29 October 2009.", False),
        ("2009-11", "The launch on 29 October 2009 is reported on a page of November.", False),
        ("2009-11", "It was out by 30 November 2009.", False),
        (None, "Issued 29 October 2009.", False),
    ],
)
def test_a_date_is_the_one_that_is_explained(date: str | None, how: str, *, told: bool, tiny: Library) -> None:
    library = with_changes(tiny, BOOK, date=date, dated_how=how)
    assert [one.field for one in days.dates_are_those_that_are_explained(library)] == ([("date",)] if told else [])


@pytest.mark.parametrize(
    ("act", "provision", "told"),
    [
        ("Lamp Act 1960", "article 4", "article"),
        ("Lamps (Scotland) Order 1970", "sections 4 and 5", "section"),
        ("Lamp Regulations 2001", "section 4", "section"),
        ("Lamp Act 1960", "section 4 and article 2 of its schedule", ""),
        ("Lamp Act 1960", "schedule 2", ""),
        ("Oil Act 1901 and Lamp Order 1970", "article 4", ""),
        ("Lamp Code", "rule 4", ""),
    ],
)
def test_an_act_has_sections_and_an_order_articles(act: str, provision: str, told: str, tiny: Library) -> None:
    found = list(acts.laws_have_parts_of_their_own_name(with_changes(tiny, HOLD, act=act, provision=provision)))
    assert [one.word for one in found] == ([told] if told else [])


@pytest.mark.parametrize(
    ("provision", "at", "told"),
    [
        ("section 24", "Lamp Act 1960, section 240", "section 240"),
        ("section 24 and schedule 2", "Lamp Act 1960, section 42 and schedule 2", "section 42"),
        ("sections 4 to 19", "Lamp Act 1960, sections 4 and 11", ""),
        ("section 17", "Lamp Act 1960, section 17A", ""),
        ("section 17", "Lamp Act 1960, schedule 3", ""),
        ("section 17", "Oil Act 1901, section 3", ""),
        ("section 17", "chapter 3 of the book, on section 5 of the Lamp Act 1960", ""),
        ("whole Act", "Lamp Act 1960, section 3", ""),
    ],
)
def test_a_source_names_the_part_that_the_provision_is(provision: str, at: str, told: str, tiny: Library) -> None:
    places = (SourcePlace(source="harbour-book", at=at),)
    ahead = tiny.get(HOLD).ahead.model_copy(update={"sources": places})  # type: ignore[attr-defined]
    for fields in ({"sources": places}, {"ahead": ahead}):
        found = list(
            acts.sources_name_the_part_that_the_provision_is(with_changes(tiny, HOLD, provision=provision, **fields))
        )
        assert [one.word for one in found] == ([told] if told else [])


@pytest.mark.parametrize(
    ("official", "told"),
    [
        ("https://www.legislation.gov.uk/asp/1960/999/section/2", "asp/1960/999"),
        ("https://www.legislation.gov.uk/ukpga/1906/999", "ukpga/1906/999"),
        ("https://www.legislation.gov.uk/id/ukpga/1960/998/section/2", "ukpga/1960/998"),
        ("https://www.legislation.gov.uk/ukpga/1960/999/section/2", ""),
        ("https://www.legislation.gov.uk/mwa/2010/7", ""),  # inserted by another law
        ("https://www.gov.uk/lamps", ""),
    ],
)
def test_a_provision_is_at_the_address_of_its_law(official: str, told: str, tiny: Library) -> None:
    found = list(acts.provisions_link_to_their_law(with_changes(tiny, HOLD, official=official)))
    assert [(one.ref, one.word) for one in found] == ([(HOLD, told)] if told else [])


def test_where_provisions_agree_the_address_of_their_law_is_wrong(tiny: Library) -> None:
    library = with_changes(tiny, LAW, web="https://www.legislation.gov.uk/asp/1960/999")
    second = library.get(HOLD).model_copy(update={"key": "lamp-act-1960-3"})
    library = dataclasses.replace(library, entries={**library.entries, "provision/lamp-act-1960-3": second})
    assert [(one.ref, one.word) for one in acts.provisions_link_to_their_law(library)] == [(LAW, "asp/1960/999")]
