"""The whole build: content checked, site built beside the old one, read once more, and only then put in its place."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from almanac.content.problem import AlmanacError
from almanac.publish import drawn, sitecheck, swap
from almanac.publish.drawing import asset, draw
from almanac.publish.finish import finished
from almanac.publish.project import Project
from almanac.publish.tree import Tree

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
    drawing = draw(project, made_from.cache)
    tree = _in_step(fresh, made_from.cache)
    addresses = made_from.site(drawing.url, drawing.repository)
    found = drawn.read(drawing.folder)
    for path in found.assets:
        tree.write(path, asset(drawing, project, path))
    pages = finished(found, entries, addresses, made_from.cache, tree.write)
    tree.close()
    faults = sitecheck.faults_of(pages, tree.paths)
    if faults:
        raise BuildError(
            "\n".join([*faults[:MOST], f"{len(faults)} faults in the built site; the old site still stands."])
        )
    swap.swap(fresh, site, _spare(made_from.cache))
    say(f"{len(entries.entries)} entries, {len(pages)} pages, no fault: site/index.html")


def _spare(cache: Path) -> Path:
    """Where the site before the last waits, to be brought up to date by the next build."""
    return cache / "spare"


def _in_step(fresh: Path, cache: Path) -> Tree:
    """The folder for the new site: one that an earlier build left, of which little need be written, or a new one."""
    if not fresh.exists():
        with suppress(OSError):  # none, or on another disk
            _spare(cache).rename(fresh)
    return Tree(fresh, cache / "trees")
