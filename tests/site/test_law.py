"""Pages of the law: the answer first, law not yet in force apart, other nations, comparison tables."""

from __future__ import annotations

import dataclasses

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from almanac.content import links
from almanac.content.kinds.organisation import Organisation
from almanac.content.kinds.provision import InBrief, Provision
from almanac.content.model import Library
from almanac.content.paragraphs import paragraphs
from almanac.site import lists, render, words
from almanac.site.comparison import TABLES, Comparison, comparison, comparison_tables
from almanac.site.law import law_page
from almanac.site.pages import page
from tests.conftest import PROJECT, SITE
from tests.rendering import entry_page

HOLD = "provision/lamp-act-1960-2"
ORDER = "provision/lamp-order-4"


def page_of(library: Library, ref: str) -> LexborHTMLParser:
    return LexborHTMLParser(entry_page(library, ref)["body"])


def related_to(library: Library, ref: str, body: str) -> Library:
    """The invented world with one entry related to a single organisation."""
    entry = library.entries[ref].model_copy(update={"see": (f"organisation/{body}",), "topics": (), "roles": ()})
    entries = {**library.entries, ref: entry}
    return dataclasses.replace(library, entries=entries, links=links.link_entries(entries))


def first(page: LexborHTMLParser, selector: str) -> LexborNode:
    found = page.css_first(selector)
    assert found is not None
    return found


def test_a_page_says_that_it_is_a_summary_and_leads_to_the_section(tiny: Library) -> None:
    page = page_of(tiny, HOLD)
    assert "A summary, not legal advice." in first(page, ".in-short + p").text()
    assert "checked 2 January 2026" in first(page, ".eyebrow").text()
    links = [link.attributes["href"] for link in page.css("a") if link.text() == "read the official text"]
    assert links == ["https://www.legislation.gov.uk/ukpga/1960/999/section/2"]


def test_the_answer_comes_before_the_statements_each_power_by_its_name(tiny: Library) -> None:
    body = first(page_of(tiny, HOLD), ".body")
    assert [caption.text() for caption in body.css("caption")] == ["Hold by the keeper", "Hold by the harbour"]
    html = body.html or ""
    assert html.index("Hold by the keeper") < html.index("What it says") < html.index("Not yet in force</h2>")


@pytest.mark.parametrize(
    ("force", "briefs", "fact", "line"),
    [
        ("in force", (InBrief(how_long="Up to 28 days, counting the first."),), "up to 28 days", ""),
        (
            "in force",
            (InBrief(how_long="Six months (believed, but not confirmed)."),),
            "six months (not confirmed)",
            "",
        ),
        ("in force", (InBrief(how_long="Until both keepers agree, within six months."),), "", ""),
        ("in force", (InBrief(how_long="No fixed end."), InBrief(time_limit="Two days.")), "", ""),
        (
            "in force",
            (InBrief(name="The hold", how_long="Up to six hours."), InBrief(name="The stay", how_long="Two years.")),
            "",
            "The hold, up to six hours; The stay, two years",
        ),
        ("partly in force", (InBrief(how_long="Six months."),), "partly in force", ""),
    ],
)
def test_the_list_says_how_long_a_power_lasts(
    tiny: Library, force: str, briefs: tuple[InBrief, ...], fact: str, line: str
) -> None:
    entry = tiny.entries[HOLD].model_copy(update={"force": force, "in_brief": briefs})
    held = lists.law(dataclasses.replace(tiny, entries={**tiny.entries, HOLD: entry}))
    [link] = [item for group in held for item in group.items if item.label == entry.label]
    assert (link.fact, link.line) == (fact, line)


def test_a_page_says_how_long_once_for_each_power_and_first_whom_to_call(tiny: Library) -> None:
    page = page_of(tiny, HOLD)
    short = first(page, ".in-short")
    named = [one.text() for one in page.css("th, dt") if "how long" in one.text().lower()]
    assert named == [one.text() for one in short.css("dt")]
    assert len(set(named)) == len(named) > 0
    guild = tiny.get("organisation/lamp-guild")
    assert isinstance(guild, Organisation)
    related = first(page_of(related_to(tiny, HOLD, "lamp-guild"), HOLD), ".in-short")
    assert f"For help, call {guild.name} on {guild.phones[0].number}." in related.text()
    closed = first(page_of(related_to(tiny, HOLD, "snuffers-union"), HOLD), ".in-short")
    assert "For help" not in closed.text()


