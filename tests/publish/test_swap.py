from __future__ import annotations

import shutil
import signal
import subprocess
import sys
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


# Runs a swap in which the process is killed before its n-th system call, or not at all if n is 0.
SWAP = """
import os, signal, sys
from pathlib import Path
from almanac.publish import swap
fresh, site, last, exchanges = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4] == "exchange"
if not exchanges:
    swap._exchange = lambda one, other: False
count = 0
def kill(event, arguments):
    global count
    if event.split(".")[0] in ("os", "shutil", "ctypes"):
        count += 1
        if count == last:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(kill)
swap.swap(fresh, site)
swap.recover(site)
"""


def killed_swap(fresh: Path, site: Path, last: int, how: str) -> int:
    command = [sys.executable, "-c", SWAP, str(fresh), str(site), str(last), how]
    return subprocess.run(command, cwd=PROJECT, check=False).returncode


def whole(site: Path) -> bool:
    return site.is_dir() and len(list(site.iterdir())) == 4 and len({path.read_text() for path in site.iterdir()}) == 1


def made(folder: Path, text: str) -> Path:
    folder.mkdir()
    for name in ("index.html", "a.html", "b.html", "c.html"):
        (folder / name).write_text(text)
    return folder


@pytest.mark.parametrize("how", ["exchange", "two renames"])
@pytest.mark.parametrize("before", ["nothing", "an old site beside", "half an old site", "a half removed one"])
def test_a_swap_killed_at_any_step_leaves_a_whole_site(how: str, before: str, tmp_path: Path) -> None:
    steps = 0
    while True:
        steps += 1
        here = tmp_path / str(steps)
        here.mkdir()
        fresh, site = made(here / "site.new", "new"), made(here / "site", "old")
        if before != "nothing":
            leftover = made(here / ("site.gone" if before == "a half removed one" else "site.old"), "older")
            if before == "half an old site":
                (leftover / "index.html").unlink()
        code = killed_swap(fresh, site, steps, how)
        if how == "exchange" and sys.platform == "linux":
            assert whole(site), f"step {steps}"  # at every moment, not only after the recovery
        swap.recover(site)
        assert whole(site), f"step {steps}"
        if not fresh.exists():
            assert (site / "index.html").read_text() == "new"
        assert {path.name for path in here.iterdir()} <= {"site", "site.new"}
        shutil.rmtree(fresh, ignore_errors=True)
        swap.swap(made(fresh, "newest"), site)
        assert whole(site)
        assert (site / "index.html").read_text() == "newest"
        assert [path.name for path in here.iterdir()] == ["site"]
        if code == 0:
            break
        assert code == -signal.SIGKILL
    assert steps > 8


def test_half_a_site_is_never_brought_back(tmp_path: Path) -> None:
    made(tmp_path / "site.gone", "old")
    swap.recover(tmp_path / "site")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kind", ["link", "file"])
def test_what_is_no_folder_of_its_own_is_left_alone(kind: str, tmp_path: Path) -> None:
    fresh, site = made(tmp_path / "site.new", "new"), tmp_path / "site"
    if kind == "link":
        site.symlink_to(made(tmp_path / "elsewhere", "old"))
    else:
        site.write_text("old")
    with pytest.raises(NotADirectoryError, match="a folder was expected"):
        swap.swap(fresh, site)
    assert whole(fresh)
    assert whole(site) if kind == "link" else site.read_text() == "old"
