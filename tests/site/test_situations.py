"""Situations: the law of each nation, the findings of studies, whom to call and who can help."""

from __future__ import annotations

import dataclasses
from dataclasses import replace

import pytest
from selectolax.lexbor import LexborHTMLParser

from almanac.content import links
from almanac.content.kinds.abstract import Abstract, Author
from almanac.content.kinds.local_help import LocalHelp
from almanac.content.kinds.organisation import Organisation
from almanac.content.kinds.provision import Provision
from almanac.content.kinds.situation import Evidence, LawLine, LawOfNations, Situation
from almanac.content.model import Library
from almanac.site import lists, situations, words
from tests.rendering import entry_page

ACT = LawLine(says="Harbours may keep an electric lamp.", events=("lamp-act-1960",))
SPARE = LawLine(says="Each harbour keeps a spare wick.", events=("lamp-act-1960",))


@pytest.fixture
def lamp_is_out(tiny: Library) -> Situation:
    entry = tiny.get("situation/lamp-is-out")
    assert isinstance(entry, Situation)
    return entry


def body(tiny: Library, entry: Situation) -> str:
    entries = {**tiny.entries, "situation/lamp-is-out": entry}
    return entry_page(replace(tiny, entries=entries), "situation/lamp-is-out")["body"]


def test_what_several_nations_share_comes_before_what_one_has_alone(lamp_is_out: Situation) -> None:
    rows = (
        LawOfNations(nations=("Wales",), lines=(SPARE,)),
        LawOfNations(nations=("Northern Ireland",), not_held="We hold no law of lamps there."),
        LawOfNations(nations=("Wales", "England"), lines=(ACT,)),
        LawOfNations(nations=("Wales",), not_held="Nor of matches."),
        LawOfNations(nations=("Scotland", "England", "Wales"), lines=(SPARE,)),
    )
    entry = lamp_is_out.model_copy(
        update={"law": rows, "nations": ("England", "Wales", "Scotland", "Northern Ireland")}
    )
    assert [(shown.nations, shown.lines, shown.not_held) for shown in entry.law_by_nation] == [
        (("England", "Wales", "Scotland"), (SPARE,), ()),
        (("England", "Wales"), (ACT,), ()),
        (("Wales",), (SPARE,), ("Nor of matches.",)),
        (("Northern Ireland",), (), ("We hold no law of lamps there.",)),
    ]


def test_law_is_cited_as_practitioners_do_and_its_act_once(tiny: Library, lamp_is_out: Situation) -> None:
    provisions = [entry for _, entry in tiny.of("provision") if isinstance(entry, Provision)]
    first = provisions[0]
    other = first.model_copy(update={"key": "other", "provision": "section 9"})
    whole = first.model_copy(update={"key": "all", "provision": "whole Act"})
    entries = {**tiny.entries, "provision/other": other, "provision/all": whole}
    line = LawLine(says="Keep a wick.", provisions=(first.key, "other", "all"), events=("lamp-act-1960",))
    entry = lamp_is_out.model_copy(update={"law": (LawOfNations(nations=("Wales",), lines=(line,)),)})
    found = situations.situation_page(replace(tiny, entries=entries), entry).law[line]
    assert [name for _, name in found] == [f"{first.act}, {first.provision}", "section 9", first.act, "Lamp Act 1960"]


def test_a_page_answers_first(tiny: Library, lamp_is_out: Situation) -> None:
    shown = body(tiny, lamp_is_out)
    order = [
        "If someone is at risk now",
        "Light it within the hour",
        "What to ask and do</h2>",
        "What the law says</h2>",
    ]
    order += ["Cautions</h2>", "What studies found</h2>", "Who can help</h2>"]
    places = [shown.index(part) for part in order]
    assert places == sorted(places)


def test_the_list_is_by_theme_and_those_without_one_come_last(tiny: Library, lamp_is_out: Situation) -> None:
    work = lamp_is_out.model_copy(update={"key": "work", "theme": "Your own work"})
    crisis = lamp_is_out.model_copy(update={"key": "crisis", "theme": "Crisis and detention"})
    entries = {**tiny.entries, "situation/work": work, "situation/crisis": crisis}
    places = {
        **tiny.places,
        **dict.fromkeys(("situation/work", "situation/crisis"), tiny.places["situation/lamp-is-out"]),
    }
    library = Library(entries, places, links.link_entries(entries), tiny.version, tiny.today)
    found = lists.situations_by_theme(library)
    assert [(theme, [link.path for link, _ in rows]) for theme, rows in found] == [
        ("Crisis and detention", ["situations/crisis.html"]),
        ("Your own work", ["situations/work.html"]),
        ("More situations", ["situations/lamp-is-out.html"]),
    ]


