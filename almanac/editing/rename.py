"""``almanac rename kind/old new``: give an entry another key, everywhere that it is referred to.

The old key is kept under ``was``. Bytes that need no change stay as they are. References are changed within their
lines, and the entry's own lines move to where its new key belongs.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from almanac.content.kinds import BY_NAME
from almanac.content.kinds.reference import RefTo
from almanac.content.kinds.validators import key as advice_on_key
from almanac.content.links import type_parts
from almanac.content.load import LoadResult, try_load
from almanac.content.problem import AlmanacError, ContentError, did_you_mean
from almanac.content.rows import Row

Step = str | int


class RenameError(AlmanacError):
    """Nothing was renamed; the message says why, and what to do."""


@dataclass(frozen=True)
class RenameResult:
    """The result: how many references were changed, and in which files."""

    references: int
    files: tuple[str, ...]


def rename(project: Path, ref: str, new: str) -> RenameResult:
    """Give an entry another key.

    Args:
        project: the folder that contains ``content`` and ``docs``.
        ref: the entry, as ``kind/key``.
        new: its new key.

    Raises:
        RenameError: if it cannot be renamed.
        ContentError: if the content has faults before or after; then no file is changed.
    """
    found = try_load(project / "content")
    if found.library is None:
        raise ContentError(found.problems)
    _refuse(found, ref, new)
    files, count = _texts(project, found, ref, new)
    before = {path: path.read_bytes() for path in files}
    for path, text in files.items():
        path.write_text(text, encoding="utf-8", newline="")
    after = try_load(project / "content")
    if after.library is None:
        for path, raw in before.items():
            path.write_bytes(raw)
        raise ContentError(after.problems)
    return RenameResult(count, tuple(sorted(path.relative_to(project).as_posix() for path in files)))


def _refuse(found: LoadResult, ref: str, new: str) -> None:
    kind, _, key = ref.partition("/")
    if kind not in BY_NAME or not key:
        near = did_you_mean(kind, BY_NAME) or f" Kinds: {', '.join(BY_NAME)}."
        raise RenameError(f'found "{ref}". Write kind and key, such as organisation/mind.{near}')
    if ref not in found.rows:
        raise RenameError(f'no entry "{ref}".{did_you_mean(ref, found.rows)}')
    if advice := advice_on_key(new):
        raise RenameError(f'found "{new}" for the new key. {advice}')
    taken = {f"{row.kind.name}/{old}": row.ref for row in found.rows.values() for old in _was(row)}
    other = f"{kind}/{new}" if f"{kind}/{new}" in found.rows else taken.get(f"{kind}/{new}", "")
    if other:
        raise RenameError(f'"{new}" is the key, or a former key, of {other}. Choose another.')


def _was(row: Row) -> list[str]:
    held = row.data.get("was", []) if isinstance(row.data, dict) else []
    return held if isinstance(held, list) else []


def _texts(project: Path, found: LoadResult, ref: str, new: str) -> tuple[dict[Path, str], int]:
    """Return the files that change, with their new text, and the number of references changed."""
    kind, _, key = ref.partition("/")
    changed: dict[Path, list[str]] = {}
    count = 0

    def lines_of(file: str) -> list[str]:
        path = project / file
        return changed.setdefault(path, path.read_bytes().decode("utf-8").splitlines(keepends=True))

    spots: dict[str, list[tuple[int, int, str, str]]] = defaultdict(list)
    for row in found.rows.values():
        for path, wanted in _references(row.data, row.kind.model, ref):
            line, column = row.document.place((row.kind.plural, row.index, *path))
            spots[row.document.file].append((line, column, wanted, wanted.removesuffix(key) + new))
    for file, places in spots.items():
        lines = lines_of(file)
        for line, column, old, now in sorted(places, reverse=True):
            lines[line - 1] = _replaced(lines[line - 1], column - 1, old, now)
            count += 1
    own = found.rows[ref]
    _rekey(lines_of(own.document.file), own, found, new)
    for page in sorted((project / "docs").rglob("*.md")):
        text = page.read_bytes().decode("utf-8")
        made, times = re.subn(rf"(?<=[\"']){re.escape(ref)}(?=[\"'])", f"{kind}/{new}", text)
        if times:
            changed[page] = [made]
            count += times
    return {path: "".join(lines) for path, lines in changed.items()}, count


def _replaced(line: str, start: int, old: str, new: str) -> str:
    at = line.index(old, start)
    return line[:at] + new + line[at + len(old) :]


def _references(data: Any, model: type[BaseModel], ref: str) -> Iterator[tuple[tuple[Step, ...], str]]:
    """Yield the path and text of every reference to an entry in some data."""
    if not isinstance(data, Mapping):
        return
    kind, _, key = ref.partition("/")
    for name, mark, inner in _fields(model):
        held = data.get(name)
        items = enumerate(held) if isinstance(held, list) else ((None, held),)
        for index, item in items:
            path = (name,) if index is None else (name, index)
            if mark and item == (key if mark.kind == kind else ref) and mark.kind in (kind, None):
                yield path, item
            elif inner:
                yield from (((*path, *rest), text) for rest, text in _references(item, inner, ref))


@functools.cache
def _fields(model: type[BaseModel]) -> tuple[tuple[str, RefTo | None, type[BaseModel] | None], ...]:
    """Return the fields of a model, each with its reference type and its inner model, if any."""
    found = []
    for name, field in model.model_fields.items():
        within = tuple(type_parts(field.annotation))
        marks = [part for part in (*within, *field.metadata) if isinstance(part, RefTo)]
        inner = [part for part in within if isinstance(part, type) and issubclass(part, BaseModel)]
        found.append((name, marks[-1] if marks else None, inner[0] if inner else None))
    return tuple(found)


def _rekey(lines: list[str], row: Row, found: LoadResult, new: str) -> None:
    """Give an entry its new key, keep the old one, and move its lines to where the new key belongs."""
    together = sorted(
        (other for other in found.rows.values() if other.document is row.document), key=lambda other: other.line
    )
    starts = {other.key: _beginning(lines, other.line) for other in together}
    after = [other for other in together if other.line > row.line]
    begin, end = starts[row.key], starts[after[0].key] if after else len(lines)
    block = lines[begin:end]
    head = row.line - 1 - begin
    block[head] = _replaced(block[head], 0, row.key, new)
    _keep(block, row, " " * block[head].index("key"))
    following = next((other for other in together if other is not row and other.key > new), None)
    if following is (after[0] if after else None):
        lines[begin:end] = block
        return
    if not block[-1].endswith("\n"):
        block[-1] += "\n"
    if block[-1].strip() and any(not line.strip() for line in lines):
        block.append("\n")
    target = starts[following.key] if following else len(lines)
    rest = lines[:begin] + lines[end:]
    target -= (end - begin) if target > begin else 0
    if following is None and rest and not rest[-1].endswith("\n"):
        rest[-1] += "\n"
    lines[:] = [*rest[:target], *block, *rest[target:]]


def _beginning(lines: list[str], line: int) -> int:
    """Return the index of the line where an entry begins, including the comments directly above it."""
    at = line - 1
    while at > 1 and lines[at - 1].lstrip().startswith("#"):
        at -= 1
    return at


def _keep(block: list[str], row: Row, indent: str) -> None:
    """Add the old key at the end of ``was`` in an entry's lines, because ids are made from the first key there."""
    ending = "\r\n" if block[0].endswith("\r\n") else "\n"
    at = next((at for at, line in enumerate(block) if line.startswith(f"{indent}was:")), None)
    if at is None:
        at = next(at for at, line in enumerate(block) if line.startswith(f"{indent}sources:"))
        block.insert(at, f"{indent}was: [{row.key}]{ending}")
        return
    if "]" in block[at]:
        block[at] = block[at].replace("]", f", {row.key}]", 1)
        return
    last = at + len(_was(row))
    item = block[last][: block[last].index("-")]
    block.insert(last + 1, f"{item}- {row.key}{ending}")
