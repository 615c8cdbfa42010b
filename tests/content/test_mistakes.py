"""Mistakes that editors make in the invented world, one at a time, each with the whole message expected.

Each mistake in a file of data/broken begins with a line "### its name". Its other lines are:

    in FILE         the file of the invented world to change
    - old           lines to replace with those that follow after +, or to remove
    + new
    --              end of one replacement, before another
    whole TEXT      replace the whole file with this
    cut TEXT        cut the file off after this
    paste LINE      duplicate the entry that begins with this line
    from A / to B   remove the lines from A up to B
    encode NAME     save the file in another encoding
    name NAME       rename the file; copy: copy it to this name; link: replace it with a link to this name
    none            remove all files
    silent          expect no message
    > message       a line of the message expected; BLESS=1 writes these

A character may be written as \\u and four digits.
"""

from __future__ import annotations

import datetime as dt
import functools
import os
import re
import shutil
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from almanac.content import verified
from almanac.content.codes import CODES
from almanac.content.load import load
from almanac.editing.check import CheckResult, check
from almanac.publish.project import Project
from tests.conftest import DATA, PROJECT

TODAY = dt.date(2026, 11, 27)
FOLDER = DATA / "broken"


@dataclass
class Mistake:
    """One mistake: its name, the edits that make it, and the messages expected."""

    name: str
    does: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)


def mistakes(path: Path) -> list[Mistake]:
    found: list[Mistake] = []
    for line in path.read_text("utf-8").split("\n"):
        if line.startswith("### "):
            found.append(Mistake(line[4:]))
        elif line.startswith("> "):
            found[-1].said.append(line[2:])
        elif found and line.strip():
            found[-1].does.append(line)
    return found


ALL = {f"{path.stem}: {one.name}": one for path in sorted(FOLDER.glob("*.txt")) for one in mistakes(path)}


