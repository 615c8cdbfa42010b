from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from almanac.content import identifiers
from almanac.content.kinds.abstract import Abstract
from almanac.content.kinds.term import Term
from almanac.content.links import link_entries
from almanac.content.load import load
from almanac.content.model import Library
from almanac.content.refs import key_of
from almanac.site import developments, lists, render, urls, words
from almanac.site.pages import page
from tests.conftest import SITE, with_changes
from tests.rendering import entry_page


def test_what_goes_with_an_entry_stands_in_four_columns(tiny: Library) -> None:
    headings = [group.heading for group in page(tiny, "term/wick", SITE).columns]
    assert headings == ["Research", "Law and policy", "Practice", "Who can help"]
    assert page(tiny, "abstract/tamm-1999", SITE).words == (), "its facts name its topics"


def test_notes_say_what_holds_since_then(tiny: Library) -> None:
    notes = {ref: [note.text for note in page(tiny, ref, SITE).notes] for ref in tiny.entries}
    assert notes["term/snuffer"] == ["Since 1960 snuffers are called wick keepers."]
    assert notes["event/lamp-act-1901"] == ["Since May 1960 a lamp may be electric."]
    assert notes["abstract/tamm-1999"] == [
        "Since 1960 snuffers are called wick keepers.",
        "The Lamp Act 1901 gave way to the Lamp Act 1960.",
    ]
    assert notes["role/a"] == ["The Lamp Act 1901 gave way to the Lamp Act 1960."]
    assert notes["term/wick"] == []


@pytest.mark.parametrize(
    ("nations", "leads_to"), [((), "wick"), (("Wales",), "wick"), (("UK",), "wick"), (("Scotland",), "snuffer")]
)
def test_a_note_leads_to_the_new_term_where_it_has_replaced_the_old(
    nations: tuple[str, ...], leads_to: str, tiny: Library
) -> None:
    study = tiny.get("abstract/tamm-1999").model_copy(update={"nations": nations})
    library = dataclasses.replace(tiny, entries={**tiny.entries, "abstract/tamm-1999": study})
    [note] = [note for note in page(library, "abstract/tamm-1999", SITE).notes if "snuffers" in note.text]
    assert note.more.path == f"terms/{leads_to}.html"


def test_a_note_on_old_law_leads_to_the_later_law_that_it_names(tiny: Library) -> None:
    old = tiny.get("event/lamp-act-1901")
    for see, leads_to in (((), old.label), (("organisation/lamp-guild", "event/lamp-act-1960"), "Lamp Act 1960")):
        entries = {**tiny.entries, "event/lamp-act-1901": old.model_copy(update={"see": see})}
        [note] = page(dataclasses.replace(tiny, entries=entries), "role/a", SITE).notes
        assert note.more.label == leads_to


def test_a_note_on_a_body_that_ended_names_it_once(tiny_content: Path) -> None:
    roles = tiny_content / "roles.yaml"
    text = roles.read_text("utf-8")
    roles.write_text(text.replace("    topics:", "    see: [organisation/snuffers-union]\n    topics:", 1), "utf-8")
    library = load(tiny_content)
    assert [note.rest for note in page(library, "role/a", SITE).notes] == [
        " merged in 1970 and became part of Lamp Guild.",
        "",
    ]
    body = entry_page(library, "role/a")["body"]
    assert 'The <a href="../directory/snuffers-union.html">Snuffers’ Union</a> merged in 1970 and became' in body


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"state": "merged", "since": None}, " merged and became part of Lamp Guild."),
        ({"state": "closed"}, " closed in 1970 and was followed by Lamp Guild."),
        ({"state": "closed", "successors": ()}, " closed in 1970."),
        ({"state": "closed", "since": None, "successors": ()}, " has closed."),
    ],
)
def test_a_note_says_what_became_of_it(fields: dict[str, object], said: str, tiny: Library) -> None:
    ref = "organisation/snuffers-union"
    union, role = tiny.get(ref), tiny.get("role/a").model_copy(update={"see": (ref,)})
    status = union.status.model_copy(update=fields)  # type: ignore[attr-defined]
    entries = {**tiny.entries, "role/a": role, ref: union.model_copy(update={"status": status})}
    library = dataclasses.replace(tiny, entries=entries, links=link_entries(entries))
    assert said in [note.rest for note in page(library, "role/a", SITE).notes]


def test_a_body_that_ended_leads_to_its_successor(tiny: Library) -> None:
    chain = page(tiny, "organisation/snuffers-union", SITE).chain
    assert chain is not None
    assert (chain.item.label, chain.state) == ("Snuffers’ Union", "merged 1970")
    assert [(step.item.label, step.state, step.after) for step in chain.after] == [("Lamp Guild", "open", ())]
    assert page(tiny, "organisation/lamp-guild", SITE).chain is None
    assert [item.label for item in page(tiny, "organisation/lamp-guild", SITE).before] == ["Snuffers’ Union"]


def test_the_page_leads_editors_to_the_line(tiny: Library) -> None:
    shown = page(tiny, "term/wick", SITE)
    assert (
        shown.edit == f"https://git.example/almanac/blob/main/tiny/terms.yaml?plain=1#L{tiny.places['term/wick'].line}"
    )
    assert shown.suggest.startswith(
        "https://git.example/almanac/issues/new?template=correction.yml&title=Correction%3A+wick+keeper"
    )


