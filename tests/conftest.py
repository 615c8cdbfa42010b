from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from filelock import FileLock

from almanac.content.load import load
from almanac.content.model import Library
from almanac.site.pages import Site
from benchmarks.corpus import copy_project
from tests.publish import small as small_project

PROJECT = Path(__file__).resolve().parent.parent
DATA = Path(__file__).parent / "data"
LIBRARY = DATA / "library" / "content"
"""A snapshot of the real content, so that no editor can break a test. ``make freeze`` updates it."""

SITE = Site("https://almanac.example/", "https://git.example/almanac")

# Python keeps the bytecode of modules, as it does for users, or each command that a test runs would compile them.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

hypothesis.settings.register_profile("almanac", deadline=None, derandomize=True)  # no test depends on speed or chance
hypothesis.settings.load_profile("almanac")


LONGEST = (
    "browser/test_page_kinds.py",
    "citation/test_references.py",
    "test_benchmarks.py",
    "browser/test_search.py",
    "browser/test_hard_times.py",
    "publish/test_build.py",
    "browser/test_nation.py",
    "browser/test_reading_list.py",
    "browser/test_handout.py",
    "browser/test_library.py",
    "publish/test_serve.py",
    "publish/test_incremental.py",
    "editing/test_copy.py",
    "content/test_hostile_input.py",
    "browser/test_team_check.py",
    "browser/test_search_quality.py",
    "browser/test_listening.py",
    "browser/test_offline.py",
    "browser/test_journeys.py",
)
"""The slowest files, which start first, so that no worker is left with one when the others have finished.

The first builds the site that tests share. The two after it do not need that site, so they do not have to wait.
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Start the slowest files first, with the order within each file unchanged."""
    begins = {str(PROJECT / "tests" / path): number for number, path in enumerate(LONGEST)}
    items.sort(key=lambda item: begins.get(str(item.path), len(begins)))


def pytest_xdist_auto_num_workers() -> int:
    """Use one worker more than there are processors, because tests spend half their time waiting for other programs."""
    return (os.cpu_count() or 1) + 1


@pytest.fixture(scope="session")
def tiny() -> Library:
    """An invented world of lamp keepers, with one entry of each kind and every type of link."""
    return load(DATA / "tiny")


@pytest.fixture
def tiny_content(tmp_path: Path) -> Path:
    """A copy of the invented world that a test may change."""
    return Path(shutil.copytree(DATA / "tiny", tmp_path / "content"))


@pytest.fixture(scope="session")
def content() -> Library:
    """A real library, loaded from the snapshot."""
    return load(LIBRARY)


@pytest.fixture
def project(tmp_path: Path, built: Path) -> Path:
    """A copy of the whole project without its build output, which a test may change."""
    return with_cache(project_copy(tmp_path / "project"), built)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The folder of the site of the snapshot, built once for all workers as the README describes."""

    def build(project: Path) -> None:
        done = almanac(project_copy(project), "build")
        assert done.returncode == 0, done.stderr

    return once("built", build, tmp_path_factory, worker_id) / "site"


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The folder of the project with the invented world as its content, built once for all workers."""

    def build(project: Path) -> None:
        small_project.make(project, DATA / "tiny", lambda folder: almanac(folder, "build"))

    return once("small", build, tmp_path_factory, worker_id)


def once(name: str, build: Callable[[Path], None], factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Return the folder of a project whose site is built once for all workers."""
    shared = factory.getbasetemp()
    if worker_id != "master":
        shared = shared.parent
    project = shared / name / "project"
    with FileLock(shared / f"{name}.lock"):
        if not project.exists():
            build(project)
    assert (project / "site").exists(), "another worker could not build the site, and says why"
    return project


def with_cache(copy: Path, built: Path) -> Path:
    """Add the cache of the site's build to a copy of the project, so that nothing need be rebuilt."""
    kept = built.parent / ".cache"
    shutil.copytree(kept, copy / ".cache", ignore=small_project.needless, copy_function=small_project.copied)
    return copy


def with_changes(library: Library, ref: str, **fields: Any) -> Library:
    """The Library with some fields of one entry changed."""
    return replace(library, entries={**library.entries, ref: library.get(ref).model_copy(update=fields)})


def project_copy(target: Path) -> Path:
    """Copy the project without its build output, and with the snapshot as its content."""
    copy_project(target)
    schemas = target / "content" / "schemas"
    shutil.copytree(schemas, target / "schemas")
    shutil.rmtree(target / "content")
    shutil.copytree(LIBRARY, target / "content")
    shutil.move(target / "schemas", schemas)
    return target


def almanac(project: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Run one command of the project, from a folder other than its own."""
    environment = os.environ | {"PYTHONPATH": str(project)}
    arguments = [sys.executable, "-m", "almanac", *command]
    return subprocess.run(arguments, cwd=project.parent, env=environment, capture_output=True, text=True, check=False)