def briefly(tiny: Library, *answers: dict[str, str]) -> Library:
    """The library, with other brief answers on the page of the hold."""
    given = tuple(InBrief.model_validate(one) for one in answers)
    return dataclasses.replace(
        tiny, entries={**tiny.entries, HOLD: tiny.get(HOLD).model_copy(update={"in_brief": given})}
    )


def test_how_long_one_of_two_powers_lasts_is_not_taken_for_the_other(tiny: Library) -> None:
    library = briefly(
        tiny,
        {"name": "Hold by the keeper", "who_decides": "A keeper."},
        {"name": "Hold by the harbour", "how_long": "No fixed end."},
    )
    entry = library.get(HOLD)
    assert isinstance(entry, Provision)
    assert law_page(library, entry).limits == (("Hold by the harbour: how long", "No fixed end."),)


def test_a_time_limit_and_a_time_of_day_are_not_called_how_long(tiny: Library) -> None:
    library = briefly(tiny, {"time_limit": "Apply within 14 days.", "when": "At night."})
    page = page_of(library, HOLD)
    assert [one.text() for one in first(page, ".in-short").css("dt")] == ["Time limit"]
    assert [row.text() for row in first(page, ".brief").css("th")] == ["When"]


def test_a_proposal_is_not_called_law_that_waits(tiny: Library) -> None:
    entry = tiny.get(HOLD)
    assert isinstance(entry, Provision)
    assert entry.ahead
    review = entry.model_copy(update={"ahead": entry.ahead.model_copy(update={"proposed": True})})
    page = page_of(dataclasses.replace(tiny, entries={**tiny.entries, HOLD: review}), HOLD)
    assert first(page, ".ahead h2").text() == "What may change"


def test_which_text_we_read_is_told_with_how_sure_we_are_and_its_day_at_the_top(tiny: Library) -> None:
    read = "We read the text as it stood on 3 May 1999. It has changed since."
    entry = tiny.get(HOLD).model_copy(update={"cautions": ("Knock first.", read)})
    page = page_of(dataclasses.replace(tiny, entries={**tiny.entries, HOLD: entry}), HOLD)
    assert first(page, ".eyebrow .chip").text() == "Not all confirmed, law as at 3 May 1999, checked 2 January 2026"
    assert read in first(page, "#how-sure").text()
    assert "Knock first." in first(page, ".body").text()
    assert read not in first(page, ".body").text()


def test_what_is_only_known_says_so(tiny: Library) -> None:
    marked = [line.text() for line in page_of(tiny, HOLD).css("li") if "not confirmed" in line.text()]
    assert [text.partition(".")[0] for text in marked] == [
        "The harbour may hold it for two",
        "To ask for the lamp back",
    ]


def test_a_mark_on_a_right_alone_is_explained_and_counts_in_how_sure_we_are(tiny: Library) -> None:
    entry = tiny.get(HOLD)
    assert isinstance(entry, Provision)
    sure = tuple(part.model_copy(update={"confidence": "confirmed"}) for part in entry.statements)
    entry = entry.model_copy(update={"confidence": "confirmed", "statements": sure})
    for rights, explained in ((entry.rights, True), ((), False)):
        held = entry.model_copy(update={"rights": rights})
        page = page_of(dataclasses.replace(tiny, entries={**tiny.entries, HOLD: held}), HOLD)
        assert ("Points marked “not confirmed”" in page.text()) is explained
        assert ("What it says is confirmed." in first(page, "#how-sure").text()) is explained


@pytest.mark.parametrize("where", ["summary", "cautions", "ahead"])
def test_an_abbreviation_is_explained_wherever_a_page_of_law_first_has_it(where: str, tiny: Library) -> None:
    entry = tiny.get(HOLD)
    assert isinstance(entry, Provision)
    ahead = entry.ahead.model_copy(update={"text": "A WK would ask."}) if entry.ahead else None
    fields = {"summary": "A WK asks.", "cautions": ("A WK asks.",), "ahead": ahead}
    plain = {"summary": "One night.", "in_brief": (), "statements": entry.statements[1:]}
    held = entry.model_copy(update={**plain, where: fields[where]})
    page = page_of(dataclasses.replace(tiny, entries={**tiny.entries, HOLD: held}), HOLD)
    assert "WK" in [term.text() for term in page.css(".term > [role=button]")]