def test_lists_are_grouped(tiny: Library) -> None:
    assert [(group.name, len(group.items)) for group in lists.groups(tiny, "event", by="decade")] == [
        ("1900s", 1),
        ("1960s", 1),
    ]
    letters = lists.letter_index(lists.groups(tiny, "organisation", by="letter"))
    assert [letter for letter, anchor in letters if anchor] == ["L", "S"]
    useful = lists.groups(tiny, "organisation", only="useful links")
    assert [item.label for group in useful for item in group.items] == ["Snuffers’ Union"]


@pytest.mark.parametrize("wrong", [{"kind": "rol"}, {"kind": "role", "by": "leter"}, {"kind": "role", "only": "best"}])
def test_a_list_that_cannot_be_says_so(wrong: dict[str, str], tiny: Library) -> None:
    with pytest.raises(LookupError, match="no "):
        lists.groups(tiny, **wrong)


def test_addresses() -> None:
    assert urls.page_path("organisation/mind") == "directory/mind.html"
    assert urls.to_root("roles/e.html") == "../"
    assert urls.to_root("index.html") == ""
    assert urls.absolute("https://a.example", "roles/index.html") == "https://a.example/roles/"
    assert identifiers.doi("10.1002/(SICI)1099<x>") == "https://doi.org/10.1002/(SICI)1099%3Cx%3E"


def test_words(tiny: Library) -> None:
    study = tiny.entries["abstract/tamm-1999"]
    assert isinstance(study, Abstract)
    assert words.authors(study) == "van Tamm and The Lamp & Wick Society"
    assert words.authors(study.model_copy(update={"others": True})) == "van Tamm, The Lamp & Wick Society and others"
    assert words.in_volume(study) == "Journal of Invented Lamps 3(2), 10–19"
    assert [words.when(text) for text in ("2008", "2008-11", "2008-11-03")] == [
        "2008",
        "November 2008",
        "3 November 2008",
    ]
    assert [words.listed(some) for some in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]


def test_a_situation_says_what_it_leads_to(tiny: Library) -> None:
    assert [link_counts for _, link_counts in lists.situations(tiny)] == ["1 law · 1 study · 1 organisation"]


def test_urgent_contacts_stand_under_every_nation_they_serve(tiny: Library) -> None:
    found = {nation: [contact.key for contact, *_ in contacts] for nation, contacts in lists.urgent(tiny)}
    assert found == {"England": [], "Wales": ["harbour-bell"], "Scotland": ["harbour-bell"], "Northern Ireland": []}


def test_filters_offer_what_occurs_and_nothing_else(tiny: Library) -> None:
    assert lists.filters(lists.groups(tiny, "event")) == ()
    assert lists.filters(lists.groups(tiny, "situation")) == (("nation", "Nation", ("Scotland", "Wales")),)


def test_changes_are_gathered_from_the_entries(tiny: Library) -> None:
    found = {
        of: [(change.item.label, change.when) for change in developments.developments(tiny, of)]
        for of in developments.TOPICS
    }
    assert found == {
        "words": [("snuffer", "May 1960")],
        "bodies": [("Snuffers’ Union", "merged 1970")],
        "law": [("Lamp Act 1901", "superseded"), ("Lamp Act 1960", "partly in force")],
        "moving": [("Lamp Act 1960", "last checked 2 January 2026")],
        "recent": [],
    }
    with pytest.raises(LookupError, match='Did you mean "words"'):
        developments.developments(tiny, "word")


def test_each_recent_change_is_told_once_with_its_nations_latest_first(tiny: Library) -> None:
    act = tiny.get("event/lamp-act-1960")
    given = {
        "event/lamp-act-2022": {"title": "Too long ago", "date": "2022-12-31", "nations": ("Wales",)},
        "event/lamp-act-2023": {"title": "Long ago", "date": "2023", "nations": ("England", "Wales")},
        "event/lamp-act-2025": {"title": "Lately", "date": "2025-03", "nations": ("UK",)},
    }
    events = {ref: act.model_copy(update={"key": key_of(ref), **new}) for ref, new in given.items()}
    library = dataclasses.replace(tiny, entries={**tiny.entries, **events})
    found = developments.developments(library, "recent")
    assert [(one.item.label, one.when) for one in found] == [
        ("Lately", "March 2025, UK"),
        ("Long ago", "2023, England and Wales"),
    ]


def test_a_change_of_no_nation_is_shown_for_every_nation(tiny: Library) -> None:
    term = next(ref for ref, term in tiny.all_of(Term) if term.superseded_by)
    library = with_changes(tiny, term, nations=())
    (change,) = developments.developments(library, "words")
    shown = LexborHTMLParser(render.fragment("changes", "law/changed-since.html", changes=(change,)))
    assert [row.attributes["data-nation"] for row in shown.css(".by-nation > li")] == [
        "England|Wales|Scotland|Northern Ireland"
    ]


def test_what_a_page_lists_in_its_own_place_is_not_related_again(tiny: Library) -> None:
    shown = page(tiny, "situation/lamp-is-out", SITE)
    listed = {"law/lamp-act-1960.html", "research/tamm-1999.html", "directory/lamp-guild.html"}
    assert listed <= {urls.page_path(ref) for ref in tiny.links.related("situation/lamp-is-out")}
    assert not listed & {item.path for group in shown.columns for item in group.items}
