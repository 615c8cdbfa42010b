"""Read the files of a content folder into rows: one for each entry, before its model validates it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from almanac.content import contentfiles, strayfiles
from almanac.content.drafts import is_draft
from almanac.content.kinds import KINDS, Kind
from almanac.content.problem import FieldPath, Problem
from almanac.content.yamlfile.cache import YamlCache
from almanac.content.yamlfile.document import Document

_KEYS_LOST = ("Y1", "Y2", "Y3", "Y4", "Y5", "Y8", "Y9")
"""Codes of problems that leave some keys of a file's kind unknown."""


@dataclass(frozen=True)
class Row:
    """One entry as parsed from YAML."""

    kind: Kind
    document: Document
    index: int
    data: object

    @cached_property
    def key(self) -> str:
        """Its key as written; empty if it has none."""
        given = self.data.get("key") if isinstance(self.data, dict) else None
        return given if isinstance(given, str) else ""

    @cached_property
    def ref(self) -> str:
        """Its ``kind/key``, as in references."""
        return f"{self.kind.name}/{self.key}"

    def at(self, field: FieldPath) -> Any:
        """Return the value of the field at a path; None if there is no such field."""
        found: Any = self.data
        for step in field:
            try:
                found = found[step]
            except (TypeError, KeyError, IndexError):
                return None
        return found

    @property
    def name(self) -> str:
        """What a problem calls it: its kind and its key or number."""
        return f"{self.kind.name} {self.key or f'number {self.index + 1}'}"

    @property
    def line(self) -> int:
        """The line on which it begins."""
        return self.document.place((self.kind.plural, self.index))[0]

    def problem(self, field: FieldPath, message: str, code: str, word: str = "") -> Problem:
        """Return a problem of one of its fields, or of a word in that field."""
        path = (self.kind.plural, self.index, *field)
        line, column = self.document.name_place(path) if code == "F2" else self.document.place(path, word)
        dotted = ".".join(step for step in field if isinstance(step, str))
        return Problem(self.document.file, line, column, self.name, dotted, message, code)


@dataclass(frozen=True)
class Rows:
    """All rows, with drafts kept apart, the problems of the files, and the kinds whose keys are not all known."""

    rows: tuple[Row, ...]
    drafts: tuple[Row, ...]
    problems: tuple[Problem, ...]
    incomplete_kinds: frozenset[str]


def read(content: Path, files: list[Path], cache: Path | None) -> Rows:
    """Read files of a content folder, through a cache folder if one is given; faults in them never raise an error."""
    plurals = {kind.plural: kind for kind in KINDS}
    files_cache = YamlCache(cache)
    rows: list[Row] = []
    problems: list[Problem] = []
    incomplete: set[str] = set()
    for stray in strayfiles.stray(content):
        problems.append(stray.problem)
        incomplete.add(stray.kind)
    for path in files:
        shown = f"{content.name}/{path.relative_to(content).as_posix()}"
        kind = plurals.get(path.relative_to(content).parts[0].removesuffix(path.suffix))
        if kind is None:
            stray = strayfiles.misnamed(path, content)
            problems.append(stray.problem)
            incomplete.add(stray.kind)
            continue
        if contentfiles.links_outside(path, content):
            message = f"this is a link that leads out of {content.name}/. Put the file itself here."
            problems.append(Problem(shown, 1, 1, "", "", message, "Y1"))
            incomplete.add(kind.name)
            continue
        document, of_file = files_cache.read(path, shown)
        found, wrong_shape = _rows_of(document, kind) if document else ([], None)
        if wrong_shape and not _loses_keys(of_file):
            of_file = [*of_file, wrong_shape]
        rows += found
        problems += of_file
        if _loses_keys(of_file):
            incomplete.add(kind.name)
    files_cache.prune()
    finished, drafts = ([row for row in rows if is_draft(row.data) is draft] for draft in (False, True))
    return Rows(tuple(finished), tuple(drafts), tuple(problems), frozenset(incomplete - {""}))


def _loses_keys(problems: list[Problem]) -> bool:
    return any(problem.code in _KEYS_LOST for problem in problems)


def _rows_of(document: Document, kind: Kind) -> tuple[list[Row], Problem | None]:
    """Return the entries of a file as rows; or none, and the problem, if it is not one list under the kind's name."""
    data = document.data
    entries = data.get(kind.plural) if isinstance(data, dict) and set(data) == {kind.plural} else None
    if isinstance(entries, list) and entries:
        return [Row(kind, document, index, item) for index, item in enumerate(entries)], None
    return [], Problem(document.file, 1, 1, "", "", _wrong_shape(data, kind.plural), "Y5")


def _wrong_shape(data: object, plural: str) -> str:
    if isinstance(data, list):
        return f'the heading is missing. Write "{plural}:" in a line above the entries.'
    if isinstance(data, dict) and plural in data and len(data) > 1:
        other = next(name for name in data if name != plural)
        numbered = re.match(r"[0-9]+\s+- ", other)
        return (
            f'"{other}:" begins with a line number. Remove such numbers.'
            if numbered
            else f'"{other}:" is level with "{plural}:". '
            "Put two more spaces before it and what is below it, or remove it."
        )
    if isinstance(data, dict) and len(data) == 1:
        (found,) = data
        if found == plural and isinstance(data[plural], str):
            return f'there is text after "{plural}:". Write its entries below it, each after a hyphen.'
        if found == plural:
            return f'there is nothing below "{plural}:". Write its entries there, each after a hyphen.'
        return f'the file is headed "{found}:". Write "{plural}:", or move its entries to the file that they belong to.'
    return f'the file must hold one list, headed "{plural}:", with an entry or more in it.'
