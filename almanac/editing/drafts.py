"""What drafts still lack, as reported by ``almanac check``; drafts do not stop the rest from being published."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from almanac.content import fielderrors
from almanac.content.drafts import is_draft
from almanac.content.printable import printable
from almanac.editing.rows import Row, rows

_OR_NONE = (("year", "undated"), ("summary", "no_summary_yet"))
"""Fields that a study has, unless another says that there is none; the model says so only once all else is there."""


def missing_in_drafts(content: Path, cache: Path | None = None) -> Iterator[str]:
    """Yield a line for each draft: what is missing or wrong, or that it is ready; files are read by ``rows``."""
    for row in rows(content, cache=cache):
        if is_draft(row.data):
            said = "; ".join(dict.fromkeys(_gaps(row))) or 'nothing is missing. To publish it, remove "draft: true"'
            line, column = row.place()
            name = f"{row.kind.name} {row.data.get('key') or f'number {row.index + 1}'}"
            yield printable(f"{row.document.file}:{line}:{column} draft of {name}: {said}.", 2_000)


def _gaps(row: Row) -> Iterator[str]:
    try:
        row.kind.model.model_validate(row.data)
    except ValidationError as error:
        details = error.errors(include_url=False)
        missing = [
            str(detail["loc"][0]) for detail in details if detail["type"] == "missing" and len(detail["loc"]) == 1
        ]
        if row.kind.name == "abstract":
            missing[:0] = [name for name, none in _OR_NONE if not (row.data.get(name) or row.data.get(none))]
        if missing:
            yield f"still to write: {', '.join(dict.fromkeys(missing))}"
        for detail in fielderrors.without_consequences(details, row.kind.model):
            found = fielderrors.explain(detail, row.kind.model)
            if detail["type"] not in ("missing", "summary", "year"):
                path = ".".join(step for step in found.field if isinstance(step, str))
                yield f"{path}: {found.message.rstrip('.')}"
    else:
        return
