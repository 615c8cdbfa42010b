"""The whole build: content checked, site built beside the old one, read once more, and only then put in its place."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from almanac.content.problem import AlmanacError
from almanac.publish import sitecheck, swap
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
        BuildError: if MkDocs or the check of the built site found faults; the old site still stands.
    """
    site, fresh = project / "site", project / "site.new"
    swap.recover(site)
    entries = Project(project, today).library()
    shutil.rmtree(fresh, ignore_errors=True)
    _mkdocs(project, fresh, today)
    faults, pages = sitecheck.check(fresh)
    if faults:
        raise BuildError(
            "\n".join([*faults[:MOST], f"{len(faults)} faults in the built site; the old site still stands."])
        )
    swap.swap(fresh, site)
    say(f"{len(entries.entries)} entries, {pages} pages, no fault: site/index.html")


def _mkdocs(project: Path, fresh: Path, today: str) -> None:
    """Run MkDocs as its own process: it is known in hooks.py and nowhere else."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(fresh)]
    quiet = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true", "ALMANAC_TODAY": today}
    # Output is captured, not muted: "-q" would also mute what --strict counts.
    done = subprocess.run(command, cwd=project, env=os.environ | quiet, capture_output=True, text=True, check=False)
    if done.returncode:
        said = [line for line in (done.stdout + done.stderr).splitlines() if not line.startswith("INFO")]
        raise BuildError("\n".join([*said, "MkDocs did not finish; the old site still stands."]))
