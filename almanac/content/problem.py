"""What is wrong in the content: where it stands, and what to write instead."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from almanac.content.printable import printable

MOST = 1_000
"""Problems after which nobody looks for more: one mistake of a program is often one in every entry."""
SHOWN = 200
"""Problems that are shown at once."""
_MOST_OF_NAME, _MOST_OF_PATH = 100, 300  # characters of an entry's or a field's name, and of a path

_MOST_OF_MESSAGE = 1_000  # it may list all values of a field

_NEAR = 0.7  # of get_close_matches: below it, what is offered only puzzles


@dataclass(frozen=True, order=True)
class Problem:
    """One fault that an editor can mend.

    Attributes:
        file: path as an editor knows it, such as ``content/roles.yaml``.
        line: line in that file, counted from 1.
        column: column in that line, counted from 1.
        entry: kind and key, such as ``role e``; empty where no entry is known.
        field: dotted path to the field, such as ``sources.at``; may be empty.
        message: what was found and what to write instead, one sentence or two.
        code: a key of ``codes.CODES``.
        following: how many others go away once this one is mended.
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
        """One line, and one more where others follow; what it quotes of the content cannot break it."""
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
    """An error the caller can fix; the message says what is wrong and how to fix it. Nothing is left half done."""


class ContentError(AlmanacError):
    """The content has faults; carries every one of them, sorted by place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Take the problems, each once, in the order of files and lines."""
        self.problems = tuple(sorted(set(problems)))
        super().__init__(report(self.problems))


def report(problems: tuple[Problem, ...]) -> str:
    """The problems as text, a line each, with their number at the end."""
    return "\n".join([*map(str, problems[:SHOWN]), counted(problems)])


def counted(problems: tuple[Problem, ...]) -> str:
    """How many problems there are, in a sentence."""
    count = len(problems)
    found = f"{count} problem{'' if count == 1 else 's'}" if count < MOST else f"{MOST} problems or more"
    shown = f", the first {SHOWN} shown" if count > SHOWN else ""
    return f"{found} found{shown}; nothing was written."


def did_you_mean(found: str, known: Iterable[str]) -> str:
    """`` Did you mean "x"?`` for the nearest known word, else an empty text."""
    near = nearest(found, known)
    return f' Did you mean "{near}"?' if near else ""


def nearest(found: str, known: Iterable[str]) -> str:
    """The known word that is nearest to one found; empty where none is near."""
    if len(found) > _MOST_OF_NAME:  # no name of ours is so long, and to compare it takes for ever
        return ""
    names = sorted(known)
    same = [name for name in names if name.casefold() == found.casefold()]
    near = same or get_close_matches(found, names, n=1, cutoff=_NEAR)
    return near[0] if near else ""
