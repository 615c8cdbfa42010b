from __future__ import annotations

import dataclasses
import datetime as dt
import json
import os
import xml.etree.ElementTree as ET

import pytest
from selectolax.lexbor import LexborHTMLParser

from almanac.content import due, freshness
from almanac.content.kinds.base import Changed, Risk
from almanac.content.kinds.standard import Standard
from almanac.content.load import load
from almanac.content.model import Library
from almanac.exports import changelog_feed
from almanac.exports.health_json import health_json
from almanac.linkhealth import addresses
from almanac.linkhealth.state import LinkHealth
from almanac.linkhealth.verdict import LinkRecord, Verdict
from almanac.site import changelog, health, lists, render
from tests.conftest import DATA, PROJECT, SITE, with_changes
from tests.rendering import entry_page

CHECKED = dt.date(2026, 1, 2)  # the date in every entry of the invented world
BELL, GUILD = "urgent-help/harbour-bell", "organisation/lamp-guild"


def on(day: dt.date) -> Library:
    return load(DATA / "tiny", day)


@pytest.mark.parametrize(
    ("ref", "days"),
    [(BELL, 90), (GUILD, 180), ("event/lamp-act-1960", 180), ("figure/lamps-lit", 365), ("abstract/tamm-1999", 730)],
)
def test_an_entry_is_trusted_as_long_as_its_class_says_and_not_a_day_longer(ref: str, days: int, tiny: Library) -> None:
    last = CHECKED + dt.timedelta(days=days)
    assert freshness.due(ref, tiny.get(ref)) == last
    assert [on(last).due[ref].overdue, on(last + dt.timedelta(days=1)).due[ref].overdue] == [False, True]


def test_a_rule_of_today_is_looked_at_as_soon_as_law_is_and_a_standard_of_the_past_later(tiny: Library) -> None:
    ref, past = next(
        (ref, entry)
        for ref, entry in tiny.of("standard")
        if isinstance(entry, Standard) and entry.set not in Standard.IN_FORCE
    )
    today = [past.model_copy(update={"set": name}) for name in Standard.IN_FORCE]
    assert freshness.risk(ref, past) is Risk.DOCUMENTS
    assert {freshness.risk(ref, entry) for entry in today} == {Risk.LAW}
    assert set(Standard.IN_FORCE) < set(Standard.SETS)


def test_no_day_given_is_the_newest_on_which_anybody_looked_or_changed_something(tiny: Library) -> None:
    assert tiny.today == max(entry.checked for entry in tiny.entries.values())
    later = Changed(day=tiny.today + dt.timedelta(days=5), what="We mended the wick.")
    entries = [*tiny.entries.values(), tiny.get(GUILD).model_copy(update={"changed": (later,)})]
    assert freshness.newest(entries) == later.day
    assert [freshness.parse_day(""), freshness.parse_day("2027-03-01")] == [None, dt.date(2027, 3, 1)]


@pytest.mark.parametrize("text", ["tomorrow", "2027-02-30", "01/03/2027"])
def test_a_day_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(freshness.DateError, match=f'found "{text}" for today'):
        freshness.parse_day(text)


def test_editors_read_what_presses_where_it_stands_and_who_looked_last() -> None:
    lines = list(due.report(on(CHECKED + dt.timedelta(days=85))))
    assert lines == [
        (
            "tiny/urgent-help.yaml:2: urgent-help/harbour-bell: due 2026-04-02, in 5 days; "
            "last checked 2026-01-02 by the founding editors (telephone)"
        ),
        f"0 overdue, 1 due within 30 days, of {len(on(CHECKED).entries)} entries.",
    ]
    late = list(due.report(on(CHECKED + dt.timedelta(days=91))))
    assert "overdue since 2026-04-02" in late[0]
    assert late[-1].startswith("1 overdue, 0 due")
    assert list(due.report(on(CHECKED)))[-1].endswith("The next is urgent-help/harbour-bell, due 2026-04-02.")


