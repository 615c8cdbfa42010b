"""The files of a content folder: list them, detect changes, and spot links that lead outside."""

from __future__ import annotations

import os
from pathlib import Path

FileStamp = tuple[Path, int, int]
"""A file, with its time of change in nanoseconds and its size."""


def yaml_files(content: Path) -> tuple[FileStamp, ...]:
    """Every YAML file in a folder, sorted, with its modification time and size."""
    named = (path for path in content.rglob("*") if path.suffix in (".yaml", ".yml") or _folder_by_link(path))
    return tuple((path, *_state(path)) for path in sorted(named))


def leads_out(path: Path, content: Path) -> bool:
    """Whether a link leads out of the content: what stands elsewhere may change, and may be nobody's business."""
    return not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(content))  # resolve() minds a circle


def _folder_by_link(path: Path) -> bool:
    """Whether a folder stands here only by a link: nothing in it would be read, so somebody must hear of it."""
    return path.is_symlink() and path.is_dir()


def _state(path: Path) -> tuple[int, int]:
    """What changes when a file changes; nothing for one that cannot be read, which the Library reports."""
    try:
        seen = path.stat()
    except OSError:
        return 0, 0
    return seen.st_mtime_ns, seen.st_size
