from __future__ import annotations

from pathlib import Path

import pytest

from tests.publish.small import copy_of


@pytest.fixture
def project(tmp_path: Path, small: Path) -> Path:
    """A copy of the small project without its site, which a test may change."""
    return copy_of(small, tmp_path / "project")