def test_late_urgent_help_is_refused_and_nothing_else_is() -> None:
    due.refuse_late_urgent_help(on(CHECKED + dt.timedelta(days=90)))
    with pytest.raises(due.LateError, match=BELL):
        due.refuse_late_urgent_help(on(CHECKED + dt.timedelta(days=91)))
    only_bodies = dataclasses.replace(on(CHECKED + dt.timedelta(days=300)), entries={GUILD: on(CHECKED).get(GUILD)})
    assert only_bodies.due[GUILD].overdue
    due.refuse_late_urgent_help(only_bodies)


def test_urgent_help_is_not_overdue_on_the_day_given() -> None:
    """Only the weekly workflow sets the day; without one nothing is overdue, so no other change can fail here."""
    today = os.environ.get("ALMANAC_TODAY", "")
    if not today:
        pytest.skip("no day given in ALMANAC_TODAY")
    due.refuse_late_urgent_help(load(PROJECT / "content", freshness.parse_day(today)))


def test_a_page_says_when_it_is_due_and_past_that_day_what_to_make_of_it() -> None:
    fresh, late = (entry_page(on(day), GUILD)["body"] for day in (CHECKED, CHECKED + dt.timedelta(days=181)))
    note = '<p class="note late" role="note" data-due="2026-07-01"'
    assert f"{note} hidden>" in fresh
    assert f"{note}><strong>Review overdue.</strong>" in late
    assert "Next check due by 1 July 2026." in fresh


def test_what_is_late_stands_below_the_rest_of_its_list(tiny: Library) -> None:
    first, second = (ref for ref, _ in tiny.of("organisation"))
    looked = tiny.get(second).model_copy(update={"checked": dt.date(2026, 6, 1)})
    day = CHECKED + dt.timedelta(days=181)
    mixed = dataclasses.replace(tiny, entries={**tiny.entries, second: looked}, today=day)
    (group,) = lists.groups(mixed, "organisation")
    assert [(shown.label, shown.late) for shown in group.items] == [
        (looked.label, False),
        (tiny.get(first).label, True),
    ]


def test_a_kind_says_since_when_all_of_it_was_looked_at_and_against_what(tiny: Library) -> None:
    other = tiny.get(GUILD).model_copy(update={"checked": dt.date(2026, 6, 1), "checked_how": "telephone"})
    first = next(ref for ref, _ in tiny.of("organisation") if ref != GUILD)
    page = tiny.get(first).model_copy(update={"checked_how": "archived page"})
    mixed = dataclasses.replace(tiny, entries={**tiny.entries, GUILD: other, first: page})
    assert health.last_checked(mixed, "organisation") == "2 January 2026 against archived pages and the telephone"


def test_the_changelog_tells_changes_and_checks_newest_first(tiny: Library) -> None:
    what = Changed(day=dt.date(2026, 2, 3), what="Its name was wrong & is right.")
    changed = tiny.get(GUILD).model_copy(update={"changed": (what,)})
    told = dataclasses.replace(tiny, entries={**tiny.entries, GUILD: changed})
    newest, oldest = changelog.changelog(told)
    assert (newest.day, newest.summary) == (what.day, "")
    assert [(shown.label, text) for shown, text in newest.changed] == [("Lamp Guild", what.what)]
    assert oldest.summary.startswith("Checked: 1 situation, 1 role category, ")
    names = {"a": "http://www.w3.org/2005/Atom"}
    feed = ET.fromstring(changelog_feed.feed(told, SITE.url))
    assert [entry.findtext("a:title", namespaces=names) for entry in feed.findall("a:entry", names)] == [
        "Lamp Guild",
        "Checked on 2 January 2026",
    ]
    assert feed.findtext("a:updated", namespaces=names) == "2026-02-03T00:00:00Z"
    links = [entry.find("a:link", names) for entry in feed.findall("a:entry", names)]
    assert [link.get("href") for link in links if link is not None] == [
        f"{SITE.url}directory/lamp-guild.html",
        f"{SITE.url}about/changes.html#2026-01-02",
    ]


