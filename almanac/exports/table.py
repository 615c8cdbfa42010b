"""All studies as a table (CSV, RFC 4180) and as JSON, every field of the model."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable

from almanac import words
from almanac.kinds.abstract import Abstract

COLUMNS = (
    "key", "type", "title", "authors", "year", "container", "volume", "issue", "pages", "publisher", "doi", "url",
    "nations", "setting", "population", "method", "sample_size", "topics", "roles", "open_access", "asked", "did",
    "found", "limits", "means", "applies", "verified",
)  # fmt: skip


def studies_csv(studies: Iterable[Abstract]) -> str:
    """One row a study; lists are joined by semicolons, and a cell never begins like a spreadsheet's formula."""
    made = io.StringIO()
    writer = csv.writer(made)
    writer.writerow(COLUMNS)
    for study in studies:
        fields = {**study.model_dump(), **study.summary.model_dump(), "authors": words.authors(study)}
        writer.writerow([_cell(fields[column]) for column in COLUMNS])
    return made.getvalue()


def _cell(value: object) -> str:
    text = "; ".join(map(str, value)) if isinstance(value, tuple) else "" if value is None else str(value)
    text = " ".join(text.split())
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text


def studies_json(studies: Iterable[Abstract], version: str) -> str:
    """All studies with every field, and the content's version."""
    made = {"version": version, "abstracts": [study.model_dump(mode="json", exclude_none=True) for study in studies]}
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"
