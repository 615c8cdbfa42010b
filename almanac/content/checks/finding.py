"""The finding that a rule reports, and the texts that rules look at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from almanac.content.problem import FieldPath


@dataclass(frozen=True)
class Finding:
    """One fault, or one piece of advice.

    Attributes:
        ref: the entry, as ``kind/key``.
        field: the path of the field within the entry.
        message: what was found, and what to do.
        code: a key of ``codes.CODES``.
        word: the word within the field that the finding is about, if any.
    """

    ref: str
    field: FieldPath
    message: str
    code: str = "R4"
    word: str = ""

    def as_problem(self) -> tuple[FieldPath, str, str, str]:
        """Return field, message, code and word."""
        return self.field, self.message, self.code, self.word


def walk_texts(value: Any, without: frozenset[str], path: FieldPath = ()) -> Iterator[tuple[FieldPath, str]]:
    """Yield every text within a value, with its path, except in fields of the given names at any depth."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from walk_texts(item, without, (*path, index))
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            if name not in without:
                yield from walk_texts(getattr(value, name), without, (*path, name))
