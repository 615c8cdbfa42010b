"""Whatever stands in the cache of references, only what has the form of one is taken, and nothing stops a build."""

from __future__ import annotations

import dataclasses
import json
import os
from pathlib import Path
from typing import Any

import pytest

from almanac.citation import referencecache
from almanac.citation.references import Kept, reference
from almanac.content.kinds.abstract import Abstract
from almanac.content.model import Library

KEY = "0123456789abcdef01234567"
GOOD = {
    "before": "Tamm, I. (",
    "year": "1999",
    "after": "). Light & shade. Lamps, 3.",
    "html": "Tamm, I. (1999). Light &amp; shade. <i>Lamps</i>, <i>3</i>.",
    "sort": "tamm ida 1999 light & shade",
    "intext": "(Tamm, 1999)",
}
SAID = "Tamm, I. (1999). Light &amp; shade. "


def kept(folder: Path, value: Any) -> dict[str, dict[str, str]]:
    path = folder / "references.json"
    path.write_text(json.dumps(value), "utf-8")
    return referencecache.read(path)


def test_what_a_build_made_comes_back_as_it_was(tiny: Library, tmp_path: Path) -> None:
    made: Kept = {}
    studies = [entry for _, entry in tiny.of("abstract") if isinstance(entry, Abstract)]
    first = [reference(study, style, made) for study in studies for style in ("harvard", "apa")]
    assert first
    path = tmp_path / ".cache" / "references.json"
    referencecache.write(path, made)
    assert referencecache.read(path) == made
    assert [file.name for file in path.parent.iterdir()] == ["references.json"]


def test_a_good_reference_is_taken(tmp_path: Path) -> None:
    assert kept(tmp_path, {KEY: GOOD}) == {KEY: GOOD}


@pytest.mark.parametrize(
    "html",
    [
        '<meta http-equiv="refresh" content="0;url=https://elsewhere.example/">Lamps, 3.',
        "<script>alert(1)</script>Lamps, 3.",
        "<i onclick=alert(1)>Lamps</i>, 3.",
        '<a href="javascript:alert(1)">Lamps</a>, 3.',
        '<svg><a xlink:href="javascript:alert(1)">Lamps</a></svg>, 3.',
        "<i>Lamps, 3.",
        "Lamps</i>, 3.",
        "<i><b>Lamps</i></b>, 3.",
        "<I>Lamps</I>, 3.",
        "<i>Lamps</i >, 3.",
        "<!-- x -->Lamps, 3.",
        "Lamps, 3.<",
        "Lamps & lights, 3.",
        "Lamps, 4.",
        "Lamps, 3.\u202e",
    ],
)
def test_html_that_is_more_than_the_text_in_italics_is_left_out(html: str, tmp_path: Path) -> None:
    assert kept(tmp_path, {KEY: GOOD | {"html": SAID + html}}) == {}


@pytest.mark.parametrize(
    "value",
    [
        None, [], "text", 3, True, {}, {"html": "x"}, [GOOD],
        GOOD | {"year": 1999}, GOOD | {"year": "x"}, GOOD | {"year": None}, GOOD | {"more": "x"},
        GOOD | {"sort": []}, GOOD | {"intext": {"a": "b"}}, GOOD | {"intext": "\ud800"}, GOOD | {"sort": "x" * 99_999},
        *({name: text for name, text in GOOD.items() if name != left_out} for left_out in GOOD),
    ],
)  # fmt: skip
def test_a_value_of_another_form_is_left_out_and_its_neighbour_taken(value: Any, tmp_path: Path) -> None:
    other = KEY.replace("0", "f")
    assert kept(tmp_path, {KEY: value, other: GOOD}) == {other: GOOD}


@pytest.mark.parametrize("value", [None, [], [1], "x", 0, True, {"short": GOOD}])
def test_a_file_of_another_form_is_empty(value: Any, tmp_path: Path) -> None:
    assert kept(tmp_path, value) == {}


@pytest.mark.parametrize("data", [b"", b"{", b"\xff\xfe", b"[" * 200_000, b"NaN", b'{"a": 1e999}'])
def test_a_file_that_is_no_json_is_empty(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "references.json"
    path.write_bytes(data)
    assert referencecache.read(path) == {}


def test_what_is_no_file_is_ignored_and_stays(tmp_path: Path) -> None:
    folder, pipe, circle = tmp_path / "a.json", tmp_path / "b.json", tmp_path / "c.json"
    folder.mkdir()
    (folder / "x").touch()
    os.mkfifo(pipe)
    circle.symlink_to(circle)
    for path in (folder, pipe, circle, tmp_path / "none.json", folder / "x" / "under-a-file.json"):
        assert referencecache.read(path) == {}
    referencecache.write(folder, {KEY: GOOD})
    referencecache.write(folder / "x" / "under-a-file.json", {KEY: GOOD})
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.json", "b.json", "c.json"]


def test_the_form_is_that_of_a_reference(tiny: Library) -> None:
    study = next(entry for _, entry in tiny.of("abstract") if isinstance(entry, Abstract))
    assert set(dataclasses.asdict(reference(study, "apa", {}))) == set(GOOD)
