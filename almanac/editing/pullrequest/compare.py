"""``almanac compare OLD NEW``: the differences for readers and editors between two copies of the project."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from almanac.content.kinds import Entry
from almanac.content.model import Library
from almanac.content.printable import printable
from almanac.content.problem import Problem
from almanac.content.refs import key_of, kind_of, ref_in_words
from almanac.editing.check import CheckResult
from almanac.editing.pullrequest import comparison
from almanac.editing.pullrequest.comparison import MAX_LINES, MAX_OF_ENTRY, MAX_SENTENCE, Comparison, Fault
from almanac.editing.pullrequest.differences import differences

_MAX_LABEL = 190


@dataclass(frozen=True)
class Side:
    """One of the two copies: the result of its check, and its hand-written pages (path to text)."""

    checked: CheckResult
    pages: Mapping[str, str]


def side(project: Path, check: Callable[[Path], CheckResult]) -> Side:
    """Check and read the copy of the project in a folder."""
    docs = project / "docs"
    found = sorted(path for path in docs.rglob("*.md") if path.is_file() and not path.is_symlink())
    pages = {path.relative_to(project).as_posix(): path.read_bytes().decode("utf-8", "replace") for path in found}
    return Side(check(project), pages)


def compare(old: Side, new: Side) -> Comparison:
    """Compare two copies, and return what is new in the second."""
    before, after = old.checked.library, new.checked.library
    moves = dict(_moves(before, after)) if before and after else {}
    lists: dict[str, tuple[object, ...]] = {
        "pages": tuple(sorted(p for p in {*old.pages, *new.pages} if old.pages.get(p) != new.pages.get(p))),
        "problems": tuple(_faults(new.checked.errors, old.checked.errors, moves)),
        "advice": tuple(_faults(new.checked.advice, old.checked.advice, moves)),
    }
    if before and after:
        lists |= _entries(before, after, moves)
    left_out = sum(max(0, len(held) - MAX_LINES) for held in lists.values())
    cut = {name: held[:MAX_LINES] for name, held in lists.items()}
    return Comparison.model_validate({"readable": bool(new.checked.library), "left_out": left_out, **cut})


def _entries(old: Library, new: Library, moves: Mapping[str, str]) -> dict[str, tuple[comparison.Entry, ...]]:
    names = {ref: entry.label for library in (old, new) for ref, entry in library.entries.items()}
    gone = [ref for ref in old.entries if ref not in new.entries and ref not in moves.values()]
    pairs = [(moves.get(ref, ref), ref) for ref in new.entries if moves.get(ref, ref) in old.entries]
    changes = {now: differences(old.entries[was], new.entries[now], names) for was, now in pairs}
    stale = [now for was, now in pairs if changes[now] and not _looked_again(old.entries[was], new.entries[now])]
    return {
        "added": tuple(_entry(new, ref) for ref in new.entries if ref not in old.entries and ref not in moves),
        "removed": tuple(_entry(old, ref) for ref in gone),
        "moved": tuple(_entry(new, now, [key_of(was)]) for now, was in moves.items()),
        "changed": tuple(_entry(new, ref, what) for ref, what in changes.items() if what),
        "stale": tuple(_entry(new, ref, [new.entries[ref].checked.isoformat()]) for ref in stale),
    }


def _moves(old: Library, new: Library) -> Iterator[tuple[str, str]]:
    """Yield the new and the old ``kind/key`` of each entry whose key changed."""
    for ref, entry in new.entries.items():
        former = (f"{kind_of(ref)}/{key}" for key in entry.was)
        was = next((one for one in former if one in old.entries and one not in new.entries), None)
        if was and ref not in old.entries:
            yield ref, was


def _looked_again(old: Entry, new: Entry) -> bool:
    return new.checked > old.checked


def _entry(library: Library, ref: str, what: Iterable[str] = ()) -> comparison.Entry:
    sentences = tuple(printable(one, MAX_SENTENCE // 3)[:MAX_SENTENCE] for one in what)[:MAX_OF_ENTRY]
    label = printable(library.entries[ref].label, _MAX_LABEL // 2)[:_MAX_LABEL]
    return comparison.Entry(ref=ref, label=label, what=sentences)


def _faults(new: Iterable[Problem], old: Iterable[Problem], moves: Mapping[str, str]) -> Iterator[Fault]:
    """Yield problems that are new, ignoring where each is in its file and any change of key."""
    before = {(one.entry or one.file, one.field, one.message, one.code) for one in old}
    former = {ref_in_words(now): ref_in_words(was) for now, was in moves.items()}
    for one in new:
        if (former.get(one.entry, one.entry) or one.file, one.field, one.message, one.code) in before:
            continue
        where = ", ".join(printable(part, 100) for part in (one.entry, one.field) if part)
        message = printable(one.message)[:MAX_SENTENCE] or "?"
        yield Fault(file=_file(one.file), line=one.line, where=where[:MAX_SENTENCE], message=message, code=one.code)


def _file(name: str) -> str:
    """Return a path that is safe to report, without characters that no file of ours has."""
    kept = "".join(sign if sign.isalnum() or sign in "/._-" else "-" for sign in name)[:200]
    return kept if kept.startswith(("content", "docs")) else "content"
