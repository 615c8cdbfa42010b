"""Pages about danger to somebody have the exit button and the urgent line, by a rule based on topics."""

from __future__ import annotations

import dataclasses

import pytest
from selectolax.lexbor import LexborHTMLParser

from almanac.content import links
from almanac.content.kinds.term import Term
from almanac.content.kinds.urgent_help import UrgentHelp
from almanac.content.model import Library
from almanac.content.refs import kind_of
from almanac.publish import librarypages
from almanac.site import render
from almanac.site.sensitive import first_urgent_contacts, is_sensitive, is_sensitive_topic
from tests.conftest import SITE
from tests.rendering import entry_page


def marked(tiny: Library, **changes: object) -> Library:
    """The invented world with changes to its term."""
    entries = {**tiny.entries, "term/wick": tiny.entries["term/wick"].model_copy(update=changes)}
    return dataclasses.replace(tiny, entries=entries, links=links.link_entries(entries))


def test_a_marked_term_makes_every_page_on_it_sensitive(tiny: Library) -> None:
    library, plain = marked(tiny, sensitive=True), marked(tiny, sensitive=False)
    on_it = [ref for ref, entry in tiny.entries.items() if "wick" in entry.topics]
    assert len({kind_of(ref) for ref in on_it}) > 3, "this test must have looked at several kinds"
    assert all(is_sensitive(library, ref) for ref in (*on_it, "term/wick"))
    assert not is_sensitive(plain, "term/wick")


def test_a_narrower_term_is_as_sensitive_as_the_broader(tiny: Library) -> None:
    other = next(ref for ref, entry in tiny.entries.items() if isinstance(entry, Term) and entry.key != "wick")
    narrower = tiny.entries[other].model_copy(update={"broader": "wick", "sensitive": False, "topics": ()})
    library = dataclasses.replace(
        marked(tiny, sensitive=True), entries={**marked(tiny, sensitive=True).entries, other: narrower}
    )
    assert is_sensitive_topic(library, narrower.key)


@pytest.mark.parametrize("kind", ["situation", "term", "organisation", "need"])
def test_their_pages_have_the_exit_and_the_urgent_line(kind: str, tiny: Library) -> None:
    library = marked(tiny, sensitive=True)
    ref = next(ref for ref, _ in library.of(kind) if is_sensitive(library, ref))
    tree = LexborHTMLParser(entry_page(library, ref)["body"])
    assert tree.css_first(".exit a") is not None
    line = tree.css_first("div.urgent, section.urgent-now")  # situations list every contact, other pages the first
    assert line is not None
    assert "go to A&E" in line.text()
    assert "../urgent-help/index.html" in {link.attributes["href"] for link in line.css("a")}


def test_the_page_of_a_topics_studies_has_them_too(tiny: Library) -> None:
    [topic, *_] = tiny.entries["abstract/tamm-1999"].topics
    for sensitive in (True, False):
        term = tiny.entries[f"term/{topic}"].model_copy(update={"sensitive": sensitive, "broader": None})
        library = dataclasses.replace(tiny, entries={**tiny.entries, f"term/{topic}": term})
        path = f"research/topic-{topic}.html"
        [shown] = [shown for shown in librarypages.shelf_pages(library) if shown.shelf.path == path]
        tree = LexborHTMLParser(render.shelf_page(shown, SITE)["body"])
        assert (tree.css_first(".exit a") is not None) is sensitive
        assert (tree.css_first("div.urgent") is not None) is sensitive


def test_the_urgent_line_names_each_nation_that_has_a_contact(tiny: Library) -> None:
    bell = tiny.entries["urgent-help/harbour-bell"]
    entries = {**tiny.entries, "urgent-help/harbour-bell": bell.model_copy(update={"rank": "urgent"})}
    found = first_urgent_contacts(dataclasses.replace(tiny, entries=entries))
    assert [(one.nation, one.contact.name) for one in found] == [
        ("Wales", "Harbour bell"),
        ("Scotland", "Harbour bell"),
    ]
    assert first_urgent_contacts(tiny) == ()


def test_a_contact_can_be_one_to_text(tiny: Library) -> None:
    given = tiny.entries["urgent-help/harbour-bell"].model_dump() | {"number": None, "text": "81570", "keyword": "BOAT"}
    contact = UrgentHelp.model_validate(given)
    assert contact.way == "text BOAT to 81570"
    for wrong in ({"text": None, "keyword": None}, {"number": "999", "text": None}):
        with pytest.raises(ValueError, match="text"):
            UrgentHelp.model_validate(given | wrong)
