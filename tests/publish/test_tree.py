"""A folder is brought up to date whatever stands in it, and nothing outside it is touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from almanac.publish.claims import ClaimedTwiceError
from almanac.publish.tree import Tree, as_remembered


def written(folder: Path, *paths: str) -> int:
    tree = Tree(folder / "site", folder / "trees")
    for path in paths:
        tree.write(path, f"text of {path}")
    tree.close()
    found = sorted(path for path in (folder / "site").rglob("*") if not path.is_dir())
    assert found == sorted(folder / "site" / path for path in paths)
    return tree.written


@pytest.mark.parametrize(("before", "after"), [("a/b/c.json", "a"), ("a", "a/b/c.json"), ("a/b", "a/b/c.json")])
def test_a_file_takes_the_place_of_a_folder_and_a_folder_that_of_a_file(
    before: str, after: str, tmp_path: Path
) -> None:
    written(tmp_path, before, "index.html")
    assert written(tmp_path, after, "index.html") == 1
    assert written(tmp_path, before, "index.html") == 1


def test_a_linked_folder_is_replaced_and_nothing_is_written_where_it_leads(tmp_path: Path) -> None:
    written(tmp_path, "a/b/c.html")
    outside = (tmp_path / "site" / "a").rename(tmp_path / "outside")
    (tmp_path / "site" / "a").symlink_to(outside)
    (outside / "b" / "c.html").write_text("another's", "utf-8")
    assert written(tmp_path, "a/b/c.html") == 1
    assert (outside / "b" / "c.html").read_text("utf-8") == "another's"


def test_a_linked_folder_that_does_not_belong_is_noticed_and_removed(tmp_path: Path) -> None:
    written(tmp_path, "index.html")
    (tmp_path / "outside").mkdir()
    (tmp_path / "site" / "more").symlink_to(tmp_path / "outside")
    assert not as_remembered(tmp_path / "site", tmp_path / "trees")
    assert written(tmp_path, "index.html") == 0
    assert not (tmp_path / "site" / "more").is_symlink()
    assert as_remembered(tmp_path / "site", tmp_path / "trees")


@pytest.mark.parametrize(("first", "second"), [("a", "a/b/c.json"), ("a/b/c.json", "A/b")])
def test_a_path_cannot_be_both_a_file_and_a_folder(first: str, second: str, tmp_path: Path) -> None:
    tree = Tree(tmp_path / "site", tmp_path / "trees")
    tree.write(first, "")
    with pytest.raises(ClaimedTwiceError, match=f'"{second}"'):
        tree.write(second, "")
