from __future__ import annotations

import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from almanac.publish import swap
from tests.conftest import PROJECT


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    fresh, site = tmp_path / "site.new", tmp_path / "site"
    for folder, text in ((fresh, "new"), (site, "old")):
        folder.mkdir()
        (folder / "index.html").write_text(text)
    return fresh, site


def no_exchange(one: Path, other: Path) -> bool:
    return False


def test_the_new_site_takes_the_old_ones_place(folders: tuple[Path, Path]) -> None:
    fresh, site = folders
    swap.swap(fresh, site)
    assert (site / "index.html").read_text() == "new"
    assert [path.name for path in site.parent.iterdir()] == ["site"]


def test_the_first_site_needs_no_old_one(folders: tuple[Path, Path]) -> None:
    fresh, _ = folders
    swap.swap(fresh, fresh.with_name("first"))
    assert (fresh.with_name("first") / "index.html").read_text() == "new"


def test_two_renames_do_where_folders_cannot_be_exchanged(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(swap, "_exchange", no_exchange)
    fresh, site = folders
    swap.swap(fresh, site)
    assert (site / "index.html").read_text() == "new"
    assert [path.name for path in site.parent.iterdir()] == ["site"]


def test_a_failed_second_rename_puts_the_old_site_back(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(swap, "_exchange", no_exchange)
    fresh, site = folders
    rename = Path.rename

    def refuse(self: Path, target: Path) -> Path:
        if self == fresh:
            raise OSError("no")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(OSError, match="no"):
        swap.swap(fresh, site)
    assert (site / "index.html").read_text() == "old"


@pytest.mark.parametrize("stopped_before", ["site -> site.old", "site.new -> site"])
def test_a_swap_killed_between_its_renames_is_undone(stopped_before: str, folders: tuple[Path, Path]) -> None:
    fresh, site = folders
    program = textwrap.dedent(f"""
        import os, signal
        from pathlib import Path
        from almanac.publish import swap
        swap._exchange = lambda one, other: False
        rename = Path.rename
        def kill_before(self, target):
            if f"{{self.name}} -> {{Path(target).name}}" == {stopped_before!r}:
                os.kill(os.getpid(), signal.SIGKILL)
            return rename(self, target)
        Path.rename = kill_before
        swap.swap(Path({str(fresh)!r}), Path({str(site)!r}))
    """)
    done = subprocess.run([sys.executable, "-c", program], cwd=PROJECT, check=False)
    assert done.returncode == -signal.SIGKILL
    swap.recover(site)
    assert (site / "index.html").read_text() == "old"
