"""The instructions for editors are complete, and the same on the site and in CONTRIBUTING."""

from __future__ import annotations

import re
from typing import get_args

import yaml

from almanac.content.codes import CODES
from almanac.content.kinds import Entry
from almanac.content.kinds.abstract import Abstract
from almanac.content.kinds.fields import Nation
from almanac.content.kinds.organisation import Organisation
from almanac.content.kinds.organisation_vocabulary import Sort
from almanac.content.kinds.study_vocabulary import Method
from tests.conftest import PROJECT

GUIDE = (PROJECT / "docs" / "about" / "editing.md").read_text("utf-8")


def test_contributing_holds_the_same_text() -> None:
    _, _, page = GUIDE.split("---\n", 2)
    text = page.partition("\n\n")[2].strip().replace('src="../assets/', 'src="docs/assets/')
    assert len(text) > 5000
    assert text in (PROJECT / "CONTRIBUTING.md").read_text("utf-8")


def test_each_task_has_its_picture() -> None:
    tasks = re.split(r"^## (?=\d)", GUIDE, flags=re.MULTILINE)[1:]
    pictures = [re.search(r'<img src="../(assets/images/[a-z-]+[.]svg)" alt="[^"]{40,}"', task) for task in tasks]
    assert len(pictures) == 3
    assert all(found and (PROJECT / "docs" / found[1]).is_file() for found in pictures)


def test_every_word_that_one_may_choose_stands_there() -> None:
    words = [*get_args(Sort), *get_args(Method), *get_args(Nation)]
    assert [word for word in words if word not in GUIDE] == []


def test_the_patterns_fit_the_models() -> None:
    """References are left out, because the entries that they lead to may change."""
    patterns = [yaml.safe_load(found) for found in re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)]
    assert len(patterns) == 2
    models: tuple[type[Entry], ...] = (Organisation, Abstract)
    for (entry,), model in zip(patterns, models, strict=True):
        plain = {name: str(value) if name in ("volume", "issue") else value for name, value in entry.items()}
        assert model.model_validate(plain).key == entry["key"]


def test_the_table_of_codes_says_what_the_command_says() -> None:
    rows = dict(re.findall(r"^\| ([A-Z]\d+) \| (.*) \|$", GUIDE, re.MULTILINE))
    assert list(rows) == list(CODES)
    for code, row in rows.items():
        assert row.replace("`", "") == f"{CODES[code].means} | {CODES[code].do}".replace("`", "")


def test_the_guide_to_publishing_names_what_is_there() -> None:
    guide = (PROJECT / "docs" / "about" / "publishing.md").read_text("utf-8")
    names = [
        yaml.safe_load(path.read_text("utf-8"))["name"] for path in (PROJECT / ".github" / "workflows").glob("*.yml")
    ]
    assert len(names) > 5
    assert [name for name in ("Publish", "Preview", "Comment", "Health of the site") if name not in names] == []
    assert [name for name in names if f"“{name}”" not in guide and name != "From a form"] == []
    checks = yaml.safe_load((PROJECT / ".github" / "workflows" / "ci.yml").read_text("utf-8"))["jobs"]
    assert [job["name"] for job in checks.values() if f"“{job['name']}”" not in guide] == []
    for variable in re.findall(r"ALMANAC_\w+", guide):
        assert variable in (PROJECT / "mkdocs.yml").read_text("utf-8") + "".join(
            path.read_text("utf-8") for path in (PROJECT / ".github" / "workflows").glob("*.yml")
        )
    assert "docs/about/publishing.md" in (PROJECT / "README.md").read_text("utf-8")


def test_a_pattern_of_codeowners_that_the_guide_names_is_there() -> None:
    guide = (PROJECT / "docs" / "about" / "publishing.md").read_text("utf-8")
    for path in re.findall(r"`(content/[\w./-]+?)(?:/\*\*)?`", guide):
        assert path in (PROJECT / ".github" / "CODEOWNERS").read_text("utf-8")
