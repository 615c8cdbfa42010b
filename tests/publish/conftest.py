from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.conftest import once
from tests.publish import small as small_project


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The whole project with the invented world for its content, built once for all workers; gives its folder."""
    return once("small", small_project.make, tmp_path_factory, worker_id)


@pytest.fixture
def project(tmp_path: Path, small: Path) -> Path:
    """A copy of that, without its site, that a test may spoil."""
    return copy_of(small, tmp_path / "project")


def copy_of(small: Path, target: Path) -> Path:
    """The project with what its build has kept, so that it need not be made again."""
    shutil.copytree(small, target, symlinks=True, ignore=lambda folder, _: {"site"} if Path(folder) == small else set())
    return target
