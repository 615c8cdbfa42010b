"""One record of a bibliography, in the fields of a study, and failures to read one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Fields = dict[str, Any]


@dataclass
class Record:
    """The result of reading one record.

    Attributes:
        line: where it begins, from 1.
        name: its name in the file; may be empty.
        fields: its values, by the names of a study's fields.
        losses: values that a study has no field for, or that do not have the form of their field.
    """

    line: int
    name: str
    fields: Fields
    losses: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class ReadingProblem:
    """A part of the file that could not be read, or was read by a guess (``recovered``): its line, and why."""

    line: int
    why: str
    recovered: bool = False


ReadResult = tuple[list[Record], list[ReadingProblem]]
