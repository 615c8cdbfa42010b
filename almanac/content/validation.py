"""Validate one entry as parsed against its model, and return the entry or everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Container, Mapping
from itertools import islice

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from almanac.content import fielderrors, rawchecks
from almanac.content.causes import Fault
from almanac.content.kinds import Entry
from almanac.content.problem import FieldPath
from almanac.content.rows import Row

_MAX_PER_ENTRY, _MAX_EXAMINED = 100, 400
"""The most problems reported for one entry, and the most examined to find their causes."""


def validated(
    row: Row, known: Mapping[str, set[str] | None], absorbed: Container[str]
) -> tuple[Entry | None, list[Fault]]:
    """Return the entry of a row, or None if it is not valid, and what is wrong with it.

    Args:
        row: the entry as parsed.
        known: the keys of each kind, or None if not all of them are known.
        absorbed: fields of the row's file that seem to be missing, because YAML read them as part of a text.
    """
    empty = list(islice(rawchecks.errors(row), _MAX_PER_ENTRY))
    entry: Entry | None = None
    invalid: list[fielderrors.FieldError] = []
    try:
        entry = row.kind.model.model_validate(row.data, context=known)
    except ValidationError as error:
        reported = {one.field for one in empty}
        details: list[ErrorDetails] = error.errors(include_url=False)
        for detail in islice(fielderrors.without_consequences(details[:_MAX_EXAMINED], row.kind.model), _MAX_PER_ENTRY):
            seems_missing = detail["type"] == "missing" and detail["loc"][-1] in absorbed
            if not seems_missing and not _is_reported(detail["loc"], reported):
                invalid.append(fielderrors.explain(detail, row.kind.model))
    outer = {one.field for one in invalid}  # the parts of a field with the wrong form are not reported as well
    inner = [one for one in empty if not _is_reported(one.field[:-1], outer)]
    return None if empty else entry, [Fault(row, one) for one in (*inner, *invalid)]


def _is_reported(path: FieldPath, reported: set[FieldPath]) -> bool:
    """Return whether a problem of a field, or of a field around it, was already reported."""
    return any(path[:at] in reported for at in range(1, len(path) + 1))
