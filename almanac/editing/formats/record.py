"""One record of a bibliography in the fields of a study, and what could not be read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Fields = dict[str, Any]


@dataclass
class Record:
    """What was read of one record.

    Attributes:
        line: where it begins, from 1.
        name: what the file calls it; may be empty.
        fields: by the names that a study has.
        lost: what the file says and a study has no field for, or what has not the form of its field.
    """

    line: int
    name: str
    fields: Fields
    lost: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Failure:
    """A record, or a piece of the file, that could not be read: its line, and why; or that was read by a guess."""

    line: int
    why: str
    read: bool = False


Read = tuple[list[Record], list[Failure]]
