"""``almanac check``: everything that is wrong with the content, and all advice, with what to write."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from almanac.content import checks, rawchecks, verified, yamllimits
from almanac.content.load import Reading, Rule, reading
from almanac.content.model import Library
from almanac.content.problem import Problem
from almanac.editing import history, inventory, prosepages, replaced, schemaline


@dataclass(frozen=True)
class Checked:
    """What a check found.

    Attributes:
        library: the content; None where there are errors.
        errors: while there is one, nothing is published.
        advice: what to mend, though it is published.
    """

    library: Library | None
    errors: tuple[Problem, ...]
    advice: tuple[Problem, ...]

    @property
    def entries(self) -> int:
        """How many entries there are."""
        return len(self.library.entries) if self.library else 0


@yamllimits.no_collection()
def check(project: Path, today: dt.date, rule: Rule | None = None) -> Checked:
    """Check the content of a project, on the day that it is; with what must hold of it besides, as ``load`` has it."""
    found = reading(project / "content", today, rule, project / ".cache" / "yaml" if rule else None)
    if found.library is None:
        return Checked(None, found.problems, ())
    errors = tuple(prosepages.errors(project, found.library))
    return Checked(found.library, errors, tuple(sorted(set(_advice(project, found, found.library)))))


def of_entries(project: Path, found: Reading, library: Library) -> Iterator[Problem]:
    """All advice on what single entries say."""
    record = verified.read(project / verified.FILE)
    changed = list(verified.changes(library, record))
    names = {one.ref for one in changed if one.field == ("authors",)}
    for one in (*checks.advice(library), *changed, *replaced.advice(library)):
        if one.code != "A8" or one.ref not in names:  # what they were is said already
            yield found.rows[one.ref].problem(*one.as_problem())


def _advice(project: Path, found: Reading, library: Library) -> Iterator[Problem]:
    yield from of_entries(project, found, library)
    for document in {id(row.document): row.document for row in found.rows.values()}.values():
        yield from rawchecks.run_on(document)
    yield from schemaline.advice(project / "content")
    yield from prosepages.advice(project, library)
    yield from history.gone(project, library)
    yield from inventory.advice(project, library)