def test_an_abbreviation_is_explained_on_a_page_that_its_term_refers_to(tiny: Library) -> None:
    term, held = tiny.get("term/wick"), tiny.get(HOLD)
    entries = {**tiny.entries, "term/wick": term.model_copy(update={"see": (HOLD,)})}
    for title, explained in (("The WK's duty", True), ("The wick keeper's duty", False)):
        entries[HOLD] = held.model_copy(update={"title": title, "provision": "whole Act", "summary": "A WK asks."})
        library = dataclasses.replace(tiny, entries=entries, links=links.link_entries(entries))
        assert bool(page_of(library, HOLD).css("#means-wick")) is explained


def test_what_is_ahead_stands_apart_with_its_source_and_the_day_somebody_looked(tiny: Library) -> None:
    ahead = first(page_of(tiny, HOLD), ".ahead")
    assert [line.text() for line in ahead.css("h2 + ul li")] == [
        "Lamp Act 2001: three nights.", "Letters by bell.", "No start date seen.",
    ]  # fmt: skip
    assert "Last checked 2 January 2026." in ahead.text()
    assert ahead.css("li")[-1].text() == "The Harbour Book, page 50"


def test_law_that_is_not_in_force_never_reads_as_current(tiny: Library) -> None:
    html = page_of(tiny, ORDER).html or ""
    assert "Not yet in force" in html
    assert "What it would say" in html
    assert "What it says" not in html


def test_each_of_two_nations_leads_to_the_other(tiny: Library) -> None:
    for ref, other in ((HOLD, ORDER), (ORDER, HOLD)):
        found = page(tiny, ref, SITE).extra
        assert [item.label for item in found.elsewhere] == [tiny.get(other).label]
    shown = page_of(tiny, ORDER)
    assert not [link for link in shown.css(".columns a") if "Holding a" in link.text()]


def test_a_number_stands_before_the_title_where_practitioners_say_it(tiny: Library) -> None:
    hold = tiny.get(HOLD)
    assert isinstance(hold, Provision)
    assert hold.label == "Sections 2 and 3(1): Holding a <lamp>"
    for provision, label in (
        ("Part 5, section 36", "Section 36: Holding a <lamp>"),
        ("schedule A1", "Schedule A1: Holding a <lamp>"),
        ("whole Act", "Holding a <lamp>"),
        ("regulations 3 to 12", "Holding a <lamp>"),
    ):
        assert hold.model_copy(update={"provision": provision}).label == label


def test_sections_stand_as_in_their_act(tiny: Library) -> None:
    hold = tiny.get(HOLD)
    wanted = ["section 2", "sections 12 and 12A", "section 12A", "section 117", "section 117(3) to (5)"]
    made = [hold.model_copy(update={"provision": provision}) for provision in reversed(wanted)]
    made.sort(key=lambda entry: entry.order)
    assert [getattr(entry, "provision", "") for entry in made] == wanted


def test_a_table_has_a_row_for_each_power_by_nation(tiny: Library) -> None:
    table = comparison(tiny, "powers-to-detain")
    assert table.columns == ("Who decides", "Who must agree", "How long", "Can it be renewed?", "How to challenge it")
    assert [(nation, [row.name for row in rows]) for nation, rows in table.nations] == [
        ("Wales", ["Hold by the keeper", "Hold by the harbour"]),
        ("Scotland", ["Lamps held in Scotland"]),
    ]
    keeper = table.nations[0][1][0]
    assert keeper.answers == ("A wick keeper.", "The Lamp Guild.", "One night.", "", "By a letter to the guild.")
    assert table.nations[1][1][0].force == "not yet in force"


def test_a_table_that_nobody_made_names_the_nearest(tiny: Library) -> None:
    with pytest.raises(LookupError, match=r'no table compares "carer"\. Did you mean "carers"'):
        comparison(tiny, "carer")
    with pytest.raises(LookupError, match='no provision is in the table "carers"'):
        comparison(tiny, "carers")


def test_every_table_has_the_page_that_provisions_lead_to(tiny: Library) -> None:
    hold = tiny.get(HOLD)
    assert isinstance(hold, Provision)
    assert [shape.path for shape in comparison_tables(hold)] == ["law/compare-powers-to-detain.html"]
    for name, shape in TABLES.items():
        text = (PROJECT / "docs" / shape.path.replace(".html", ".md")).read_text("utf-8")
        assert f'{{{{ comparison("{name}") }}}}' in text


def test_each_answer_names_its_column_where_the_head_is_hidden(tiny: Library) -> None:
    html = LexborHTMLParser(
        render.fragment("comparison", "law/x.html", comparison=comparison(tiny, "powers-to-detain"))
    )
    labels = [cell.attributes["data-label"] for cell in html.css("tbody tr:nth-child(2) td")][:5]
    assert labels == ["Who decides", "Who must agree", "How long", "Can it be renewed?", "How to challenge it"]


