"""The urgent help page: each number once, under the heading where a reader looks for it."""

from __future__ import annotations

import dataclasses

from selectolax.lexbor import LexborHTMLParser

from almanac.content.kinds import Entry
from almanac.content.kinds.fields import NATIONS_OF_UK
from almanac.content.model import Library
from almanac.site import render
from almanac.site.urgenthelp import first_contacts, urgent_page
from tests.conftest import SITE

BELL = "urgent-help/harbour-bell"
TEXT = {"number": None, "textphone": None, "text": "85258", "keyword": "LAMP & WICK", "rank": "listening"}


def with_contacts(tiny: Library) -> Library:
    """The invented world with an emergency number and a text line for all nations, besides the bell of two nations."""
    bell = tiny.entries[BELL]
    everywhere = {
        "urgent-help/999": bell.model_copy(update={"key": "999", "name": "Emergency", "nations": NATIONS_OF_UK}),
        "urgent-help/text": bell.model_copy(update={"key": "text", "name": "Text", "nations": NATIONS_OF_UK} | TEXT),
    }
    entries = {**everywhere, **tiny.entries}
    return dataclasses.replace(tiny, entries=entries)


def test_each_contact_stands_once_under_its_heading(tiny: Library) -> None:
    shown = urgent_page(with_contacts(tiny))
    assert [one.entry.key for one in shown.danger] == ["999"]
    assert {nation: [one.entry.key for one in held] for nation, held in shown.nations if held} == {
        "Wales": ["harbour-bell"],
        "Scotland": ["harbour-bell"],
    }
    assert [one.entry.key for one in shown.everywhere] == ["text"]
    assert sorted(one.entry.key for one in shown.contacts) == ["999", "harbour-bell", "text"]


def test_the_whole_row_calls_or_texts_and_says_name_and_hours(tiny: Library) -> None:
    html = render.fragment(
        "urgent", "urgent-help/index.html", shown=urgent_page(with_contacts(tiny)), health=SITE.health
    )
    rows = LexborHTMLParser(html).css("a.call-row")
    assert [row.attributes["href"] for row in rows] == [
        "tel:08081570111",
        "tel:08081570111",
        "tel:08081570111",
        "sms:85258?body=LAMP%20%26%20WICK",
    ]
    assert rows[-1].text() == "Text LAMP & WICK to 85258 TextDay and night"


def test_contacts_for_everyone_follow_those_of_the_chosen_nation(tiny: Library) -> None:
    html = render.fragment(
        "urgent", "urgent-help/index.html", shown=urgent_page(with_contacts(tiny)), health=SITE.health
    )
    parts = LexborHTMLParser(html).css(".by-nation > section")
    assert [part.attributes["data-nations"] for part in parts] == ["Wales", "Scotland", "UK"]
    assert not LexborHTMLParser(html).css("details a.call-row"), "no number is folded"


def test_whom_to_call_first_in_danger(tiny: Library) -> None:
    library = with_contacts(tiny)
    text = library.entries["urgent-help/text"]
    others: dict[str, Entry] = {
        "urgent-help/evening": text.model_copy(update={"key": "evening", "name": "Evening", "hours": "4pm to 10pm"}),
        "urgent-help/bay": library.entries[BELL].model_copy(
            update={"key": "bay", "name": "Bay", "rank": "urgent", "nations": ("Wales",)}
        ),
    }
    library = dataclasses.replace(library, entries={**library.entries, **others})
    contacts = first_contacts(library)
    assert [(one.nation, one.contact.name) for one in contacts] == [("", "Emergency"), ("Wales", "Bay"), ("", "Text")]
    html = LexborHTMLParser(render.fragment("urgent-box", "search/index.html", contacts=contacts))
    assert [link.attributes["href"] for link in html.css("li a")] == [
        "tel:08081570111",
        "tel:08081570111",
        "sms:85258?body=LAMP%20%26%20WICK",
    ]
    assert [one.attributes.get("data-nation") for one in html.css("li")] == [None, "Wales", None]
    assert html.css("#need:not([hidden])")  # it is there without JavaScript


def test_a_nation_can_be_picked_and_each_number_says_how_old_its_evidence_is(tiny: Library) -> None:
    html = render.fragment(
        "urgent", "urgent-help/index.html", shown=urgent_page(with_contacts(tiny)), health=SITE.health
    )
    page = LexborHTMLParser(html)
    picks = [link.attributes["href"] for link in page.css(".pick a")]
    assert (
        picks
        == [f"#{place.attributes['id']}" for place in page.css(".by-nation > section:not([data-nations=UK])")]
        == ["#wales", "#scotland"]
    )
    assert page.css("p")[-1].text().count("2025") == 3
