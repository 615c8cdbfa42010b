"""A line of YAML that is looked at for slips, and what stands around it."""

from __future__ import annotations

import re
from dataclasses import dataclass

NAME = r"[A-Za-z_][\w-]*"
FIELD = re.compile(rf"^(?P<lead> *(?:- +)*)(?P<name>{NAME}):(?: +(?P<value>\S.*))?\s*$")
BLOCK = re.compile(r"[|>][-+0-9]*\s*(#.*)?$")


@dataclass(frozen=True)
class Spot:
    """A line that is looked at, those around it, and what the library said."""

    lines: list[str]
    at: int
    said: str

    @property
    def line(self) -> str:
        """The line itself."""
        return self.lines[self.at] if self.at < len(self.lines) else ""

    @property
    def above(self) -> str:
        """The nearest line above that is neither empty nor a remark."""
        return next((line for line in reversed(self.lines[: self.at]) if line.strip() and line.strip()[0] != "#"), "")

    @property
    def below(self) -> str:
        """The nearest line below that is not empty."""
        return next((line for line in self.lines[self.at + 1 :] if line.strip()), "")


def last_filled(lines: list[str]) -> int:
    """The last line, from 0, in which anything stands."""
    return max((at for at, line in enumerate(lines) if line.strip()), default=0)


def column_of(line: str) -> int:
    """The column, from 1, in which a line begins."""
    return len(line) - len(line.lstrip()) + 1
