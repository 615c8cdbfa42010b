from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import hypothesis
import pytest
from filelock import FileLock

from almanac.content.load import load
from almanac.content.model import Library
from almanac.site.pages import Site

PROJECT = Path(__file__).resolve().parent.parent
DATA = Path(__file__).parent / "data"
SITE = Site("https://almanac.example/", "https://git.example/almanac")

hypothesis.settings.register_profile("almanac", deadline=None, derandomize=True)  # no test depends on speed or chance
hypothesis.settings.load_profile("almanac")


@pytest.fixture(scope="session")
def tiny() -> Library:
    """An invented world of lamp keepers: one of each kind, with every sort of link."""
    return load(DATA / "tiny")


@pytest.fixture
def tiny_content(tmp_path: Path) -> Path:
    """A copy of the invented world that a test may spoil."""
    return Path(shutil.copytree(DATA / "tiny", tmp_path / "content"))


@pytest.fixture(scope="session")
def content() -> Library:
    """The real content."""
    return load(PROJECT / "content")


@pytest.fixture
def project(tmp_path: Path, built: Path) -> Path:
    """A copy of the whole project, without what was made, that a test may spoil."""
    copy = project_copy(tmp_path / "project")
    shutil.copytree(built.parent / ".cache", copy / ".cache")  # references that need no formatting again
    return copy


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The real site, built once for all workers with the command that README names; gives its folder."""
    shared = tmp_path_factory.getbasetemp()
    if worker_id != "master":
        shared = shared.parent
    copy = shared / "built" / "project"
    with FileLock(shared / "built.lock"):
        if not copy.exists():
            done = almanac(project_copy(copy), "build")
            assert done.returncode == 0, done.stderr
    assert (copy / "site").exists(), "another worker could not build the site, and says why"
    return copy / "site"


def project_copy(target: Path) -> Path:
    """The project without what was made, with the packages that its search is made by."""
    shutil.copytree(PROJECT, target, ignore=_made)
    (target / "node_modules").symlink_to(PROJECT / "node_modules")
    return target


def almanac(project: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Run one command of the project, from another folder than its own."""
    environment = os.environ | {"PYTHONPATH": str(project)}
    arguments = [sys.executable, "-m", "almanac", *command]
    return subprocess.run(arguments, cwd=project.parent, env=environment, capture_output=True, text=True, check=False)


def _made(folder: str, names: list[str]) -> set[str]:
    """What a copy of the project leaves out: what was made, and the tests."""
    made = {"__pycache__"}
    if Path(folder) == PROJECT:
        made |= {"site", "tests", "node_modules", "requirements.lock"}
        made |= {name for name in names if name.startswith((".", "site."))}
    return made