def test_a_nation_has_its_own_answer_then_the_number_to_call_and_the_law_last(tiny: Library) -> None:
    tree = LexborHTMLParser(entry_page(tiny, "situation/lamp-is-out")["body"])
    rows = {
        row.attributes["data-nations"]: [span.text() for span in row.css("span")]
        for row in tree.css(".standing .nation")
    }
    assert rows["Scotland"][0] == "Ask the harbour before you light it."
    assert [span.split(":")[0] for span in rows["Scotland"][1:]] == ["Urgent help", "Find locally"]
    assert [span.split(":")[0] for span in rows["Wales"]] == ["Urgent help", "Find locally", "Law"]


def test_only_a_page_without_urgent_numbers_folds_other_nations(tiny: Library, lamp_is_out: Situation) -> None:
    folds = {}
    for urgent in (True, False):
        page = LexborHTMLParser(body(tiny, lamp_is_out.model_copy(update={"urgent": urgent})))
        folds[urgent] = bool(page.css(".in-short details.nation"))
    assert folds == {True: False, False: True}


def test_the_contents_lead_to_every_part(tiny: Library, lamp_is_out: Situation) -> None:
    page = LexborHTMLParser(body(tiny, lamp_is_out))
    contents = {(link.attributes["href"] or "")[1:] for link in page.css(".contents a")}
    assert contents == {head.attributes["id"] for head in page.css("h2[id]")} & contents
    assert {"ask", "law", "cautions", "studies", "help"} <= contents


def test_every_line_of_law_and_every_finding_links_to_what_says_so(tiny: Library, lamp_is_out: Situation) -> None:
    shown = body(tiny, lamp_is_out)
    assert '<a href="../law/lamp-act-1960.html">' in shown
    assert '(<a href="../research/tamm-1999.html">van Tamm and The Lamp &amp; Wick Society, 1999</a>)' in shown
    assert "We hold no law of lamps in Scotland." in shown


def test_urgent_help_of_each_nation_stands_where_somebody_may_be_at_risk(tiny: Library, lamp_is_out: Situation) -> None:
    shown = body(tiny, lamp_is_out)
    assert shown.count('href="tel:08081570111"') == len(lamp_is_out.nations)
    calm = body(tiny, lamp_is_out.model_copy(update={"urgent": False}))
    assert "If someone is at risk now" not in calm
    assert "All urgent help by nation" in calm


def test_the_answer_leads_to_the_law_of_each_nation_and_to_whom_to_call(tiny: Library, lamp_is_out: Situation) -> None:
    wales, scotland = situations.situation_page(tiny, lamp_is_out).short
    assert (wales.nation, wales.law) == ("Wales", ("law/lamp-act-1960.html", "Lamp Act 1960"))
    assert (wales.authority, wales.line) == ("Law", "Urgent help"), "somebody may be at risk"
    assert [to.name for to in wales.call] == ["Harbour bell"]
    assert (scotland.nation, scotland.law) == ("Scotland", None)
    calm = lamp_is_out.model_copy(update={"urgent": False})
    wales, scotland = situations.situation_page(tiny, calm).short
    assert [to.name for to in wales.call] == ["Lamp Guild"]
    assert scotland.service == ("local-help/harbour-office.html", "light house"), "nobody to call there, and no law"
    [wales] = situations.situation_page(tiny, calm.model_copy(update={"local_help": (), "law": calm.law[:1]})).short
    assert wales.line == "Telephone", "the guild has no helpline"


def test_another_service_does_not_stand_in_for_the_first(tiny: Library, lamp_is_out: Situation) -> None:
    office = tiny.get("local-help/harbour-office")
    assert isinstance(office, LocalHelp)
    pilot = office.model_copy(update={"key": "pilot", "finders": office.finders[:1]})
    library = dataclasses.replace(tiny, entries={**tiny.entries, "local-help/pilot": pilot})
    both = lamp_is_out.model_copy(update={"local_help": ("pilot", "harbour-office")})
    found = {one.nation: one.service for one in situations.situation_page(library, both).short}
    assert found["Wales"]
    assert not found.get("Scotland")


@pytest.mark.parametrize(
    ("standing", "label"),
    [("law", "Law"), ("guidance", "Guidance"), ("policy", "Policy"), ("court ruling", "Court ruling")],
)
def test_what_is_no_law_is_not_called_so(standing: str, label: str, tiny: Library, lamp_is_out: Situation) -> None:
    ref = "provision/lamp-act-1960-2"
    provision = tiny.get(ref).model_copy(update={"standing": standing})
    row = lamp_is_out.law[0]
    line = row.lines[0].model_copy(update={"provisions": ("lamp-act-1960-2",), "events": ()})
    asked = lamp_is_out.model_copy(update={"law": (row.model_copy(update={"lines": (line,)}),)})
    library = dataclasses.replace(tiny, entries={**tiny.entries, ref: provision})
    assert situations.situation_page(library, asked).short[0].authority == label


