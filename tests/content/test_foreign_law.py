"""Advice on law where it does not belong, time limits that differ, and websites that are mistyped."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from almanac.content.checks import foreignlaw, hosts, lawagrees, nations, timelimits
from almanac.content.kinds.provision import Ahead
from almanac.content.model import Library
from almanac.content.problem import FieldPath
from tests.conftest import with_changes

ACT, ORDER, ROLE = "provision/lamp-act-1960-2", "provision/lamp-order-4", "role/a"
LAMP_OUT, TERM, GUILD = "situation/lamp-is-out", "term/wick", "organisation/lamp-guild"


@pytest.fixture
def world(tiny: Library) -> Library:
    """The invented world with an Act of Wales, an Order of Scotland, and a role that the Act alone knows."""
    library = with_changes(tiny, ACT, act="Lamp Act 1960", nations=("Wales",), law=None)
    library = with_changes(library, ORDER, act="Lamp Order 1972", nations=("Scotland",), law=None)
    return with_changes(library, TERM, name="approved lamp officer", abbreviation="ALO", nations=("Wales",))


@pytest.mark.parametrize(
    ("summary", "word"),
    [
        ("The Lamp Act 1960 lets a keeper hold a lamp.", "Lamp Act 1960"),
        ("In Scotland the Lamp Act 1960 lets a keeper hold a lamp.", "Lamp Act 1960"),
        ("An ALO may hold a lamp.", "ALO"),
        ("Ask the approved lamp officers; they hold lamps.", "approved lamp officer"),
        ("In Wales the Lamp Act 1960 lets a keeper hold a lamp.", ""),
        ("Unlike the Lamp Act 1960, the Order knows no keepers.", ""),
        ("The Lamp Act 1960 does not apply.", ""),
        ("Scotland has no ALOs; a keeper holds the lamp.", ""),
        ("The Lamp Order 1972 lets a keeper hold a lamp.", ""),
        ("A keeper may hold a lamp.", ""),
    ],
)
def test_law_is_that_of_the_nation(summary: str, word: str, world: Library) -> None:
    found = list(foreignlaw.law_is_that_of_the_nation(with_changes(world, ORDER, summary=summary)))
    assert [(one.ref, one.word) for one in found] == ([(ORDER, word)] if word else [])


def test_law_in_a_row_is_that_of_the_row(world: Library) -> None:
    first = world.get(LAMP_OUT).law[0]  # type: ignore[attr-defined]
    line = first.lines[0].model_copy(update={"says": "Under the Lamp Act 1960 a keeper may hold a lamp."})
    for nation, told in (("Scotland", True), ("Wales", False)):
        row = first.model_copy(update={"nations": (nation,), "lines": (line,)})
        library = with_changes(world, LAMP_OUT, law=(row,), nations=("Wales", "Scotland"))
        found = [one.field for one in foreignlaw.law_is_that_of_the_nation(library) if one.ref == LAMP_OUT]
        assert found == ([("law", 0, "lines", 0, "says")] if told else [])


@pytest.mark.parametrize(
    ("official", "held", "told"),
    [
        ("https://www.legislation.gov.uk/asp/1960/2/section/2", ("Wales",), "asp/1960/2"),
        ("https://www.legislation.gov.uk/wsi/1960/2", ("UK",), "wsi/1960/2"),
        ("https://www.legislation.gov.uk/asp/1960/2/section/2", ("Wales", "Scotland"), ""),
        ("https://www.legislation.gov.uk/ukpga/1960/2/section/2", ("Wales",), ""),
    ],
)
def test_an_official_text_is_law_of_the_nation(official: str, held: tuple[str, ...], told: str, tiny: Library) -> None:
    library = with_changes(tiny, ACT, official=official, nations=held)
    found = [one.word for one in foreignlaw.official_texts_are_of_their_nations(library) if one.ref == ACT]
    assert found == ([told] if told else [])


@pytest.mark.parametrize(
    ("own", "law", "told"),
    [
        (("UK",), ("Scotland",), True),
        (("UK",), ("England", "Wales", "Scotland", "Northern Ireland"), False),
        (("UK",), ("UK",), False),
        (("Wales",), ("England", "Wales"), False),
    ],
)
def test_a_provision_holds_no_wider_than_its_law(
    own: tuple[str, ...], law: tuple[str, ...], *, told: bool, tiny: Library
) -> None:
    event = next(ref for ref, _ in tiny.of("event"))
    library = with_changes(with_changes(tiny, ACT, nations=own, law=event), event, nations=law)
    found = [one.field for one in nations.provisions_hold_where_their_law_does(library) if one.ref == ACT]
    assert found == ([("nations",)] if told else [])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Do they have a hearth-side right under section 7 of the Wick Act 1970?", True),
        ("Do they have a hearthside right under section 7 of the Lamp Act 1960?", False),
        ("Do they have oil under section 7 of the Wick Act 1970?", False),
        ("Do they have a hearthside right under section 8 of the Wick Act 1970?", False),
    ],
)
def test_a_section_is_of_its_act(text: str, *, told: bool, tiny: Library) -> None:
    library = with_changes(tiny, ACT, act="Lamp Act 1960", provision="section 7", title="Hearthside lamps")
    library = with_changes(library, ORDER, act="Wick Act 1970", provision="section 4")
    found = list(foreignlaw.sections_are_of_their_act(with_changes(library, ROLE, summary=text)))
    assert [one.ref for one in found] == ([ROLE] if told else [])
    assert all("Did you mean section 7 of the Lamp Act 1960?" in one.message for one in found)


@pytest.mark.parametrize(
    ("summary", "how_long", "statement", "place"),
    [
        ("A lamp may be held for up to 72 hours.", "Up to 28 days.", "It may be held for 28 days.", ("summary",)),
        ("A lamp may be held.", "Up to 72 hours.", "It may be held for 24 hours.", ("in_brief", 0, "how_long")),
        ("A lamp may be held for two weeks.", "Up to 14 days.", "It may be held for a fortnight.", ()),
        ("A lamp may be held for 24 hours.", "Up to 24 hours.", "It may be held for one day.", ()),
        ("A lamp may be held for 72 hours.", "As long as it burns.", "It may be held.", ()),
        ("A lamp may be held.", "Up to 24 hours, and 12 more.", "It may be held for 24 hours.", ()),
        (
            "A lamp may be held for 28 hours.",
            "Up to 28 days.",
            "It may be held for 28 days.",
            (),
        ),  # ``amounts`` says it
    ],
)
def test_the_summary_of_law_gives_no_other_time(
    summary: str, how_long: str, statement: str, place: FieldPath, tiny: Library
) -> None:
    held = tiny.get(ACT)
    brief = held.in_brief[0].model_copy(update={"how_long": how_long})  # type: ignore[attr-defined]
    said = held.statements[0].model_copy(update={"text": statement})  # type: ignore[attr-defined]
    changed: dict[str, Any] = {"summary": summary, "in_brief": (brief,), "statements": (said,)}
    library = with_changes(tiny, ACT, **changed, duties=(), rights=(), cautions=(), ahead=None)
    found = [one.field for one in timelimits.times_in_summaries_are_those_of_the_statements(library) if one.ref == ACT]
    assert found == ([place] if place else [])


@pytest.mark.parametrize(
    ("in_short", "says", "held", "place"),
    [
        ("Light it.", "A lamp may be held for 72 hours.", "24 hours", ("law", 0, "lines", 0, "says")),
        ("Light it within 72 hours.", "A lamp may be held for 24 hours.", "24 hours", ("in_short",)),
        ("Light it within 24 hours.", "A lamp may be held for a day.", "24 hours", ()),
        ("Light it within 72 hours.", "A lamp may be held.", "some time", ()),
    ],
)
def test_a_situation_gives_no_other_time_than_its_law(
    in_short: str, says: str, held: str, place: FieldPath, tiny: Library
) -> None:
    first = tiny.get(LAMP_OUT).law[0]  # type: ignore[attr-defined]
    line = first.lines[0].model_copy(update={"says": says, "provisions": ("lamp-act-1960-2",), "events": ()})
    row = first.model_copy(update={"lines": (line,)})
    said = tiny.get(ACT).statements[0].model_copy(update={"text": f"It may be held for {held}."})  # type: ignore[attr-defined]
    library = with_changes(tiny, ACT, summary="A lamp.", in_brief=(), statements=(said,), duties=(), cautions=())
    library = with_changes(library, ACT, rights=(), ahead=None, since=None)
    library = with_changes(
        library, LAMP_OUT, in_short=in_short, law=(row,), ask=("Light it?",), cautions=(), evidence=()
    )
    found = [one.field for one in timelimits.times_of_situations_are_those_of_their_law(library)]
    assert found == ([place] if place else [])


@pytest.mark.parametrize(
    ("host", "told"),
    [
        ("www.legisaltion.gov.uk", True),
        ("legislatin.gov.uk", True),
        ("www.legislattion.gov.uk", True),
        ("www.legisletion.gov.uk", True),
        ("www.legislation.gov.uk", False),
        ("www.nationalarchives.gov.uk", False),
    ],
)
def test_a_website_is_not_almost_another(host: str, *, told: bool, tiny: Library) -> None:
    library = tiny
    for ref in (ACT, ORDER, "provision/lamp-act-1960-3"):
        if ref in library.entries:
            library = with_changes(library, ref, official="https://www.legislation.gov.uk/ukpga/1960/2")
    event = next(ref for ref, _ in tiny.of("event"))
    library = with_changes(library, event, web="https://www.legislation.gov.uk/ukpga/1960/2")
    website = tiny.get(GUILD).website.model_copy(update={"address": f"https://{host}/ukpga"})  # type: ignore[attr-defined]
    found = list(hosts.hosts_are_not_mistyped(with_changes(library, GUILD, website=website)))
    assert [one.field for one in found] == ([("website", "address")] if told else [])


def test_an_urgent_contact_is_one_of_the_nation(world: Library) -> None:
    library = with_changes(world, "urgent-help/harbour-bell", nations=("Scotland",))
    for text, told in (
        ("In Wales, call the Harbour bell.", True),
        ("In Scotland, call the Harbour bell.", False),
        ("Call the Harbour bell.", False),
        ("In Wales the Harbour bell is a law on debt.", False),
    ):
        changed = with_changes(library, ROLE, summary=text, nations=("Wales", "Scotland"))
        found = [one.ref for one in foreignlaw.law_is_that_of_the_nation(changed) if one.ref == ROLE]
        assert found == ([ROLE] if told else [])


@pytest.mark.parametrize(
    ("text", "proposed", "told"),
    [
        ("Since the Wick Act 2025, wicks are not held.", False, True),
        ("Since the Wick Act 2025, wicks are not held.", True, False),
        ("Wicks are held.", False, False),
    ],
)
def test_what_is_ahead_is_not_given_as_law(text: str, *, proposed: bool, told: bool, tiny: Library) -> None:
    said = tiny.get(ACT).statements[0].model_copy(update={"text": text})  # type: ignore[attr-defined]
    coming = "Wick Act 2025, section 4, would end this. No start date."
    ahead = Ahead.model_construct(proposed=proposed, text=coming, sources=(), looked=dt.date(2026, 1, 2))
    library = with_changes(tiny, ACT, statements=(said,), ahead=ahead, force="in force")
    found = [one.field for one in lawagrees.nothing_ahead_is_given_as_law(library) if one.ref == ACT]
    assert found == ([("statements", 0, "text")] if told else [])


@pytest.mark.parametrize(
    ("official", "word"),
    [
        ("http://www.legislation.gov.uk/ukpga/1960/2/section/2", "http:"),
        ("https://www.legislation.gov.uk/ukpga/1960/2/section/2?view=plain", "?view=plain"),
        ("https://www.legislation.gov.uk/ukpga/1960/2/section/2", ""),
    ],
)
def test_an_official_text_is_at_its_plain_address(official: str, word: str, tiny: Library) -> None:
    found = [
        one.word
        for one in lawagrees.official_links_lead_to_the_revised_text(with_changes(tiny, ACT, official=official))
    ]
    assert found == ([word] if word else [])
