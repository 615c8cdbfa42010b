"""The whole build: content checked, site built beside the old one, read once more, and only then put in its place."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from almanac.content.model import Library
from almanac.content.problem import AlmanacError
from almanac.machine import child, lock, trouble
from almanac.publish import sitecheck, swap
from almanac.publish.entries import moved
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
        BuildError: if another build is at work, the system refuses something, or MkDocs or the check of the built
            site found faults; the old site still stands.
    """
    try:
        with lock.only_one(project / "site.lock", "almanac build") as held:
            _build(project, say, today, held)
    except lock.HeldError as error:
        raise BuildError(str(error)) from None
    except OSError as error:
        raise BuildError(f"{trouble.sentence(error)}\nNothing was published.") from None


def _build(project: Path, say: Callable[[str], None], today: str, held: int) -> None:
    site, fresh = project / "site", project / "site.new"
    swap.recover(site)
    entries = Project(project, today).library()
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        pages = _checked(project, fresh, today, held, entries)
        swap.swap(fresh, site)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)  # a site that was not published is of use to nobody
    say(f"{len(entries.entries)} entries, {pages} pages, no fault: site/index.html")


def _checked(project: Path, fresh: Path, today: str, held: int, entries: Library) -> int:
    """Build the site into a folder and read it; gives the number of its pages."""
    _mkdocs(project, fresh, today, held)
    faults, pages = sitecheck.check(fresh, moved(entries))
    if faults:
        raise BuildError(
            "\n".join([*faults[:MOST], f"{len(faults)} faults in the built site; the old site still stands."])
        )
    return pages


def _mkdocs(project: Path, fresh: Path, today: str, held: int) -> None:
    """Run MkDocs as its own process: it is known in hooks.py and nowhere else."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(fresh)]
    quiet = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true", "ALMANAC_TODAY": today, lock.HELD: "1"}
    # Output is captured, not muted: "-q" would also mute what --strict counts.
    done = child.run(command, cwd=project, env=os.environ | quiet, held=(held,))
    if done.returncode:
        said = [line for line in (done.stdout + done.stderr).splitlines() if line and not line.startswith("INFO")]
        raise BuildError("\n".join([*said, "MkDocs did not finish; the old site still stands."]))
