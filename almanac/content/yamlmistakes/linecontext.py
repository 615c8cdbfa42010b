"""A file or a line of YAML being checked for mistakes, and what was found."""

from __future__ import annotations

import re
from dataclasses import dataclass

NAME = r"[A-Za-z_][\w-]*"
FIELD = re.compile(rf"^(?P<lead> *(?:- +)*)(?P<name>{NAME}):(?: +(?P<value>\S.*))?\s*$")
BLOCK = re.compile(r"[|>][-+0-9]*\s*(#.*)?$")


@dataclass(frozen=True)
class Mistake:
    """Where a mistake is, with line and column from 1, and what to write instead."""

    line: int
    column: int
    message: str


@dataclass(frozen=True)
class FileContext:
    """A file being checked, the line where the parser stopped (from 0), and the parser's error message."""

    text: str
    lines: list[str]
    stop: int
    error: str


@dataclass(frozen=True)
class LineContext:
    """A line being checked, all lines of the file, and the parser's error message."""

    lines: list[str]
    at: int
    error: str

    @property
    def line(self) -> str:
        """The line itself."""
        return self.lines[self.at] if self.at < len(self.lines) else ""

    @property
    def value(self) -> str:
        """The text of the line: what follows the name of its field, or else its list item."""
        return value_of(self.line) if FIELD.match(self.line) else self.line.strip().removeprefix("- ")

    @property
    def above(self) -> str:
        """The nearest line above that is neither empty nor a comment."""
        return next((line for line in reversed(self.lines[: self.at]) if line.strip() and line.strip()[0] != "#"), "")

    @property
    def below(self) -> str:
        """The nearest line below that is not empty."""
        return next((line for line in self.lines[self.at + 1 :] if line.strip()), "")


def value_of(line: str) -> str:
    """Return what follows the name of the field that a line has; empty if it has none."""
    found = FIELD.match(line)
    return (found["value"] or "") if found else ""


def last_filled(lines: list[str]) -> int:
    """Return the last line, from 0, that is not blank."""
    return max((at for at, line in enumerate(lines) if line.strip()), default=0)


def mistake_at(lines: list[str], at: int, message: str) -> Mistake:
    """Return a mistake in a line, given from 0."""
    return Mistake(at + 1, column_of(lines[at]), message)


def column_of(line: str) -> int:
    """Return the column, from 1, in which a line's text begins."""
    return len(line) - len(line.lstrip()) + 1
