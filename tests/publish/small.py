"""The whole project with the invented world as its content, which builds in seconds instead of half a minute.

The hand-written pages refer to entries that the invented world lacks. The build itself reports these references, so
they are then removed from the pages.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

from benchmarks.corpus import copy_project

_FINISHED = re.compile(r"/\.cache/(drawn|search)/")
_CALL = re.compile(r"^(docs/\S+):(\d+): ", re.MULTILINE)
_LINK = re.compile(r'^(\S+)\.html: "(.+)" leads ', re.MULTILINE)
_ORPHAN = re.compile(r"^(\S+\.html): no page of the site leads here$", re.MULTILINE)


def make(target: Path, world: Path, build: Callable[[Path], CompletedProcess[str]]) -> None:
    """Copy the project, and build its site.

    Args:
        target: folder to create, which must not exist.
        world: folder of the invented world.
        build: runs the build of a project.
    """
    copy_project(target)
    for path in (target / "content").iterdir():
        if path.is_dir() and path.name != "schemas":
            shutil.rmtree(path)
        elif path.is_file():
            path.unlink()
    shutil.copytree(world, target / "content", dirs_exist_ok=True)
    for _ in range(3):  # the first run finds bad calls, the second bad links, and the third builds the site
        done = build(target)
        _take_out(target, done.stderr)
    assert done.returncode == 0, done.stderr


def copy_of(small: Path, target: Path) -> Path:
    """Copy the project without its site, but with the cache of its build, so that nothing need be rebuilt."""
    shutil.copytree(small, target, symlinks=True, ignore=needless, copy_function=copied)
    return target


def needless(folder: str, names: list[str]) -> set[str]:
    """Return what a copy does not need: the site and the one before it, and the journal of a cache in use."""
    if "mkdocs.yml" in names:
        return {"site"}
    return {"spare", "made.sqlite-journal"} if Path(folder).name == ".cache" else set()


def copied(source: str, target: str) -> None:
    """Copy a file, or link it if no program ever changes it in place: rendered sites, indexes and compiled Python."""
    if source.endswith(".pyc") or _FINISHED.search(source):
        os.link(source, target)
    else:
        shutil.copy2(source, target)


def _take_out(project: Path, said: str) -> None:
    for path, line in set(_CALL.findall(said)):
        lines = (project / path).read_text("utf-8").split("\n")
        lines[int(line) - 1] = re.sub(r"\{\{.*?\}\}", "", lines[int(line) - 1])
        (project / path).write_text("\n".join(lines), "utf-8")
    for page, address in _LINK.findall(said):
        path = project / "docs" / f"{page}.md"
        path.write_text(path.read_text("utf-8").replace(f'"{address}"', '"#content"'), "utf-8")
    if more := "".join(f'<a href="{page}">x</a>\n' for page in _ORPHAN.findall(said)):
        home = project / "docs" / "index.md"
        home.write_text(f"{home.read_text('utf-8')}\n\n<div>{more}</div>\n", "utf-8")
