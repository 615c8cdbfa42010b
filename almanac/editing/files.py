"""The files that a command changes: reading them, trying the changes in a copy, and writing all of them or none."""

from __future__ import annotations

import difflib
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from almanac.content import contentfiles
from almanac.machine import atomic


def read_texts(content: Path, plural: str) -> dict[Path, str]:
    """Return the files of one kind of entry, with their exact text."""
    found = (path for path, _, _ in contentfiles.yaml_files(content))
    own = (path for path in found if path.relative_to(content).parts[0].removesuffix(path.suffix) == plural)
    return {path: path.read_bytes().decode("utf-8") for path in own}


def diff(changed: Mapping[Path, str], content: Path) -> str:
    """Return the changes as a unified diff."""
    made: list[str] = []
    for path, text in sorted(changed.items()):
        name = f"{content.name}/{path.relative_to(content).as_posix()}"
        before = path.read_bytes().decode("utf-8") if path.exists() else ""
        lines = difflib.unified_diff(
            before.splitlines(), text.splitlines(), name if before else "/dev/null", name, lineterm=""
        )
        made += lines
    return "\n".join(made)


@contextmanager
def trial_copy(content: Path, changed: Mapping[Path, str]) -> Iterator[Path]:
    """Copy the content with changed files, so that it can be checked before anything is written."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copytree(content, Path(folder, content.name)))
        for path, text in changed.items():
            target = copy / path.relative_to(content)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(text.encode())
        yield copy


def write(changed: Mapping[Path, str]) -> None:
    """Write all files or none: each is first written beside its target, and they replace the targets once all exist."""
    fresh = {path: atomic.temporary(path) for path in changed}
    try:
        for path, text in changed.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            fresh[path].write_bytes(text.encode("utf-8"))
        for path in changed:
            fresh[path].replace(path)
    finally:
        for left in fresh.values():
            left.unlink(missing_ok=True)
