"""``almanac check`` for editors, GitHub and programs, and changes that an editor may make without a failing check."""

from __future__ import annotations

import datetime as dt
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from almanac import commands
from almanac.content import schemas, verified
from almanac.content.codes import CODES, explained
from almanac.content.load import load
from almanac.content.problem import Problem
from almanac.editing import check, command, history, inventory, report, schemaline
from almanac.editing.check import CheckResult
from tests.conftest import DATA, PROJECT

TODAY = dt.date(2026, 11, 27)


@pytest.fixture
def project(tiny_content: Path) -> Path:
    """Return the invented world, with its record of verified fields."""
    record = verified.updated(load(tiny_content), {})
    (tiny_content.parent / verified.FILE).write_text(verified.serialised(record), "utf-8")
    return tiny_content.parent


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


ORGANISATION = """  - key: wick-trust
    name: Wick Trust
    sort: charity
    body: charity
    summary: The trust gives wicks to those who have none.
    status:
      state: active
      confidence: confirmed
    topics: [wick]
    sources:
      - source: harbour-book
        at: page 9
    checked: 2026-11-26
    checked_how: live site
"""


def test_an_organisation_is_added(project: Path) -> None:
    path = project / "content" / "organisations.yaml"
    path.write_text(path.read_text("utf-8") + ORGANISATION, "utf-8")
    found = check.check(project, TODAY)
    assert found.errors == ()
    assert not [one for one in found.advice if one.entry == "organisation wick-trust"]


def test_a_study_is_added_and_one_is_removed(project: Path) -> None:
    path = project / "content" / "abstracts.yaml"
    text = path.read_text("utf-8")
    other = text.partition("abstracts:\n")[2].replace("tamm-1999", "tamm-2001").replace("Light &", "Shade &")
    other = other.replace("    was: [tamm-1998]\n", "").replace("1999.3", "2001.3").replace("year: 1999", "year: 2001")
    other = re.sub(r"(asked|did|means): .*", r"\1: Words of its own.", other).replace(
        "Nine of the twelve said", "Some said"
    )
    path.write_text(text + other, "utf-8")
    assert check.check(project, TODAY).errors == ()
    path.write_text(text, "utf-8")
    assert check.check(project, TODAY).errors == ()


def test_a_page_range_is_corrected(project: Path) -> None:
    edit(
        project / "content" / "abstracts.yaml",
        "verified: [title, authors, year]",
        "verified: [title, authors, year, pages]",
    )
    record = verified.updated(load(project / "content"), {})
    (project / verified.FILE).write_text(verified.serialised(record), "utf-8")
    edit(project / "content" / "abstracts.yaml", "pages: 10-19", "pages: 10-20")
    found = check.check(project, TODAY)
    assert found.errors == ()
    assert [one.message for one in found.advice if one.code == "A6"] == [
        (
            'verified on 2 January 2026 as "10-19"; found "10-20". If you looked again, update "verified" and '
            '"checked". If you could not, take "pages" out of "verified".'
        )
    ]


def test_each_annotation_is_one_line_that_github_understands(project: Path) -> None:
    edit(project / "content" / "roles.yaml", "Keeping the lamp", '"Keeping 100% of: <i>lamps</i>"')
    found = check.check(project, TODAY)
    first, last = report.github(found).splitlines()
    assert first == (
        "::error file=content/roles.yaml,line=4,col=30,title=role a%2C title [F6]::"
        'Found "<i>". Write plain text, without tags.'
    )
    assert last == "1 problem found; nothing was written."
    one = Problem("a,b:c.yaml", 1, 2, "", "", "100%\nmore", "F4", 2)
    (line, _) = report.github(CheckResult(None, (one,), ())).splitlines()
    place = "file=a%2Cb%3Ac.yaml,line=1,col=2,title=a%2Cb%3Ac.yaml [F4]"
    assert line == f"::error {place}::100%25\\nmore And 2 that follow from it."


def test_advice_is_a_warning_and_fails_nothing(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(project / "content" / "roles.yaml", "Lamp keepers", "The organization of lamp keepers. Lamp keepers")
    monkeypatch.setattr(commands, "PROJECT", project)
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(project / "summary.md"))
    assert commands.main(["check", "--format", "github", "--today", "2026-11-27"]) == 0
    assert "::warning file=content/roles.yaml,line=6,col=18,title=role a%2C summary [A1]::" in capsys.readouterr().out
    summary = (project / "summary.md").read_text("utf-8")
    assert summary.startswith("## The content is in order")
    assert '| role a, summary<br>`content/roles.yaml`, line 6 | Found "organization".' in summary
    assert "- **A1**: A spelling that is not British." in summary


