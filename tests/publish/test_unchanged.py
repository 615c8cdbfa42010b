"""A build does nothing only if everything it depends on, and everything it wrote, is unchanged."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from almanac.publish import keys, unchanged
from almanac.publish.tree import Tree
from almanac.publish.unchanged import Built


@pytest.fixture
def small(tmp_path: Path) -> Path:
    project = tmp_path / "project"
    for path in ("mkdocs.yml", "hooks.py", "macros.py", "docs/index.md", "docs/site-map.md", "content/roles.yaml"):
        (project / path).parent.mkdir(parents=True, exist_ok=True)
        (project / path).write_text(path, "utf-8")
    return project


def written(path: str, text: str = "other") -> Callable[[Path], None]:
    def change(project: Path) -> None:
        (project / path).parent.mkdir(parents=True, exist_ok=True)
        (project / path).write_text(text, "utf-8")

    return change


@pytest.mark.parametrize(
    "change",
    [
        *map(written, ("content/roles.yaml", "docs/site-map.md", "docs/new.svg", "overrides/main.html", "hooks.py")),
        *map(written, ("link-health.json", "package-lock.json", "node_modules/.package-lock.json", "almanac/x.html")),
        lambda project: (project / "docs" / "index.md").rename(project / "docs" / "other.md"),
        lambda project: (project / "docs" / "index.md").unlink(),
    ],
)
def test_whatever_a_build_is_made_from_changes_the_key(change: Callable[[Path], None], small: Path) -> None:
    before = unchanged.key(small, "")
    assert before
    change(small)
    assert unchanged.key(small, "") != before


@pytest.mark.parametrize(
    "path", ["site/index.html", "site.new/x", ".cache/x", "tests/x.py", "almanac/__pycache__/x.pyc"]
)
def test_what_it_is_not_made_from_changes_nothing(path: str, small: Path) -> None:
    before = unchanged.key(small, "")
    written(path)(small)
    assert unchanged.key(small, "") == before


def test_the_day_the_environment_and_the_code_change_the_key(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = {unchanged.key(small, ""), unchanged.key(small, "2027-03-01")}
    monkeypatch.setenv("ALMANAC_SITE_URL", "https://other.example/")
    found.add(unchanged.key(small, ""))
    (small / "mkdocs.yml").write_text("site_name: !ENV [NAMED_BY_SETTINGS, x]", "utf-8")
    found.add(unchanged.key(small, ""))
    monkeypatch.setenv("NAMED_BY_SETTINGS", "y")
    found.add(unchanged.key(small, ""))
    monkeypatch.setattr(keys, "code", lambda: "other code")
    found.add(unchanged.key(small, ""))
    assert len(found) == 6


def test_what_may_change_unseen_is_left_to_the_build(small: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    link = small / "content" / "studies"
    link.symlink_to(tmp_path / "elsewhere")
    assert unchanged.key(small, "") == ""
    link.unlink()
    os.mkfifo(small / "content" / "pipe.yaml")
    assert unchanged.key(small, "") == ""


def test_a_build_is_remembered_while_its_site_is_as_it_left_it(tmp_path: Path) -> None:
    site, cache = tmp_path / "site", tmp_path / ".cache"
    tree = Tree(site, cache / "trees")
    tree.write("index.html", "one")
    tree.close()
    built = Built(made_from="a", entries=1, pages=1)
    unchanged.remember(cache, built)
    assert unchanged.remembered(site, cache, "a") == built
    assert unchanged.remembered(site, cache, "b") is None
    (site / "stray.html").write_text("", "utf-8")
    assert unchanged.remembered(site, cache, "a") is None
    (site / "stray.html").unlink()
    (site / "index.html").write_text("two", "utf-8")
    assert unchanged.remembered(site, cache, "a") is None
    assert unchanged.remembered(tmp_path / "none", cache, "a") is None


def test_what_cannot_be_remembered_is_built_again(tmp_path: Path) -> None:
    (tmp_path / "built.json").mkdir()
    unchanged.remember(tmp_path, Built(made_from="a", entries=1, pages=1))
    assert unchanged.remembered(tmp_path, tmp_path, "a") is None


@pytest.mark.parametrize("text", ["", "[]", "null", "{}", '{"made_from": "", "entries": 1, "pages": 1}', "\x00"])
def test_a_memory_that_is_none_is_passed_by(text: str, tmp_path: Path) -> None:
    site, cache = tmp_path / "site", tmp_path / ".cache"
    tree = Tree(site, cache / "trees")
    tree.write("index.html", "one")
    tree.close()
    (cache / "built.json").write_text(text, "utf-8")
    assert unchanged.remembered(site, cache, "") is None
    assert unchanged.remembered(site, cache, "a") is None