class Text:
    """The text of a file while mistakes are being made in it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.text = path.read_text("utf-8") if path.is_file() else ""
        self._old: list[str] = []
        self._new: list[str] = []
        self._start = 0

    def do(self, word: str, rest: str) -> None:
        """Apply one line of a mistake."""
        if (word == "-" and self._new) or word not in "-+":
            self._replace()
        if word == "-":
            self._old.append(rest)
        elif word == "+":
            self._new.append(rest)
        elif word == "whole":
            self.text = f"{rest}\n"
        elif word == "cut":
            self.text = self.text[: self.text.index(rest) + len(rest)]
        elif word == "paste":
            entry = re.split(r"\n(?=  - key)", self.text[self.text.index(rest) :].rstrip("\n"))[0] + "\n"
            self.text = self.text.replace(entry, entry + entry, 1)
        elif word == "from":
            self._start = self.text.index(rest)
        elif word == "to":
            self.text = self.text[: self._start] + self.text[self.text.index(rest) :]

    def _replace(self) -> None:
        if self._old or self._new:
            before, after = "\n".join(self._old), "\n".join(self._new)
            before, after = (before, after) if self._new else (before + "\n", "")
            assert before in self.text, f"nothing to replace: {before}"
            self.text = self.text.replace(before, after, 1)
            self._old, self._new = [], []


def make(one: Mistake, content: Path) -> None:
    """Make a mistake in a copy of the invented world."""
    (place, *does) = [plain(line).partition(" ")[::2] for line in one.does]
    file = Text(content / place[1] if place[0] == "in" else content)
    for word, rest in [*does, ("--", "")]:
        file.do(word, rest)
    if file.path != content:
        file.path.write_text(file.text, encoding="utf-8")
    for word, rest in [place, *does]:
        edit_file(word, rest, file.path, file.text)


def edit_file(word: str, rest: str, path: Path, text: str) -> None:
    """Apply an edit that changes a file as a whole."""
    if word == "encode":
        path.write_bytes(text.encode(rest))
    elif word == "name":
        path.rename(path.with_name(rest))
    elif word == "copy":
        shutil.copy(path, path.with_name(rest))
    elif word == "link":
        path.unlink()
        path.symlink_to(path.with_name(rest))
    elif word == "none":
        for file in path.glob("*.yaml"):
            file.unlink()


def plain(line: str) -> str:
    line = re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), line)
    return line.replace("{long}", "wick " * 81)


def lines(found: CheckResult) -> list[str]:
    """Return every line that the check reports, errors first."""
    return [line for problem in (*found.errors, *found.advice) for line in str(problem).split("\n")]


@pytest.fixture(scope="module")
def baseline_advice() -> set[str]:
    """The advice on the invented world without any mistake, without its places."""
    return {line.partition(" ")[2] for line in lines(check_in(DATA / "tiny"))}


def check_in(content: Path) -> CheckResult:
    return (
        check(content.parent, TODAY, Project(content.parent).rule)
        if content.name == "content"
        else _named_content(content)
    )


def _named_content(content: Path) -> CheckResult:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        copy = shutil.copytree(content, Path(folder) / "content")
        record(Path(folder))
        return check_in(Path(copy))


def record(project: Path) -> None:
    """Write the record of what was verified in the invented world."""
    (project / verified.FILE).write_text(recorded(), "utf-8")


@functools.cache
def recorded() -> str:
    return verified.serialised(verified.updated(load(DATA / "tiny"), {}))


def said_of(one: Mistake, content: Path, baseline_advice: set[str]) -> list[str]:
    record(content.parent)
    make(one, content)
    return [line for line in lines(check_in(content)) if line.partition(" ")[2] not in baseline_advice]


@pytest.mark.parametrize("name", ALL)
def test_an_editor_reads_what_is_wrong_and_where(name: str, tiny_content: Path, baseline_advice: set[str]) -> None:
    one = ALL[name]
    said = said_of(one, tiny_content, baseline_advice)
    if os.environ.get("BLESS"):
        update_expected(name, said)
    else:
        assert said == one.said
        assert bool(said) != ("silent" in one.does)


def update_expected(name: str, said: list[str]) -> None:
    """Write the present messages as the expected ones of a mistake."""
    stem, _, title = name.partition(": ")
    path = FOLDER / f"{stem}.txt"
    parts = re.split(r"(?m)^(?=### )", path.read_text("utf-8"))
    for at, part in enumerate(parts):
        if part.startswith(f"### {title}\n"):
            kept = [line for line in part.rstrip("\n").split("\n") if not line.startswith("> ")]
            parts[at] = "\n".join([*kept, *(f"> {line}" for line in said)]) + "\n\n"
    path.write_text("".join(parts).rstrip("\n") + "\n", encoding="utf-8")


FOLDERS = sorted(path.name for path in FOLDER.iterdir() if path.is_dir())


@pytest.mark.parametrize("name", FOLDERS)
def test_whole_files_that_break_a_rule(name: str, tiny_content: Path, baseline_advice: set[str]) -> None:
    """As for single mistakes, where more than a few lines differ: whole files are stored instead."""
    record(tiny_content.parent)
    for path in (FOLDER / name).glob("*.yaml"):
        shutil.copy(path, tiny_content / path.name)
    said = [line for line in lines(check_in(tiny_content)) if line.partition(" ")[2] not in baseline_advice]
    expected = FOLDER / name / "expected.txt"
    if os.environ.get("BLESS"):
        expected.write_text("\n".join(said) + "\n", encoding="utf-8")
    assert said == expected.read_text("utf-8").splitlines()


# Words from Python, pydantic and the YAML library, which mean nothing to somebody who edits facts.
FOREIGN = (
    "traceback", "exception", "none", "null", "str", "int", "bool", "dict", "tuple", "float", "decimal", "boolean",
    "validation", "validator", "pydantic", "libyaml", "literal", "parse", "parser", "parsing", "mapping", "mappings",
    "sequence", "scalar", "token", "node", "flow", "block", "anchor", "alias", "indicator", "document", "stream",
    "input", "valid", "invalid", "expected", "unexpected", "extra", "forbidden", "constructor", "directive", "regex",
    "pattern", "schema", "unicode", "utf8", "codec", "decode", "errno", "key error", "type error",
)  # fmt: skip


@pytest.mark.parametrize("name", ALL)
def test_no_message_speaks_the_language_of_programs(name: str) -> None:
    one = ALL[name]
    for line in one.said:
        ours = re.sub(
            r"^\S+ |\"[^\"]*\"|\[\w+\]$|: [a-z, -]+\.", " ", line
        )  # leaving out its place, quotations and lists of values
        found = [word for word in FOREIGN if re.search(rf"\b{word}\b", ours, re.IGNORECASE)]
        assert found == [], line


def test_there_are_many_mistakes_and_each_is_said_once() -> None:
    """One mistake, one message; if a case needs two messages, it contains two mistakes."""
    assert len(ALL) > 200
    said = {name: [line for line in one.said if not line.startswith("  and ")] for name, one in ALL.items()}
    assert {name: lines for name, lines in said.items() if len(lines) > 1} == {}


@pytest.mark.parametrize("name", [name for name, one in ALL.items() if " instead. [" in "".join(one.said)])
def test_what_a_message_offers_is_taken(name: str, tiny_content: Path, baseline_advice: set[str]) -> None:
    one = ALL[name]
    found = re.search(r'^content/([\w-]+\.yaml):.*found "(.*)"\. Write (.*) instead\. \[', one.said[0])
    assert found
    record(tiny_content.parent)
    make(one, tiny_content)
    path = tiny_content / found[1]
    text = path.read_text("utf-8")
    assert found[2] in text
    path.write_text(text.replace(found[2], found[3], 1), "utf-8")
    assert [line for line in lines(check_in(tiny_content)) if line.partition(" ")[2] not in baseline_advice] == []


def test_every_code_of_an_error_has_its_mistake() -> None:
    said = "".join(line for one in ALL.values() for line in one.said)
    assert [code for code in CODES if not code.startswith("A") and f"[{code}]" not in said] == []


def test_every_code_stands_in_the_guide() -> None:
    guide = (PROJECT / "docs" / "about" / "editing.md").read_text("utf-8")
    assert [code for code in CODES if f"| {code} |" not in guide] == []
