"""Rules on the dates within one entry: its state, its note, and what lies ahead."""

from __future__ import annotations

import datetime as dt

import pytest

from almanac.content.checks import days
from almanac.content.kinds import datechecks
from almanac.content.kinds.provision import Ahead
from almanac.content.kinds.term import SupersededBy
from almanac.content.model import Library
from almanac.content.problem import FieldPath
from tests.conftest import with_changes

GUILD, WICK, ACT, ROLE = "organisation/lamp-guild", "term/wick", "provision/lamp-act-1960-2", "role/a"
SINCE: FieldPath = ("status", "since")


@pytest.mark.parametrize(
    ("state", "since", "seen", "told"),
    [
        ("active", "2019-12-02", "2018-07", True),
        ("renamed", "2019", "2018-07-01", True),
        ("active", "2019-12-02", "2019", False),
        ("active", "2019", "2019-07", False),
        ("closed", "2019-12", "2018", False),  # a page may tell of a closure to come
        ("active", None, "2018", False),
    ],
)
def test_no_organisation_is_seen_before_its_state(
    state: str, since: str | None, seen: str, *, told: bool, tiny: Library
) -> None:
    status = tiny.get(GUILD).status.model_copy(update={"state": state, "since": since, "seen": seen})  # type: ignore[attr-defined]
    found = list(days.no_organisation_was_seen_before_its_state_began(with_changes(tiny, GUILD, status=status)))
    assert [one.field for one in found] == ([("status", "seen")] if told else [])


@pytest.mark.parametrize(
    ("since", "note", "told"),
    [
        ("2016-03-31", "Closed on 31 March 2015.", True),
        ("2008-01", "Renamed in January 2018.", True),
        ("2019-02-12", "Took over from the Guild on 2 December 2019.", True),
        ("2019-12-02", "Took over from the Guild on 2 December 2019.", False),
        ("2019-12", "Took over from the Guild on 2 December 2019.", False),
        ("2011", "Began in 1983, and took its present name in 2011.", False),
        ("2013", "In 2010, when the book was written, its name was longer.", False),
        ("2013", "Its name was once longer.", False),
    ],
)
def test_a_change_has_the_date_of_its_note(since: str, note: str, *, told: bool, tiny: Library) -> None:
    status = tiny.get(GUILD).status.model_copy(update={"since": since, "note": note})  # type: ignore[attr-defined]
    found = list(days.dates_of_changes_are_those_of_their_notes(with_changes(tiny, GUILD, status=status)))
    assert [one.field for one in found] == ([SINCE] if told else [])


@pytest.mark.parametrize(
    ("since", "held", "replaced", "told"),
    [
        ("2018-11", ("Wales",), ("Wales",), ("superseded_by", "since")),
        ("2008-11", ("Wales",), ("Scotland",), ("superseded_by", "nations")),
        ("2008-11", ("Wales", "Scotland"), ("Scotland",), ()),
        ("2008-11", ("UK",), ("Scotland",), ()),
        ("2008-11", (), ("Scotland",), ()),
    ],
)
def test_a_term_is_replaced_when_and_where_it_was_used(
    since: str, held: tuple[str, ...], replaced: tuple[str, ...], told: FieldPath, tiny: Library
) -> None:
    note = "In November 2008 the snuffer replaced it."
    by = SupersededBy.model_validate({"since": since, "nations": replaced, "note": note})
    library = with_changes(tiny, WICK, superseded_by=by, nations=held)
    rules = (days.dates_of_changes_are_those_of_their_notes, days.terms_are_replaced_in_their_nations)
    found = [one.field for rule in rules for one in rule(library) if one.ref == WICK]
    assert found == ([told] if told else [])


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("It will close on 31 March 2025.", "will close on 31 March 2025"),
        ("The lamp is due to be lit in June 2025.", "is due to be lit in June 2025"),
        ("It will close on 31 March 2027.", ""),
        ("It will close in 2026.", ""),
        ("It closed on 31 March 2025, and will not open.", ""),
        ("They said ‘it will close in 2025’.", ""),
    ],
)
def test_nothing_is_to_happen_on_a_day_past(text: str, word: str, tiny: Library) -> None:
    library = with_changes(tiny, ROLE, summary=text, checked=dt.date(2026, 1, 2))
    assert [one.word for one in days.nothing_is_to_happen_on_a_day_past(library)] == ([word] if word else [])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The Lamp Act ended the use of wicks on 1 October 2025.", True),
        ("Section 4 came into force on 1 May 2025.", True),
        ("Section 4 came into force on 1 May 2026.", False),
        ("It would end the use of wicks. No start date in the text of 9 April 2025.", False),
        ("The 2022 review proposed new words.", False),
    ],
)
def test_what_is_ahead_has_not_begun(text: str, *, told: bool, tiny: Library) -> None:
    ahead = Ahead.model_construct(proposed=False, text=text, sources=(), looked=dt.date(2026, 1, 2))
    found = [one for one in days.changes_ahead_have_not_begun(with_changes(tiny, ACT, ahead=ahead)) if one.ref == ACT]
    assert [one.field for one in found] == ([("ahead", "text")] if told else [])


@pytest.mark.parametrize(
    ("text", "both"),
    [
        ("12/02/2019", "Write 2019-02-12 or 2019-12-02, whichever is meant."),
        ("3.4.2019", "Write 2019-04-03 or 2019-03-04, whichever is meant."),
        ("21/02/2019", ""),
        ("02/21/2019", ""),
        ("02/02/2019", ""),
        ("02/2019", ""),
        ("0/2/2019", ""),
    ],
)
def test_a_date_in_figures_may_be_two_days(text: str, both: str) -> None:
    assert datechecks.two_days(text) == both
