from __future__ import annotations

import dataclasses

import pytest

from almanac.content.kinds.abstract import Abstract
from almanac.content.model import Library
from almanac.site import research


def test_what_is_given_and_not_certain_is_known_of_each_study(content: Library) -> None:
    found = {study.key: study.uncertain_fields for study in research.studies(content)}
    assert found["brown2023social"] == ("year",)
    assert found["shaw2018nearest"] == ()  # the doubt concerns the DOI, and none is given
    assert found["basset-2006"] == ("title", "authors", "year", "container", "volume", "issue", "pages")


def test_shelves_hold_every_study(content: Library) -> None:
    for by in ("method", "decade", "author"):
        held = {study.key for shelf in research.shelves(content, by) for study in shelf.studies}
        assert held == {study.key for study in research.studies(content)}
    for by in research.PAGED:
        slugs = [shelf.slug for shelf in research.shelves(content, by)]
        assert len(slugs) == len(set(slugs)), by
    with pytest.raises(LookupError, match='no shelves go by "hue"'):
        research.shelves(content, "hue")


def test_related_studies_share_a_topic_and_say_why(content: Library) -> None:
    neighbours = research.RelatedStudies(content)
    for study in research.studies(content)[::15]:
        for other in neighbours.of(study):
            assert other.study.key != study.key
            assert set(other.study.topics) & set(study.topics)
            names, *_, method = other.why.split(" · ")
            assert len(names.split(", ")) <= research.TOPICS_NAMED
            assert method == other.study.method


def test_related_studies_name_the_rarest_shared_topics_first_and_in_short(tiny: Library) -> None:
    study = tiny.entries["abstract/tamm-1999"].model_copy(update={"nations": ("Wales",)})
    topics = {"a": ("wick", "snuffer"), "b": ("wick", "snuffer"), "c": ("wick",)}
    made = {f"abstract/{key}": study.model_copy(update={"key": key, "topics": held}) for key, held in topics.items()}
    library = dataclasses.replace(tiny, entries={**tiny.entries, **made})
    first = library.entries["abstract/a"]
    assert isinstance(first, Abstract)
    found = {one.study.key: one.why for one in research.RelatedStudies(library).of(first)}
    assert found["b"] == f"snuffer, WK · Wales · {first.method}"
    assert found["c"] == f"WK · Wales · {first.method}"


def test_small_words_do_not_count_in_an_alphabet() -> None:
    assert research.name_sort_key("The British Journal") < research.name_sort_key("Health")
