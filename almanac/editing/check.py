"""``almanac check``: every error in the content and all advice on it, with what to write instead."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from almanac.content import checks, rawchecks, verified
from almanac.content.load import LoadResult, Rule, try_load
from almanac.content.model import Library
from almanac.content.problem import Problem
from almanac.content.yamlfile import limits
from almanac.editing import history, inventory, prosepages, replaced, schemaline


@dataclass(frozen=True)
class CheckResult:
    """The result of a check.

    Attributes:
        library: the content; None if it has errors.
        errors: problems that stop publication.
        advice: problems that should be corrected, but do not stop publication.
    """

    library: Library | None
    errors: tuple[Problem, ...]
    advice: tuple[Problem, ...]

    @property
    def entries(self) -> int:
        """The number of entries."""
        return len(self.library.entries) if self.library else 0


@limits.gc_disabled()
def check(project: Path, today: dt.date, rule: Rule | None = None) -> CheckResult:
    """Check the content of a project.

    Args:
        project: the project's folder.
        today: the date of the check.
        rule: a further rule that the content must satisfy, as for ``load``.
    """
    found = try_load(project / "content", today, rule, project / ".cache" / "yaml" if rule else None)
    if found.library is None:
        return CheckResult(None, found.problems, ())
    errors = tuple(prosepages.errors(project, found.library))
    return CheckResult(found.library, errors, tuple(sorted(set(_advice(project, found, found.library)))))


def of_entries(project: Path, found: LoadResult, library: Library) -> Iterator[Problem]:
    """Yield all advice on single entries."""
    record = verified.read(project / verified.FILE)
    changed = list(verified.changes(library, record))
    fields = {(one.ref, one.field) for one in changed}  # what was verified says already what to write there
    others = (one for one in checks.advice(library) if (one.ref, one.field[:1]) not in fields)
    for one in (*others, *changed, *replaced.advice(library)):
        yield found.rows[one.ref].problem(*one.as_problem())


def _advice(project: Path, found: LoadResult, library: Library) -> Iterator[Problem]:
    yield from of_entries(project, found, library)
    for document in {id(row.document): row.document for row in found.rows.values()}.values():
        yield from rawchecks.run_on_items(document)
    yield from schemaline.advice(project / "content")
    yield from prosepages.advice(project, library)
    yield from history.removed_entries(project, library)
    yield from inventory.items_without_entries(project, library)
