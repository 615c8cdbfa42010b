"""The whole build: content checked, site built beside the old one, read once more, and only then put in its place."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from almanac.content.problem import AlmanacError
from almanac.publish import sitecheck, swap
from almanac.publish.drawing import drawn
from almanac.publish.finish import finish
from almanac.publish.project import Project

MOST = 40  # faults shown at once: one mistake in a template is a fault on every page


class BuildError(AlmanacError):
    """The site could not be built; the message says why, and the old site still stands."""


def build(project: Path, say: Callable[[str], None], today: str = "") -> None:
    """Build the site of a project into its ``site`` folder.

    Args:
        project: folder with ``mkdocs.yml`` and ``content``.
        say: takes each line of progress.
        today: the day the pages are made for (ISO 8601); empty for the newest on which anybody looked at an entry.

    Raises:
        ContentError: if the content has problems; nothing was written.
        DateError: if the day is none.
        DrawingError: if MkDocs found faults; the old site still stands.
        MacroError: if a page calls a macro with what it cannot take.
        BuildError: if the check of the built site found faults.
    """
    site, fresh = project / "site", project / "site.new"
    swap.recover(site)
    made_from = Project(project, today)
    entries = made_from.library()
    drawing = drawn(project, made_from.cache)
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.copytree(drawing.folder, fresh)
    finish(fresh, entries, made_from.site(drawing.url, drawing.repository), made_from.cache)
    faults, pages = sitecheck.check(fresh)
    if faults:
        raise BuildError(
            "\n".join([*faults[:MOST], f"{len(faults)} faults in the built site; the old site still stands."])
        )
    swap.swap(fresh, site)
    say(f"{len(entries.entries)} entries, {pages} pages, no fault: site/index.html")
