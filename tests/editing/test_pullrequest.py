"""The full comment for every kind of pull request; ``make bless`` accepts changed texts."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import shutil
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from almanac.commands import main
from almanac.content.kinds import KINDS
from almanac.content.yamlfile import parser
from almanac.editing import check
from almanac.editing.pullrequest import comment, compare, comparison
from almanac.editing.pullrequest.comparison import InvalidComparisonError
from tests.conftest import DATA

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "comments"
TODAY = dt.date(2026, 1, 3)
PREVIEW = "https://git.example/almanac/actions/runs/7#artifacts"
HOSTILE = (
    "@everyone <img src=x onerror=alert(1)> [here](https://evil.example) #1 ![x](//e.example) `x` | **b** www.e.example"
)
Edit = Callable[[Path], None]


def rows(project: Path, plural: str, change: Callable[[list[dict[str, Any]]], None]) -> None:
    """Change the entries of a kind, and write them as JSON, which is also YAML."""
    path = project / "content" / f"{plural}.yaml"
    document, _ = parser.read(path, plural)
    assert document
    held: list[dict[str, Any]] = document.data[plural]
    change(held)
    held.sort(key=lambda row: str(row["key"]))
    path.write_text(json.dumps({plural: held}, indent=1, ensure_ascii=False), "utf-8")


def replace(project: Path, file: str, old: str, new: str) -> None:
    path = project / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def helpline(project: Path) -> None:
    replace(project, "content/organisations.yaml", "0808 157 0000", "0808 157 0001")


def every_kind(project: Path) -> None:
    """In each kind, the first entry's longest plain text gets one more sentence, or its name another word."""

    def lengthen(held: list[dict[str, Any]]) -> None:
        texts = {name: value for name, value in held[0].items() if isinstance(value, str) and " " in value}
        texts.pop("checked_how", None)
        name = max(texts, key=lambda one: len(texts[one]))
        held[0][name] = f"{texts[name]} Lamps too." if texts[name].endswith(".") else f"{texts[name]} and lamps"
        held[0]["checked"] = "2026-01-03"

    for kind in KINDS:
        rows(project, kind.plural, lengthen)


def three_studies(project: Path) -> None:
    def add(held: list[dict[str, Any]]) -> None:
        for number in (1, 2, 3):
            row = json.loads(json.dumps(held[0])) | {"key": f"lamp-{number}", "was": [], "doi": f"10.9999/new.{number}"}
            held.append(row | {"title": f"Lamps of harbour number {number}", "year": 2000 + number})

    rows(project, "abstracts", add)


def remove(project: Path) -> None:
    rows(project, "situations", lambda held: held.clear())
    replace(project, "content/situations.yaml", "[]", "[]")
    (project / "content" / "situations.yaml").unlink()


def move(project: Path) -> None:
    for path in (project / "content").glob("*.yaml"):
        path.write_text(re.sub(r"\btamm-1999\b", "tamm-2000", path.read_text("utf-8")), "utf-8")
    replace(project, "content/abstracts.yaml", "was: [tamm-1998]", "was: [tamm-1998, tamm-1999]")


def broken_file(project: Path) -> None:
    replace(project, "content/roles.yaml", "roles:", "roles: [")


def broken_reference(project: Path) -> None:
    replace(project, "content/organisations.yaml", "topics: [wick]", "topics: [wck]")


def advice(project: Path) -> None:
    replace(project, "content/organisations.yaml", "The guild lends wicks", "The guild organizes wicks")


def dates(project: Path) -> None:
    """Two entries change, and only one has a new date of checking."""
    replace(project, "content/terms.yaml", "A person who put lamps out.", "A person who puts lamps out at dawn.")
    helpline(project)

    def looked(held: list[dict[str, Any]]) -> None:
        held[0]["checked"] = "2026-01-03"

    rows(project, "organisations", looked)


def own_page(project: Path) -> None:
    (project / "docs" / "about").mkdir(parents=True)
    (project / "docs" / "about" / "help.md").write_text("# Help", "utf-8")


