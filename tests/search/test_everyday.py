"""Everyday words, and queries of people who do not know a name, find pages that contain neither."""

from __future__ import annotations

import dataclasses
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from almanac.content.model import Library
from almanac.search import indexer
from almanac.site import urls
from tests.search.nodejs import ask, index
from tests.search.test_indexing import PAGE, site_of

LIST = Path(indexer.PROGRAMS, "phrases", "everyday.txt")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory, tiny: Library) -> Path:
    site = site_of(
        tmp_path_factory.mktemp("everyday") / "site",
        prison=("Law", "Lamps in prison", "A prisoner may have a lamp."),
        jail=("Studies", "The old jail", "Its last lamp went out."),
        wales=("Glossary", "Lamps of Wales", "They burn oil."),
        south=("Glossary", "Southern lamps", "They burn gas."),
    )
    index(site, tiny)
    return site


def found(site: Path, query: str, **state: object) -> Any:
    (answer,) = ask(site, ("find", {"q": query, **state}))
    return answer


@pytest.mark.parametrize(
    ("query", "paths"),
    [
        ("inmate", ["prison.html"]),
        ("jail", ["jail.html", "prison.html"]),
        ("prison", ["prison.html"]),
        ("a lamp for convicts", ["prison.html"]),
        ("lamps in Swansea", ["wales.html"]),
        ("meds", []),
    ],
)
def test_an_everyday_word_finds_what_it_stands_for_too(query: str, paths: list[str], world: Path) -> None:
    assert sorted(found(world, query)["paths"][: len(paths) or None]) == paths


@pytest.mark.parametrize("query", ["inmate lamp", "Cardiff"])
def test_nobody_is_asked_whether_they_mean_another_word(query: str, world: Path) -> None:
    answer = found(world, query)
    assert (answer["mended"], answer["guesses"]) == (False, {})


@pytest.mark.parametrize(("query", "exact"), [('"inmate"', False), ("inmate", True), ("inmate OR convict", False)])
def test_words_that_are_to_stand_as_they_are_mean_nothing_else(query: str, exact: object, world: Path) -> None:
    assert found(world, query, exact=exact)["paths"] == []


def test_every_line_has_words_and_what_they_stand_for() -> None:
    lines = [line for line in LIST.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    rows = [line.split(": ") for line in lines]
    assert [line for line, row in zip(lines, rows, strict=True) if len(row) != 2 or not line.islower()] == []
    held = Counter(word for words, _ in rows for word in words.split())
    assert [word for word, count in held.items() if count > 1] == []
    assert [line for line, (words, meant) in zip(lines, rows, strict=True) if {*words.split()} & {*meant.split()}] == []


def test_what_people_type_finds_an_entry_and_is_shown_nowhere(tiny: Library, tmp_path: Path) -> None:
    ref, entry = next((ref, entry) for ref, entry in tiny.of("term") if not urls.shared_page(tiny, ref))
    asked = entry.model_copy(update={"searches": ("granny left the glim on",)})
    site = tmp_path / "site"
    page = site / urls.page_path(ref)
    page.parent.mkdir(parents=True)
    page.write_text(PAGE.format(kind="Glossary", title=asked.label, text="A light."), "utf-8")
    index(site, dataclasses.replace(tiny, entries={**tiny.entries, ref: asked}))
    assert found(site, "granny glim")["paths"] == [urls.page_path(ref)]
    shown = [path.read_text("utf-8") for path in (site / "assets").rglob("pages/*.json")]
    assert any("A light." in text for text in shown)
    assert not any("glim" in text for text in shown)


def test_of_other_nations_than_that_of_a_town_pages_sink(tiny: Library, tmp_path: Path) -> None:
    refs = [ref for ref, _ in tiny.of("term") if not urls.shared_page(tiny, ref)][:2]
    entries = dict(tiny.entries)
    for ref, nation, title in zip(refs, ("Wales", "Scotland"), ("Lamps", "Swansea lamps"), strict=True):
        entries[ref] = entries[ref].model_copy(update={"nations": (nation,)})
        page = tmp_path / "site" / urls.page_path(ref)
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(PAGE.format(kind="Glossary", title=title, text="Lamps."), "utf-8")
    index(tmp_path / "site", dataclasses.replace(tiny, entries=entries))
    own, other = map(urls.page_path, refs)
    assert found(tmp_path / "site", "Swansea lamps and lanterns")["paths"] == [own, other]
    assert found(tmp_path / "site", "Swansea lamps and lanterns", exact=True)["paths"] == [other]
