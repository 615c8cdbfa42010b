"""Every fault an editor can make has an example in data/broken, over the invented world, and the text they read."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest

from almanac.content.problem import CODES, ContentError
from almanac.publish.project import Project
from tests.conftest import DATA, PROJECT

EXAMPLES = sorted(path.name for path in (DATA / "broken").iterdir())


def said_of(name: str, content: Path) -> str:
    for path in (DATA / "broken" / name).glob("*.yaml"):
        shutil.copy(path, content / path.name)
    if name == "unreadable":  # what the system refuses to read: a folder by the name of a file
        (content / "roles.yaml").unlink()
        (content / "roles.yaml").symlink_to(content / "nowhere.yaml")
    with pytest.raises(ContentError) as caught:
        Project(content.parent).library()
    return str(caught.value) + "\n"


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_editor_reads_what_is_wrong_and_where(name: str, tiny_content: Path) -> None:
    said = said_of(name, tiny_content)
    expected = DATA / "broken" / name / "expected.txt"
    if os.environ.get("BLESS"):
        expected.write_text(said, encoding="utf-8")
    assert said == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_problem_names_file_line_and_code(name: str) -> None:
    lines = (DATA / "broken" / name / "expected.txt").read_text(encoding="utf-8").splitlines()
    assert len(lines) >= 2
    for line in lines[:-1]:
        assert re.match(r"content/[a-z-]+\.yaml:\d+:\d+ .+ \[[YFR]\d\]$", line) or line.startswith("content:")


def test_every_code_has_an_example_and_an_explanation() -> None:
    texts = "".join(path.read_text(encoding="utf-8") for path in (DATA / "broken").glob("*/expected.txt"))
    guide = (PROJECT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert len(CODES) > 10
    assert [code for code in CODES if f"[{code}]" not in texts] == []
    assert [code for code in CODES if f"| {code} |" not in guide] == []
