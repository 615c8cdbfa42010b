"""What a comparison tells: the form of the file that one job writes and another reads.

Whoever reads it does not trust whoever wrote it. So every text has a greatest
length, and every list; what is longer is no comparison.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError
from pydantic import Field as Limited

from almanac.content.kinds import BY_NAME
from almanac.content.kinds.forms import KEY_FORM
from almanac.content.problem import AlmanacError

MOST_BYTES = 1_000_000
MOST_LINES, MOST_OF_ENTRY = 300, 40
LONGEST = 600
"""Characters of a sentence."""

Sentence = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Ref = Annotated[str, StringConstraints(pattern=rf"^({'|'.join(BY_NAME)})/{KEY_FORM}$", max_length=160)]
File = Annotated[str, StringConstraints(pattern=r"^(content|docs)(/[\w.-]+)*$", max_length=200)]


class NoComparisonError(AlmanacError):
    """A file is no comparison; the message says why."""


class _Form(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Entry(_Form):
    """An entry that a reader finds changed: which, what it is called, and what changed, a sentence each."""

    ref: Ref
    label: Name
    what: tuple[Sentence, ...] = Limited(default=(), max_length=MOST_OF_ENTRY)


class Fault(_Form):
    """A problem or a piece of advice that was not there before."""

    file: File
    line: int = Limited(ge=1, le=10_000_000)
    where: Annotated[str, StringConstraints(max_length=LONGEST)]
    message: Sentence
    code: Annotated[str, StringConstraints(pattern=r"^[A-Z][0-9]{1,2}$")]


class Comparison(_Form):
    """Everything that a pull request changes.

    Attributes:
        readable: whether the content can be read at all; else only problems are known.
        added: new entries.
        removed: entries that are gone.
        moved: entries at a new address, with what leads there.
        changed: entries that say something else.
        stale: changed entries that do not say that somebody looked again.
        pages: hand-written pages that changed.
        problems: new ones; while there is one, nothing is published.
        advice: new advice.
    """

    readable: bool = True
    added: tuple[Entry, ...] = Limited(default=(), max_length=MOST_LINES)
    removed: tuple[Entry, ...] = Limited(default=(), max_length=MOST_LINES)
    moved: tuple[Entry, ...] = Limited(default=(), max_length=MOST_LINES)
    changed: tuple[Entry, ...] = Limited(default=(), max_length=MOST_LINES)
    stale: tuple[Entry, ...] = Limited(default=(), max_length=MOST_LINES)
    pages: tuple[File, ...] = Limited(default=(), max_length=MOST_LINES)
    problems: tuple[Fault, ...] = Limited(default=(), max_length=MOST_LINES)
    advice: tuple[Fault, ...] = Limited(default=(), max_length=MOST_LINES)
    left_out: int = Limited(default=0, ge=0, le=10_000_000)


def read(data: bytes) -> Comparison:
    """A comparison from what somebody wrote; NoComparisonError for anything else."""
    if len(data) > MOST_BYTES:
        raise NoComparisonError(f"the comparison has {len(data)} bytes, and {MOST_BYTES} at most are read.")
    try:
        return Comparison.model_validate_json(data)
    except (ValidationError, RecursionError):
        raise NoComparisonError("this is not a comparison as almanac compare writes it.") from None


def written(comparison: Comparison) -> str:
    """The comparison as JSON."""
    return comparison.model_dump_json(indent=1) + "\n"
