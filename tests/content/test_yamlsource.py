from __future__ import annotations

from pathlib import Path

import pytest

from almanac.content import yamlsource
from almanac.content.yamldocument import Document


def read(tmp_path: Path, text: str) -> Document:
    path = tmp_path / "some.yaml"
    path.write_text(text, encoding="utf-8")
    document, problems = yamlsource.read(path, "content/some.yaml")
    assert problems == []
    assert document is not None
    return document


@pytest.mark.parametrize(
    "word",
    [
        "no",
        "NO",
        "yes",
        "on",
        "0123",
        "0800123",
        "12:30",
        "22:22",
        "2024-01-02",
        "1.10",
        "1e3",
        "116123",
        "0x1F",
        "=",
        "<<x",
    ],
)
def test_a_plain_word_stays_text(word: str, tmp_path: Path) -> None:
    assert read(tmp_path, f"a: {word}\n").data == {"a": word}


@pytest.mark.parametrize(("word", "value"), [("true", True), ("False", False), ("null", None), ("~", None), ("", None)])
def test_the_core_words_are_values(word: str, value: object, tmp_path: Path) -> None:
    assert read(tmp_path, f"a: {word}\n").data == {"a": value}


@pytest.mark.parametrize("word", ['"true"', "'null'", '"~"', "''"])
def test_a_quoted_word_is_text(word: str, tmp_path: Path) -> None:
    assert read(tmp_path, f"a: {word}\n").data == {"a": word[1:-1]}


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "some.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: b\n")
    document, problems = yamlsource.read(path, "some.yaml")
    assert (document.data if document else None, problems) == ({"a": "b"}, [])


def test_places_count_from_one_and_fall_back_to_the_nearest_parent(tmp_path: Path) -> None:
    document = read(tmp_path, "roles:\n  - key: e\n    see:\n      - x/y\n    none:\n")
    assert document.place(("roles", 0, "see", 0)) == (4, 9)
    assert document.place(("roles", 0, "missing")) == (2, 5)
    assert document.place(("roles", 0, "none")) == (5, 5)
    assert document.place(("roles", 7)) == (2, 3)


def test_a_bomb_of_aliases_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "some.yaml"
    path.write_text("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", encoding="utf-8")
    _, problems = yamlsource.read(path, "some.yaml")
    assert {problem.code for problem in problems} == {"Y6"}
