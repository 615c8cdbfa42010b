"""Skip a build that would only produce the site that is already there.

A build depends on the project's files, the code and packages, the day, and the addresses set in the environment. If
none of these has changed since a build, and every file of the site is as that build left it, the site is up to date.
Anything that cannot be read, or is not a regular file, is left to the build itself, which reports what is wrong.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from almanac.machine import atomic
from almanac.publish import drawing, keys
from almanac.publish.tree import as_remembered

# Names in the project's top folder that are built, hidden, or only for developers.
_NOT_MADE_FROM = re.compile(r"\.|site(?:$|[.-])|almanac-offline|(?:node_modules|tests|benchmarks)$")
_COMPILED = "__pycache__"
_INSTALLED = Path("node_modules", ".package-lock.json")


class Built(BaseModel):
    """The record of a build: what it was built from, and what it reported."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    made_from: str
    entries: int
    pages: int


def key(project: Path, today: str) -> str:
    """Return a hash of everything on which a build depends, or an empty string if it cannot be determined.

    Args:
        project: folder with ``mkdocs.yml`` and ``content``.
        today: the day for which the pages are built, as given.
    """
    try:
        files = keys.files(sorted(_sources(project)), project)
        settings = list(drawing.environment(project))
    except OSError:
        return ""
    ours = sorted(f"{name}={value}" for name, value in os.environ.items() if name.startswith("ALMANAC_"))
    return keys.digest("build", keys.code(), files, today, *settings, "", *ours)


def remembered(site: Path, cache: Path, made_from: str) -> Built | None:
    """Return what the last build reported, if it had the same key and its site is unchanged."""
    with suppress(OSError, ValidationError):
        built = Built.model_validate_json((cache / "built.json").read_bytes())
        if made_from and built.made_from == made_from and as_remembered(site, cache / "trees"):
            return built
    return None


def remember(cache: Path, built: Built) -> None:
    """Save the record for the next build. A failure is ignored, because the site is already in place."""
    with suppress(OSError):
        atomic.write(cache / "built.json", built.model_dump_json().encode())


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
