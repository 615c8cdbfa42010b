"""What MkDocs draws: frames, hand-written pages and assets. No entry changes it, so it is kept until its sources do."""

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

DRAWING_ALONE = "ALMANAC_DRAWING"  # names the file for what MkDocs' settings say; without it hooks.py pours too
STYLES = "assets/css/site.css"
_SOURCES = ("mkdocs.yml", "hooks.py", "macros.py")
_FOLDERS = ("docs", "overrides")
_DRAWN_FROM = (".md", ".html", ".yml", ".yaml")
_LINK = re.compile(r"\]\(\s*<?([^)\s#>]+\.html)")  # of Markdown, to a page
_COMMENT = r"/\*[^*]*\*+(?:[^/*][^*]*\*+)*/"  # which never runs on to the end of the next one
_NOTHING = rf"(?:\s|{_COMMENT})*"
_LEFT_OUT = re.compile(rf"""(?P<quoted>"[^"\n]*"|'[^'\n]*')|{_NOTHING}(?P<sign>[{{}};,]){_NOTHING}|{_COMMENT}""")
_ENVIRONMENT = re.compile(r"!ENV\s*\[?([^\]\n]*)")
_DAY = "ALMANAC_TODAY"  # of which nothing that is drawn knows


class DrawingError(AlmanacError):
    """MkDocs found faults; its own lines say which, and the old site is unchanged."""


@dataclass(frozen=True)
class Drawing:
    """A drawn site.

    Attributes:
        folder: where it is; not to be written to.
        url: where the site is published.
        repository: where it is edited.
        styles: the style sheets that are joined, by their paths in ``docs``.
    """

    folder: Path
    url: str
    repository: str
    styles: tuple[str, ...]


def draw(project: Path, cache: Path, held: tuple[int, ...] = ()) -> Drawing:
    """The drawing of a project: an earlier one, if nothing that it is made from has changed, or a new one.

    Args:
        project: folder with ``mkdocs.yml``.
        cache: folder for what is kept.
        held: open files, such as a lock, that MkDocs is to hold open too.

    Raises:
        DrawingError: if MkDocs finds faults.
    """
    found = folders.kept(cache, "drawn", key(project), partial(_draw, project, held))
    told = json.loads((found / "settings.json").read_bytes())
    return Drawing(found / "site", told["url"], told["repository"], tuple(told["styles"]))


def key(project: Path) -> str:
    """A hash of everything that a drawing is made from."""
    return keys.digest(*_made_from(project))


def _made_from(project: Path) -> Iterator[str]:
    """Pages, theme, settings, the hooks, the macros' names and what they take, the folders of kinds, and packages."""
    found = [path for folder in _FOLDERS for path in sorted((project / folder).rglob("*")) if path.is_file()]
    drawn_from = [path for path in found if path.suffix in _DRAWN_FROM]
    yield keys.files([*(project / name for name in _SOURCES), *drawn_from], project)
    yield repr([path.relative_to(project).as_posix() for path in found])  # of what is only copied, the names
    yield from environment(project)
    yield repr([(name, str(inspect.signature(macro))) for name, macro in MACROS.items()])
    yield repr((WITHIN_LINES, [(kind.name, kind.folder) for kind in KINDS]))
    yield from (source(module).decode() for module in (slots, policy))
    yield repr(keys.packages())


def environment(project: Path) -> Iterator[str]:
    """What the settings take from the environment, but for the day."""
    for names in _ENVIRONMENT.findall((project / "mkdocs.yml").read_text("utf-8")):
        yield from (os.environ.get(name, "") for name in re.findall(r"[A-Z_]+", names) if name != _DAY)


def asset(drawing: Drawing, project: Path, path: str) -> bytes:
    """What is copied unchanged, from where an editor changes it: it needs no drawing."""
    if path == STYLES:
        return joined(project / "docs", drawing.styles)
    places = (project / "docs" / path, project / "overrides" / path)
    return next((place for place in places if place.is_file()), drawing.folder / path).read_bytes()


def linked(page: str, text: str) -> list[str]:
    """Paths in folders of entries that the links of a page of Markdown lead to: they are poured later."""
    paths = (normpath(join(dirname(page), link)) for link in _LINK.findall(text))
    return [path for path in paths if dirname(path) in {kind.folder for kind in KINDS}]


def joined(docs: Path, styles: Iterable[str]) -> bytes:
    """All style sheets in one, without what is for us alone: the first paint waits for one small file."""
    return lean("\n".join((docs / path).read_text("utf-8") for path in styles)).encode()


def lean(css: str) -> str:
    """A style sheet without comments and without space that says nothing; what is quoted is left as it is."""
    return _LEFT_OUT.sub(lambda found: found["quoted"] or found["sign"] or "", css).strip() + "\n"


def _draw(project: Path, held: tuple[int, ...], fresh: Path) -> None:
    """Run MkDocs as its own process: it is known in hooks.py and nowhere else."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(fresh / "site")]
    alone = {DRAWING_ALONE: str(fresh / "settings.json")}
    quiet = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true", lock.HELD: "1"}
    # Output is captured, not muted: "-q" would also mute what --strict counts.
    done = child.run(command, cwd=project, env=os.environ | quiet | alone, held=held)
    if done.returncode:
        said = [line for line in (done.stdout + done.stderr).splitlines() if line and not line.startswith("INFO")]
        raise DrawingError("\n".join([*said, "MkDocs did not finish; the old site is unchanged."]))
