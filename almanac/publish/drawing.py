"""What MkDocs draws: frames, hand-written pages and assets. No entry changes it, so it is kept until its sources do."""

from __future__ import annotations

import hashlib
import inspect
import json
import os
import re
import shutil
import site
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from almanac.content.kinds import KINDS
from almanac.content.problem import AlmanacError
from almanac.publish.macros import MACROS, WITHIN_LINES
from almanac.site import slots

DRAWING_ALONE = "ALMANAC_DRAWING"  # names the file for what MkDocs' settings say; without it hooks.py pours too
_SOURCES = ("mkdocs.yml", "hooks.py", "macros.py")
_FOLDERS = ("docs", "overrides")
_ENVIRONMENT = re.compile(r"!ENV\s*\[?([^\]\n]*)")
_DAY = "ALMANAC_TODAY"  # of which nothing that is drawn knows
_KEPT = 3  # so many drawings, so that going back to a branch, or to another address, draws nothing again


class DrawingError(AlmanacError):
    """MkDocs found faults; its own lines say which, and the old site still stands."""


@dataclass(frozen=True)
class Drawing:
    """A drawn site.

    Attributes:
        folder: where it is; not to be written to.
        url: where the site is published.
        repository: where it is edited.
    """

    folder: Path
    url: str
    repository: str


def drawn(project: Path, cache: Path) -> Drawing:
    """The drawing of a project: an earlier one, if nothing that it is made from has changed, or a new one.

    Args:
        project: folder with ``mkdocs.yml``.
        cache: folder for what is kept.

    Raises:
        DrawingError: if MkDocs finds faults.
    """
    kept = cache / "drawn" / key(project)
    found = _read(kept)
    if found:
        return found
    fresh = cache / f"drawn.{os.getpid()}"
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    try:
        _draw(project, fresh)
        shutil.rmtree(kept, ignore_errors=True)
        kept.parent.mkdir(exist_ok=True)
        fresh.rename(kept)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    _forget(kept)
    found = _read(kept)
    if not found:
        raise DrawingError(f"what MkDocs drew cannot be read again from {kept.name}.")
    return found


def key(project: Path) -> str:
    """A hash of everything that a drawing is made from."""
    digest = hashlib.sha256()
    for part in _made_from(project):
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()[:24]


def _made_from(project: Path) -> Iterator[bytes]:
    """Pages, theme, settings, the hooks, the macros' names and what they take, the folders of kinds, and packages."""
    for path in (*(project / name for name in _SOURCES), *_files(project)):
        yield path.relative_to(project).as_posix().encode()
        yield path.read_bytes()
    for names in _ENVIRONMENT.findall((project / "mkdocs.yml").read_text("utf-8")):
        yield from (os.environ.get(name, "").encode() for name in re.findall(r"[A-Z_]+", names) if name != _DAY)
    yield repr([(name, str(inspect.signature(macro))) for name, macro in MACROS.items()]).encode()
    yield repr((WITHIN_LINES, [(kind.name, kind.folder) for kind in KINDS])).encode()
    yield Path(slots.__file__).read_bytes()
    for folder in sorted({*site.getsitepackages(), *(path for path in sys.path if path.endswith("-packages"))}):
        yield repr(sorted(name for name in _names(Path(folder)) if name.endswith(".dist-info"))).encode()


def _files(project: Path) -> Iterator[Path]:
    for folder in _FOLDERS:
        yield from sorted(path for path in (project / folder).rglob("*") if path.is_file())


def _names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()] if folder.is_dir() else []


def _draw(project: Path, fresh: Path) -> None:
    """Run MkDocs as its own process: it is known in hooks.py and nowhere else."""
    told = fresh / "settings.json"
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(fresh / "site")]
    quiet = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true", DRAWING_ALONE: str(told)}
    # Output is captured, not muted: "-q" would also mute what --strict counts.
    done = subprocess.run(command, cwd=project, env=os.environ | quiet, capture_output=True, text=True, check=False)
    if done.returncode:
        said = [line for line in (done.stdout + done.stderr).splitlines() if not line.startswith("INFO")]
        raise DrawingError("\n".join([*said, "MkDocs did not finish; the old site still stands."]))
    told.write_text(json.dumps(json.loads(told.read_bytes()) | {"sums": _sums(fresh / "site")}), "utf-8")


def _sums(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def _read(kept: Path) -> Drawing | None:
    """A drawing that is as it was made; None for one that is not there, cut off, or changed."""
    try:
        told = json.loads((kept / "settings.json").read_bytes())
        whole = told["sums"] == _sums(kept / "site")
        return Drawing(kept / "site", str(told["url"]), str(told["repository"])) if whole else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _forget(newest: Path) -> None:
    """Remove the oldest drawings."""
    found = sorted(newest.parent.iterdir(), key=lambda path: (path == newest, path.stat().st_mtime))
    for old in found[:-_KEPT]:
        shutil.rmtree(old, ignore_errors=True)