def test_a_nation_without_an_organisation_says_so(tiny: Library, lamp_is_out: Situation) -> None:
    alone = lamp_is_out.model_copy(update={"local_help": ()})
    wales, scotland = situations.situation_page(tiny, alone).help
    assert [helper.link.label for helper in wales.helpers] == ["Lamp Guild"]
    assert scotland.helpers == ()
    assert "We have no organisation for this in Scotland yet." in body(tiny, alone)
    assert "We have no organisation" not in body(tiny, lamp_is_out), "its local service helps there"


def test_the_local_service_to_call_stands_first(tiny: Library, lamp_is_out: Situation) -> None:
    shown = body(tiny, lamp_is_out)
    wales, scotland = shown[shown.index("Who can help</h2>") :].split("<h3>Scotland</h3>")
    service = '<a href="../local-help/harbour-office.html">Lamp room</a></b>: Knock at the blue door.'
    assert wales.index(service) < wales.index('<a href="https://harbour.example/offices">Find a harbour office</a>')
    assert wales.index("Find a harbour office") < wales.index("../directory/lamp-guild.html")
    assert 'Ask the guild. See <a href="../directory/lamp-guild.html">Lamp Guild</a>.' in scotland
    assert (
        'Find locally: <a href="../local-help/harbour-office.html">lamp room</a>' in shown.split("What the law says")[0]
    )


def test_a_service_without_a_finder_in_a_nation_is_not_named_there(tiny: Library, lamp_is_out: Situation) -> None:
    service = tiny.get("local-help/harbour-office")
    assert isinstance(service, LocalHelp)
    only = service.model_copy(update={"finders": service.finders[:1]})
    library = replace(tiny, entries={**tiny.entries, "local-help/harbour-office": only})
    wales, scotland = situations.situation_page(library, lamp_is_out).help
    assert len(wales.services) == 1
    assert scotland.services == ()


def test_an_organisation_is_named_with_whom_it_helps(tiny: Library, lamp_is_out: Situation) -> None:
    assert '<a href="../directory/lamp-guild.html">Lamp Guild</a>, for keepers of small lamps' in body(
        tiny, lamp_is_out
    )


def test_an_organisation_not_confirmed_is_listed_apart_with_its_website(tiny: Library, lamp_is_out: Situation) -> None:
    guild = tiny.get("organisation/lamp-guild")
    assert isinstance(guild, Organisation)
    unseen = guild.model_copy(update={"status": guild.status.model_copy(update={"seen": None})})
    library = replace(tiny, entries={**tiny.entries, "organisation/lamp-guild": unseen})
    shown = situations.situation_page(library, lamp_is_out)
    assert not any(there.helpers for there in shown.help)
    assert [helper.link.label for helper in shown.doubtful] == ["Lamp Guild"]
    apart = body(library, lamp_is_out).split("Not recently confirmed", 1)[1]
    assert "for keepers of small lamps: <a" in apart
    assert 'href="https://guild.example.org/"' in apart.partition("</ul>")[0]
    calm = lamp_is_out.model_copy(update={"urgent": False})
    assert not situations.situation_page(library, calm).short[0].call, "its number is not confirmed either"


def test_an_organisation_that_ended_helps_nobody(tiny: Library, lamp_is_out: Situation) -> None:
    closed = lamp_is_out.model_copy(update={"help": ("snuffers-union",)})
    shown = situations.situation_page(tiny, closed)
    assert not any(there.helpers for there in shown.help)
    assert [item.label for item in shown.ended] == ["Snuffers’ Union"]


def test_law_to_come_is_told_with_the_law_and_not_among_the_cautions(tiny: Library, lamp_is_out: Situation) -> None:
    shown = body(tiny, lamp_is_out)
    law, cautions = (shown.index(f"{heading}</h2>") for heading in ("What the law says", "Cautions"))
    assert law < shown.index("Not in force: the Lamp Act 1999") < cautions
    assert shown.count("Not in force:") == 1
    assert cautions < shown.index("One study of twelve keepers is not much.")


@pytest.mark.parametrize(
    ("names", "others", "cited"),
    [
        (("Tamm",), "", "Tamm, 1999"),
        (("Tamm", "Wick"), "", "Tamm and Wick, 1999"),
        (("Tamm", "Wick"), "others", "Tamm et al., 1999"),
        (("Tamm", "Wick", "Øre"), "", "Tamm et al., 1999"),
    ],
)
def test_a_study_is_cited_in_a_few_words(tiny: Library, names: tuple[str, ...], others: str, cited: str) -> None:
    study = tiny.get("abstract/tamm-1999")
    assert isinstance(study, Abstract)
    authors = tuple(Author(family=name) for name in names)
    assert words.cited(study.model_copy(update={"authors": authors, "others": bool(others)})) == cited


def test_a_finding_names_its_study(lamp_is_out: Situation) -> None:
    assert all(isinstance(found, Evidence) and found.study for found in lamp_is_out.evidence)
