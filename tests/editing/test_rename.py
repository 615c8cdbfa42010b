"""``almanac rename``: one key changes everywhere, and nothing else does."""

from __future__ import annotations

from pathlib import Path

import pytest

from almanac.content.kinds import KINDS
from almanac.content.load import load
from almanac.content.model import Library
from almanac.content.problem import ContentError
from almanac.editing.rename import RenameError, rename


@pytest.fixture
def project(tiny_content: Path) -> Path:
    """Return the invented world with a page that places an entry."""
    docs = tiny_content.parent / "docs"
    docs.mkdir()
    (docs / "index.md").write_text('A {{ link("term/wick", "wick keeper") }} and {{ entry("role/a") }}.\n', "utf-8")
    return tiny_content.parent


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS if kind.name != "role"])
def test_every_kind_is_renamed_and_every_link_follows(kind: str, project: Path, tiny: Library) -> None:
    for ref, before in tiny.of(kind):
        key = ref.partition("/")[2]
        rename(project, ref, f"aaa-{key}")
        after = load(project / "content")
        assert ref not in after.entries
        assert after.get(f"{kind}/aaa-{key}").was == (*before.was, key)
        assert {link.source for link in tiny.links.back.get(ref, ())} - {ref} == {
            link.source
            for link in after.links.back.get(f"{kind}/aaa-{key}", ())
            if not link.source.startswith(f"{kind}/aaa")
        } | {
            f"{kind}/{link.source.partition('/aaa-')[2]}"
            for link in after.links.back.get(f"{kind}/aaa-{key}", ())
            if "/aaa-" in link.source
        } - {ref}


def test_what_need_not_change_keeps_its_bytes(project: Path) -> None:
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    done = rename(project, "term/wick", "wick-keeper")
    after = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    changed = {path.relative_to(project).as_posix() for path in before if before[path] != after[path]}
    assert changed == set(done.files)
    assert "content/roles.yaml" in changed
    assert "docs/index.md" in changed
    assert after[project / "content" / "roles.yaml"] == before[project / "content" / "roles.yaml"].replace(
        b"[wick]", b"[wick-keeper]"
    )
    assert b'link("term/wick-keeper", "wick keeper")' in after[project / "docs" / "index.md"]
    assert after[project / "content" / "terms.yaml"].count(b"wick keeper") == before[
        project / "content" / "terms.yaml"
    ].count(b"wick keeper")


def test_the_entry_moves_to_where_its_key_belongs(project: Path) -> None:
    rename(project, "term/snuffer", "zealot")
    text = (project / "content" / "terms.yaml").read_text("utf-8")
    assert text.index("- key: wick") < text.index("- key: zealot")
    assert "    was: [snuffer]\n    sources:" in text


@pytest.mark.parametrize(
    ("ref", "new", "said"),
    [
        ("wick", "x", 'found "wick". Write kind and key'),
        ("terms/wick", "x", 'Did you mean "term"'),
        ("study/tamm-1999", "x", " abstract, "),
        ("term/wick", "term/keeper", 'Write the key alone: "keeper"'),
        ("term/wik", "x", 'no entry "term/wik". Did you mean "term/wick"'),
        ("term/wick", "Wick Keeper", "Write lower-case letters"),
        ("term/wick", "snuffer", '"snuffer" is the key, or a former key, of term/snuffer'),
    ],
)
def test_what_cannot_be_renamed_says_why_and_nothing_changes(ref: str, new: str, said: str, project: Path) -> None:
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    with pytest.raises(RenameError) as caught:
        rename(project, ref, new)
    assert said in str(caught.value)
    assert {path: path.read_bytes() for path in project.rglob("*") if path.is_file()} == before


def test_a_name_that_a_rule_forbids_is_taken_back(project: Path) -> None:
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    with pytest.raises(ContentError, match="the key should be"):
        rename(project, "role/a", "keeper")
    assert {path: path.read_bytes() for path in project.rglob("*") if path.is_file()} == before


def test_broken_content_is_mended_first(project: Path) -> None:
    (project / "content" / "roles.yaml").write_text("", "utf-8")
    with pytest.raises(ContentError, match="the file is empty"):
        rename(project, "term/wick", "wicks")