def nothing(project: Path) -> None:
    """Add a comment and reorder fields, which no reader sees."""
    replace(project, "content/roles.yaml", "roles:\n", "# a remark\nroles:\n")


def hostile(project: Path) -> None:
    def spoil(held: list[dict[str, Any]]) -> None:
        held[0]["name"] = HOSTILE.replace("<img src=x onerror=alert(1)> ", "").replace("**b**", "b").replace("`x` ", "")
        held[0]["summary"] = "Say \u202e@team, see evil.example/#1 and GH-12 or owner/repo#7."

    rows(project, "organisations", spoil)


def mentions(project: Path) -> None:
    """Text that passes the check but that GitHub would turn into mentions."""

    def spoil(held: list[dict[str, Any]]) -> None:
        held[0]["name"] = "@everyone in owner/repo#7 and GH-12 (www.e.example)"
        held[0]["phones"][0]["purpose"] = "#1 for @team"

    rows(project, "organisations", spoil)


CASES: dict[str, Edit] = {
    "helpline": helpline,
    "every-kind": every_kind,
    "three-studies": three_studies,
    "removed": remove,
    "moved": move,
    "broken-file": broken_file,
    "broken-reference": broken_reference,
    "advice": advice,
    "dates": dates,
    "own-page": own_page,
    "nothing": nothing,
    "hostile": hostile,
    "mentions": mentions,
}


def told_of(tmp_path: Path, edit: Edit) -> comparison.Comparison:
    """Return the comparison for a pull request, written and read again as between the two jobs."""
    sides = []
    for name, change in (("old", nothing), ("new", edit)):
        project = tmp_path / name
        shutil.copytree(DATA / "tiny", project / "content")
        if name == "new":
            change(project)
        sides.append(compare.side(project, lambda at: check.check(at, TODAY)))
    return comparison.read(comparison.to_json(compare.compare(*sides)).encode())


@pytest.mark.parametrize("name", CASES)
def test_the_comment_is_the_one_expected(name: str, tmp_path: Path) -> None:
    text = comment.markdown(told_of(tmp_path, CASES[name]), PREVIEW)
    golden = GOLDEN / f"{name}.md"
    if os.environ.get("BLESS"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(text, "utf-8")
    assert text == golden.read_text("utf-8")


def test_every_kind_is_told_of_by_its_name(tmp_path: Path) -> None:
    found = told_of(tmp_path, every_kind)
    assert {one.ref.partition("/")[0] for one in found.changed} == {kind.name for kind in KINDS}
    assert found.stale == ()


@pytest.mark.parametrize(
    "said",
    [HOSTILE, "@a", "a#1", "owner/repo#7", "GH-12", "www.e.example", "http://e.example", "<!-- -->", "&lt;", "\x1b["],
)
def test_whatever_is_said_is_shown_and_does_nothing(said: str) -> None:
    shown = comment.escaped(said)
    bare = re.sub(r"\\(.)", r"\1", shown)
    assert bare.replace("\u2060", "").split() == "".join(s if s.isprintable() else " " for s in said).split()
    assert not re.search(r"@\w|#\w|://|www\.|GH-", bare)
    assert not re.search(r"(?<!\\)[<>\[\]`*_|!]", shown)


GOOD = comparison.to_json(comparison.Comparison())
ENTRY = {"ref": "role/a", "label": "A", "what": []}


def artifact(path: Path, **files: str) -> Path:
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name.replace("_json", ".json").replace("__", "/"), text)
    return path


