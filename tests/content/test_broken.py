"""How editors err, one mistake at a time, over the invented world, and the whole message that each gets.

A file in data/broken holds mistakes, each under a line "### its name":

    in FILE         the file of the invented world that it is made in
    - old           lines that are replaced, by those that follow with +, or that are removed
    + new
    --              the end of one replacement, where another follows
    whole TEXT      the file holds this alone
    cut TEXT        the file ends after this
    paste LINE      the entry that begins with this line stands there twice
    from A / to B   the lines from one to another are removed
    encode NAME     the file is saved in another encoding
    name NAME       the file has another name; copy, link: it has another beside it, or leads to one
    none            there is no file at all
    silent          nothing is said
    > message       what is said, every line of it; BLESS=1 writes these

A character may be written as \\u and four digits.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from almanac.content import verified
from almanac.content.codes import CODES, is_advice
from almanac.editing.check import Checked, check
from almanac.content.load import load
from tests.conftest import DATA, PROJECT

TODAY = dt.date(2026, 11, 27)
FOLDER = DATA / "broken"


@dataclass
class Mistake:
    """One mistake: its name, what it does, and what is said of it."""

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


def make(one: Mistake, content: Path) -> None:
    """Make a mistake in a copy of the invented world."""
    path, old, new = content, [], []
    text = ""

    def replace() -> None:
        nonlocal text
        if old or new:
            before, after = "\n".join(old), "\n".join(new)
            before, after = (before, after) if new else (before + "\n", "")
            assert before in text, f"{one.name}: nothing to replace"
            text = text.replace(before, after, 1)
            old.clear()
            new.clear()

    for line in one.does:
        word, _, rest = plain(line).partition(" ")
        if word == "-" and new:
            replace()
        if word == "in":
            path = content / rest
            text = path.read_text("utf-8") if path.exists() else ""
        elif word == "-":
            old.append(rest)
        elif word == "+":
            new.append(rest)
        elif word == "--":
            replace()
        elif word == "whole":
            text = f"{rest}\n"
        elif word == "cut":
            text = text[: text.index(rest) + len(rest)]
        elif word == "paste":
            entry = re.split(r"\n(?=  - key)", text[text.index(rest) :].rstrip("\n"))[0] + "\n"
            text = text.replace(entry, entry + entry, 1)
        elif word == "from":
            start = text.index(rest)
        elif word == "to":
            text = text[:start] + text[text.index(rest) :]
    replace()
    if path != content:
        path.write_text(text, encoding="utf-8")
    for line in one.does:
        spoil(*plain(line).partition(" ")[::2], path, text)


def spoil(word: str, rest: str, path: Path, text: str) -> None:
    """What is done to a file as a whole."""
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


def lines(found: Checked) -> list[str]:
    """What is said, but for advice that the invented world gets as it is."""
    return [line for problem in (*found.errors, *found.advice) for line in str(problem).split("\n")]


@pytest.fixture(scope="module")
def usual() -> set[str]:
    """The advice that the invented world gets as it is, without its place."""
    return {line.partition(" ")[2] for line in lines(check_in(DATA / "tiny"))}


def check_in(content: Path) -> Checked:
    return check(content.parent, TODAY) if content.name == "content" else _named_content(content)


def _named_content(content: Path) -> Checked:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        copy = shutil.copytree(content, Path(folder) / "content")
        record(Path(folder))
        return check_in(Path(copy))


def record(project: Path) -> None:
    """The record of what was verified in the invented world."""
    seen = verified.renewed(load(DATA / "tiny"), {})
    (project / verified.FILE).write_text(verified.written(seen), "utf-8")


def said_of(one: Mistake, content: Path, usual: set[str]) -> list[str]:
    record(content.parent)
    make(one, content)
    return [line for line in lines(check_in(content)) if line.partition(" ")[2] not in usual]


@pytest.mark.parametrize("name", ALL)
def test_an_editor_reads_what_is_wrong_and_where(name: str, tiny_content: Path, usual: set[str]) -> None:
    one = ALL[name]
    said = said_of(one, tiny_content, usual)
    if os.environ.get("BLESS"):
        bless(name, said)
    else:
        assert said == one.said
        assert bool(said) != ("silent" in one.does)


def bless(name: str, said: list[str]) -> None:
    """Write what is said now under a mistake."""
    stem, _, title = name.partition(": ")
    path = FOLDER / f"{stem}.txt"
    parts = re.split(r"(?m)^(?=### )", path.read_text("utf-8"))
    for at, part in enumerate(parts):
        if part.startswith(f"### {title}\n"):
            kept = [line for line in part.rstrip("\n").split("\n") if not line.startswith("> ")]
            parts[at] = "\n".join([*kept, *(f"> {line}" for line in said)]) + "\n\n"
    path.write_text("".join(parts).rstrip("\n") + "\n", encoding="utf-8")
