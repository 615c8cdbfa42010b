"""Rules against impossible numbers in texts and figures, and on notices published after a study."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from almanac.content.checks import Rule, amounts, figures, studies
from almanac.content.kinds.figure import Value
from almanac.content.kinds.notice import Notice
from almanac.content.model import Library
from tests.conftest import with_changes

TAMM, ROLE, LIT = "abstract/tamm-1999", "role/a", "figure/lamps-lit"


def words_of(rule: Rule, library: Library) -> list[str]:
    return [one.word for one in rule(library)]


def asked(library: Library, **parts: Any) -> Library:
    summary = library.get(TAMM).summary.model_copy(update=parts)  # type: ignore[attr-defined]
    return with_changes(library, TAMM, summary=summary)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Men (519%) and keepers of oil lamps answered.", "519%"),
        ("In all 120 per cent of keepers slept.", "120 per cent"),
        ("The response was 187.5%. Costs have grown since.", "187.5%"),
        ("Lamps rose from 571 to 1,243, up 118%.", ""),
        ("Harbours were at 110% of their capacity.", ""),
        ("All of them (100%) slept, and 51.9% snored.", ""),
        ("Keepers were paid 150% of the usual wage.", ""),
        ("A keeper said ‘I give 110%’.", ""),
        ("Among keepers the risk was 140% higher.", ""),
    ],
)
def test_no_share_is_above_the_whole(text: str, word: str, tiny: Library) -> None:
    assert words_of(amounts.no_share_is_above_the_whole, asked(tiny, limits=text)) == ([word] if word else [])


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("In the end 221 of 129 keepers had stopped.", "221 of 129"),
        ("Lamps were lit in 45 out of 12 harbours.", "45 out of 12"),
        ("It was seen by 1,200 of the 120.", "1,200 of the 120"),
        ("In the end 21 of 129 keepers had stopped; 12 of the 12 slept.", ""),
        ("In 2015 of 129 keepers 12 slept.", ""),
        ("See section 21 of 3 Acts, and page 300 of 12 pages.", ""),
        ("They asked 300 of 40 harbours' keepers.", ""),
        ("Lamps were lit by 45 of 16- to 25-year-olds.", ""),
        ("It was on the 31 of 12 December.", ""),
        ("The mean was 9.75 of 7.5.", ""),
        ("It cost £300 of 200.", ""),
    ],
)
def test_no_part_is_greater_than_its_whole(text: str, word: str, tiny: Library) -> None:
    found = words_of(amounts.no_part_is_greater_than_its_whole, with_changes(tiny, ROLE, summary=text))
    assert found == ([word] if word else [])


@pytest.mark.parametrize(
    ("hours", "word"),
    [
        ("Monday to Friday, 9.30pm to 3pm", "9.30pm to 3pm"),
        ("11am-10am", "11am-10am"),
        ("9.30am to 3pm", ""),
        ("6pm to 2am", ""),
        ("12pm to 5pm, and 12.30am until 4am", ""),
        ("Friday 6pm to 5pm on Sunday", ""),
        ("Friday 6pm to Monday 5pm", ""),
        ("9am to 9am", ""),
    ],
)
def test_hours_do_not_run_back(hours: str, word: str, tiny: Library) -> None:
    found = words_of(amounts.no_hours_run_back, with_changes(tiny, "urgent-help/harbour-bell", hours=hours))
    assert found == ([word] if word else [])


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("A survey in late 2015 asked twelve keepers.", "2015"),
        ("Records from 1995 to 2009 were read.", "2009"),
        ("A survey in late 1999 asked twelve keepers.", ""),
        ("They will ask again in 2005.", ""),
        ("Letters were sent to 2001 people.", ""),
        ("They read 2005 letters.", ""),
        ("They asked about ‘the lamp in 2019’.", ""),
    ],
)
def test_no_study_was_done_after_it_was_published(text: str, year: str, tiny: Library) -> None:
    rule = amounts.no_study_was_done_after_it_was_published
    assert words_of(rule, asked(tiny, did=text)) == ([year] if year else [])
    assert words_of(rule, with_changes(tiny, TAMM, setting=text)) == ([year] if year else [])
    assert words_of(rule, asked(tiny, applies=text, limits=text)) == []  # may describe what has changed since
    assert words_of(rule, with_changes(asked(tiny, did=text), TAMM, year=None, undated=True)) == []


@pytest.mark.parametrize(
    ("sample", "size", "word"),
    [
        ("574,747 births", 547747, "574,747"),
        ("132 keepers", 123, "132"),
        ("123 keepers and 312 lamps", 123, ""),
        ("12 keepers and 9 others", 21, ""),
        ("130 keepers", 123, "130"),
        ("123 of 130 keepers", 123, ""),
        ("Ten keepers and 130 lamps", 140, ""),
    ],
)
def test_a_sample_has_the_size_that_is_given(sample: str, size: int, word: str, tiny: Library) -> None:
    library = with_changes(tiny, TAMM, sample=sample, sample_size=size)
    assert words_of(amounts.samples_have_the_size_that_is_given, library) == ([word] if word else [])


@pytest.mark.parametrize(
    ("value", "unit", "summary", "told"),
    [
        ("0.966", "per cent", "Nearly all of them answered: 96.6%.", True),
        ("0.5", "% of keepers", "Half of them (50%) slept.", True),
        ("0.5", "per cent", "Of 50 keepers hardly one slept (0.5%).", False),
        ("0.966", "lamps for each keeper", "There were 96.6 lamps.", False),
        ("96.6", "per cent", "Nearly all of them answered: 96.6%.", False),
    ],
)
def test_a_share_is_given_in_per_cent(value: str, unit: str, summary: str, *, told: bool, tiny: Library) -> None:
    library = with_changes(tiny, LIT, values=(Value(label="Lit", value=Decimal(value)),), unit=unit, summary=summary)
    assert [one.field for one in figures.shares_are_in_per_cent(library)] == ([("values", 0, "value")] if told else [])


@pytest.mark.parametrize(("date", "told"), [("1996-03", True), ("1998-12", False), ("2001", False)])
def test_a_notice_follows_its_study(date: str, *, told: bool, tiny: Library) -> None:
    library = with_changes(tiny, TAMM, notices=(Notice(status="corrected", date=date, doi="10.9999/other"),))
    assert [one.field for one in studies.notices_follow_their_study(library)] == (
        [("notices", 0, "date")] if told else []
    )
    assert list(studies.notices_are_not_the_study(library)) == []


@pytest.mark.parametrize(
    ("caution", "told"),
    [
        ("This article was retracted by its publisher in 2021.", True),
        ("It has since been retracted.", True),
        ("The paper was later withdrawn by its authors.", True),
        ("One of the studies that it rests on was retracted.", False),
        ("It has not been retracted, but doubts were raised.", False),
        ("Keepers were withdrawn from the island.", False),
        ("It was withdrawn by the harbour from its shelves.", False),
    ],
)
def test_a_retraction_is_a_notice(caution: str, *, told: bool, tiny: Library) -> None:
    library = with_changes(tiny, TAMM, cautions=(caution,))
    assert [one.field for one in studies.retractions_are_notices(library)] == ([("cautions", 0)] if told else [])
    noticed = with_changes(library, TAMM, notices=(Notice(status="retracted", date="2021"),))
    assert list(studies.retractions_are_notices(noticed)) == []


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"type": "report"}, True),
        ({"type": "thesis", "container": None}, True),
        ({"type": "webpage", "volume": None}, True),
        ({"type": "report", "volume": None, "container": None}, False),  # reports in a series may have issue numbers
        ({"type": "report", "issue": None}, False),
        ({"type": "chapter", "volume": None}, False),
        ({"type": "article-magazine"}, False),
    ],
)
def test_an_issue_is_of_a_journal(fields: dict[str, Any], *, told: bool, tiny: Library) -> None:
    found = list(studies.issues_are_of_journals(with_changes(tiny, TAMM, **fields)))
    assert [one.field for one in found] == ([("type",)] if told else [])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The ratio was 1.77, 95% confidence interval 0.64 to 0.92.", True),
        ("It fell (-16.3, 95% confidence interval -12.0 to -0.6).", True),
        ("The ratio was 0.5 (95% confidence interval: 0.64 to 0.92).", True),
        ("The ratio was 0.77, 95% confidence interval 0.64 to 0.92.", False),
        ("The ratio was 0.64, 99% credible interval 0.64 to 0.92.", False),
        ("In 2020, 95% of keepers slept for 6 to 9 hours.", False),
    ],
)
def test_an_estimate_lies_within_its_interval(text: str, *, told: bool, tiny: Library) -> None:
    assert bool(words_of(amounts.estimates_lie_within_their_interval, asked(tiny, limits=text))) == told


def test_a_share_is_above_the_whole_in_no_kind_of_entry(tiny: Library) -> None:
    library = with_changes(tiny, ROLE, summary="Of keepers 950% sleep.")
    assert words_of(amounts.no_share_is_above_the_whole, library) == ["950%"]


@pytest.mark.parametrize(
    ("unit", "value", "title", "told"),
    [
        ("per cent", "680", "Lamps lit", True),
        ("per cent", "100.1", "Lamps lit", True),
        ("per cent", "100", "Lamps lit", False),
        ("per cent", "680", "How much lamps have increased", False),
        ("lamps", "680", "Lamps lit", False),
    ],
)
def test_no_value_of_a_figure_is_above_the_whole(
    unit: str, value: str, title: str, *, told: bool, tiny: Library
) -> None:
    library = with_changes(tiny, LIT, unit=unit, title=title, values=(Value(label="Lit", value=Decimal(value)),))
    found = [one.field for one in figures.no_value_is_above_the_whole(library)]
    assert found == ([("values", 0, "value")] if told else [])


def test_a_part_of_a_summary_is_a_sentence(tiny: Library) -> None:
    told = [one.field for one in studies.parts_of_summaries_are_sentences(asked(tiny, means="Useful.", limits=""))]
    assert told == [("summary", "means")]
    assert not list(studies.parts_of_summaries_are_sentences(tiny))
