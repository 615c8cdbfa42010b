"""The whole build: check the content, build the site beside the old one, check the result, and swap it in."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from almanac.content import load
from almanac.content.problem import AlmanacError
from almanac.machine import lock, oserrors, waits, workerprocess
from almanac.publish import drawn, offline, sitecheck, swap, unchanged
from almanac.publish.assetnames import plain
from almanac.publish.drawing import asset, draw
from almanac.publish.entries import redirect_paths
from almanac.publish.finish import finished
from almanac.publish.project import Project
from almanac.publish.tree import Tree

_MADE_UP = ".example/"  # a reserved top-level domain, which nobody can register (RFC 2606)
_NOT_TO_PUBLISH = (
    "The pages carry a made-up address, which is fine for looking at them on this computer. "
    "Before you publish them, set ALMANAC_SITE_URL: see docs/about/publishing.md."
)
MOST = 40  # faults to show at once: one mistake in a template causes a fault on every page


class BuildError(AlmanacError):
    """The site could not be built. The message says why, and the old site is unchanged."""


def build(project: Path, say: Callable[[str], None], today: str = "") -> None:
    """Build a project's site into its ``site`` folder.

    Args:
        project: folder with ``mkdocs.yml`` and ``content``.
        say: called with each line to print, once the site is published.
        today: the date to build for (ISO 8601), or empty for the latest date on which anybody checked an entry.

    Raises:
        ContentError: if the content has problems. Nothing is written.
        DateError: if the date is not valid.
        DrawingError: if MkDocs reports errors.
        MacroError: if a page passes arguments to a macro that it does not accept.
        BuildError: if another build is running, the system refuses something, or the check of the built site finds
            faults. The old site stays in place.
    """
    try:
        with lock.only_one(project / "site.lock", "almanac build") as held:
            lines = [_build(project, today, held)]
            if _MADE_UP in (project / "site" / "robots.txt").read_text("utf-8"):
                lines.append(_NOT_TO_PUBLISH)
    except lock.HeldError as error:
        raise BuildError(str(error)) from None
    except workerprocess.EndedError as error:
        raise BuildError(f"{error}\nNothing was published.") from None
    except OSError as error:
        raise BuildError(f"{oserrors.sentence(error)}\nNothing was published.") from None
    for line in lines:  # by now the site is published, whoever listens
        say(line)


def _build(project: Path, today: str, held: int) -> str:
    """Build the site, and return what to say of it."""
    site, fresh = project / "site", project / "site.new"
    swap.recover(site)
    made_from = Project(project, today)
    key = unchanged.key(project, today)
    if stands := unchanged.remembered(site, made_from.cache, key):
        return _whole(stands.entries, stands.pages)
    spare = made_from.cache / "spare"  # the site before last: most of its files are already right
    try:
        entries, pages = _checked(made_from, _in_step(fresh, spare, made_from.cache), held)
        swap.swap(fresh, site, spare)
    finally:
        swap.put_away(fresh, site, spare)
    unchanged.remember(made_from.cache, unchanged.Built(made_from=key, entries=entries, pages=pages))
    return _whole(entries, pages)


def _whole(entries: int, pages: int) -> str:
    return f"{entries} entries, {pages} pages, no fault: site/index.html"


def _in_step(fresh: Path, spare: Path, cache: Path) -> Callable[[], Tree]:
    """Return a function that provides the folder for the new site: one left by an earlier build, or a new one."""

    def tree() -> Tree:
        if not fresh.exists():
            with suppress(OSError):  # there is no spare folder, or it is on another disk
                spare.rename(fresh)
        return Tree(fresh, cache / "trees")

    return tree


def _checked(project: Project, in_step: Callable[[], Tree], held: int) -> tuple[int, int]:
    """Build and check the site, and return the number of its entries and pages."""
    with waits.worker_threads() as waiting:
        drawn_beside = waiting.submit(draw, project.folder, project.cache, (held,))
        library = project.library()
        load.release_caches()  # nothing reads the content again
        drawing = drawn_beside.result()
    found, addresses = drawn.read(drawing.folder), project.site(drawing.url, drawing.repository)
    tree = in_step()
    copied = {path: asset(drawing, project.folder, path) for path in found.assets}
    pages = finished(replace(found, copied=copied), library, addresses, project.cache, tree.write)
    beside = offline.files(found, library, tree.sums, offline.reader(tree.folder), project.cache)
    for path, text in beside.items():
        tree.write(path, text)
    tree.close()
    faults = sitecheck.faults_of(pages, {plain(path) for path in tree.paths}, redirect_paths(library))
    if faults:
        raise BuildError(sitecheck.report(faults, MOST, "in the built site; the old site is unchanged."))
    return len(library.entries), len(pages)
