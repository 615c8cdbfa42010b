"""The first job for a pull request takes seconds, installs only what the check needs, and reports in words."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from importlib.metadata import packages_distributions
from typing import Any

import pytest
import yaml

from tests.conftest import PROJECT


@pytest.fixture(scope="module")
def jobs() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((PROJECT / ".github" / "workflows" / "ci.yml").read_text("utf-8"))["jobs"]
    return found


def blocks(name: str) -> dict[str, str]:
    """Return each package of a lock file with its version and hashes."""
    text = (PROJECT / name).read_text("utf-8")
    parts = re.split(r"(?m)^(?=[a-z0-9])", text)
    return {found[1]: part for part in parts if (found := re.match(r"([a-z0-9-]+)", part))}


def test_the_content_is_checked_first_and_the_tests_wait_for_it(jobs: dict[str, Any]) -> None:
    assert list(jobs) == ["content", "test"]
    assert jobs["test"]["needs"] == "content"
    assert jobs["content"]["steps"][-1]["run"] == "python -m almanac check --format github"
    assert not [step for step in jobs["content"]["steps"] if "make" in step.get("run", "")]


def test_what_the_check_needs_is_locked_as_for_everything_else() -> None:
    small, whole = blocks("requirements-check.lock"), blocks("requirements.lock")
    assert small.items() <= whole.items()
    assert 0 < len(small) < len(whole) / 2


def test_the_check_needs_nothing_else() -> None:
    loaded = "sorted({name.partition('.')[0] for name in sys.modules})"
    script = f"import json, sys, almanac.commands, codespell_lib; print(json.dumps({loaded}))"
    done = subprocess.run([sys.executable, "-c", script], cwd=PROJECT, capture_output=True, text=True, check=True)
    distributions = packages_distributions()
    needed = {
        name.lower().replace("_", "-") for module in json.loads(done.stdout) for name in distributions.get(module, ())
    }
    given = set(blocks("requirements-check.lock"))
    by_python_itself = {"setuptools", "pip"}
    assert needed - given - by_python_itself == set()
