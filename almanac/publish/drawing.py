"""Render frames, hand-written pages and assets with MkDocs, and cache the result until its sources change.

No entry affects the result.
"""

from __future__ import annotations

import inspect
import json
import os
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from posixpath import dirname, join, normpath

from almanac.content.kinds import KINDS
from almanac.content.problem import AlmanacError
from almanac.machine import child, lock
from almanac.machine.sources import source
from almanac.publish import folders, keys
from almanac.publish.macros import MACROS, WITHIN_LINES
from almanac.site import policy, slots

DRAWING_ALONE = "ALMANAC_DRAWING"  # the file to write MkDocs' settings to; if unset, hooks.py also pours
STYLES = "assets/css/site.css"
_SOURCES = ("mkdocs.yml", "hooks.py", "macros.py")
_FOLDERS = ("docs", "overrides")
_DRAWN_FROM = (".md", ".html", ".yml", ".yaml")
_LINK = re.compile(r"\]\(\s*<?([^)\s#>]+\.html)")  # a Markdown link to a page
_ENVIRONMENT = re.compile(r"!ENV\s*\[?([^\]\n]*)")
_DAY = "ALMANAC_TODAY"  # does not affect what MkDocs renders


class DrawingError(AlmanacError):
    """MkDocs reported errors. The message contains its own lines, and the old site is unchanged."""


@dataclass(frozen=True)
class Drawing:
    """A site as MkDocs rendered it.

    Attributes:
        folder: where it is. Do not write to it.
        url: the address at which the site is published.
        repository: the address at which it is edited.
        styles: the style sheets that are concatenated, by their paths in ``docs``.
    """

    folder: Path
    url: str
    repository: str
    styles: tuple[str, ...]


def draw(project: Path, cache: Path, held: tuple[int, ...] = ()) -> Drawing:
    """Return a project's rendered site, from the cache if nothing it depends on has changed.

    Args:
        project: folder with ``mkdocs.yml``.
        cache: the cache folder.
        held: open files, such as a lock, that MkDocs inherits and keeps open.

    Raises:
        DrawingError: if MkDocs reports errors.
    """
    found = folders.kept(cache, "drawn", key(project), partial(_draw, project, held))
    told = json.loads((found / "settings.json").read_bytes())
    return Drawing(found / "site", told["url"], told["repository"], tuple(told["styles"]))


def key(project: Path) -> str:
    """Return a hash of everything that the rendered site depends on."""
    return keys.digest(*_made_from(project))


def _made_from(project: Path) -> Iterator[str]:
    """Yield everything that the rendered site depends on.

    This is the pages, theme, settings and hooks, the names and parameters of the macros, the folders of the kinds, and
    the installed packages.
    """
    found = [path for folder in _FOLDERS for path in sorted((project / folder).rglob("*")) if path.is_file()]
    drawn_from = [path for path in found if path.suffix in _DRAWN_FROM]
    yield keys.files([*(project / name for name in _SOURCES), *drawn_from], project)
    yield repr([path.relative_to(project).as_posix() for path in found])  # of copied files, only the names
    yield from environment(project)
    yield repr([(name, str(inspect.signature(macro))) for name, macro in MACROS.items()])
    yield repr((WITHIN_LINES, [(kind.name, kind.folder) for kind in KINDS]))
    yield from (source(module).decode() for module in (slots, policy))
    yield repr(keys.packages())


def environment(project: Path) -> Iterator[str]:
    """Yield the values that the settings take from the environment, except for the day."""
    for names in _ENVIRONMENT.findall((project / "mkdocs.yml").read_text("utf-8")):
        yield from (os.environ.get(name, "") for name in re.findall(r"[A-Z_]+", names) if name != _DAY)


def asset(drawing: Drawing, project: Path, path: str) -> bytes:
    """Return a file that is copied unchanged, read from where it is edited, because it needs no rendering."""
    if path == STYLES:
        return joined(project / "docs", drawing.styles)
    places = (project / "docs" / path, project / "overrides" / path)
    return next((place for place in places if place.is_file()), drawing.folder / path).read_bytes()


def linked(page: str, text: str) -> list[str]:
    """Return the paths in folders of entries to which a Markdown page links. Those pages are poured later."""
    paths = (normpath(join(dirname(page), link)) for link in _LINK.findall(text))
    return [path for path in paths if dirname(path) in {kind.folder for kind in KINDS}]


def joined(docs: Path, styles: Iterable[str]) -> bytes:
    """Concatenate the style sheets, because the first paint waits for them."""
    return "\n".join((docs / path).read_text("utf-8") for path in styles).encode()


def _draw(project: Path, held: tuple[int, ...], fresh: Path) -> None:
    """Run MkDocs in a process of its own, because only hooks.py may use it as a library."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(fresh / "site")]
    alone = {DRAWING_ALONE: str(fresh / "settings.json")}
    quiet = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true", lock.HELD: "1"}
    # Capture the output instead of passing "-q", which would also suppress the warnings that --strict counts.
    done = child.run(command, cwd=project, env=os.environ | quiet | alone, held=held)
    if done.returncode:
        said = [line for line in (done.stdout + done.stderr).splitlines() if line and not line.startswith("INFO")]
        raise DrawingError("\n".join([*said, "MkDocs did not finish; the old site is unchanged."]))