def shown_table(table: Comparison) -> LexborHTMLParser:
    return LexborHTMLParser(render.fragment("comparison", "law/x.html", comparison=table))


def test_an_empty_answer_is_a_dash_that_is_explained_once_beforehand(tiny: Library) -> None:
    table = comparison(tiny, "powers-to-detain")
    page = shown_table(table)
    empty = sum(not answer for _, rows in table.nations for row in rows for answer in row.answers)
    assert [cell.text() for cell in page.css("td.gap")] == ["–"] * empty
    assert len([line for line in page.css("p") if "A dash means" in line.text()]) == 1
    whole = page.html or ""
    assert whole.index("A dash means") < whole.index("<table")


def test_nations_with_one_row_each_share_a_table_so_that_they_can_be_read_across(tiny: Library) -> None:
    table = comparison(tiny, "powers-to-detain")
    single = dataclasses.replace(table, nations=tuple((nation, rows[:1]) for nation, rows in table.nations))
    assert (len(shown_table(table).css("table")), len(shown_table(single).css("table"))) == (2, 1)
    heads = [head.text() for head in shown_table(single).css("th[scope=row]")]
    assert [head.partition(":")[0] for head in heads] == ["Wales", "Scotland"]
    assert [row.attributes["data-nations"] for row in shown_table(single).css("tbody.by-nation tr")] == [
        "Wales",
        "Scotland",
    ]


@pytest.mark.parametrize(
    ("nation", "told"), [("Scotland", "For Scotland, see"), ("England", "See all law for England")]
)
def test_a_page_of_another_nation_says_where_to_go(nation: str, told: str, tiny: Library) -> None:
    (said,) = page_of(tiny, HOLD).css(f'.not-yours [data-name="{nation}"]')
    assert said.text().strip().startswith(told)
    assert said.css("a")


def test_law_has_a_heading_for_each_nation_and_each_act_with_several_entries(tiny: Library) -> None:
    groups = lists.law(tiny)
    several = dataclasses.replace(groups[0], name="several", items=groups[0].items * 2)
    shown = render.fragment("law", "law/index.html", groups=(several, *groups), events="", line=lists.timeline(tiny))
    page = LexborHTMLParser(shown)
    assert [head.text() for head in page.css("h2")] == ["Wales", "Scotland", "Timeline of law and policy"]
    assert [head.text() for head in page.css("h3")] == ["Lamp Act 1960", "Other law and guidance"]
    assert [row.css_first(".fact").text() for row in page.css("li[id]")] == [  # type: ignore[union-attr]
        "Lamp Act 1960",
        "Lamps (Scotland) Order 1970, not yet in force",
    ]
    ids = {node.attributes["id"] for node in page.css("[id]")}
    assert {(link.attributes["href"] or "")[1:] for link in page.css(".go-to a")} <= ids
    assert {group.name for group in groups} <= ids


def test_the_law_is_listed_by_nation_and_act(tiny: Library) -> None:
    found = lists.law(tiny)
    assert [group.heading for group in found] == ["Wales: Lamp Act 1960", "Scotland: Lamps (Scotland) Order 1970"]
    assert [item.fact for group in found for item in group.items] == ["", "not yet in force"]


def test_two_nations_together_come_before_one_and_all_four_last(tiny: Library) -> None:
    hold = tiny.get(HOLD)
    nations = {
        "provision/a": ("England", "Wales", "Scotland", "Northern Ireland"),
        "provision/b": ("Wales",),
        "provision/c": ("England",),
        "provision/d": ("England", "Wales"),
    }
    entries = {ref: hold.model_copy(update={"key": ref[-1], "nations": held}) for ref, held in nations.items()}
    made = dataclasses.replace(tiny, entries={**tiny.entries, **entries})
    headings = [group.heading.partition(":")[0] for group in lists.groups(made, "provision", "nation")]
    assert headings == ["England and Wales", "England", "Wales", "Scotland", "All four nations"]


def test_long_texts_are_cut_where_a_sentence_ends() -> None:
    text = "One two three. Four five; six seven. Eight."
    assert paragraphs(text, 3) == ["One two three.", "Four five;", "six seven. Eight."]
    assert paragraphs(text) == [text]
    assert words.split_changes("Act: one; two (a; b). No date.") == ["Act: one.", "Two (a; b).", "No date."]
