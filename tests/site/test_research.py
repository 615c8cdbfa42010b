from __future__ import annotations

import json
import re
from typing import Any

import pytest

from almanac.content.kinds.abstract import Abstract
from almanac.content.model import Library
from almanac.site import research
from tests.conftest import DATA


def straight(record: dict[str, Any]) -> str:
    written = json.dumps(record, ensure_ascii=False, sort_keys=True)
    return re.sub("[\u2018\u2019]", "'", re.sub('[\u201c\u201d]|\\\\"', "'", written))


def test_every_study_equals_its_verified_record_character_for_character(content: Library) -> None:
    """tests/data/bibliography.jsonl holds the records as they were verified; no edit may drift from them unseen.

    Two things are ours: quotation marks are curly, and the number of an article stands in a field of its own.
    """
    records = [json.loads(line) for line in (DATA / "bibliography.jsonl").read_text("utf-8").splitlines()]
    assert len(records) == 219
    for record in records:
        study = content.entries[f"abstract/{record['key']}"]
        assert isinstance(study, Abstract)
        names = [[author.body, ""] if author.body else [author.family, author.given] for author in study.authors]
        found = {
            "key": study.key,
            "title": study.title,
            "authors": names,
            "year": study.year,
            **{name: getattr(study, name) or "" for name in ("container", "volume", "issue", "doi")},
            "pages": study.pages or study.article_number or "",
        }
        assert straight(found) == straight(record)


def test_every_study_says_what_was_verified_or_that_nothing_was(content: Library) -> None:
    unverified = [study.key for study in research.studies(content) if not study.verified]
    assert sorted(unverified) == ["basset-2006", "campbell-2001", "merchant-2007"]


def test_what_is_given_and_not_certain_is_known_of_each_study(content: Library) -> None:
    found = {study.key: study.doubtful for study in research.studies(content)}
    assert found["brown2023social"] == ("year",)
    assert found["shaw2018nearest"] == ()  # it is the DOI that is doubted, and none is given
    assert found["basset-2006"] == ("title", "authors", "year", "container", "volume", "issue", "pages")


def test_summaries_are_short(content: Library) -> None:
    for study in research.studies(content):
        if study.summary is None:
            continue
        parts = study.summary.model_dump(exclude_none=True).values()
        text = " ".join(" ".join(part) if isinstance(part, tuple) else part for part in parts)
        assert 90 <= len(text.split()) <= 220, study.key


def test_shelves_hold_every_study(content: Library) -> None:
    for by in ("method", "decade", "author"):
        held = {study.key for shelf in research.shelves(content, by) for study in shelf.studies}
        assert held == {study.key for study in research.studies(content)}
    for by in research.PAGED:
        slugs = [shelf.slug for shelf in research.shelves(content, by)]
        assert len(slugs) == len(set(slugs)), by
    with pytest.raises(LookupError, match='no shelves go by "hue"'):
        research.shelves(content, "hue")


def test_the_map_counts_what_the_shelves_hold(content: Library) -> None:
    found = research.evidence_map(content, "method")
    for shelf, counts in found.rows:
        assert sum(counts) == len(shelf.studies)
    assert any(0 in counts for _, counts in found.rows)
    found = research.evidence_map(content, "nation")
    assert found.columns[:5] == research.UK
    for shelf, counts in found.rows:
        for nation, count in zip(found.columns, counts, strict=True):
            assert count == sum(nation in study.nations for study in shelf.studies)
        assert {nation for study in shelf.studies for nation in study.nations} <= set(found.columns)
    with pytest.raises(LookupError, match="no map goes by"):
        research.evidence_map(content, "author")


def test_related_studies_share_a_topic_and_say_why(content: Library) -> None:
    neighbours = research.RelatedStudies(content)
    for study in research.studies(content)[::15]:
        for other in neighbours.of(study):
            assert other.study.key != study.key
            assert set(other.study.topics) & set(study.topics)
            assert other.why.startswith("both on ")


SLUGS = [("Ørsted & Co", "orsted-co"), ("Élan vital!", "elan-vital"), ("meta-analysis", "meta-analysis")]


@pytest.mark.parametrize(("name", "slug"), SLUGS)
def test_a_name_becomes_a_part_of_an_address(name: str, slug: str) -> None:
    assert research.slug(name) == slug


def test_small_words_do_not_count_in_an_alphabet() -> None:
    assert research.sortable("The British Journal") < research.sortable("Health")
