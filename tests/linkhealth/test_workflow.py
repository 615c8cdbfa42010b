"""The weekly check: it may write only what it must, and blocks nobody's work."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import PROJECT

WORKFLOWS = PROJECT / ".github" / "workflows"


@pytest.fixture(scope="module")
def links() -> dict[Any, Any]:
    found: dict[Any, Any] = yaml.safe_load((WORKFLOWS / "links.yml").read_text("utf-8"))
    return found


def test_it_runs_by_the_week_and_on_no_change(links: dict[Any, Any]) -> None:
    assert set(links[True]) == {"schedule", "workflow_dispatch"}  # YAML 1.1 reads "on" as true


def test_each_job_may_do_only_what_it_must(links: dict[Any, Any]) -> None:
    assert links["permissions"] == {}
    assert links["jobs"]["links"]["permissions"] == {
        "actions": "write",
        "contents": "write",
        "issues": "write",
        "pull-requests": "write",
    }
    assert links["jobs"]["freshness"]["permissions"] == {"contents": "read"}


def test_the_step_that_meets_the_web_holds_no_token(links: dict[Any, Any]) -> None:
    look = next(step for step in links["jobs"]["links"]["steps"] if step.get("run") == "make link-health")
    assert "env" not in look
    assert "GH_TOKEN" not in links["jobs"]["links"]["env"]
    checkouts = [step for job in links["jobs"].values() for step in job["steps"] if "checkout" in step.get("uses", "")]
    assert [step["with"]["persist-credentials"] for step in checkouts] == [False, False]


def test_actions_are_those_that_ci_pins() -> None:
    used = {
        name: set(re.findall(r"uses: (\S+)", (WORKFLOWS / name).read_text("utf-8"))) for name in ("ci.yml", "links.yml")
    }
    assert used["links.yml"]
    assert used["links.yml"] <= used["ci.yml"]
    assert all(re.search(r"@[0-9a-f]{40}$", action) for action in used["links.yml"])


GH = """#!/bin/sh
echo "$@" >> "$SAID"
case "$1 $2" in
  "issue list") echo "$OPEN_ISSUE" ;;
  "pr list") echo "$OPEN_PROPOSALS" ;;
esac
"""


def git(folder: Path, *arguments: str) -> str:
    command = ["git", "-c", "user.name=e", "-c", "user.email=e@e.example", *arguments]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout


class Runner:
    """A checkout with an origin beside it, and a ``gh`` that only records its arguments."""

    def __init__(self, folder: Path, steps: list[dict[str, Any]]) -> None:
        self.steps = {step["name"]: step["run"] for step in steps if "name" in step}
        self.work, self.said, self.tools = folder / "work", folder / "said", folder / "tools"
        git(folder, "init", "--quiet", "--bare", "origin")
        git(folder, "init", "--quiet", "--initial-branch", "main", "work")
        self.updated_record("{}")
        git(self.work, "add", ".")
        git(self.work, "commit", "--quiet", "--message", "first")
        git(self.work, "remote", "add", "origin", str(folder / "origin"))
        self.tools.mkdir()
        (self.tools / "gh").write_text(GH)
        (self.tools / "gh").chmod(0o755)
        (self.work / "site.report").mkdir()

    def updated_record(self, text: str) -> None:
        (self.work / "link-health.json").write_text(text + "\n")

    def step(self, start: str, issue: str = "", proposals: int = 0) -> list[str]:
        """Run the step whose name begins with the given text; returns the arguments of ``gh``."""
        script = next(script for name, script in self.steps.items() if name.startswith(start))
        self.said.write_text("")
        given = {
            "PATH": f"{self.tools}:{os.environ['PATH']}",
            "HOME": str(self.work.parent),
            "SAID": str(self.said),
            "BRANCH": "link-health",
            "OPEN_ISSUE": issue,
            "OPEN_PROPOSALS": str(proposals),
        }
        subprocess.run(["bash", "-e", "-c", script], cwd=self.work, env=given, check=True, capture_output=True)
        return self.said.read_text().splitlines()

    def proposed(self) -> str:
        return git(self.work.parent / "origin", "show", "link-health:link-health.json").strip()


@pytest.fixture
def runner(links: dict[Any, Any], tmp_path: Path) -> Runner:
    return Runner(tmp_path, links["jobs"]["links"]["steps"])


def test_one_issue_stands_and_is_brought_up_to_date(runner: Runner) -> None:
    report = runner.work / "site.report" / "link-health.md"
    report.write_text("Nothing to fix.\n")
    assert [line.split(" --")[0] for line in runner.step("Tell")] == ["issue list"]
    assert [line.split(" --")[0] for line in runner.step("Tell", issue="7")] == ["issue list", "issue edit 7"]
    report.write_text("As of today\n\n## To fix\n")
    assert [line.split(" --")[0] for line in runner.step("Tell")] == [
        "issue list",
        "label create link-health",
        "issue create",
    ]


def test_what_is_remembered_is_proposed_once_and_then_brought_up_to_date(runner: Runner) -> None:
    assert runner.step("Propose") == []
    runner.updated_record('{"week": 1}')
    assert [line.split(" --")[0] for line in runner.step("Propose")] == [
        "auth setup-git",
        "pr list",
        "pr create",
        "workflow run ci.yml",
    ]
    assert runner.proposed() == '{"week": 1}'
    git(runner.work, "checkout", "--quiet", "main")
    runner.step("Go on")
    assert (runner.work / "link-health.json").read_text() == "{}\n"
    runner.step("Go on", proposals=1)
    assert (runner.work / "link-health.json").read_text() == '{"week": 1}\n'
    runner.updated_record('{"week": 2}')
    assert [line.split(" --")[0] for line in runner.step("Propose", proposals=1)] == [
        "auth setup-git",
        "pr list",
        "workflow run ci.yml",
    ]
    assert runner.proposed() == '{"week": 2}'
    assert git(runner.work.parent / "origin", "rev-list", "--count", "link-health").strip() == "2"
