"""The file format of a comparison, which one job writes and another reads.

The reader does not trust the writer. So every text and every list has a maximum length, and anything longer is
rejected.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError
from pydantic import Field as Limited

from almanac.content.kinds import BY_NAME
from almanac.content.kinds.validators import KEY_FORM
from almanac.content.problem import AlmanacError

MAX_BYTES = 1_000_000
MAX_LINES, MAX_OF_ENTRY = 300, 40
MAX_SENTENCE = 600
"""Characters of a sentence."""

Sentence = Annotated[str, StringConstraints(min_length=1, max_length=MAX_SENTENCE)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Ref = Annotated[str, StringConstraints(pattern=rf"^({'|'.join(BY_NAME)})/{KEY_FORM}$", max_length=160)]
File = Annotated[str, StringConstraints(pattern=r"^(content|docs)(/[\w.-]+)*$", max_length=200)]


class InvalidComparisonError(AlmanacError):
    """A file is not a comparison; the message says why."""


class _Form(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Entry(_Form):
    """An entry that has changed for readers: its key, its name, and a sentence for each change."""

    ref: Ref
    label: Name
    what: tuple[Sentence, ...] = Limited(default=(), max_length=MAX_OF_ENTRY)


class Fault(_Form):
    """A problem or a piece of advice that was not there before."""

    file: File
    line: int = Limited(ge=1, le=10_000_000)
    where: Annotated[str, StringConstraints(max_length=MAX_SENTENCE)]
    message: Sentence
    code: Annotated[str, StringConstraints(pattern=r"^[A-Z][0-9]{1,2}$")]


class Comparison(_Form):
    """Everything that a pull request changes.

    Attributes:
        readable: whether the content can be read at all; if not, only the problems are known.
        added: new entries.
        removed: entries that no longer exist.
        moved: entries at a new address, with their old key.
        changed: entries that say something else.
        stale: changed entries whose date of checking has not changed.
        pages: hand-written pages that changed.
        problems: new problems; while there is one, nothing is published.
        advice: new advice.
        left_out: how many more items there are than the lists may have.
    """

    readable: bool = True
    added: tuple[Entry, ...] = Limited(default=(), max_length=MAX_LINES)
    removed: tuple[Entry, ...] = Limited(default=(), max_length=MAX_LINES)
    moved: tuple[Entry, ...] = Limited(default=(), max_length=MAX_LINES)
    changed: tuple[Entry, ...] = Limited(default=(), max_length=MAX_LINES)
    stale: tuple[Entry, ...] = Limited(default=(), max_length=MAX_LINES)
    pages: tuple[File, ...] = Limited(default=(), max_length=MAX_LINES)
    problems: tuple[Fault, ...] = Limited(default=(), max_length=MAX_LINES)
    advice: tuple[Fault, ...] = Limited(default=(), max_length=MAX_LINES)
    left_out: int = Limited(default=0, ge=0, le=10_000_000)


def read(data: bytes) -> Comparison:
    """Parse a comparison from untrusted JSON; raises InvalidComparisonError for anything else."""
    if len(data) > MAX_BYTES:
        raise InvalidComparisonError(f"the comparison has {len(data)} bytes, and {MAX_BYTES} at most are read.")
    try:
        return Comparison.model_validate_json(data)
    except (ValidationError, RecursionError):
        raise InvalidComparisonError("this is not a comparison as almanac compare writes it.") from None


def to_json(comparison: Comparison) -> str:
    """Return the comparison as JSON."""
    return comparison.model_dump_json(indent=1) + "\n"
