from __future__ import annotations

from pathlib import Path

import pytest

from almanac.content.load import load
from almanac.content.model import Library
from almanac.publish.context import Context
from almanac.publish.macros import evidence_map
from almanac.site import research
from almanac.site.evidencemap import SHADES, THEMES, UK
from almanac.site.evidencemap import evidence_map as mapped
from tests.conftest import SITE


def rows(library: Library, by: str) -> list[tuple[research.Shelf, tuple[int, ...]]]:
    themes = mapped(library, by).themes
    return [(shelf, tuple(cell.count for cell in cells)) for _, found in themes for shelf, cells in found]


def test_the_map_counts_what_the_shelves_hold(content: Library) -> None:
    found = rows(content, "method")
    assert {shelf.slug for shelf, _ in found} == {shelf.slug for shelf in research.shelves(content, "topic")}
    for shelf, counts in found:
        assert sum(counts) == len(shelf.studies)
    assert any(0 in counts for _, counts in found)
    columns = mapped(content, "nation").columns
    assert columns[:5] == UK
    for shelf, counts in rows(content, "nation"):
        for nation, count in zip(columns, counts, strict=True):
            assert count == sum(nation in study.nations for study in shelf.studies)
        assert {nation for study in shelf.studies for nation in study.nations} <= set(columns)
    with pytest.raises(LookupError, match="no map goes by"):
        mapped(content, "author")


def test_topics_stand_by_theme_and_a_narrower_one_with_the_wider(tiny_content: Path) -> None:
    terms = tiny_content / "terms.yaml"
    before = [name for name, _ in mapped(load(tiny_content), "nation").themes]
    assert before == ["Other topics"], "no topic of the invented world has a theme"
    topics = {topic for study in research.studies(load(tiny_content)) for topic in study.topics}
    text = terms.read_text("utf-8")
    for topic in topics:
        text = text.replace(f"  - key: {topic}\n", f"  - key: {topic}\n    theme: people\n")
    terms.write_text(text, "utf-8")
    ((name, found),) = mapped(load(tiny_content), "nation").themes
    assert name == THEMES["people"]
    assert {shelf.slug for shelf, _ in found} == topics


def test_a_cell_is_the_darker_the_more_studies_it_holds(content: Library) -> None:
    found = mapped(content, "nation")
    cells = [cell for _, rows in found.themes for _, cells in rows for cell in cells]
    assert all(cell.shade == sum(cell.count >= start for start in SHADES) for cell in cells)
    assert [span for _, span in found.shades] == ["1", "2\u20134", "5\u20139", "10 or more"]


def test_the_table_says_its_themes_and_shades(tiny: Library) -> None:
    html = evidence_map(Context(tiny, SITE, "research/map.html"), "nation")
    assert '<tr class="theme"><th scope="rowgroup"' in html
    assert "Other topics" in html
    assert '<td class="shade-1"><a href=' in html
    assert '<p class="cut-off small" hidden>' in html
