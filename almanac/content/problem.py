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

# One line a code. CONTRIBUTING.md explains each, and tests/data/broken holds an example of each.
CODES = {
    "Y1": "the file cannot be read",
    "Y2": "the file is not UTF-8",
    "Y3": "the YAML cannot be understood",
    "Y4": "a name is given twice in one place",
    "Y5": "the file is empty or has the wrong shape",
    "Y6": "YAML that the Almanac does not use",
    "Y7": "text that YAML does not read",
    "F1": "a field is missing",
    "F2": "a field is not known",
    "F3": "a value is not one of those allowed",
    "F4": "a value has the wrong form",
    "F5": "a text has characters or a length that cannot be shown safely",
    "R1": "a reference leads nowhere",
    "R2": "an entry is given twice",
    "R3": "entries are out of order",
    "R4": "entries do not agree with each other",
    "R5": "two things want one address",
}


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
        code: a key of ``CODES``.
    """

    file: str
    line: int
    column: int
    entry: str
    field: str
    message: str
    code: str

    def __str__(self) -> str:
        """One line, as an editor reads it; what it quotes of the content cannot break it, nor make it endless."""
        where = ", ".join(printable(part, _MOST_OF_NAME) for part in (self.entry, self.field) if part)
        place = f"{printable(self.file, _MOST_OF_PATH)}:{self.line}:{self.column}"
        return f"{place} {where + ': ' if where else ''}{printable(self.message)} [{self.code}]"


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
    count = len(problems)
    found = f"{count} problem{'' if count == 1 else 's'}" if count < MOST else f"{MOST} problems or more"
    shown = f", the first {SHOWN} shown" if count > SHOWN else ""
    return "\n".join([*map(str, problems[:SHOWN]), f"{found} found{shown}; nothing was written."])


def did_you_mean(found: str, known: Iterable[str]) -> str:
    """`` Did you mean "x"?`` for the nearest known word, else an empty text."""
    if len(found) > _MOST_OF_NAME:  # no name of ours is so long, and to compare it takes for ever
        return ""
    near = get_close_matches(found, sorted(known), n=1, cutoff=0.5)
    return f' Did you mean "{near[0]}"?' if near else ""