@pytest.mark.parametrize(
    "files",
    [
        {},
        {"other_json": GOOD},
        {"comparison_json": GOOD, "more_json": GOOD},
        {"..__comparison_json": GOOD},
        {"comparison_json": ""},
        {"comparison_json": "[]"},
        {"comparison_json": "[" * 100_000},
        {"comparison_json": GOOD + " " * 1_000_000},
        {"comparison_json": json.dumps({"unknown": 1})},
        {"comparison_json": json.dumps({"readable": "yes"})},
        {"comparison_json": json.dumps({"changed": [ENTRY | {"ref": "../../x"}]})},
        {"comparison_json": json.dumps({"changed": [ENTRY | {"ref": "role/a\n"}]})},
        {"comparison_json": json.dumps({"changed": [ENTRY | {"label": "x" * 201}]})},
        {"comparison_json": json.dumps({"changed": [ENTRY] * 301})},
        {"comparison_json": json.dumps({"changed": [ENTRY | {"what": ["x"] * 41}]})},
        {"comparison_json": json.dumps({"pages": ["docs/`x`"]})},
        {"comparison_json": json.dumps({"pages": ["docs/a\n# Heading"]})},
        {
            "comparison_json": json.dumps(
                {"problems": [{"file": "/etc/passwd", "line": 1, "where": "", "message": "x", "code": "F1"}]}
            )
        },
        {
            "comparison_json": json.dumps(
                {"problems": [{"file": "content/a", "line": 1, "where": "", "message": "x", "code": "|"}]}
            )
        },
    ],
)
def test_a_hostile_artifact_is_refused(files: dict[str, str], tmp_path: Path) -> None:
    with pytest.raises(InvalidComparisonError):
        comment.read(artifact(tmp_path / "artifact.zip", **files))


def test_a_link_a_bomb_and_no_archive_are_refused(tmp_path: Path) -> None:
    link = ZipInfo(comment.FILE)
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with ZipFile(tmp_path / "link.zip", "w") as archive:
        archive.writestr(link, "/etc/passwd")
    bomb = artifact(tmp_path / "bomb.zip", comparison_json=GOOD + " " * 50_000_000)
    told_small = bomb.read_bytes().replace((50_000_000 + len(GOOD)).to_bytes(4, "little"), (9).to_bytes(4, "little"))
    (tmp_path / "lying.zip").write_bytes(told_small)
    (tmp_path / "cut.zip").write_bytes(bomb.read_bytes()[:-30])
    (tmp_path / "none.zip").write_bytes(b"<html>")
    (tmp_path / "large.zip").write_bytes(b"PK" * 600_000)
    for path in sorted(tmp_path.glob("*.zip")):
        with pytest.raises(InvalidComparisonError):
            comment.read(path)


def test_a_good_artifact_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = artifact(tmp_path / "good.zip", comparison_json=GOOD)
    assert main(["comment", str(path), "--preview", PREVIEW]) == 0
    assert "Nothing changes for readers" in capsys.readouterr().out
    assert main(["comment", str(artifact(tmp_path / "bad.zip", x_json=GOOD))]) == 1
    assert capsys.readouterr().err == "the archive must hold comparison.json and nothing else.\n"
    with pytest.raises(SystemExit):
        main(["comment", str(path), "--preview", "javascript:alert(1)"])


def test_two_copies_of_the_project_are_compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("old", "new"):
        shutil.copytree(DATA / "tiny", tmp_path / name / "content")
    helpline(tmp_path / "new")
    assert main(["compare", str(tmp_path / "old"), str(tmp_path / "new"), "--today", "2026-01-03"]) == 0
    found = comparison.read(capsys.readouterr().out.encode())
    assert [one.ref for one in found.changed] == ["organisation/lamp-guild"]


def test_a_comment_never_outgrows_what_a_comment_can_hold() -> None:
    entry = comparison.Entry(ref="role/a", label="*" * 200, what=("#" * 600,) * 40)
    text = comment.markdown(comparison.Comparison(changed=(entry,) * 300))
    assert len(text) < 65_536
    assert text.endswith("The check names the rest.\n")


def test_much_is_counted_and_not_listed(tmp_path: Path) -> None:
    text = comment.markdown(
        comparison.Comparison(added=tuple(comparison.Entry(ref="role/a", label=f"L {n}") for n in range(90)))
    )
    assert "90 role categories added" in text
    assert "and 50 more" in text
