"""The cache never affects the result: the bytes are the same with it, without it, and after any edit."""

from __future__ import annotations

import dataclasses
import datetime as dt
import random
import sqlite3
from pathlib import Path
from typing import Any
from unittest.mock import Mock, patch

import pytest
from selectolax.lexbor import LexborHTMLParser

from almanac.citation.references import references
from almanac.content.kinds.abstract import Abstract
from almanac.content.kinds.organisation import Organisation
from almanac.content.model import Library
from almanac.content.problem import AlmanacError
from almanac.linkhealth.state import LinkHealth
from almanac.linkhealth.verdict import LinkRecord, Verdict
from almanac.machine import workerprocess
from almanac.publish import keys, librarypages, making, sitecheck
from almanac.publish.cache import Cache
from almanac.publish.entries import Prepared, prepared
from almanac.publish.groups import Made
from almanac.publish.keys import Keys
from almanac.publish.prose import MacroError
from almanac.search import indexer
from almanac.site.pages import Page, Site
from almanac.site.pour import Frame
from almanac.site.render import ShelfPage
from almanac.site.research import Related, RelatedStudies, studies
from tests.conftest import SITE
from tests.publish.world import EDITS, World


@pytest.fixture
def world(tmp_path: Path, tiny_content: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    """The invented world, with the input of the search in place of the search itself, because Node is slow."""
    monkeypatch.setattr(making, "scripts", lambda _: {})
    monkeypatch.setattr(making, "search", lambda found, _: {"searched.txt": indexer.lines(found)})
    return World(tmp_path, tiny_content)


@pytest.mark.parametrize("seed", range(3))
def test_after_any_edits_the_site_is_what_a_first_build_makes(seed: int, world: World) -> None:
    chance = random.Random(seed)  # noqa: S311  (not a secret)
    world.build("site", "cache", processes=chance.choice((1, 2)))
    for number in range(8):
        chance.choice(EDITS)(world, chance)
        ours = world.build("site", "cache", processes=chance.choice((1, 2)))
        assert ours == world.build(f"first-{number}"), f"after edit {number}"
    assert len(ours) > 40


def test_two_processes_make_and_keep_what_one_does(world: World, tmp_path: Path) -> None:
    one, two = (world.build(f"by-{number}", f"cache-{number}", processes=number) for number in (1, 2))
    assert two == one
    kept = [sqlite3.connect(tmp_path / f"cache-{number}" / "made.sqlite") for number in (1, 2)]
    alone, shared = ({*database.execute("SELECT key, sum, told FROM made")} for database in kept)
    assert shared == alone
    for database in kept:
        database.close()


def test_a_second_process_helps_only_where_many_entries_must_be_made(world: World) -> None:
    forks = Mock(side_effect=workerprocess.shared)
    with patch.object(workerprocess, "shared", forks):
        world.build("site", "cache", processes=2, few=5)
        assert forks.call_count == 1
        world.build("site", "cache", processes=2, few=5)
        assert forks.call_count == 1


def test_what_is_wrong_with_a_page_is_told_whichever_process_makes_it(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed = sitecheck.parsed

    def refuse(path: str, tree: LexborHTMLParser, *, moved: bool) -> sitecheck.PageFacts:
        if path == "terms/wick.html":
            raise AlmanacError("this page is wrong")
        return parsed(path, tree, moved=moved)

    monkeypatch.setattr(sitecheck, "parsed", refuse)
    for number in (1, 2):
        with pytest.raises(AlmanacError, match=r"^this page is wrong$"):
            world.build(f"by-{number}", processes=number)


@pytest.mark.parametrize("spoil", [b"", b"SQLite format 3\0", b"x" * 5000])
def test_a_cache_that_is_cut_off_or_something_else_is_made_anew(spoil: bytes, world: World, tmp_path: Path) -> None:
    first = world.build("site", "cache")
    for path in [path for path in (tmp_path / "cache").rglob("*") if path.is_file()]:
        path.write_bytes(spoil)
    assert world.build("site", "cache") == first
    assert world.build("other", "cache") == first


def test_a_build_that_fails_takes_nothing_from_the_cache(world: World, tmp_path: Path) -> None:
    world.build("site", "cache")
    page, database = world.drawn / "all.html", tmp_path / "cache" / "made.sqlite"
    right = page.read_text("utf-8")
    before = Cache(database, Made).keys()
    page.write_text(right + "@@nothing@@", "utf-8")
    with pytest.raises(MacroError):
        world.build("site", "cache")
    assert len(before) > 5
    assert Cache(database, Made).keys() >= before


def test_what_was_changed_in_the_cache_is_made_anew(world: World, tmp_path: Path) -> None:
    first = world.build("site", "cache")
    for told in (b"{}", b'{"made": {"texts": {"index.html": "<script>"}}}'):
        with sqlite3.connect(tmp_path / "cache" / "made.sqlite") as database:
            database.execute("UPDATE made SET told = ?", (told,))
        assert world.build("site", "cache") == first


def test_what_was_changed_in_the_site_is_written_anew(world: World, tmp_path: Path) -> None:
    first = world.build("site", "cache")
    site = tmp_path / "site"
    (site / "all.html").write_text("spoilt")
    (site / "style.css").unlink()
    (site / "terms" / "wick.html").unlink()
    (site / "terms" / "wick.html").symlink_to(tmp_path / "outside.html")
    (site / "more").mkdir()
    (site / "more" / "left.html").write_text("left over")
    assert world.build("site", "cache") == first
    assert not (tmp_path / "outside.html").exists()
    assert not (site / "more").exists()


def test_what_was_kept_under_former_keys_stays_for_one_round(tmp_path: Path) -> None:
    held = []
    for round_number, former in ((1, frozenset()), (2, frozenset({"1"})), (3, frozenset({"2"}))):
        kept = Cache(tmp_path / "a.sqlite", int, former)
        kept.put(str(round_number), round_number)
        kept.forget()
        held.append(kept.keys())
        kept.close()
    assert held == [{"1"}, {"1", "2"}, {"2", "3"}]


def test_a_value_of_another_type_is_not_taken(tmp_path: Path) -> None:
    numbers, texts = Cache(tmp_path / "a.sqlite", int), Cache(tmp_path / "a.sqlite", Made)
    numbers.put("key", 7)
    numbers.close()
    assert texts.get("key") is None
    texts.close()


# The parts of each key, and another value for each. If a key left out a part, a change in it would leave a stale page.


@pytest.fixture
def frame() -> Frame:
    return Frame.parse("a@@title@@b@@body@@c")


def shown(library: Library, ref: str) -> Prepared:
    return prepared(library, ref, SITE, references(studies(library), {}), RelatedStudies(library))


ELSE: Any = "something else"


@pytest.mark.parametrize("part", [one.name for one in dataclasses.fields(Page) if one.name not in ("ref", "due")])
def test_an_entrys_key_covers_all_that_its_page_shows(part: str, tiny: Library, frame: Frame) -> None:
    told = shown(tiny, "abstract/tamm-1999")
    other = dataclasses.replace(told, page=dataclasses.replace(told.page, **{part: ELSE}))
    assert Keys(tiny, SITE).entry(told, frame) != Keys(tiny, SITE).entry(other, frame)


def test_a_needs_key_covers_the_numbers_that_its_page_shows(tiny: Library, frame: Frame) -> None:
    guild = tiny.get("organisation/lamp-guild")
    assert isinstance(guild, Organisation)
    [phone] = guild.phones
    renumbered = changed(
        tiny, "organisation/lamp-guild", phones=(phone.model_copy(update={"number": "0808 157 0001"}),)
    )
    keys_of_need = {Keys(library, SITE).entry(shown(library, "need/a-light"), frame) for library in (tiny, renumbered)}
    assert len(keys_of_need) == 2


def test_an_entrys_key_covers_whether_it_is_late_and_not_the_days_that_are_left(tiny: Library, frame: Frame) -> None:
    told = shown(tiny, "abstract/tamm-1999")
    due = told.page.due

    def key(**changed: Any) -> str:
        page = dataclasses.replace(told.page, due=dataclasses.replace(due, **changed))
        return Keys(tiny, SITE).entry(dataclasses.replace(told, page=page), frame)

    assert key() == key(days_left=due.days_left + 1)
    assert len({key(), key(days_left=-1), key(day=due.day.replace(year=2099))}) == 3


def test_an_entrys_key_covers_what_is_found_cited_and_related(tiny: Library, frame: Frame) -> None:
    told = shown(tiny, "abstract/tamm-1999")
    study = tiny.of("abstract")[0][1]
    assert isinstance(study, Abstract)
    others = (
        dataclasses.replace(told, found_by=dataclasses.replace(told.found_by, status="x")),
        dataclasses.replace(told, references={}),
        dataclasses.replace(told, related=(Related(study, "both short"),)),
        dataclasses.replace(told, related=(Related(study, "both long"),)),
    )
    assert len({Keys(tiny, SITE).entry(one, frame) for one in (told, *others)}) == 5


def changed(library: Library, ref: str, **fields: object) -> Library:
    return dataclasses.replace(library, entries={**library.entries, ref: library.get(ref).model_copy(update=fields)})


def test_every_key_covers_the_code_the_addresses_dead_links_and_the_glossary(
    tiny: Library, frame: Frame, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = shown(tiny, "abstract/tamm-1999")
    shelf = next(librarypages.shelf_pages(tiny))
    gone = LinkRecord(Verdict.DEAD, "404", dt.date(2026, 1, 1), dt.date(2026, 1, 2))
    worlds = [
        (tiny, SITE),
        (tiny, dataclasses.replace(SITE, url="https://other.example/")),
        (tiny, dataclasses.replace(SITE, repository="https://other.example/")),
        (tiny, dataclasses.replace(SITE, health=LinkHealth({"https://gone.example/": gone}))),
        (changed(tiny, "term/wick", definition="Another meaning."), SITE),
        (changed(tiny, "term/wick", everyday=True), SITE),
    ]
    made = [keys_of(*world, told, shelf, frame) for world in worlds]
    monkeypatch.setattr(keys, "code", lambda: "another version")
    made.append(keys_of(tiny, SITE, told, shelf, frame))
    assert [len(set(of_one)) for of_one in list(zip(*made, strict=True))[:2]] == [7, 7]
    assert len({of_whole for *_, of_whole in made[:4] + made[6:]}) == 5


def test_the_key_of_the_code_is_that_of_the_code_that_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "words.py").write_text("LAMP = 1")
    (tmp_path / "page.html").write_text("<p>1")
    monkeypatch.setattr(keys, "PACKAGE", tmp_path)
    keys.running.cache_clear()
    made = []
    for saved in ("", "words.py", "page.html"):
        if saved:
            (tmp_path / saved).write_text("2")
        keys.templates.cache_clear()
        keys.code.cache_clear()
        made.append(keys.code())
    keys.set_running_code({tmp_path / "words.py": b"2"})
    assert keys.running() == keys.files([tmp_path / "words.py"], tmp_path)
    (tmp_path / "words.py").write_text("3")
    keys.set_running_code({tmp_path / "words.py": b"2", tmp_path / "format.mjs": b""})
    assert keys.running() != keys.files([tmp_path / "words.py"], tmp_path)
    keys.set_running_code({})
    for read in (keys.running, keys.templates, keys.code):
        read.cache_clear()
    first, with_other_words, with_another_template = made
    assert first == with_other_words != with_another_template


def test_the_key_of_the_index_is_that_of_what_makes_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    programs, lock = tmp_path / "js", tmp_path / "package-lock.json"
    programs.mkdir()
    monkeypatch.setattr(indexer, "PROGRAMS", programs)
    monkeypatch.setattr(indexer, "LOCK", lock)
    made = []
    for path, text in ((lock, "1"), (programs / "build.js", "1"), (programs / "build.js", "2"), (lock, "2")):
        for one in (lock, path):
            one.touch()
        path.write_text(text)
        made.append(keys.indexing())
    monkeypatch.setattr(keys, "packages", lambda: ("lamp-2.dist-info",))
    made.append(keys.indexing())
    assert len(set(made)) == len(made)


def keys_of(library: Library, site: Site, told: Prepared, shelf: ShelfPage, frame: Frame) -> tuple[str, str, str]:
    made = Keys(library, site)
    return made.entry(told, frame), made.shelf(shelf, frame, {}), made.whole()


def test_the_key_of_the_whole_covers_the_content_and_the_day(tiny: Library) -> None:
    other = dataclasses.replace(tiny, version="1234567")
    later = dataclasses.replace(tiny, today=dt.date(2030, 1, 1))
    assert len({Keys(library, SITE).whole(told) for library in (tiny, other, later) for told in ("", "a")}) == 6


def test_a_frame_and_each_study_of_a_shelf_are_covered(tiny: Library, frame: Frame) -> None:
    told, shelf = shown(tiny, "abstract/tamm-1999"), next(librarypages.shelf_pages(tiny))
    other = Frame.parse("a@@body@@b@@title@@c")
    assert Keys(tiny, SITE).entry(told, frame) != Keys(tiny, SITE).entry(told, other)
    assert Keys(tiny, SITE).shelf(shelf, frame, {}) != Keys(tiny, SITE).shelf(shelf, other, {})
    world = changed(tiny, "abstract/tamm-1999", title="Another title")
    assert Keys(tiny, SITE).shelf(shelf, frame, {}) != Keys(world, SITE).shelf(shelf, frame, {})
    assert Keys(tiny, SITE).shelf(shelf, frame, {}) != Keys(tiny, SITE).shelf(
        dataclasses.replace(shelf, title="x"), frame, {}
    )


def test_the_code_is_every_file_of_the_package(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("1")
    first = keys.files([tmp_path / "a.py"], tmp_path)
    (tmp_path / "a.py").write_text("2")
    assert keys.files([tmp_path / "a.py"], tmp_path) != first
    assert keys.digest("a", "bc") != keys.digest("ab", "c")
