"""Files in a content folder that would not be read, because of their name or their place."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from almanac.content import contentfiles
from almanac.content.contentfiles import LIKE_YAML, OFFICE_SUFFIXES
from almanac.content.kinds import KINDS
from almanac.content.problem import Problem, did_you_mean

_PLURALS = {kind.plural: kind.name for kind in KINDS}
_HEADING = re.compile(rf"^({'|'.join(map(re.escape, _PLURALS))}):\s*(?:#.*)?$", re.MULTILINE)
_MUCH = 10_000  # characters to read: the heading is in the first lines


@dataclass(frozen=True)
class Stray:
    """A file that is not read: what to do about it, and the kind whose entries it may have, or an empty text."""

    problem: Problem
    kind: str


def stray(content: Path) -> Iterator[Stray]:
    """Yield the files that were meant as content, judging by their names, but that would not be read."""
    for path in sorted(content.rglob("*")):
        name = path.name
        hidden = name.startswith(".") or "schemas" in path.relative_to(content).parts[:-1]
        if hidden or contentfiles.should_read(path) or not path.is_file():
            continue
        if OFFICE_SUFFIXES.search(name) and not name.startswith("~$"):  # a lock file, there while the file is open
            yield Stray(_problem(path, content, _of_an_office(path, content)), "")
        if not LIKE_YAML.search(name) or OFFICE_SUFFIXES.search(name):
            continue
        plain = LIKE_YAML.split(name)[0]
        wanted = path.with_name(f"{plain.lower() if plain.lower() in _PLURALS else plain}.yaml")
        there = wanted.relative_to(content).as_posix()
        message = f'this file is not read, for its name ends in "{name[len(plain) :]}". ' + (
            f'Move what is new in it to "{there}", and remove it.' if wanted.exists() else f'Rename it to "{there}".'
        )
        yield Stray(_problem(path, content, message), "" if wanted.exists() else _kind_in(path, content))


def _of_an_office(path: Path, content: Path) -> str:
    """Say what to do about a file of a word processor or a spreadsheet, which is never read."""
    near = next((plural for plural in _PLURALS if plural == path.stem.lower()), "")
    where = f'"{near}.yaml"' if near and (content / f"{near}.yaml").exists() else "the file of their kind"
    return (
        f'this file is not read, for its name ends in "{path.suffix}". Write its entries into {where}, and remove it.'
    )


def misnamed(path: Path, content: Path) -> Stray:
    """Say what to do about a YAML file if neither it nor its folder is named after a kind."""
    inside = path.relative_to(content).parts
    stem = inside[0].removesuffix(path.suffix)
    kind = _kind_in(path, content)
    if len(inside) > 1:
        return _of_folder(stem, kind, content)
    plural = next((plural for plural, name in _PLURALS.items() if name == kind), "")
    if stem.casefold() in _PLURALS:
        there = path.relative_to(content).as_posix().replace(stem, stem.casefold(), 1)
        message = f'this is not read, for its name has capitals. Rename it to "{there}".'
    elif not plural:
        message = f'no kind of entry is kept in "{stem}".{did_you_mean(stem, _PLURALS)}'
    elif (content / plural).is_dir():
        message = f'this file is headed "{plural}:", but is not read here. Move it to "{content.name}/{plural}/".'
    elif not (content / f"{plural}.yaml").exists():
        message = f'this file is headed "{plural}:", but is not read here. Rename it to "{plural}.yaml".'
    else:
        there = f"{content.name}/{plural}.yaml"
        message = f'this file is headed "{plural}:", but is not read here. Move its entries to "{there}".'
    return Stray(_problem(path, content, message), kind)


def _of_folder(name: str, kind: str, content: Path) -> Stray:
    """Say what to do about a folder that is not read: one problem, however many files are in it."""
    plural = next((plural for plural, of in _PLURALS.items() if of == kind), "")
    wanted = f' Rename it to "{plural}".' if plural else did_you_mean(name, _PLURALS)
    message = f'no kind of entry is kept in a folder "{name}".{wanted}'
    return Stray(Problem(f"{content.name}/{name}", 1, 1, "", "", message, "Y9"), kind)


def _kind_in(path: Path, content: Path) -> str:
    """Return the kind whose entries a file has, from its heading or its place; empty if neither says."""
    head = ""
    if path.is_file():
        with contextlib.suppress(OSError), path.open(encoding="utf-8", errors="replace") as file:
            head = file.read(_MUCH)
    found = _HEADING.search(head)
    first = path.relative_to(content).parts[0]
    return _PLURALS.get(found[1] if found else LIKE_YAML.split(first)[0].lower(), "")


def _problem(path: Path, content: Path, message: str) -> Problem:
    return Problem(f"{content.name}/{path.relative_to(content).as_posix()}", 1, 1, "", "", message, "Y9")
