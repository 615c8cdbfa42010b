"""The files that help people and programs to work on the project refer only to things that exist."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest
import yaml

from almanac.commands import COMMANDS
from tests.conftest import PROJECT


def test_each_line_of_codeowners_is_of_something_that_is_there() -> None:
    lines = [line.split() for line in (PROJECT / ".github/CODEOWNERS").read_text("utf-8").splitlines()]
    patterns = [line[0] for line in lines if line and not line[0].startswith("#")]
    assert {"/content/urgent-help.yaml", "/content/provisions/", "/.github/"} <= set(patterns)
    kinds = ("/content/events",)  # a kind may be one file or a folder of them
    missing = [one for one in patterns if not any(PROJECT.glob(one.lstrip("/").rstrip("/")))]
    assert [one for one in missing if not one.startswith(kinds)] == []
    assert all(len(line) > 1 for line in lines if line and not line[0].startswith("#"))


@pytest.mark.parametrize(
    "name", [".vscode/settings.json", ".vscode/extensions.json", ".devcontainer/devcontainer.json"]
)
def test_settings_can_be_read_and_ask_nobody(name: str) -> None:
    text = (PROJECT / name).read_text("utf-8")
    assert json.loads(text)
    assert "http" not in text


def test_the_hooks_before_a_commit_are_commands_of_ours_and_fetch_nothing() -> None:
    found = yaml.safe_load((PROJECT / ".pre-commit-config.yaml").read_text("utf-8"))["repos"]
    assert [one["repo"] for one in found] == ["local"]
    for hook in found[0]["hooks"]:
        python, flag, module, command = hook["entry"].split()
        assert (python, flag, module, hook["language"]) == (".venv/bin/python", "-m", "almanac", "system")
        assert command in COMMANDS
        assert re.match(hook["files"], "content/roles.yaml")


def test_everything_that_is_locked_is_looked_after() -> None:
    found = yaml.safe_load((PROJECT / ".github/dependabot.yml").read_text("utf-8"))["updates"]
    assert {one["package-ecosystem"] for one in found} == {"github-actions", "npm", "pip"}


def test_lines_end_alike_everywhere() -> None:
    if not (PROJECT / ".git").exists():
        pytest.skip("this is no checkout")
    told = subprocess.run(["git", "ls-files", "--eol"], cwd=PROJECT, capture_output=True, text=True, check=True).stdout
    lines = [line for line in told.splitlines() if "tests/data/" not in line]
    assert len(lines) > 100
    assert [line for line in lines if re.match(r"i/(crlf|mixed)", line)] == []


def test_what_is_written_once_ends_with_a_line_break() -> None:
    names = [".editorconfig", ".gitattributes", ".github/CODEOWNERS", ".github/pull_request_template.md"]
    assert all(Path(PROJECT, name).read_text("utf-8").endswith("\n") for name in names)
