"""Indexing with a cache from an earlier run gives the same result as indexing without one."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from almanac.machine import child
from almanac.search import indexer
from tests.search.nodejs import ask


def page(number: int, **other: object) -> dict[str, Any]:
    """The searchable record of an invented page."""
    about: dict[str, Any] = {
        "path": f"terms/lamp-{number}.html", "title": f"Lamp {number}", "kind": "Glossary", "year": "", "status": "",
        "topic": ["Lamps"], "nation": [], "method": [], "authors": [], "names": [f"lantern-{number}"], "whole": [],
        "about": [], "searches": [], "slips": {}, "identifiers": [],
        "text": f"A keeper lit it in {1900 + number % 90}.", "answer": None,
        "late": False, "past": False, "order": number + 1,
    }  # fmt: skip
    return about | other


PAGES = [page(number) for number in range(600)]
OTHERS = {
    "changed": [*PAGES[:200], page(200, text="A warden lit it."), *PAGES[201:]],
    "added": [*PAGES[:200], page(1000, path="terms/wick.html", title="Wick"), *PAGES[200:]],
    "removed": [*PAGES[:200], *PAGES[201:]],
    "none": [],
}


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The cache after indexing all pages."""
    folder = tmp_path_factory.mktemp("kept")
    made(PAGES, folder / "terms", folder / "made")
    return folder / "terms"


def made(pages: list[dict[str, Any]], kept: Path, folder: Path, version: str = "one") -> dict[str, bytes]:
    """Index the pages, and return the files of the search."""
    folder.mkdir()
    indexer.make(indexer.lines(pages), kept, version, folder)
    return dict(indexer.files(folder))


def copied(kept: Path, folder: Path) -> Path:
    folder.mkdir()
    for path in kept.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    return folder


@pytest.mark.parametrize("what", OTHERS)
def test_after_a_change_the_index_is_what_a_first_one_is(what: str, kept: Path, tmp_path: Path) -> None:
    ours = made(OTHERS[what], copied(kept, tmp_path / "terms"), tmp_path / "after")
    assert ours == made(OTHERS[what], tmp_path / "nothing", tmp_path / "first")
    assert len([path for path in ours if "/pages/" in path]) == len(OTHERS[what])


def test_after_a_change_only_the_pages_near_it_are_indexed(kept: Path, tmp_path: Path) -> None:
    before = {path.name for path in kept.iterdir()}
    terms = copied(kept, tmp_path / "terms")
    made(OTHERS["changed"], terms, tmp_path / "after")
    after = {path.name for path in terms.iterdir()}
    assert len(before) > 2
    assert len(after - before) == len(before - after) == 1


