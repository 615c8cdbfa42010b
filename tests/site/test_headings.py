"""The place of an entry in a list. Entries that few readers look for come last, folded."""

from __future__ import annotations

from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from almanac.content import links
from almanac.content.model import Library
from almanac.publish.context import Context
from almanac.publish.macros import entries
from almanac.search.records import search_record
from almanac.site import headings, lists
from tests.conftest import SITE


def copied(tiny: Library, pattern: str, given: dict[str, dict[str, Any]]) -> Library:
    """The invented world with more entries, each a copy of the pattern with the given fields changed."""
    kind, entry = pattern.partition("/")[0], tiny.entries[pattern]
    more = {f"{kind}/{key}": entry.model_copy(update={"key": key, **fields}) for key, fields in given.items()}
    places = {**tiny.places, **dict.fromkeys(more, tiny.places[pattern])}
    everything = {**tiny.entries, **more}
    return Library(everything, places, links.link_entries(everything), tiny.version, tiny.today)


@pytest.fixture
def unknown(tiny: Library) -> Library:
    """A world with works of unknown title and an organisation that could not be identified."""
    works = {
        "a-letter": {"title": "Untitled: cited as a letter to the harbour"},
        "a-wick": {"title": "Untitled wicks: a history", "shelf": "cited work"},
        "z-letter": {"title": "untitled: cited as Zed 1901", "shelf": "cited work"},
    }
    initials = {"initials": {"name": "ABC (not identified)", "sort": "not identified"}}
    return copied(copied(tiny, "source/harbour-book", works), "organisation/lamp-guild", initials)


def shown(library: Library, kind: str, by: str) -> LexborHTMLParser:
    return LexborHTMLParser(entries(Context(library, SITE, "index.html"), kind, by=by))


@pytest.mark.parametrize(
    ("kind", "by", "heading", "labels"),
    [
        (
            "source",
            "shelf",
            headings.UNTITLED,
            ["Untitled: cited as a letter to the harbour", "untitled: cited as Zed 1901"],
        ),
        ("organisation", "letter", headings.NOT_IDENTIFIED, ["ABC (not identified)"]),
    ],
)
def test_what_nobody_could_identify_stands_last_and_folded(
    unknown: Library, kind: str, by: str, heading: str, labels: list[str]
) -> None:
    found = lists.groups(unknown, kind, by)
    assert (found[-1].heading, [item.label for item in found[-1].items]) == (heading, labels)
    assert not any(group.folded for group in found[:-1])
    assert sum(len(group.items) for group in found) == len(unknown.of(kind))
    page = shown(unknown, kind, by)
    (folded,) = page.css("details.group")
    assert [title.text() for title in folded.css("summary h2")] == [heading]
    assert "open" not in folded.attributes
    assert [link.text() for link in folded.css("a.name")] == labels
    assert not set(labels) & {link.text() for link in page.css("ul.rows a.name") if link not in folded.css("a.name")}


def test_only_what_has_no_title_stands_aside(unknown: Library, tiny: Library) -> None:
    assert headings.aside(unknown.entries["source/a-wick"]) == ""
    assert not any(headings.aside(entry) for entry in tiny.entries.values())


def test_what_stands_aside_is_found_by_the_search(unknown: Library) -> None:
    assert search_record(unknown, "source/z-letter").kind == search_record(unknown, "source/harbour-book").kind


def test_a_list_without_headings_has_no_fold(unknown: Library) -> None:
    assert [group.folded for group in lists.groups(unknown, "source")] == [False]
