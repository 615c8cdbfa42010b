"""Questionnaires as forms that work on paper and without scripts, and the basis of each statement."""

from __future__ import annotations

from dataclasses import replace

import pytest

from almanac.content.kinds.instrument import Instrument
from almanac.content.kinds.organisation import Organisation
from almanac.content.model import Library
from almanac.publish.context import Context
from almanac.publish.macros import questionnaires
from almanac.site import instruments
from tests.conftest import SITE
from tests.rendering import entry_page


@pytest.fixture
def lamp_check(tiny: Library) -> Instrument:
    entry = tiny.get("instrument/lamp-check")
    assert isinstance(entry, Instrument)
    return entry


def test_a_statement_says_what_it_rests_on_under_headings(tiny: Library, lamp_check: Instrument) -> None:
    found = instruments.form(tiny, lamp_check).links["trimmed"]
    assert found == (
        ("Role", (("roles/a.html", "A. Keeping the lamp"),)),
        ("Law", (("law/lamp-act-1960-2.html", "Lamp Act 1960, sections 2 and 3(1)"),)),
        ("Research", (("research/tamm-1999.html", "van Tamm and The Lamp & Wick Society, 1999"),)),
        ("Standards", (("standards/employers-2010.html#practice-1", "A lamp for each harbour"),)),
        ("Key messages and findings", (("messages/key-1.html", "A lamp is for boats"),)),
        ("Who can help", (("directory/lamp-guild.html", "Lamp Guild"),)),
    )


def test_nobody_is_sent_to_an_organisation_that_is_closed(tiny: Library, lamp_check: Instrument) -> None:
    closed = next(
        entry for _, entry in tiny.of("organisation") if isinstance(entry, Organisation) and not entry.contactable
    )
    statement = lamp_check.statements[0].model_copy(update={"help": (closed.key,)})
    assert "Who can help" not in dict(instruments.links(tiny, statement))


def test_two_laws_at_one_place_of_an_act_are_told_apart(tiny: Library, lamp_check: Instrument) -> None:
    ref = "provision/lamp-act-1960-2"
    twin = tiny.entries[ref].model_copy(update={"key": "twin", "title": "Code for Wales"})
    library = Library(
        {**tiny.entries, "provision/twin": twin},
        {**tiny.places, "provision/twin": tiny.places[ref]},
        tiny.links,
        tiny.version,
        tiny.today,
    )
    statement = next(one for one in lamp_check.statements if one.key == "trimmed")
    both = statement.model_copy(update={"provisions": ("lamp-act-1960-2", "twin")})
    names = [name for _, name in dict(instruments.links(library, both))["Law"]]
    assert names == [library.get(ref).label, "Sections 2 and 3(1): Code for Wales"]


def test_entries_lead_back_to_the_questionnaire(tiny: Library) -> None:
    assert "instrument/lamp-check" in tiny.links.related("role/a")
    assert "instrument/lamp-check" in tiny.links.related("provision/lamp-act-1960-2")


def test_the_form_is_whole_without_scripts(tiny: Library) -> None:
    body = entry_page(tiny, "instrument/lamp-check")["body"]
    for wanted in ("We keep a spare wick.", "A look at the wick.", "Some of us do it.", "Wicks &amp; oil", "Evidence:"):
        assert wanted in body
    assert body.count('<ul class="boxes">') == 3
    assert "in-few-words" not in body, "a team reads whole sentences"


def test_people_get_a_form_with_few_words_and_pictures(tiny: Library) -> None:
    body = entry_page(tiny, "instrument/keepers-ask")["body"]
    few = body[body.index('id="few-words"') :]
    assert "They listened." in few
    assert 'data-picture="listen"' in few
    assert few.count('data-face="sad"') == 2
    assert "style=" not in body


def test_a_page_places_the_questionnaires_of_an_audience(tiny: Library) -> None:
    context = Context(tiny, SITE, "practice/team-check.html")
    shown = questionnaires(context, "team")
    assert 'data-instrument="lamp-check" data-version="3"' in shown
    assert "keepers-ask" not in shown
    assert "No questionnaire" in questionnaires(Context(replace(tiny, entries={}), SITE, "practice/x.html"), "team")


def test_a_page_that_asks_for_an_audience_that_is_none_says_which_there_are(tiny: Library) -> None:
    with pytest.raises(LookupError, match='no questionnaire is for "crew"'):
        questionnaires(Context(tiny, SITE, "practice/team-check.html"), "crew")
