"""Rules and advice of ``almanac check`` that the mistakes in data/broken do not cover."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import pytest

from almanac.content import checks, verified
from almanac.content.checks import contacts, duplicates, entries, law, names, nations, situations, studies
from almanac.content.kinds.abstract import Abstract, Author
from almanac.content.kinds.organisation import CharityNumber
from almanac.content.kinds.situation import Situation
from almanac.content.model import Library
from almanac.editing import replaced
from tests.conftest import with_changes

TAMM = "abstract/tamm-1999"


def test_the_invented_world_breaks_no_rule(tiny: Library) -> None:
    assert list(checks.run(tiny)) == []
    assert len(checks.RULES) > 10
    assert all(rule.__doc__ for rule in (*checks.RULES, *checks.ADVICE))


@pytest.mark.parametrize(("count", "told"), [(70, True), (75, False), (190, False), (215, True)])
def test_a_summary_has_90_to_220_words(count: int, *, told: bool, tiny: Library) -> None:
    study = tiny.get(TAMM)
    assert isinstance(study, Abstract)
    assert study.summary is not None
    others = studies.FEWEST_WORDS - 75
    summary = study.summary.model_copy(
        update={
            "asked": "word " * others,
            "did": "word " * count,
            "found": (),
            "limits": None,
            "means": "",
            "applies": None,
        }
    )
    found = list(studies.summaries_are_short(with_changes(tiny, TAMM, summary=summary)))
    assert [one.message for one in found] == (
        [f"the summary has {count + others} words. Write 90 to 220 in all."] if told else []
    )


def test_nobody_checks_on_a_day_to_come(tiny: Library) -> None:
    today = dataclasses.replace(with_changes(tiny, TAMM, checked=dt.date(2062, 1, 2)), today=dt.date(2026, 1, 2))
    assert [one.ref for one in entries.no_date_of_a_check_is_in_the_future(today)] == [TAMM]
    tomorrow = dataclasses.replace(with_changes(tiny, TAMM, checked=dt.date(2026, 1, 3)), today=dt.date(2026, 1, 2))
    assert list(entries.no_date_of_a_check_is_in_the_future(tomorrow)) == []


def test_names_that_stand_both_ways_round_are_told(tiny: Library) -> None:
    study = tiny.get(TAMM)
    assert isinstance(study, Abstract)
    right, wrong = Author(family="Abbott", given="Simon"), Author(family="Simon", given="Abbott")
    several = {f"abstract/a{number}": study.model_copy(update={"authors": (right,)}) for number in range(2)}
    several["abstract/b"] = study.model_copy(update={"authors": (wrong,)})
    found = list(names.names_stand_the_same_way_round(dataclasses.replace(tiny, entries=several)))
    assert [one.ref for one in found] == ["abstract/b"]


@pytest.mark.parametrize(
    ("one", "other"),
    [("Light: a Study", "light — a study"), ("Élan & wick", "Elan wick"), ("Do keepers sleep?", "Do keepers sleep")],
)
def test_a_title_is_the_same_however_it_is_written(one: str, other: str) -> None:
    assert duplicates.normalised_title(one) == duplicates.normalised_title(other)


@pytest.mark.parametrize(
    ("doi", "author", "same"),
    [("10.9999/other.1", "Other", False), ("10.9999/other.1", "Tamm", True), (None, "Other", True)],
)
def test_two_editorials_may_be_called_alike(doi: str | None, author: str, *, same: bool, tiny: Library) -> None:
    study = tiny.get(TAMM)
    assert isinstance(study, Abstract)
    first = study.model_copy(update={"doi": "10.9999/first.1", "authors": (Author(family="Tamm", given="Ida"),)})
    second = study.model_copy(update={"doi": doi, "authors": (Author(family=author, given="Ida"),)})
    entries_of_both = {TAMM: first, "abstract/zz": second}
    places = dict.fromkeys(entries_of_both, tiny.places[TAMM])
    found = list(duplicates.a_study_is_given_once(dataclasses.replace(tiny, entries=entries_of_both, places=places)))
    assert [one.ref for one in found] == (["abstract/zz"] if same else [])


def test_of_two_studies_with_one_text_the_later_is_taken_for_the_copy(tiny: Library) -> None:
    study = tiny.get(TAMM)
    assert isinstance(study, Abstract)
    assert study.summary
    summary = study.summary.model_copy(
        update={"did": "A questionnaire went to the twelve keepers of the island, by boat."}
    )
    original = study.model_copy(update={"summary": summary})
    copy = original.model_copy(update={"year": 2000})
    entries = {"abstract/aa": copy, TAMM: original}
    places = dict.fromkeys(entries, tiny.places[TAMM])
    changed = dataclasses.replace(tiny, entries=entries, places=places)
    assert [one.ref for one in duplicates.studies_have_summaries_of_their_own(changed)] == ["abstract/aa"]


def test_a_replaced_word_says_what_holds_now(tiny: Library) -> None:
    assert list(replaced.advice(tiny)) == []
    silent = with_changes(tiny, "role/a", summary="A snuffer puts lamps out.", topics=())
    found = list(replaced.advice(silent))
    assert [(one.ref, one.word, one.code) for one in found] == [("role/a", "snuffer", "A12")]
    said = with_changes(tiny, "role/a", summary="A snuffer, now a wick keeper, puts lamps out.", topics=())
    assert list(replaced.advice(said)) == []


def test_a_replaced_word_that_many_use_is_told_once(tiny: Library) -> None:
    text = "A snuffer puts lamps out."
    many = with_changes(tiny, "role/a", summary=text, topics=())
    role = many.entries["role/a"]
    copies = {f"role/{key}": role.model_copy(update={"key": key}) for key in "bcd"}
    places = dict.fromkeys(copies, many.places["role/a"])
    more = dataclasses.replace(many, entries={**many.entries, **copies}, places={**many.places, **places})
    assert [(one.ref, one.field) for one in replaced.advice(more)] == [("term/snuffer", ("superseded_by",))]


def test_the_record_of_what_was_verified_knows_a_change(tiny: Library) -> None:
    record = verified.updated(tiny, {})
    assert set(record["tamm-1999"].fields) == {"title", "authors", "year"}
    assert list(verified.changes(tiny, record)) == []
    drifted = with_changes(tiny, TAMM, year=1998)
    (found,) = verified.changes(drifted, record)
    assert (found.field, found.code) == (("year",), "A6")
    assert found.message.startswith('verified on 2 January 2026 as "1999"; found "1998".')


def test_who_looks_again_is_believed_and_recorded(tiny: Library) -> None:
    record = verified.updated(tiny, {})
    again = with_changes(tiny, TAMM, year=1998, checked=dt.date(2026, 2, 3))
    assert list(verified.changes(again, record)) == []
    renewed = verified.updated(again, record)
    assert (renewed["tamm-1999"].fields["year"], renewed["tamm-1999"].day) == ("1998", dt.date(2026, 2, 3))


def test_a_change_that_nobody_looked_at_stays_told_when_the_record_is_written_anew(tiny: Library) -> None:
    record = verified.updated(tiny, {})
    drifted = with_changes(tiny, TAMM, year=1998)
    assert verified.updated(drifted, record) == record


def test_the_record_follows_a_new_key_and_is_read_as_it_was_written(tiny: Library, tmp_path: Any) -> None:
    record = verified.updated(tiny, {})
    (tmp_path / verified.FILE).write_text(verified.serialised(record), "utf-8")
    assert verified.read(tmp_path / verified.FILE) == record
    renamed = with_changes(tiny, TAMM, key="tamm-2000", was=("tamm-1999",), year=1998)
    assert [one.field for one in verified.changes(renamed, record)] == [("year",)]
    (tmp_path / verified.FILE).write_text('{"key": "x"\n', "utf-8")
    with pytest.raises(verified.UnreadableRecordError, match=r"verified\.jsonl:1: this line is not as it was written"):
        verified.read(tmp_path / verified.FILE)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Jounral of Invented Lamps and of their Keepers", True),
        ("Journal of invented lamps and of their keepers", True),
        ("The Journal of Invented Lamps & of their Keepers", False),
        ("Journal of Invented Ships and of their Captains", False),
    ],
)
def test_a_journal_is_called_as_in_other_studies(name: str, *, told: bool, tiny: Library) -> None:
    study = tiny.get(TAMM)
    usual = study.model_copy(update={"container": "Journal of Invented Lamps and of their Keepers"})
    several = {f"abstract/a{number}": usual for number in range(3)}
    several["abstract/b"] = study.model_copy(update={"container": name})
    found = list(studies.journals_are_called_as_elsewhere(dataclasses.replace(tiny, entries=several)))
    assert [one.ref for one in found] == (["abstract/b"] if told else [])


def test_of_two_names_both_ways_round_the_key_tells_which_is_wrong(tiny: Library) -> None:
    study = tiny.get(TAMM)
    right, wrong = Author(family="Simon", given="Abbott"), Author(family="Abbott", given="Simon")
    several = {
        "abstract/simon2020lamp": study.model_copy(update={"key": "simon2020lamp", "authors": (right,)}),
        "abstract/simon2021wick": study.model_copy(update={"key": "simon2021wick", "authors": (wrong,)}),
    }
    found = list(names.names_stand_the_same_way_round(dataclasses.replace(tiny, entries=several)))
    assert [one.ref for one in found] == ["abstract/simon2021wick"]


HARBOUR_HELP, LAMP_OUT = "local-help/harbour-office", "situation/lamp-is-out"


@pytest.mark.parametrize(
    ("row", "law", "told"),
    [
        (("Wales",), ("England",), True),
        (("England",), ("Wales",), True),
        (("Scotland",), ("England", "Wales"), True),
        (("England", "Wales"), ("Wales",), False),
        (("Wales",), ("UK",), False),
        (("Wales",), (), False),
    ],
)
def test_law_is_that_of_the_nations_of_its_row(
    row: tuple[str, ...], law: tuple[str, ...], *, told: bool, tiny: Library
) -> None:
    situation = tiny.get(LAMP_OUT)
    assert isinstance(situation, Situation)
    rows = (situation.law[0].model_copy(update={"nations": row}),)
    library = with_changes(with_changes(tiny, LAMP_OUT, law=rows), "event/lamp-act-1960", nations=law)
    found = list(nations.law_of_a_nation_holds_there(library))
    assert [one.field for one in found] == ([("law", 0, "lines", 0, "events")] if told else [])


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([("Wales",), ("Wales",)], True),
        ([("Wales", "Scotland"), ("Scotland", "Wales")], True),
        ([("Wales",), ("Scotland",), ("Wales",)], True),
        ([("Wales",), ("Scotland",), ("Wales", "Scotland")], False),
    ],
)
def test_no_two_rows_are_about_the_same_nations(rows: list[tuple[str, ...]], *, told: bool, tiny: Library) -> None:
    (row, *_) = tiny.get(LAMP_OUT).law  # type: ignore[attr-defined]
    given = tuple(row.model_copy(update={"nations": here}) for here in rows)
    found = list(nations.no_nations_have_two_rows(with_changes(tiny, LAMP_OUT, law=given)))
    assert [one.field for one in found] == ([("law", len(rows) - 1, "nations")] if told else [])


@pytest.mark.parametrize(
    ("name", "here", "told"),
    [
        ("NHS 111 Wales", ("England",), True),
        ("Mind Cymru", ("Scotland", "Northern Ireland"), True),
        ("Scottish Lamp Line", ("Wales",), True),
        ("Lamps in England and Wales", ("Wales",), False),
        ("Moving lamps to Scotland", ("England", "Wales"), False),
        ("Bell of Scotland", ("UK",), False),
        ("New South Wales Lamps", ("England",), False),
        ("Bell of Scotland", (), False),
    ],
)
def test_a_name_that_names_a_nation_is_about_it(name: str, here: tuple[str, ...], *, told: bool, tiny: Library) -> None:
    named = with_changes(tiny, "urgent-help/harbour-bell", name=name, nations=here)
    found = list(nations.names_and_nations_agree(named))
    assert [one.ref for one in found] == (["urgent-help/harbour-bell"] if told else [])
    finder = tiny.get(HARBOUR_HELP).finders[0].model_copy(update={"name": name, "nations": here})  # type: ignore[attr-defined]
    found = list(nations.names_and_nations_agree(with_changes(tiny, HARBOUR_HELP, finders=(finder,))))
    assert [one.field for one in found] == ([("finders", 0, "nations")] if told else [])
    titled = with_changes(tiny, TAMM, title=name, nations=here)  # a study may compare nations
    assert list(nations.names_and_nations_agree(titled)) == []


PROVISION, EVENT = "provision/lamp-act-1960-2", "event/lamp-act-1960"


@pytest.mark.parametrize(
    ("title", "summary", "told"),
    [
        ("Lamps (not in force)", "Lamps may be held.", True),
        ("Lamps", "Not yet in force: lamps may be held.", True),
        ("Lamps, never brought into force", "Lamps may be held.", True),
        ("Lamps", "It replaced an Act that never came into force.", False),
        ("Lamps (not in force in Scotland)", "Not in force in Scotland, where lamps may not be held.", False),
    ],
)
def test_what_is_in_force_is_not_said_to_be_ahead(title: str, summary: str, *, told: bool, tiny: Library) -> None:
    for ref in (PROVISION, EVENT):
        said = with_changes(tiny, ref, title=title, summary=summary, force="in force")
        assert [one.field for one in law.force_agrees_with_text(said)] == ([("force",)] if told else [])
        ahead = with_changes(tiny, ref, title=title, summary=summary, force="partly in force")
        assert list(law.force_agrees_with_text(ahead)) == []


def test_the_position_today_of_what_is_in_force_is_not_that_it_is_ahead(tiny: Library) -> None:
    never = with_changes(tiny, EVENT, force="in force", today="Not yet brought into force: ask the harbour.")
    (found,) = law.force_agrees_with_text(never)
    assert found.message == (
        'the text under today says "Not yet brought into force", but "force" says that it is in force. '
        'Correct the text, or write "not yet in force" or "partly in force" there.'
    )


@pytest.mark.parametrize(
    ("title", "summary", "told"),
    [
        ("Holding lamps", "The Act has tightened the grounds for holding a lamp.", True),
        ("Holding lamps", "A sheriff may hold a lamp.", True),
        ("Holding lamps", "The power to hold a lamp is now in force.", True),
        ("Holding lamps", "Not in force: a sheriff may hold a lamp.", False),
        ("Holding lamps (not yet in force)", "A sheriff may hold a lamp.", False),
    ],
)
def test_what_is_not_in_force_says_so(title: str, summary: str, *, told: bool, tiny: Library) -> None:
    ref = "provision/lamp-order-4"
    found = list(law.pending_law_is_labelled(with_changes(tiny, ref, title=title, summary=summary)))
    assert [one.field for one in found] == ([("summary",)] if told else [])


@pytest.mark.parametrize(
    ("ref", "fields", "told"),
    [
        (EVENT, {"key": "lamp-act-1960", "date": "1961-05-02"}, True),
        (EVENT, {"key": "guild-closed-2015", "date": "2016-03"}, True),
        (EVENT, {"key": "lamp-act-1960", "date": "1960"}, False),
        (EVENT, {"key": "lamps-in-1960s", "date": "1975"}, False),
        (PROVISION, {"key": "lamp-1960", "act": "Lamp Act 1906", "since": None}, True),
        (PROVISION, {"key": "lamp-1960", "act": "Lamp Act 1959", "since": "Since May 1960."}, False),
        (PROVISION, {"key": "lamp-review-2022", "act": "Review of the law of lamps"}, False),
    ],
)
def test_a_year_at_the_end_of_a_key_is_that_of_the_date(
    ref: str, fields: dict[str, Any], *, told: bool, tiny: Library
) -> None:
    found = list(law.dates_are_of_the_year_of_the_key(with_changes(tiny, ref, **fields)))
    assert [one.ref for one in found] == ([ref] if told else [])


@pytest.mark.parametrize(
    ("number", "register", "told"),
    [
        ("219830", "England and Wales", True),
        ("219 830", "England and Wales", True),
        ("219831", "England and Wales", False),
        ("219830", "Northern Ireland", False),
    ],
)
def test_a_charity_number_is_of_one_organisation(number: str, register: Any, *, told: bool, tiny: Library) -> None:
    one = tiny.get("organisation/lamp-guild").model_copy(
        update={"charity_numbers": (CharityNumber(number="219830", register_of="England and Wales"),)}
    )
    pasted = (CharityNumber(number=number, register_of=register),)
    other = one.model_copy(update={"key": "wick-trust", "website": None, "phones": (), "charity_numbers": pasted})
    both = {"organisation/lamp-guild": one, "organisation/wick-trust": other}
    found = list(contacts.organisations_have_contacts_of_their_own(dataclasses.replace(tiny, entries=both)))
    assert [(one.ref, one.field) for one in found] == (
        [("organisation/wick-trust", ("charity_numbers", 0, "number"))] if told else []
    )


@pytest.mark.parametrize(("short", "told"), [("WK", True), ("wk", True), ("LK", False), (None, False)])
def test_an_abbreviation_is_of_one_term(short: str | None, *, told: bool, tiny: Library) -> None:
    found = list(names.abbreviations_are_of_one_term(with_changes(tiny, "term/snuffer", abbreviation=short)))
    assert [(one.ref, one.field) for one in found] == ([("term/wick", ("abbreviation",))] if told else [])


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Click here", True),
        ("here.", True),
        ("Website", True),
        ("Read more »", True),
        ("this page", True),
        ("Harbour website", False),
        ("Here to Help", False),
        ("Find a harbour office", False),
    ],
)
def test_the_text_of_a_link_says_where_it_leads(name: str, *, told: bool, tiny: Library) -> None:
    finder = tiny.get(HARBOUR_HELP).finders[0].model_copy(update={"name": name})  # type: ignore[attr-defined]
    found = list(names.links_say_where_they_lead(with_changes(tiny, HARBOUR_HELP, finders=(finder,))))
    assert [one.field for one in found] == ([("finders", 0, "name")] if told else [])
    found = list(names.links_say_where_they_lead(with_changes(tiny, EVENT, title=name)))
    assert [one.field for one in found] == ([("title",)] if told else [])


@pytest.mark.parametrize(
    ("address", "organisation", "told"),
    [
        (None, None, True),
        ("https://harbour.example/offices", None, False),
        (None, "lamp-guild", False),
    ],
)
def test_local_help_says_how_to_find_it(
    address: str | None, organisation: str | None, *, told: bool, tiny: Library
) -> None:
    finders = tiny.get(HARBOUR_HELP).finders  # type: ignore[attr-defined]
    finder = finders[0].model_copy(update={"address": address, "organisation": organisation})
    for place, rows in enumerate([(finder, finders[1]), (finders[0], finder)]):
        found = list(contacts.local_help_says_how_to_find_it(with_changes(tiny, HARBOUR_HELP, finders=rows)))
        assert [one.field for one in found] == ([("finders", place)] if told else [])


@pytest.mark.parametrize(
    ("need", "told"),
    [
        ("How do I find out what a keeper is entitled to?", True),
        ("what can I do about a lamp", True),
        ("Light a lamp again", True),
        ("I need to light a lamp", True),
        ("to light a lamp", True),
        ("light a lamp again.", True),
        ("light a lamp again", False),
        ("know what follows when the police have used section 136", False),
        ("section someone as an AMHP", False),
    ],
)
def test_a_need_goes_on_from_i_need_to(need: str, *, told: bool, tiny: Library) -> None:
    found = list(situations.needs_follow_i_need_to(with_changes(tiny, LAMP_OUT, need=need)))
    assert [one.field for one in found] == ([("need",)] if told else [])
