from __future__ import annotations

import csv
import dataclasses
import io

from selectolax.lexbor import LexborHTMLParser

from almanac.content.kinds.event import Event
from almanac.content.kinds.figure import Figure
from almanac.content.model import Library
from almanac.exports.figures_csv import figure_csv
from almanac.site import charts, lists, render
from tests.rendering import entry_page


def figure(tiny: Library, key: str) -> Figure:
    found = tiny.entries[f"figure/{key}"]
    assert isinstance(found, Figure)
    return found


def test_parts_are_drawn_against_their_sum_and_others_against_the_largest(tiny: Library) -> None:
    lit = figure(tiny, "lamps-lit")
    assert [(bar.shown, bar.width) for bar in charts.bars(lit)] == [("1,234.5", "77.16"), ("365.5", "22.84")]
    alone = lit.model_copy(update={"chart": "bars"})
    assert [bar.width for bar in charts.bars(alone)] == ["100.00", "29.61"]


def test_a_caption_keeps_capitals_and_gives_a_year_unless_each_bar_has_its_own(tiny: Library) -> None:
    lit = figure(tiny, "lamps-lit").model_copy(update={"unit": "lamps of the LK", "year": "2019"})
    labels = ("2018", "March 2019")
    values = tuple(value.model_copy(update={"label": label}) for value, label in zip(lit.values, labels, strict=True))
    over_time = lit.model_copy(update={"values": values})
    for entry, caption in ((lit, "Lamps of the LK, 2019."), (over_time, "Lamps of the LK.")):
        library = dataclasses.replace(tiny, entries={**tiny.entries, "figure/lamps-lit": entry})
        assert f">{caption}<" in entry_page(library, "figure/lamps-lit")["body"]


def test_doubtful_figures_stand_last(tiny: Library) -> None:
    assert [entry.key for entry, *_ in lists.figures(tiny)] == ["lamps-lit", "lamps-doubtful"]


def test_the_list_of_figures_gives_the_date_population_and_source_of_each(tiny: Library) -> None:
    shown = LexborHTMLParser(render.fragment("figures", "workforce/index.html", figures=lists.figures(tiny)))
    dates = [row.text().split()[-1] for row in shown.css(".on-page li:not(:last-child)")]
    assert dates == ["1999"]
    said = shown.css("#lamps-lit ~ .small")[0]
    words = "Population. Twelve harbours. Year. 1999. Source. The Harbour Book, page 41. Checked 2 January 2026."
    assert words in " ".join(said.text().split())
    assert said.css("a")[0].attributes["href"] == "../sources/harbour-book.html"


def test_a_doubtful_figure_says_why_it_does_not_add_up(tiny: Library) -> None:
    said = {
        key: "<h2>Why it does not add up</h2>" in entry_page(tiny, f"figure/{key}")["body"]
        for key in ("lamps-lit", "lamps-doubtful")
    }
    assert said == {"lamps-lit": False, "lamps-doubtful": True}


def test_a_table_can_be_read_back(tiny: Library) -> None:
    rows = list(csv.DictReader(io.StringIO(figure_csv(figure(tiny, "lamps-lit")))))
    assert [(row["what"], row["value"], row["note"]) for row in rows] == [
        ("Lit", "1234.5", "Some only half the night"),
        ("Not lit", "365.5", ""),
    ]


def test_events_are_marks_in_the_order_of_time(tiny: Library) -> None:
    line = lists.timeline(tiny)
    assert [(mark.lane, mark.year, mark.radius) for mark in line.marks] == [(0, 1901, "4.0"), (0, 1960, "4.0")]
    assert 4 <= float(line.marks[0].x) < float(line.marks[1].x) <= 96
    assert [year for year, _ in line.ticks] == [1900, 1920, 1940, 1960]


def test_events_of_a_theme_and_year_share_a_mark_that_is_larger_and_no_link(tiny: Library) -> None:
    events = [entry for _, entry in tiny.all_of(Event)]
    alike = [event.model_copy(update={"date": "1960", "theme": "law"}) for event in events]
    line = charts.timeline([*alike, alike[0].model_copy(update={"theme": "policy"})])
    assert [(mark.lane, len(mark.names)) for mark in line.marks] == [(0, len(events)), (1, 1)]
    assert float(line.marks[0].radius) > float(line.marks[1].radius)
    picture = LexborHTMLParser(render.fragment("timeline", "law/index.html", line=line))
    assert not picture.css("a")
    assert f"{line.count} events" in picture.text()
