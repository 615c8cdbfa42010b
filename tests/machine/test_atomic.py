"""A file is replaced whole or not at all, and nothing is left beside it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from almanac.machine import atomic


def test_a_file_is_made_and_replaced_with_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b.json"
    atomic.write(path, b"one")
    atomic.write(path, b"two", synced=True)
    assert path.read_bytes() == b"two"
    assert list(path.parent.iterdir()) == [path]


def full(*_: object) -> None:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize(("owner", "name"), [(Path, "replace"), (os, "fsync")])
def test_what_cannot_be_written_leaves_the_old_file_alone(
    owner: object, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b"old")
    monkeypatch.setattr(owner, name, full)
    with pytest.raises(OSError, match="No space"):
        atomic.write(path, b"new", synced=True)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_reader_sees_no_part_of_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, seen = tmp_path / "a.json", []
    path.write_bytes(b"old")
    renamed: Callable[[Path, Path], Path] = Path.replace

    def watched(fresh: Path, target: Path) -> Path:
        seen.append((path.read_bytes(), fresh.read_bytes()))
        return renamed(fresh, target)

    monkeypatch.setattr(Path, "replace", watched)
    atomic.write(path, b"new")
    assert seen == [(b"old", b"new")]
