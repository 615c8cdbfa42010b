"""MkDocs runs again when the sources of its output change, but not for files that are only copied or poured."""

from __future__ import annotations

import os
import re
import time
from pathlib import Path

import pytest

from almanac.publish import drawing, folders, macros
from tests.conftest import PROJECT


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """The few files on which the rendered site depends."""
    for name in ("mkdocs.yml", "hooks.py", "macros.py"):
        (tmp_path / name).write_bytes((PROJECT / name).read_bytes())
    for path, text in {"docs/a.md": "# A", "docs/assets/a.css": "p {}", "overrides/b.html": "b"}.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    return tmp_path


SOURCES = ("docs/a.md", "overrides/b.html", "mkdocs.yml", "hooks.py", "macros.py", "docs/new.md")


@pytest.mark.parametrize("file", SOURCES)
def test_a_source_that_changes_is_drawn_again(file: str, sources: Path) -> None:
    before = drawing.key(sources)
    with (sources / file).open("a") as text:
        text.write("\n# more")
    assert drawing.key(sources) != before


def test_what_is_only_copied_is_not_drawn_again_but_a_new_name_is(sources: Path) -> None:
    before = drawing.key(sources)
    (sources / "docs/assets/a.css").write_text("p { color: red }")
    (sources / "content").mkdir()
    (sources / "content" / "roles.yaml").write_text("roles:")
    assert drawing.key(sources) == before
    (sources / "docs/assets/b.css").touch()
    assert drawing.key(sources) != before


def test_addresses_are_drawn_and_days_are_not(sources: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = drawing.key(sources)
    monkeypatch.setenv("ALMANAC_TODAY", "2030-01-01")
    assert drawing.key(sources) == before
    monkeypatch.setenv("ALMANAC_SITE_URL", "https://elsewhere.example/")
    assert drawing.key(sources) != before


def test_a_macro_that_takes_something_else_is_drawn_again(sources: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = drawing.key(sources)
    monkeypatch.setitem(macros.MACROS, "label", made)
    assert drawing.key(sources) != before


def test_links_into_folders_of_entries_are_found() -> None:
    text = (
        "[a](../roles/e.html) [b](c.html#d) <a href='../roles/f.html'> [g](../zz/h.html) [i](https://j.example/k.html)"
    )
    assert drawing.linked("about/index.md", text) == ["roles/e.html"]
    assert drawing.linked("law/index.md", "[b](c.html#d)") == ["law/c.html"]


def made(cache: Path, key: str, text: str) -> str:
    def make(fresh: Path) -> None:
        (fresh / "a.txt").write_text(text, "utf-8")

    return (folders.kept(cache, "things", key, make) / "a.txt").read_text("utf-8")


def test_a_folder_is_made_once_and_anew_where_it_is_not_as_it_was_made(tmp_path: Path) -> None:
    assert made(tmp_path, "key", "first") == made(tmp_path, "key", "never") == "first"
    (tmp_path / "things" / "key" / "files" / "a.txt").write_text("changed")
    assert made(tmp_path, "key", "second") == "second"
    (tmp_path / "things" / "key" / "sums.json").write_text("{")
    assert made(tmp_path, "key", "third") == "third"
    (tmp_path / "things" / "key" / "files" / "more.txt").touch()
    assert made(tmp_path, "key", "fourth") == "fourth"


def test_the_oldest_folders_go_and_what_could_not_be_made_leaves_nothing(tmp_path: Path) -> None:
    for number in range(folders.KEPT + 2):
        made(tmp_path, f"key-{number}", "text")
    assert len(list((tmp_path / "things").iterdir())) == folders.KEPT
    before = sorted((tmp_path / "things").iterdir())
    with pytest.raises(FileNotFoundError):
        folders.kept(tmp_path, "things", "other", lambda fresh: (fresh / "nothing").unlink())
    assert sorted((tmp_path / "things").iterdir()) == before
    assert [path.name for path in tmp_path.iterdir()] == ["things"]
    assert folders.last(tmp_path, "nothing") is None


def test_a_folder_that_another_process_is_filling_stays_for_a_day(tmp_path: Path) -> None:
    filling = tmp_path / "things" / "tmp-of-another"
    filling.mkdir(parents=True)
    os.utime(filling, (0, time.time() - 60 * 60))
    for number in range(folders.KEPT + 1):
        made(tmp_path, f"key-{number}", "text")
    assert filling.exists()
    assert len(list((tmp_path / "things").iterdir())) == folders.KEPT + 1
    os.utime(filling, (0, time.time() - 25 * 60 * 60))
    made(tmp_path, "key", "text")
    assert not filling.exists()


def test_two_that_make_the_same_folder_at_once_both_have_it(tmp_path: Path) -> None:
    def while_another_makes_it(fresh: Path) -> None:
        assert made(tmp_path, "key", "the other") == "the other"
        (fresh / "a.txt").write_text("mine", "utf-8")

    found = folders.kept(tmp_path, "things", "key", while_another_makes_it)
    assert (found / "a.txt").read_text("utf-8") == "the other", "what the other reads stays"
    assert [path.name for path in (tmp_path / "things").iterdir()] == ["key"]


def test_every_size_of_type_and_every_colour_is_a_token() -> None:
    """Style sheets use tokens, whose values are only in tokens.css."""
    sheets = {path.name: path.read_text("utf-8") for path in (PROJECT / "docs/assets/css").glob("*.css")}
    tokens = sheets.pop("tokens.css")
    assert len(sheets) > 3
    assert "--paper:" in tokens
    assert "--small:" in tokens
    stray = {
        name: found
        for name, css in sheets.items()
        if (found := re.findall(r"#[0-9a-f]{3,6}\b(?=[^{}]*;)", css.partition("@media print")[0]))
    }
    assert stray == {}
    sizes = {
        name: found
        for name, css in sheets.items()
        if (found := re.findall(r"font-size: (?:\.?8125|\.875|\.9375|1|1\.125)rem", css))
    }
    assert sizes == {}


def test_no_character_is_in_two_files_of_a_typeface() -> None:
    css = (PROJECT / "docs/assets/css/tokens.css").read_text("utf-8")
    files = re.findall(r'font-family: "([^"]+)";\s*src: url.*?unicode-range: ([^;]+);', css, re.DOTALL)
    assert len(files) == 4
    seen: set[tuple[str, int]] = set()
    for family, ranges in files:
        for first, last in re.findall(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", ranges):
            own = {(family, number) for number in range(int(first, 16), int(last or first, 16) + 1)}
            assert not own & seen, first
            seen |= own
