"""The whole project with the invented world in place of its content: builds in seconds what takes half a minute.

The hand-written pages call for entries that the invented world does not have.
The build itself says which, so what it refuses is taken out of them.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from benchmarks.corpus import copy_project
from tests.conftest import DATA, almanac

_CALL = re.compile(r"^(docs/\S+):(\d+): ", re.MULTILINE)
_LINK = re.compile(r'^(\S+)\.html: "(.+)" leads ', re.MULTILINE)
_ORPHAN = re.compile(r"^(\S+\.html): no page of the site leads here$", re.MULTILINE)


def make(target: Path) -> None:
    """Copy the project, and build its site.

    Args:
        target: folder to make; it must not exist.
    """
    copy_project(target)
    for path in (target / "content").iterdir():
        if path.is_dir() and path.name != "schemas":
            shutil.rmtree(path)
        elif path.is_file():
            path.unlink()
    shutil.copytree(DATA / "tiny", target / "content", dirs_exist_ok=True)
    for _ in range(3):  # calls, then links, then the site
        done = almanac(target, "build")
        _take_out(target, done.stderr)
    assert done.returncode == 0, done.stderr


def _take_out(project: Path, said: str) -> None:
    for path, line in set(_CALL.findall(said)):
        lines = (project / path).read_text("utf-8").split("\n")
        lines[int(line) - 1] = re.sub(r"\{\{.*?\}\}", "", lines[int(line) - 1])
        (project / path).write_text("\n".join(lines), "utf-8")
    for page, address in _LINK.findall(said):
        path = project / "docs" / f"{page}.md"
        path.write_text(path.read_text("utf-8").replace(f'"{address}"', '"#content"'), "utf-8")
    home = project / "docs" / "index.md"
    more = "".join(f'<a href="{page}">x</a>\n' for page in _ORPHAN.findall(said))
    home.write_text(f"{home.read_text('utf-8')}\n\n<div>{more}</div>\n" if more else home.read_text("utf-8"), "utf-8")
