"""Find entries whose key is taken, and entries out of the order of their keys."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from almanac.content.problem import Problem
from almanac.content.rawchecks import KEY
from almanac.content.rows import Row

_FEWEST = 2  # entries in a row that make a part of the file, pasted as a whole


def duplicates_and_order(found: Sequence[Row], cutting: Container[tuple[str, int]] = ()) -> Iterator[Problem]:
    """Yield the problems of entries whose key is taken, and of those out of the order of their keys.

    Args:
        found: the entries.
        cutting: the file and line of entries already known to stand in the wrong place.
    """
    first: dict[str, Row] = {}
    by_file: dict[str, list[Row]] = defaultdict(list)
    copied: list[tuple[Row, Row]] = []
    for row in found:
        if not row.key:
            continue
        other = first.setdefault(row.ref, row)
        if other is not row and row.data == other.data:
            copied.append((row, other))
        elif other is not row:
            yield row.problem(("key",), _key_taken(row, other), "R2")
        elif KEY.fullmatch(row.key) and (row.document.file, row.line) not in cutting:
            by_file[row.document.file].append(row)
    for part in _parts(copied):
        yield _copied(part)
    for together in by_file.values():
        yield from _out_of_order(together)


def _parts(copied: Sequence[tuple[Row, Row]]) -> Iterator[list[tuple[Row, Row]]]:
    """Yield the copies of entries that follow each other, as those that they copy do, together."""
    part: list[tuple[Row, Row]] = []
    for pair in copied:
        if part and not all(map(_follows, pair, part[-1])):
            yield part
            part = []
        part.append(pair)
    if part:
        yield part


def _follows(row: Row, before: Row) -> bool:
    return row.document is before.document and row.index == before.index + 1


def _copied(part: Sequence[tuple[Row, Row]]) -> Problem:
    (row, other), (last, _) = part[0], part[-1]
    message = f"the same entry is in {other.document.file}, line {other.line}. Remove one of the two."
    if len(part) >= _FEWEST:
        message = (
            f'the {len(part)} entries from here to "{last.key}", line {last.line}, are the same as those from line '
            f"{other.line} of {other.document.file} on. Remove them here."
        )
    return replace(row.problem(("key",), message, "R7"), following=len(part) - 1)


def _key_taken(row: Row, other: Row) -> str:
    place = f"{other.document.file}, line {other.line}"
    return (
        f'"{row.key}" is the key of another {row.kind.name} too ({place}). Give this one another key, or merge the two.'
    )


def _out_of_order(together: Sequence[Row]) -> Iterator[Problem]:
    """Yield the problem of each entry of a file that is not in the longest run of entries in order."""
    if all(before.key < after.key for before, after in pairwise(together)):
        return
    kept = _in_order([row.key for row in together])
    for row in together:
        if row.key not in kept:
            follower = min((key for key in kept if key > row.key), default="")
            where = f'before "{follower}"' if follower else f'after "{max(kept)}"'
            message = f'entries must be in order of their keys: move "{row.key}" {where}.'
            yield row.problem(("key",), message, "R3")


def _in_order(keys: Sequence[str]) -> set[str]:
    """Return the longest run of keys in order; of two keys exchanged, the first is kept."""
    rank = {key: -place for place, key in enumerate(sorted(keys))}
    ends: list[int] = []  # the smallest last rank of a run of each length, from the end of the file
    last: list[str] = []
    before: dict[str, str] = {}
    for key in reversed(keys):
        at = bisect_left(ends, rank[key])
        ends[at:], last[at:] = [rank[key], *ends[at + 1 :]], [key, *last[at + 1 :]]
        before[key] = last[at - 1] if at else ""
    run = set()
    key = last[-1]
    while key:
        run.add(key)
        key = before[key]
    return run