def spoilt(data: bytes) -> Iterator[bytes]:
    """Ways in which a cached file may be damaged: empty, cut off, a number changed, the wrong shape, not text."""
    yield from (b"", data[: len(data) // 2], data.replace(b"[1]", b"[2]", 1), b"0\n{}", b"\xff\xfe\n\n")


def test_what_was_spoilt_is_made_again(kept: Path, tmp_path: Path) -> None:
    first = made(PAGES, tmp_path / "nothing", tmp_path / "first")
    terms = copied(kept, tmp_path / "terms")
    held = {path: path.read_bytes() for path in terms.iterdir()}
    for number, bad in enumerate(zip(*map(spoilt, held.values()), strict=True)):
        for path, data in zip(held, bad, strict=True):
            path.write_bytes(data)
        assert made(PAGES, terms, tmp_path / f"after-{number}") == first
        assert {path: path.read_bytes() for path in terms.iterdir()} == held


def test_what_another_version_kept_is_neither_used_nor_left(kept: Path, tmp_path: Path) -> None:
    terms = copied(kept, tmp_path / "terms")
    made(PAGES, terms, tmp_path / "after", "two")
    after = {path.name for path in terms.iterdir()}
    assert after.isdisjoint(path.name for path in kept.iterdir())
    assert len(after) == len(list(kept.iterdir()))


# Fills a cache and forgets it, many times. Node gets the address of the cache's script, and a folder.
ROUNDS = """
const { openCache } = await import(process.argv[1]);
for (let round = 0; round < 200; round++) {
  const cache = openCache(process.argv[2], `${process.pid}`);
  for (let at = 0; at < 5; at++) cache.of([`${round} ${at}`], () => "made".repeat(1000));
  cache.forget();
}
"""


def test_two_processes_may_use_one_cache(tmp_path: Path) -> None:
    script = (Path(indexer.__file__).parent / "js" / "cache.js").as_uri()
    job = ["--input-type=module", "-e", ROUNDS, script, str(tmp_path / "terms")]
    with ThreadPoolExecutor() as threads:
        ended = list(threads.map(child.node, [job, job]))
    assert [done.stderr for done in ended] == ["", ""]


def test_what_was_left_half_written_goes_after_a_day(kept: Path, tmp_path: Path) -> None:
    terms = copied(kept, tmp_path / "terms")
    fresh, old = terms / ".new-fresh", terms / ".new-old"
    for path in (fresh, old):
        path.write_text("half", "utf-8")
    os.utime(old, (0, 0))
    made(PAGES, terms, tmp_path / "after")
    assert (fresh.exists(), old.exists()) == (True, False)


def test_pages_that_stand_in_another_order_are_found_as_they_are_shown(tmp_path: Path) -> None:
    texts = [f"marker{number} {' '.join(f'wick{at}' for at in range(number * 37 % 40))}" for number in range(120)]
    studies = [page(number, kind="Studies", year="2020", text=text) for number, text in enumerate(texts)]
    for path, data in made(studies, tmp_path / "terms", tmp_path / "made").items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    (folder,) = tmp_path.glob("assets/search/*/pages")
    shown = [json.loads((folder / f"{number}.json").read_bytes())["path"] for number in range(len(studies))]
    assert shown != [study["path"] for study in studies]
    found = ask(tmp_path, *(("find", {"q": f"marker{number}"}) for number in (0, 7, 41, 119)))
    assert [answer["paths"][:1] for answer in found] == [[f"terms/lamp-{number}.html"] for number in (0, 7, 41, 119)]


def found_in(folder: Path, pages: list[dict[str, Any]], *asked: dict[str, str]) -> list[list[str]]:
    """The paths that each query finds on a site of these pages."""
    for path, data in made(pages, folder / "terms", folder / "made").items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return [answer["paths"] for answer in ask(folder, *(("find", one) for one in asked))]


def test_what_holds_in_england_comes_first_unless_another_nation_is_named_or_chosen(tmp_path: Path) -> None:
    """The others are a little better found by their words. Only Scotland has sheriffs, so they stand for it."""
    text = "A keeper may light it for the sheriff. A keeper may trim it."
    pages = [
        page(0, kind="Law", nation=["Scotland"], text=text),
        page(1, kind="Law", nation=["England", "Wales"], text=f"{text} Nobody else may do so."),
        page(2, kind="Glossary", nation=["Scotland"], text=text),
        page(3, kind="Studies", nation=["Scotland"], text=text),
    ]
    asked = (
        {"q": "keeper"},
        {"q": "keeper", "first": "Scotland"},
        {"q": "keeper in scotland"},
        {"q": "sheriff keeper"},
    )
    orders = found_in(tmp_path, pages, *asked)
    scottish, english, term, study = (one["path"] for one in pages)
    for other in (scottish, term):
        assert [paths.index(english) < paths.index(other) for paths in orders] == [True, False, False, False]
    assert orders[0].index(study) < orders[0].index(english), "a study is as good wherever it was made"


def test_whoever_names_a_nation_finds_the_pages_of_that_nation_alone_first(tmp_path: Path) -> None:
    """The others are a little better found by their words."""
    nations = {"alone": ["Wales"], "shared": ["Wales", "England"], "any": []}
    texts = {
        "alone": "A keeper lit it in Wales. Nobody else did.",
        "shared": "A keeper lit it in Wales.",
        "any": "A keeper lit it in Wales.",
    }
    pages = [
        page(at, path=f"terms/{name}.html", nation=nations[name], text=texts[name]) for at, name in enumerate(nations)
    ]
    named, chosen = found_in(tmp_path, pages, {"q": "keeper wales"}, {"q": "keeper", "first": "Wales"})
    assert named[0] == "terms/alone.html"
    assert chosen[-1] == "terms/alone.html"


def test_of_a_nation_that_is_named_only_what_answers_the_question_rises(tmp_path: Path) -> None:
    pages = [
        page(0, kind="Law", nation=["Wales"], title="Oil of keepers", text="It burns in Wales. In Wales."),
        page(1, kind="Needs", title="Light, oil and rest for all tired keepers", text="Whom to ask in Wales."),
    ]
    asked = ("keepers in wales", "helpline for keepers in wales")
    plain, sought = found_in(tmp_path, pages, *({"q": query} for query in asked))
    assert (plain[0], sought[0]) == ("terms/lamp-0.html", "terms/lamp-1.html")


def test_a_name_in_another_order_and_form_is_still_the_name(tmp_path: Path) -> None:
    text = "Who can trim a tall wick? A tall wick is trimmed by whoever trims a tall wick."
    pages = [page(0, names=["tall wick"], text=text), page(1, title="Trimming the tall wick")]
    asked = ("who can trim a tall wick", "tall wick", "compare trimming and the tall wick")
    name, other, compared = found_in(tmp_path, pages, *({"q": query} for query in asked))
    assert name[0] == "terms/lamp-1.html"
    assert [other[0], compared[0]] == ["terms/lamp-0.html"] * 2


def test_what_people_type_leads_to_its_entry_as_a_name_does(tmp_path: Path) -> None:
    pages = [
        page(0, title="A lamp for nan before she is sectioned"),
        page(1, about=["Oil", "can my nan section me with a lamp"], searches=["can my nan section me with a lamp"]),
    ]
    asked = ("can my nan get me sectioned with a lamp", "sectioned oil")
    typed, said_otherwise = found_in(tmp_path, pages, *({"q": query} for query in asked))
    assert typed[0] == "terms/lamp-1.html"
    assert said_otherwise == ["terms/lamp-1.html"]


def test_the_law_under_which_something_is_asked_is_not_what_is_asked_about(tmp_path: Path) -> None:
    pages = [
        page(0, kind="Law", title="Lamp Act", about=["Child"], text="In a fog a child is lit."),
        page(1, kind="Law", title="A child in fog", text="It is lit by this Act. A lamp."),
        *(page(at, title=f"An act for lamp {at}") for at in range(2, 7)),
    ]
    asked = ("can a child be lit under the lamp act", "can a child be lit by the lamp act")
    under, by = found_in(tmp_path, pages, *({"q": query} for query in asked))
    assert (under[0], by[0]) == ("terms/lamp-1.html", "terms/lamp-0.html")


def test_whom_it_happened_to_matters_less_than_what_happened(tmp_path: Path) -> None:
    texts = (
        "A brother, his brother and a wick.",
        "A wick, another wick and a brother.",
        "A brother fell.",
        "A fog fell.",
    )
    pages = [page(at, text=text) for at, text in enumerate(texts)]
    both, either = found_in(tmp_path, pages, {"q": "brother wick"}, {"q": "brother fog"})
    assert both[:2] == ["terms/lamp-1.html", "terms/lamp-0.html"]
    assert either[0] == "terms/lamp-3.html"


def test_a_page_shows_no_more_than_the_search_asks_for(tmp_path: Path) -> None:
    answer = {"line": 2, "facts": [], "links": []}
    found = made([page(0), page(1, answer=answer)], tmp_path / "terms", tmp_path / "made")
    plain, answered = (data for path, data in found.items() if "/pages/" in path)
    assert plain.startswith(
        b'{"path":"terms/lamp-0.html","title":"Lamp 0","kind":"Glossary","year":"","status":"","names"'
    )
    assert b"answer" not in plain
    assert b'"answer":{"line":2' in answered
    assert b"order" not in plain + answered


def test_of_a_long_page_a_result_has_the_beginning_and_a_phrase_is_found_to_the_end(tmp_path: Path) -> None:
    texts = [
        "A keeper lit it.",
        " ".join(f"wick{at}" for at in range(2_000)) + " and the last warden slept",
        "x" * 9_000,
    ]
    found = made([page(at, text=text) for at, text in enumerate(texts)], tmp_path / "terms", tmp_path / "made")
    for path, data in found.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    (folder,) = tmp_path.glob("assets/search/*/pages")
    shown = [json.loads((folder / f"{at}.json").read_bytes()) for at in range(3)]
    rests = [
        json.loads((folder / f"{at}-rest.json").read_bytes()) if one.get("more") else "" for at, one in enumerate(shown)
    ]
    assert [one["text"] + rest for one, rest in zip(shown, rests, strict=True)] == texts
    assert [len(one["text"]) > 6_000 for one in shown] == [False] * 3
    assert rests[1].startswith(" wick")
    answers = ask(tmp_path, ("find", {"q": '"last warden slept"'}), ("find", {"q": '"warden last"'}))
    assert [answer["paths"] for answer in answers] == [["terms/lamp-1.html"], []]
    odd = ("null", "{}", "[]", "3", "{")
    missed = ask(tmp_path, *(("spoilt", {"q": '"last warden slept"'}, "-rest.json", one) for one in odd))
    assert [answer["missing"] for answer in missed] == [["results"]] * len(odd)
