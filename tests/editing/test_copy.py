"""Usual edits of the real content pass the check, tried in a copy, whatever the content is on the day."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from pathlib import Path

import pytest

from almanac.content.load import load
from almanac.content.model import Library
from almanac.content.verified import FILE
from almanac.editing.check import CheckResult, check
from almanac.editing.rename import rename
from almanac.publish.project import Project
from benchmarks.corpus import copy_project
from tests.conftest import PROJECT, almanac

READ = PROJECT / ".cache" / "yaml"  # copied, never written to: it belongs to the working copy


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a copy of the project with today's content, and with the cache of an earlier check if there is one."""
    copy = copy_project(tmp_path / "project")
    if READ.exists():
        shutil.copytree(READ, copy / ".cache" / "yaml")
    return copy


@pytest.fixture(scope="module")
def today() -> Library:
    return load(PROJECT / "content")


def checked(project: Path) -> CheckResult:
    return check(project, dt.datetime.now(dt.UTC).date(), Project(project).rule)


def place(project: Path, library: Library, ref: str) -> tuple[Path, str]:
    """Return the file of an entry, and the text of the entry in it."""
    found = library.places[ref]
    path = project / found.file
    lines = path.read_text("utf-8").splitlines(keepends=True)
    end = next((at for at in range(found.line, len(lines)) if lines[at].startswith("  - key:")), len(lines))
    return path, "".join(lines[found.line - 1 : end])


def first_after(text: str, key: str) -> int:
    """Return where an entry with the given key belongs among those of a file."""
    after = next((found for found in re.finditer(r"(?m)^  - key: (\S+)", text) if found[1] > key), None)
    return after.start() if after else len(text)


def test_an_organisation_is_added(project: Path, today: Library) -> None:
    ref = next(ref for ref, _ in today.of("organisation") if not today.get(ref).was)
    path, entry = place(project, today, ref)
    added = re.sub(r"- key: \S+", "- key: aaa-example-trust", entry)
    added = re.sub(r"(?m)^    name: .*$", "    name: Example Trust for Tests", added)
    added = re.sub(
        r"(?ms)^    summary: .*?(?=^    \w)", "    summary: It is an example, and serves the tests alone.\n", added
    )
    added = re.sub(r"(?m)^    abbreviation: .*\n", "", added)
    text = path.read_text("utf-8")
    at = first_after(text, "aaa-example-trust")
    path.write_text(text[:at] + added.rstrip("\n") + "\n\n" + text[at:], "utf-8")
    found = checked(project)
    assert found.errors == ()
    assert found.entries == len(today.entries) + 1


def test_a_study_is_added(project: Path, today: Library) -> None:
    ref = next(ref for ref, _ in today.of("abstract") if not today.get(ref).was)
    path, entry = place(project, today, ref)
    added = re.sub(r"- key: \S+", "- key: aaa2026example", entry)
    added = re.sub(r"(?ms)^    title: .*?(?=^    \w)", "    title: An example that serves the tests alone\n", added)
    added = re.sub(r"(?m)^    doi: .*\n", "", added).replace("doi, ", "").replace(", doi", "")
    added = re.sub(r"(?ms)^    summary:.*?(?=^    \w)", SUMMARY, added)
    text = path.read_text("utf-8")
    at = first_after(text, "aaa2026example")
    path.write_text(text[:at] + added.rstrip("\n") + "\n\n" + text[at:], "utf-8")
    assert checked(project).errors == ()


SUMMARY = """    summary:
      asked: Whether it is an example.
      did: It was written for the tests.
      found:
        - It is one.
      means: Nothing at all.
"""


def test_a_page_range_is_corrected_and_the_record_says_what_it_was(project: Path, today: Library) -> None:
    record = (project / FILE).read_text("utf-8")
    ref = next(
        ref
        for ref, study in today.of("abstract")
        if re.fullmatch(r"\d+-\d+", str(getattr(study, "pages", "")))
        and "pages" in getattr(study, "verified", ())
        and f'"key": "{study.key}"' in record
    )
    path, entry = place(project, today, ref)
    first, _, last = str(getattr(today.get(ref), "pages", "")).partition("-")
    now = entry.replace(f"{first}-{last}\n", f"{first}-{int(last) + 1}\n", 1)
    path.write_text(path.read_text("utf-8").replace(entry, now), "utf-8")
    found = checked(project)
    assert found.errors == ()
    assert [one.field for one in found.advice if one.code == "A6" and one.entry == ref.replace("/", " ")] == ["pages"]
    assert almanac(project, "check").returncode == 0


def test_a_study_that_nobody_uses_is_removed(project: Path, today: Library) -> None:
    def spare(ref: str) -> bool:
        links = today.links
        ahead = {link.target for link in links.forward.get(ref, ())}
        alone = [other for other in ahead if len({link.source for link in links.back.get(other, ())}) < 2]
        return not links.back.get(ref) and not alone and len(ahead) > 1

    ref = next(ref for ref, _ in today.of("abstract") if spare(ref))
    path, entry = place(project, today, ref)
    path.write_text(path.read_text("utf-8").replace(entry, ""), "utf-8")
    found = checked(project)
    assert found.errors == ()
    assert found.entries == len(today.entries) - 1


def test_an_entry_that_others_use_is_renamed(project: Path, today: Library) -> None:
    ref = max((ref for ref, _ in today.of("term")), key=lambda ref: len(today.links.back.get(ref, ())))
    done = rename(project, ref, "aaa-another-key")
    assert done.references > 5
    assert checked(project).errors == ()
    assert load(project / "content").get("term/aaa-another-key").was[-1] == ref.partition("/")[2]
