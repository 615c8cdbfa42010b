"""A served site is the same as the built one, path by path, after any edits."""

from __future__ import annotations

import gc
import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast
from urllib.request import urlopen

import pytest

from almanac.content import freshness
from almanac.content.load import load
from almanac.content.model import Library
from almanac.exports import api
from almanac.publish import drawing, making, sitecheck
from almanac.publish.drawing import Drawing
from almanac.publish.live import Live
from almanac.publish.project import Project
from almanac.publish.server import Server, background, with_script
from almanac.search import indexer
from almanac.site.pages import Site
from almanac.site.slots import Call
from tests.conftest import SITE
from tests.publish.world import EDITS, World


class OfWorld(Project):
    """The invented world as a project."""

    world: World

    def library(self) -> Library:
        return load(self.world.content, freshness.parse_day(self.world.day))

    def site(self, *_: object) -> Site:  # the invented world has only one address
        return SITE


@pytest.fixture
def world(tmp_path: Path, tiny_content: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    made = World(tmp_path, tiny_content)
    monkeypatch.setattr(making, "scripts", lambda _: {})
    monkeypatch.setattr(making, "search", lambda found, _: {"searched.txt": indexer.lines(found)})
    monkeypatch.setattr(sitecheck, "faults_of", lambda *_: [])
    monkeypatch.setattr(drawing, "draw", lambda *_: Drawing(made.drawn, SITE.url, SITE.repository, ()))
    monkeypatch.setattr(drawing, "asset", lambda drawing, _, path: (drawing.folder / path).read_bytes())
    monkeypatch.setattr(OfWorld, "world", made, raising=False)
    return made


@pytest.mark.parametrize("seed", range(2))
def test_what_is_served_is_what_would_be_built(seed: int, world: World, tmp_path: Path) -> None:
    chance = random.Random(seed)  # noqa: S311  (not a secret)
    told: list[str] = []
    live = Live(OfWorld(tmp_path), lambda: told.append(live.revision))
    for number in range(6):
        live.refresh()
        if number % 2:
            live.complete()
        assert live.problem == ""
        built = world.build(f"site-{number}", "another-cache")
        assert {path: live.get(path) for path in built if path != "searched.txt"} == {
            path: data for path, data in built.items() if path != "searched.txt"
        }
        chance.choice(EDITS)(world, chance)
    assert len(set(told)) == len(told) > 3
    live.close()


def test_a_fault_leaves_the_last_good_pages_and_goes_when_it_is_mended(world: World, tmp_path: Path) -> None:
    live = Live(OfWorld(tmp_path), lambda: None)
    live.refresh()
    good, roles, page = live.get("all.html"), world.content / "roles.yaml", world.drawn / "all.html"
    text, html = roles.read_text("utf-8"), page.read_text("utf-8")
    roles.write_text(text.replace("letter: A", "letter: Z"), "utf-8")
    live.refresh()
    assert 'letter: found "Z"' in live.problem
    assert live.get("all.html") == good
    roles.write_text(text, "utf-8")
    page.write_text(html + Call("link", ["role/zz"], {}, "docs/all.md:7").slot(alone=False), "utf-8")
    live.refresh()
    live.complete()
    assert live.problem.startswith('docs/all.md:7: no entry "role/zz"')
    assert live.get("all.html") == good
    page.write_text(html, "utf-8")
    live.refresh()
    live.complete()
    assert live.problem == ""
    live.close()


@pytest.mark.parametrize("found", [[], ["a fault of an earlier reading"]])
def test_what_an_earlier_reading_finds_does_not_hide_a_later_fault(
    found: list[str], world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    live = Live(OfWorld(tmp_path), lambda: None)
    live.refresh()

    def saved_meanwhile(*_: object) -> list[str]:
        roles = world.content / "roles.yaml"
        roles.write_text(roles.read_text("utf-8").replace("letter: A", "letter: Z"), "utf-8")
        live.refresh()
        return found

    monkeypatch.setattr(sitecheck, "faults_of", saved_meanwhile)
    live.complete()
    assert 'letter: found "Z"' in live.problem
    live.close()


def test_completing_stops_when_the_sources_are_read_again(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    live, made, record_of = Live(OfWorld(tmp_path), lambda: None), [], making.record_of
    live.refresh()

    def first_one_read_again(*given: Any) -> Any:
        made.append(given)
        if len(made) == 1:
            live.refresh()
        return record_of(*given)

    monkeypatch.setattr(making, "record_of", first_one_read_again)
    live.complete()
    assert len(made) == 1
    assert live.problem == ""
    live.close()


def test_the_files_of_the_whole_content_are_left_when_the_sources_are_read_again(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    live = Live(OfWorld(tmp_path), lambda: None)
    live.refresh()
    begun, files = [], api.files

    def saved_after_the_first(*given: Any) -> Iterator[tuple[str, bytes]]:
        for path, told in files(*given):
            begun.append(path)
            yield path, told
            live.refresh()

    monkeypatch.setattr(api, "files", saved_after_the_first)
    live.complete()
    assert len(begun) == 2
    assert live.problem == ""
    monkeypatch.setattr(api, "files", files)
    live.complete()
    assert live.get(begun[0])
    live.close()


def test_files_of_the_whole_content_are_there_though_the_cache_was_emptied(world: World, tmp_path: Path) -> None:
    live = Live(OfWorld(tmp_path), lambda: None)
    live.refresh()
    before = live.get(api.INDEX)
    assert before
    shutil.rmtree(tmp_path / ".cache")
    assert live.get(api.INDEX) == before
    live.close()


def test_a_file_between_two_readings_is_that_of_the_first(world: World, tmp_path: Path) -> None:
    live, style = Live(OfWorld(tmp_path), lambda: None), world.drawn / "style.css"
    live.refresh()
    before = style.read_bytes()
    style.write_text("p { color: blue }", "utf-8")
    assert live.get("style.css") == before
    live.refresh()
    assert live.get("style.css") == b"p { color: blue }"
    live.close()


def test_what_is_changed_and_changed_back_is_told_as_new(world: World, tmp_path: Path) -> None:
    live, style = Live(OfWorld(tmp_path), lambda: None), world.drawn / "style.css"
    seen = []
    for colour in ("red", "blue", "red", "red"):
        style.write_text(f"p {{ color: {colour} }}", "utf-8")
        live.refresh()
        seen.append(live.revision)
    assert len(set(seen)) == 3
    assert seen[2] == seen[3]
    live.close()


def test_what_earlier_readings_left_in_memory_is_let_go(world: World, tmp_path: Path) -> None:
    live = Live(OfWorld(tmp_path), lambda: None)
    for colour in ("red", "blue"):
        (world.drawn / "style.css").write_text(f"p {{ color: {colour} }}", "utf-8")
        live.refresh()
        live.get("research/tamm-1999.html")
    live.complete()
    gc.unfreeze()
    assert gc.collect() < 100  # about 500 without it
    live.close()


def test_a_page_that_is_made_while_the_sources_are_read_hears_of_the_change() -> None:
    class Changing:
        revision, problem = "1", ""

        def get(self, _: str) -> bytes:
            self.revision = "2"
            return b"<body></body>"

    with Server(0) as server:
        server.show(cast("Live", Changing()))
        background(server)
        with urlopen(f"http://127.0.0.1:{server.server_port}/all.html", timeout=60) as answer:
            assert b'data-revision="1"' in answer.read()
        server.shutdown()


def test_a_served_page_has_one_script_more() -> None:
    page = b"<html><body><p></body></p></body></html>"
    assert (
        with_script(page, "7")
        == page[:-14] + b'<script src="/_almanac/live.js" data-revision="7"></script></body></html>'
    )
