from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from almanac.content.yamlfile import parser
from almanac.content.yamlfile.document import Document

PIECES = (
    "roles:", "- ", "key: a", "title: ", '"', "'", "|", ">-", "[a, ", "]", "{", "}", "&a ", "*a", "!lamp ", "# a",
    "<<: ", "? ", "%YAML", "---", "...", "\t", "\0", "\ufeff", "\xa0", "lamp", ": ", "\\", "<<<<<<< a",
)  # fmt: skip


def read(tmp_path: Path, text: str) -> Document:
    path = tmp_path / "some.yaml"
    path.write_text(text, encoding="utf-8")
    document, problems = parser.read(path, "content/some.yaml")
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
    document, problems = parser.read(path, "some.yaml")
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
    _, problems = parser.read(path, "some.yaml")
    assert {problem.code for problem in problems} == {"Y6"}


@pytest.mark.parametrize("sign", ["\x85", "\u2028", "\u2029"])
def test_a_break_that_nobody_sees_is_refused_in_the_line_that_an_editor_sees(sign: str) -> None:
    document, (problem,) = parser.parse(f"roles:\n  - key: a{sign}b\n", "content/roles.yaml")
    assert document is None
    assert (problem.line, problem.column) == (2, 11)
    assert problem.message == f"there is an invisible character (U+{ord(sign):04X}) here. Delete it."


@settings(max_examples=2000)
@given(st.lists(st.sampled_from((*PIECES, "\r", "\n", "\n  ", "\n    ")), max_size=30))
def test_whatever_a_file_says_is_read_or_refused_at_a_place_of_it(pieces: list[str]) -> None:
    text = "".join(pieces)
    document, problems = parser.parse(text, "content/roles.yaml")
    assert document or problems
    lines = re.split(r"\r\n?|\n", text)
    assert all(1 <= problem.line <= len(lines) for problem in problems)
