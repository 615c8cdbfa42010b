"""A problem in the content: where it is, and what to write instead."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from almanac.content.letters import counted
from almanac.content.printable import printable

FieldPath = tuple[str | int, ...]
"""Where a value is in an entry: the names of fields, and positions in lists, such as ``("sources", 0, "at")``."""

MAX_PROBLEMS = 1_000
"""Checking stops after this many problems: a mistake made by a program is often in every entry."""
MAX_SHOWN = 200
"""The most problems that are shown at once."""
_MOST_OF_NAME, _MOST_OF_PATH = 100, 300  # characters of an entry's or a field's name, and of a path

_MOST_OF_MESSAGE = 1_000  # characters; a message may list all values of a field

_NEAR = 0.7  # the cutoff for get_close_matches: anything less similar would only confuse


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake that an editor can correct.

    Attributes:
        file: path as an editor knows it, such as ``content/roles.yaml``.
        line: line in that file, counted from 1.
        column: column in that line, counted from 1.
        entry: kind and key, such as ``role e``; empty if no entry is known.
        field: dotted path to the field, such as ``sources.at``; may be empty.
        message: what was found and what to write instead, in one or two sentences.
        code: a key of ``codes.CODES``.
        following: how many other problems disappear once this one is corrected.
    """

    file: str
    line: int
    column: int
    entry: str
    field: str
    message: str
    code: str
    following: int = 0

    def __str__(self) -> str:
        """Return one line, or two if others follow from it; text quoted from the content cannot break a line."""
        where = ", ".join(printable(part, _MOST_OF_NAME) for part in (self.entry, self.field) if part)
        place = f"{printable(self.file, _MOST_OF_PATH)}:{self.line}:{self.column}"
        follow = (
            f"\n  and {self.following} that follow{'s' if self.following == 1 else ''} from it"
            if self.following
            else ""
        )
        return (
            f"{place} {where + ': ' if where else ''}{printable(self.message, _MOST_OF_MESSAGE)} [{self.code}]{follow}"
        )


class AlmanacError(Exception):
    """An error that the caller can correct; the message says what is wrong and how. No work is left half done."""


class ContentError(AlmanacError):
    """The content has problems; the error carries all of them, sorted by place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems, each once, sorted by file and line."""
        self.problems = tuple(sorted(set(problems)))
        super().__init__(report(self.problems))


def report(problems: tuple[Problem, ...]) -> str:
    """Return the problems as text, one a line, and their number at the end."""
    return "\n".join([*map(str, problems[:MAX_SHOWN]), total(problems)])


def total(problems: tuple[Problem, ...]) -> str:
    """Return how many problems there are, in a sentence."""
    count = len(problems)
    found = counted(count, "problem") if count < MAX_PROBLEMS else f"{MAX_PROBLEMS} problems or more"
    shown = f", the first {MAX_SHOWN} shown" if count > MAX_SHOWN else ""
    return f"{found} found{shown}; nothing was written."


def did_you_mean(found: str, known: Iterable[str]) -> str:
    """Return `` Did you mean "x"?`` for the nearest known word, or an empty text."""
    near = nearest(found, known)
    return f' Did you mean "{near}"?' if near else ""


def nearest(found: str, known: Iterable[str]) -> str:
    """Return the known word nearest to the one found; empty if none is near."""
    if len(found) > _MOST_OF_NAME:  # no name of ours is that long, and the comparison would take too long
        return ""
    names = sorted(known)
    same = [name for name in names if name.casefold() == found.casefold()]
    near = same or get_close_matches(found, names, n=1, cutoff=_NEAR)
    return near[0] if near else ""
