"""Feeds and search engine metadata: feeds announce only what is new, and names are complete."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Sequence
from xml.etree import ElementTree as ET

import pytest

from almanac.content.kinds.abstract import Abstract, Author
from almanac.content.kinds.base import Changed
from almanac.content.model import Library
from almanac.exports.atom import feed
from almanac.site.metadata import head
from almanac.site.research import studies


@pytest.fixture
def awkward(tiny: Library) -> Abstract:
    return studies(tiny)[0]


def told_by(studies: Sequence[Abstract]) -> list[tuple[str, str, str]]:
    """The key, publication date and update date of each entry of a feed."""
    names = {"a": "http://www.w3.org/2005/Atom"}
    made = ET.fromstring(feed("All", "feed.xml", "index.html", studies, "https://a.example/"))
    return [
        (
            entry.findtext("a:id", "", names).removeprefix("https://a.example/research/").removesuffix(".html"),
            entry.findtext("a:published", "", names).removesuffix("T00:00:00Z"),
            entry.findtext("a:updated", "", names).removesuffix("T00:00:00Z"),
        )
        for entry in made.findall("a:entry", names)
    ]


def test_a_feed_tells_of_an_old_study_that_is_new_to_the_library(awkward: Abstract) -> None:
    known = [awkward.model_copy(update={"key": f"known-{number}", "year": 2020}) for number in range(60)]
    new = awkward.model_copy(update={"key": "new", "year": 1950, "added": dt.date(2026, 1, 3)})
    told = told_by([*known, new])
    assert len(told) == 50
    assert told[:2] == [("new", "2026-01-03", "2026-01-03"), ("known-0", "2026-01-02", "2026-01-02")]


def test_a_study_that_was_looked_at_again_is_no_news(awkward: Abstract) -> None:
    again = awkward.model_copy(update={"checked": awkward.checked + dt.timedelta(days=400)})
    assert told_by([again]) == told_by([awkward]) == [("tamm-1999", "2026-01-02", "2026-01-02")]


def test_a_study_whose_substance_changed_is_updated_and_stays_published(awkward: Abstract) -> None:
    changed = (
        Changed(day=dt.date(2026, 5, 6), what="A limit was added."),
        Changed(day=dt.date(2026, 3, 4), what="A number was wrong."),
    )
    after = awkward.model_copy(update={"changed": changed, "checked": dt.date(2026, 9, 9)})
    other = awkward.model_copy(update={"key": "other", "added": dt.date(2026, 5, 1)})
    assert told_by([other, after]) == [
        ("tamm-1999", "2026-01-02", "2026-05-06"),
        ("other", "2026-05-01", "2026-05-01"),
    ]


def test_a_study_that_does_not_say_when_it_joined_did_when_it_was_checked_or_first_changed(awkward: Abstract) -> None:
    unsaid = awkward.model_copy(update={"added": None})
    assert unsaid.added_on == unsaid.updated == unsaid.checked
    change = Changed(day=dt.date(2025, 3, 4), what="A number was wrong.")
    assert unsaid.model_copy(update={"changed": (change,)}).added_on == change.day


def test_topics_in_a_feed_have_names(tiny: Library) -> None:
    found = studies(tiny)
    names = {"snuffer": "Snuffer & wick"}
    made = ET.fromstring(feed("All", "feed.xml", "index.html", found, "https://a.example/", topics=names))
    category = made.find("a:entry/a:category", {"a": "http://www.w3.org/2005/Atom"})
    assert category is not None
    assert category.attrib == {"term": "snuffer", "label": "Snuffer & wick"}
    made = ET.fromstring(feed("All", "feed.xml", "index.html", found, "https://a.example/"))
    assert [one.get("label") for one in made.iter("{http://www.w3.org/2005/Atom}category")] == ["snuffer"]


def test_a_search_engine_reads_whole_titles_and_names(awkward: Abstract) -> None:
    title = "Lamps and their keepers on the northern islands: " + "a study of lamps " * 9
    long = awkward.model_copy(update={"title": title.strip()})
    (data,) = re.findall(r"<script type=.application/ld.json.>(.*)</script>", head(long, "https://a.example/x.html"))
    made = json.loads(data)
    assert made["headline"] == made["name"] == title.strip()
    assert made["author"] == [
        {"@type": "Person", "name": "Ida van Tamm", "familyName": "van Tamm", "givenName": "Ida"},
        {"@type": "Organization", "name": "The Lamp & Wick Society"},
    ]
    single = awkward.model_copy(update={"authors": (Author(family="Suharto"),)})
    (data,) = re.findall(r"<script type=.application/ld.json.>(.*)</script>", head(single, "https://a.example/x.html"))
    assert json.loads(data)["author"] == [{"@type": "Person", "name": "Suharto", "familyName": "Suharto"}]
