"""Whether a build would only make again what is there: then there is nothing to do.

What a build is made from is the project's files, the code and packages, the
day, and what the environment says of addresses. Where none of it has changed
since a build, and every file of the site is as that build left it, the site is
the one that would be made. Whatever cannot be read, or is no regular file, is
left to the build itself, which says what is wrong.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from almanac.publish import drawing, keys
from almanac.publish.tree import as_remembered

# At the top of a project: what is made, hidden, or for those who work on it.
_NOT_MADE_FROM = re.compile(r"\.|site(?:$|[.-])|almanac-offline|(?:node_modules|tests|benchmarks)$")
_COMPILED = "__pycache__"
_INSTALLED = Path("node_modules", ".package-lock.json")


class Built(BaseModel):
    """What is remembered of a build: what it was made from, and what it said of itself."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    made_from: str
    entries: int
    pages: int


def key(project: Path, today: str) -> str:
    """A hash of all that a build is made from; empty if that cannot be told.

    Args:
        project: folder with ``mkdocs.yml`` and ``content``.
        today: the day the pages are made for, as it was given.
    """
    try:
        files = keys.files(sorted(_sources(project)), project)
        settings = list(drawing.environment(project))
    except OSError:
        return ""
    ours = sorted(f"{name}={value}" for name, value in os.environ.items() if name.startswith("ALMANAC_"))
    return keys.digest("build", keys.code(), files, today, *settings, "", *ours)


def remembered(site: Path, cache: Path, made_from: str) -> Built | None:
    """What the last build said, if this is what it was made from, and the site is still as it left it."""
    with suppress(OSError, ValidationError):
        built = Built.model_validate_json((cache / "built.json").read_bytes())
        if made_from and built.made_from == made_from and as_remembered(site, cache / "trees"):
            return built
    return None


def remember(cache: Path, built: Built) -> None:
    """Keep it for the next build, if the system lets us: the site is published, and that is what counts."""
    fresh = cache / f"built.json.{os.getpid()}"
    with suppress(OSError):
        fresh.write_text(built.model_dump_json(), "utf-8")
        fresh.replace(cache / "built.json")


def _sources(project: Path) -> Iterator[Path]:
    if (project / _INSTALLED).exists():
        yield project / _INSTALLED
    for folder, folders, names in os.walk(project):
        if Path(folder) == project:
            for listed in (folders, names):
                listed[:] = [name for name in listed if not _NOT_MADE_FROM.match(name)]
        folders[:] = [name for name in folders if name != _COMPILED]
        if any(Path(folder, name).is_symlink() for name in folders):
            raise OSError("what a link leads to may change unseen")
        for path in (Path(folder, name) for name in names):
            if not stat.S_ISREG(path.lstat().st_mode):
                raise OSError("it is no regular file")
            yield path
