"""Read ``content/`` into a Library, or report every problem at once."""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from almanac.content import (
    causes,
    checks,
    contentfiles,
    entrycache,
    entryorder,
    freshness,
    links,
    rawchecks,
    rows,
    validation,
)
from almanac.content.causes import Fault
from almanac.content.kinds import KINDS, Entry, Kind
from almanac.content.model import Library, Place
from almanac.content.problem import MAX_PROBLEMS, ContentError, FieldPath, Problem
from almanac.content.refs import kind_of
from almanac.content.rows import Row
from almanac.content.yamlfile import limits
from almanac.content.yamlfile.cache import IN_MEMORY

_NO_TEXT = ("Y6", "Y7", "F9")
"""Codes of problems with a value that was meant as a text but is not one."""

ProblemFactory = Callable[[str, FieldPath, str, str], Problem]
"""Makes a problem at its place in the file, given an entry (``kind/key``), a field, what to do and a code."""

Rule = Callable[[Library, ProblemFactory], Iterable[Problem]]
"""A further check of a Library: it returns every problem, made by the factory. Equal rules must have equal hashes."""

BrokenTexts = set[tuple[str, int]]
"""The file and line of each value that was meant as a text but is not one."""

_LAST = entrycache.ValidEntries()


@dataclass(frozen=True)
class LoadResult:
    """What a content folder holds: every problem, the Library if there is no problem, and the rows with their places.

    Attributes:
        library: None if there is any problem.
        problems: each cause once.
        rows: ``kind/key`` to the entry as parsed.
    """

    library: Library | None
    problems: tuple[Problem, ...]
    rows: Mapping[str, Row]


@dataclass(frozen=True)
class _Absorbed:
    """The fields of a content folder that YAML read as part of a text.

    Attributes:
        problems: one for each of them.
        texts: where those texts are.
        names: their names by file, with those of the fields that closed the entry; all of these seem to be missing.
    """

    problems: Sequence[Problem]
    texts: BrokenTexts
    names: Mapping[str, set[str]]


def load(content: Path, today: dt.date | None = None, rule: Rule | None = None, cache: Path | None = None) -> Library:
    """Read, check and link everything in a content folder.

    Args:
        content: folder with a YAML file, or a folder of them, for each kind.
        today: the day the pages are made for, if one is given.
        rule: a further check by callers who know more than the content, such as which pages the site has.
        cache: folder for parsed files, so that the next command need not parse them again.

    Raises:
        ContentError: with every problem of every file.
    """
    found = try_load(content, today, rule, cache)
    if found.library is None:
        raise ContentError(found.problems)
    return found.library


def try_load(
    content: Path, today: dt.date | None = None, rule: Rule | None = None, cache: Path | None = None
) -> LoadResult:
    """As ``load``, but return the problems instead of raising them, and the rows too.

    The result is cached until a file changes, so that macros, pages and commands can each ask for it.
    """
    with limits.gc_disabled():
        return _try_load(content, contentfiles.yaml_files(content), rule, today, cache)


def release_caches() -> None:
    """Release what only another load needs: the files' text and data take as much memory as the Library."""
    _try_load.cache_clear()
    _read.cache_clear()
    _LAST.entries = {}
    IN_MEMORY.clear()


@functools.lru_cache(maxsize=1)
def _try_load(
    content: Path, state: contentfiles.FileStates, rule: Rule | None, today: dt.date | None, cache: Path | None
) -> LoadResult:
    """Read the content and apply a rule. With a new rule, as after ``reloading`` a module, no file is read again."""
    found = _read(content, state, today, cache)
    if found.library is None:
        return found

    def placed(ref: str, field: FieldPath, message: str, code: str) -> Problem:
        return found.rows[ref].problem(field, message, code)

    wrong = {*found.problems, *(rule(found.library, placed) if rule else ())}
    return LoadResult(None if wrong else found.library, tuple(sorted(wrong)), found.rows)


@functools.lru_cache(maxsize=1)
def _read(content: Path, state: contentfiles.FileStates, today: dt.date | None, cache: Path | None) -> LoadResult:
    """As ``try_load``, without a rule. The Library is set even if a check of the whole content failed."""
    files = [path for path, _, _ in state if contentfiles.should_read(path)]
    read = rows.read(content, files, cache)
    found, problems = _entries(read)
    if not read.rows and not problems:
        message = "no entry was found. Is this the right folder?"
        problems = [Problem(content.name, 1, 1, "", "", message, "Y5")]
    by_ref = {row.ref: row for row in reversed(read.rows)}
    if problems:
        return LoadResult(None, tuple(problems), by_ref)
    library = _linked(found, _version(content, files), today)
    broken = islice(checks.run(library), MAX_PROBLEMS)
    return LoadResult(library, tuple(by_ref[fault.ref].problem(*fault.as_problem()) for fault in broken), by_ref)


