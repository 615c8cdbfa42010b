"""Reads ``content/`` into a Library, or says every problem at once."""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice, pairwise
from pathlib import Path

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from almanac.content import checks, contentfiles, fielderrors, freshness, links, yamlsource
from almanac.content.drafts import is_draft
from almanac.content.kinds import KINDS, Entry, Kind
from almanac.content.kinds.fields import KEY_FORM
from almanac.content.model import Library, Place, kind_of
from almanac.content.problem import MOST, ContentError, Problem, did_you_mean

_KEYS_LOST = ("Y1", "Y2", "Y3", "Y5", "R2")  # problems after which not all keys of a kind are known
_KEY = re.compile(KEY_FORM)
_MOST_OF_ONE = 100  # problems told of one entry


Placed = Callable[[str, tuple[str | int, ...], str, str], Problem]
"""Makes a problem at its place from an entry (``kind/key``), a field, what to do and a code."""

Rule = Callable[[Library, Placed], Iterable[Problem]]
"""What must hold of a Library besides: every problem, as ``Placed`` makes it; equal rules have equal hashes."""


@dataclass(frozen=True)
class _Row:
    """One entry as read, before its model has seen it."""

    kind: Kind
    document: yamlsource.Document
    index: int
    data: object

    @property
    def key(self) -> str:
        given = self.data.get("key") if isinstance(self.data, dict) else None
        return given if isinstance(given, str) else ""

    @property
    def name(self) -> str:
        return f"{self.kind.name} {self.key or f'number {self.index + 1}'}"

    def problem(self, field: tuple[str | int, ...], message: str, code: str) -> Problem:
        line, column = self.document.place((self.kind.plural, self.index, *field))
        dotted = ".".join(step for step in field if isinstance(step, str))
        return Problem(self.document.file, line, column, self.name, dotted, message, code)


def load(content: Path, today: dt.date | None = None, rule: Rule | None = None) -> Library:
    """Read, check and link everything in a content folder.

    The result is kept until a file changes, so that macros, pages and
    commands can each ask for it.

    Args:
        content: folder with a YAML file, or a folder of them, for each kind.
        today: the day the pages are made for, if one is given.
        rule: what must hold besides, for those who know more than the content, such as the pages of the site.

    Raises:
        ContentError: with every problem of every file.
    """
    return _load(content, contentfiles.found(content), rule, today)


@functools.lru_cache(maxsize=1)
def _load(content: Path, state: tuple[tuple[Path, int, int], ...], rule: Rule | None, today: dt.date | None) -> Library:
    problems: list[Problem] = []
    rows = list(_rows(content, [path for path, _, _ in state], problems))
    problems += islice(_twice_or_out_of_order(rows), MOST)
    known = _known_keys(rows, problems)
    found: dict[str, tuple[_Row, Entry]] = {}
    for row in rows:
        if len(problems) >= MOST:
            break
        entry = _entry(row, known, problems)
        if entry is not None:
            found.setdefault(f"{row.kind.name}/{entry.key}", (row, entry))
    if not rows and not problems:
        message = "no entry was found. Is this the right folder?"
        problems.append(Problem(content.name, 1, 1, "", "", message, "Y5"))
    if problems:
        raise ContentError(problems)
    library = _linked(found, _version(content, state), today)

    def placed(ref: str, field: tuple[str | int, ...], message: str, code: str) -> Problem:
        return found[ref][0].problem(field, message, code)

    faults = [placed(*fault, "R4") for fault in islice(checks.run(library), MOST)]
    faults += rule(library, placed) if rule else ()
    if faults:
        raise ContentError(faults)
    return library


def _known_keys(rows: list[_Row], problems: list[Problem]) -> dict[str, set[str] | None]:
    """The keys of each kind; None where not all are known, so that one slip makes no false "no such entry"."""
    lost = {problem.file.split("/")[1].partition(".")[0] for problem in problems if problem.code in _KEYS_LOST}
    lost |= {row.kind.plural for row in rows if not _KEY.fullmatch(row.key)}
    return {kind.name: None if kind.plural in lost else {row.key for row in rows if row.kind is kind} for kind in KINDS}


def _version(content: Path, state: tuple[tuple[Path, int, int], ...]) -> str:
    digest = hashlib.sha256()
    for path, _, _ in state:
        digest.update(path.relative_to(content).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:7]


def _linked(found: Mapping[str, tuple[_Row, Entry]], version: str, today: dt.date | None) -> Library:
    rank = {kind.name: number for number, kind in enumerate(KINDS)}
    order = sorted(found, key=lambda ref: (rank[kind_of(ref)], found[ref][1].order, ref))
    entries = {ref: found[ref][1] for ref in order}
    places = {}
    for ref in order:
        row = found[ref][0]
        line, _ = row.document.place((row.kind.plural, row.index))
        places[ref] = Place(row.document.file, line)
    return Library(entries, places, links.link_entries(entries), version, today or freshness.newest(entries.values()))


def _rows(content: Path, files: list[Path], problems: list[Problem]) -> Iterator[_Row]:
    plurals = {kind.plural: kind for kind in KINDS}
    for path in files:
        shown = f"{content.name}/{path.relative_to(content).as_posix()}"
        stem = path.relative_to(content).parts[0].removesuffix(path.suffix)
        kind = plurals.get(stem)
        if kind is None:
            message = f'no kind of entry is kept in "{stem}".{did_you_mean(stem, plurals)}'
            problems.append(Problem(shown, 1, 1, "", "", message, "Y5"))
            continue
        if contentfiles.leads_out(path, content):
            message = f"this is a link that leads out of {content.name}/. Put the file itself here."
            problems.append(Problem(shown, 1, 1, "", "", message, "Y1"))
            continue
        document, faults = yamlsource.read(path, shown)
        problems += faults
        if document is not None:
            yield from _rows_of(document, kind, problems)


def _rows_of(document: yamlsource.Document, kind: Kind, problems: list[Problem]) -> Iterator[_Row]:
    data = document.data
    held = data.get(kind.plural) if isinstance(data, dict) and set(data) == {kind.plural} else None
    if not isinstance(held, list) or not held:
        message = f'the file must hold one list, headed "{kind.plural}:", with an entry or more in it.'
        problems.append(Problem(document.file, 1, 1, "", "", message, "Y5"))
        return
    for index, item in enumerate(held):
        if not is_draft(item):
            yield _Row(kind, document, index, item)


def _entry(row: _Row, known: Mapping[str, set[str] | None], problems: list[Problem]) -> Entry | None:
    try:
        return row.kind.model.model_validate(row.data, context=known)
    except ValidationError as error:
        details: list[ErrorDetails] = error.errors(include_url=False)
        for detail in islice(fielderrors.first_causes(details), _MOST_OF_ONE):
            field, message, code = fielderrors.explain(detail, row.kind.model)
            problems.append(row.problem(field, message, code))
        return None


def _twice_or_out_of_order(rows: list[_Row]) -> Iterator[Problem]:
    counted = Counter((row.kind.name, row.key) for row in rows if row.key)
    by_file: dict[str, list[_Row]] = defaultdict(list)
    for row in rows:
        if row.key and counted[row.kind.name, row.key] > 1:
            yield row.problem(("key",), f'"{row.key}" is the key of more than one {row.kind.name}. Rename one.', "R2")
        elif row.key:
            by_file[row.document.file].append(row)
    for together in by_file.values():
        for before, after in pairwise(together):
            if after.key < before.key:
                message = f'entries stand in order of their keys: move "{after.key}" before "{before.key}".'
                yield after.problem(("key",), message, "R3")
