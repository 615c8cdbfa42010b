from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from almanac.content.load import load
from almanac.content.model import Library
from almanac.content.problem import ContentError, FieldPath
from almanac.content.yamlfile import parser
from almanac.content.yamlfile.cache import IN_MEMORY, YamlCache
from almanac.content.yamlfile.document import Document

TEXT = "roles:\n  - key: a\n    title: Lamps\n  - key: b\n    title: Oil\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "roles.yaml"
    path.write_text(TEXT, "utf-8")
    return path


def read(file: Path, cache: Path) -> Document:
    """Read as a new process would, with nothing in memory."""
    IN_MEMORY.clear()
    document, problems = YamlCache(cache).read(file, "content/roles.yaml")
    assert not problems
    assert document
    return document


def same(one: Document, other: Document) -> bool:
    paths: tuple[FieldPath, ...] = ((), ("roles",), ("roles", 1), ("roles", 1, "title"), ("roles", 7))
    return one == other and [one.place(path) for path in paths] == [other.place(path) for path in paths]


def test_what_was_kept_is_what_was_read(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = read(file, tmp_path / "cache")
    monkeypatch.setattr(parser, "parse", None)
    again = read(file, tmp_path / "cache")
    assert same(first, again)
    assert again.place(("roles", 1, "title")) == (5, 12)


def test_a_process_reads_a_file_once_while_it_stays_as_it_is(file: Path, tmp_path: Path) -> None:
    first, other = read(file, tmp_path / "cache"), tmp_path / "terms.yaml"
    other.write_text("terms:\n  - key: a\n", "utf-8")
    kept = YamlCache(tmp_path / "cache")
    assert kept.read(file, "content/roles.yaml")[0] is first
    kept.read(other, "content/terms.yaml")
    file.write_text(TEXT.replace("Oil", "Wicks"), "utf-8")
    changed, _ = kept.read(file, "content/roles.yaml")
    assert changed
    assert changed.data["roles"][1]["title"] == "Wicks"
    YamlCache(tmp_path / "cache").prune()
    assert IN_MEMORY == {}


@pytest.mark.parametrize(
    "hostile",
    [
        b"",
        b"{",
        b"0\n[]",
        hashlib.sha256(b"[1]").hexdigest().encode() + b"\n[1]",
        hashlib.sha256(b'[{}, [["x", 1]]]').hexdigest().encode() + b'\n[{}, [["x", 1]]]',
        hashlib.sha256(b"[" * 99_999).hexdigest().encode() + b"\n" + b"[" * 99_999,
    ],
)
def test_what_is_not_as_it_was_kept_is_read_anew(hostile: bytes, file: Path, tmp_path: Path) -> None:
    first = read(file, tmp_path / "cache")
    next((tmp_path / "cache").iterdir()).write_bytes(hostile)
    assert same(first, read(file, tmp_path / "cache"))


def test_a_file_that_changed_is_read_anew(file: Path, tmp_path: Path) -> None:
    read(file, tmp_path / "cache")
    file.write_text(TEXT.replace("Oil", "Wicks"), "utf-8")
    assert read(file, tmp_path / "cache").data["roles"][1]["title"] == "Wicks"


def test_other_code_reads_anew(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read(file, tmp_path / "cache")
    monkeypatch.setattr("almanac.content.yamlfile.cache._code", lambda: b"another")
    told = json.dumps([{}, []]).encode()
    for path in (tmp_path / "cache").iterdir():
        path.write_bytes(hashlib.sha256(told).hexdigest().encode() + b"\n" + told)
    assert read(file, tmp_path / "cache").data["roles"]


def forget() -> None:
    """Make the next load read the files again, as another command would."""
    for name in ("_try_load", "_read"):
        load.__globals__[name].cache_clear()


def test_a_library_through_the_cache_is_the_same_and_nothing_old_is_kept(
    tiny: Library, tiny_content: Path, tmp_path: Path
) -> None:
    for _ in range(2):
        found = load(tiny_content, cache=tmp_path / "cache")
        assert (found.entries, found.version) == (tiny.entries, tiny.version)
        assert [found.places[ref].line for ref in tiny.entries] == [place.line for place in tiny.places.values()]
        forget()
    kept = len(list((tmp_path / "cache").iterdir()))
    roles = tiny_content / "roles.yaml"
    roles.write_text(roles.read_text("utf-8") + "# a remark\n", "utf-8")
    load(tiny_content, cache=tmp_path / "cache")
    assert len(list((tmp_path / "cache").iterdir())) == kept


def test_a_problem_in_a_kept_file_is_placed(tiny_content: Path, tmp_path: Path) -> None:
    load(tiny_content, cache=tmp_path / "cache")
    terms = tiny_content / "terms.yaml"
    text = terms.read_text("utf-8")
    terms.write_text(text.replace("key: wick", "key: wicks"), "utf-8")
    said = []
    for _ in range(2):
        with pytest.raises(ContentError) as error:
            load(tiny_content, cache=tmp_path / "cache")
        said.append(str(error.value))
        forget()
    with pytest.raises(ContentError) as error:
        load(tiny_content)
    assert said == [str(error.value)] * 2