def test_the_changes_of_an_entry_on_a_day_stand_under_one_title(tiny: Library) -> None:
    whats = ("Its number was wrong too.", "Its name was wrong.")
    told = with_changes(tiny, GUILD, changed=tuple(Changed(day=dt.date(2026, 2, 3), what=what) for what in whats))
    shown = render.fragment("diary", "about/changes.html", days=changelog.changelog(told))
    page = LexborHTMLParser(shown)
    assert [title.text() for title in page.css(".rows .name")] == ["Lamp Guild"]
    assert [what.text() for what in page.css(".rows small")] == list(whats)


def test_two_changes_of_an_entry_on_a_day_are_two_in_the_feed_and_the_older_keeps_its_id(tiny: Library) -> None:
    day, names = dt.date(2026, 2, 3), {"a": "http://www.w3.org/2005/Atom"}

    def ids(*whats: str) -> list[str | None]:
        changed = tuple(Changed(day=day, what=what) for what in whats)
        body = tiny.get(GUILD).model_copy(update={"changed": changed})
        told = dataclasses.replace(tiny, entries={**tiny.entries, GUILD: body})
        feed = ET.fromstring(changelog_feed.feed(told, SITE.url))
        return [entry.findtext("a:id", namespaces=names) for entry in feed.findall("a:entry", names)][: len(whats)]

    (older,) = ids("Its name was wrong.")
    newest, still = ids("Its number was wrong too.", "Its name was wrong.")
    assert still == older
    assert newest not in (older, None)


def test_health_counts_what_is_there(content: Library) -> None:
    found = json.loads(health_json(content, LinkHealth()))
    assert sum(kind["entries"] for kind in found["kinds"]) == found["entries"] == len(content.entries)
    assert sum(found["ages"].values()) == sum(risk["entries"] for risk in found["risks"]) == found["entries"]
    studies = found["studies"]
    assert studies["open"] + studies["not open"] + studies["not known"] == studies["all"]
    assert all(seen <= given for given, seen in found["verified"].values())
    assert sum(found["organisations"].values()) == len(content.of("organisation"))
    assert found["today"] == content.today.isoformat()


def test_ages_are_a_sentence_if_all_are_alike_and_bars_if_they_differ(tiny: Library) -> None:
    older = with_changes(tiny, GUILD, checked=tiny.get(GUILD).checked - dt.timedelta(days=100))
    for library, bars in ((tiny, 0), (older, 2)):
        shown = render.fragment("health", "about/health.html", health=health.health(library, LinkHealth()), part="ages")
        assert len(LexborHTMLParser(shown).css("rect.bar")) == bars
        assert f"{len(library.entries)} entries" in shown


def test_health_ages_with_the_day_given(tiny: Library) -> None:
    found = health.health(on(CHECKED + dt.timedelta(days=200)), LinkHealth())
    assert found.ages["181 to 365 days"] == len(tiny.entries)
    late = {risk.risk: risk.overdue == risk.entries for risk in found.risks}
    assert late == {
        "urgent help": True,
        "organisations": True,
        "law and policy": True,
        "figures": False,
        "studies and documents": False,
    }


def test_health_counts_addresses_of_today_and_those_nobody_looked_at(tiny: Library) -> None:
    given = "https://guild.example.org/"
    seen = LinkRecord(Verdict.BLOCKED, "403", CHECKED, CHECKED)
    found = health.health(tiny, LinkHealth({given: seen, "https://gone.example.org/": seen}))
    assert found.links["blocked"] == 1
    assert sum(found.links.values()) == len(addresses.external_addresses(tiny)) > 1
    assert found.links_seen == CHECKED