def test_the_summary_says_what_is_to_be_mended_and_its_table_holds(project: Path) -> None:
    edit(project / "content" / "roles.yaml", "title: Keeping the lamp", "title: a | b <c> *d* TODO")
    summary = report.summary(check.check(project, TODAY))
    assert summary.startswith("## Something needs correcting")
    (row,) = (line for line in summary.splitlines() if line.startswith("| role a"))
    assert len(re.findall(r"(?<!\\)\|", row)) == 4
    tiny = load(DATA / "tiny")
    assert report.summary(CheckResult(tiny, (), ())) == (
        f"## The content is in order\n\nAll {len(tiny.entries)} entries were checked. There is nothing to do.\n"
    )


def test_a_program_reads_each_problem_with_its_place(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(project / "content" / "roles.yaml", "title:", "titel:")
    monkeypatch.setattr(commands, "PROJECT", project)
    assert commands.main(["check", "--format", "json"]) == 1
    data = json.loads(capsys.readouterr().out)
    assert (data["ok"], data["entries"]) == (False, 0)
    assert [(one["severity"], one["code"], one["file"], one["line"]) for one in data["problems"]] == [
        ("error", "F2", "content/roles.yaml", 4)
    ]


def test_every_code_is_explained_with_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    for code in CODES:
        assert explained(code.lower()).startswith(f"{code}: ")
        assert explained(f"[{code}]") == explained(code)
    assert commands.main(["explain", "F3"]) == 0
    assert "sort: chairty" in capsys.readouterr().out
    assert commands.main(["explain", "Z9"]) == 1
    assert capsys.readouterr().err.startswith('no message has the code "Z9". There are: Y1')


def git(folder: Path, *arguments: str) -> None:
    who = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


def test_a_key_that_is_gone_since_the_main_branch_is_told(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GITHUB_BASE_REF", raising=False)
    assert list(history.removed_entries(project, load(project / "content"))) == []
    git(project, "init", "--quiet", "--initial-branch", "main")
    git(project, "add", ".")
    git(project, "commit", "--quiet", "--message", "x")
    assert list(history.removed_entries(project, load(project / "content"))) == []
    edit(project / "content" / "figures.yaml", "- key: lamps-doubtful", "- key: lamps-doubted")
    (found,) = history.removed_entries(project, load(project / "content"))
    assert str(found) == (
        'content/figures.yaml:2:3 figure lamps-doubted, was: "lamps-doubtful" is gone, and with it an address that '
        'readers may have kept. Add "was: [lamps-doubtful]" here if this is its new key. [A10]'
    )
    edit(project / "content" / "figures.yaml", "    title: A count", "    was: [lamps-doubtful]\n    title: A count")
    assert list(history.removed_entries(project, load(project / "content"))) == []


def test_an_item_of_a_founding_document_that_nothing_carries_is_told(project: Path) -> None:
    (project / inventory.FILE).write_text(
        "# x\n1\tharbour-book\trole/a\n2\tharbour-book\trole/b\n3\tother\trole/a\n", "utf-8"
    )
    found = [str(one) for one in inventory.items_without_entries(project, load(project / "content"))]
    gone = "item 2 of harbour-book was carried by role/b, which is gone. Name the entry that carries it now."
    silent = "item 3 of other is carried by role/a, which does not name it. Add it to its sources."
    assert found == [f"inventory.tsv:3:1 {gone} [A11]", f"inventory.tsv:4:1 {silent} [A11]"]


def test_the_first_line_names_the_schema(project: Path) -> None:
    content = project / "content"
    first = "# yaml-language-server: $schema=schemas/roles.json\n"
    roles = content / "roles.yaml"
    assert any(one.file == "content/roles.yaml" for one in schemaline.advice(content))
    roles.write_text(first + roles.read_text("utf-8"), "utf-8")
    assert not any(one.file == "content/roles.yaml" for one in schemaline.advice(content))
    edit(roles, "roles.json", "terms.json")
    (found,) = (one for one in schemaline.advice(content) if one.file == "content/roles.yaml")
    assert found.message == (
        "found another schema, schemas/terms.json, so programs cannot help editors here. "
        "The first line is to be: # yaml-language-server: $schema=schemas/roles.json"
    )


def test_the_command_works_from_any_folder(tmp_path: Path) -> None:
    path = tmp_path / "almanac"
    path.write_text(command.script(PROJECT, Path(sys.executable)), "utf-8")
    path.chmod(0o755)
    (tmp_path / "almanac.py").write_text("raise SystemExit('another almanac')")
    done = subprocess.run([str(path), "explain", "F1"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("F1: A field is missing.")


def test_a_python_without_the_packages_says_what_to_do(tmp_path: Path) -> None:
    bare = [
        sys.executable,
        "-I",
        "-S",
        "-c",
        f"import sys, runpy; sys.path.insert(0, {str(PROJECT)!r}); runpy.run_module('almanac', run_name='__main__')",
    ]
    done = subprocess.run(bare, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert done.stderr.startswith('This Python has no "')
    assert 'Run "make check" in its folder once' in done.stderr


def test_the_schemas_are_those_of_the_models() -> None:
    for name, text in schemas.schemas().items():
        assert (PROJECT / "content" / "schemas" / name).read_text("utf-8") == text, 'run "make schemas"'