def _entries(read: rows.Rows) -> tuple[dict[str, tuple[Row, Entry]], list[Problem]]:
    """Return every valid entry, and the problems of the other entries and of the files."""
    kinds = [(row, causes.kind_of_misplaced_entry(row)) for row in read.rows]
    in_place = [row for row, kind in kinds if not kind]
    misplaced = [(row, kind) for row, kind in kinds if kind]
    problems = [
        *read.problems,
        *(_in_wrong_file(row, kind, read.rows) for row, kind in misplaced),
        *islice(entryorder.duplicates_and_order(in_place, _cutting(read.problems)), MAX_PROBLEMS),
    ]
    absorbed = _absorbed(read.rows)
    problems += absorbed.problems
    known = _known_keys(read, {kind.name for _, kind in misplaced})
    before = _LAST.lookup_for(known)
    good: list[tuple[Row, Entry]] = []
    found: dict[str, tuple[Row, Entry]] = {}
    faults: list[Fault] = []
    for row in in_place:
        if len(faults) >= MAX_PROBLEMS:
            break
        entry = before(row)
        if entry is None:
            entry, wrong = validation.validated(row, known, absorbed.names.get(row.document.file, ()))
            faults += wrong
        if entry is not None:
            good.append((row, entry))
            found.setdefault(row.ref, (row, entry))
    _LAST.remember(known, good)
    problems += causes.grouped_by_cause(faults, read.rows, read.drafts)
    no_texts = {(one.file, one.line) for one in problems if one.code in ("Y6", "Y7")}
    return found, list(_deduplicated(problems, absorbed.texts | no_texts))


def _cutting(of_files: Iterable[Problem]) -> set[tuple[str, int]]:
    """Return the places where an entry may begin in the middle of another; such an entry is out of order as well."""
    return {(problem.file, problem.line) for problem in of_files if problem.code == "Y4"}


def _deduplicated(problems: Sequence[Problem], broken_texts: BrokenTexts) -> Iterator[Problem]:
    """Yield each problem once, by file and line.

    If a value was not a text at all, no problem with the form of that text is reported.
    """
    for problem in sorted(set(problems)):
        if (problem.file, problem.line) not in broken_texts or problem.code in _NO_TEXT:
            yield problem


def _known_keys(read: rows.Rows, misplaced: set[str]) -> dict[str, set[str] | None]:
    """Return the keys of each kind.

    None stands for kinds whose keys are not all known, so that one mistake causes no false "no such entry".
    """
    without_key = {row.kind.name for row in read.rows if not rawchecks.KEY.fullmatch(row.key)}
    incomplete = misplaced | read.incomplete_kinds | without_key
    keys: dict[str, set[str]] = defaultdict(set)
    for row in read.rows:
        keys[row.kind.name].add(row.key)
    return {kind.name: None if kind.name in incomplete else keys[kind.name] for kind in KINDS}


def _version(content: Path, files: list[Path]) -> str:
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.relative_to(content).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:7]


def _linked(found: Mapping[str, tuple[Row, Entry]], version: str, today: dt.date | None) -> Library:
    rank = {kind.name: number for number, kind in enumerate(KINDS)}
    order = sorted(found, key=lambda ref: (rank[kind_of(ref)], found[ref][1].order, ref))
    entries = {ref: found[ref][1] for ref in order}
    places = {ref: Place(found[ref][0].document.file, found[ref][0].line) for ref in order}
    return Library(entries, places, links.link_entries(entries), version, today or freshness.newest(entries.values()))


def _absorbed(found: Sequence[Row]) -> _Absorbed:
    documents = {id(row.document): row.document for row in found}.values()
    every = [one for document in documents for one in rawchecks.absorbed(document)]
    names: dict[str, set[str]] = defaultdict(set)
    for one in every:
        names[one.problem.file] |= {one.name, "checked", "checked_how", "sources"} if one.name else set()
    return _Absorbed([one.problem for one in every], {(one.problem.file, one.begins) for one in every}, names)


def _in_wrong_file(row: Row, kind: Kind, rows: Iterable[Row]) -> Problem:
    message = f'this looks like an entry of "{kind.plural}" ({kind.word}). Move it to {causes.kept_in(kind, rows)}.'
    return row.problem((), message, "R8")
