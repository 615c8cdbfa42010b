"""What a rule finds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Finding:
    """One fault, or one piece of advice.

    Attributes:
        ref: the entry, as ``kind/key``.
        field: where in the entry.
        message: what was found, and what to do.
        code: a key of ``codes.CODES``.
        word: the word within the field that it is about, if it is about one.
    """

    ref: str
    field: Path
    message: str
    code: str = "R4"
    word: str = ""

    def as_problem(self) -> tuple[Path, str, str, str]:
        """Field, message, code and word."""
        return self.field, self.message, self.code, self.word


def texts(value: Any, without: frozenset[str], path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every text within a value, with its place; fields of some names are left out, wherever they stand."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from texts(item, without, (*path, index))
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            if name not in without:
                yield from texts(getattr(value, name), without, (*path, name))
