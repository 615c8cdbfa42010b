"""The files of a content folder: list them, detect changes, and spot links that lead outside."""

from __future__ import annotations

import os
import re
from pathlib import Path

LIKE_YAML = re.compile(r"\.ya?ml", re.IGNORECASE)
"""In the names of files that are content, or were meant to be."""

OF_OFFICES = re.compile(r"\.(?:docx?|odt|rtf|pages|xlsx?|xlsm|ods|numbers|csv|tsv)$", re.IGNORECASE)
"""At the end of the names of what word processors and spreadsheets save."""

Stamps = tuple[tuple[Path, int, int], ...]
"""Files, each with its time of change in nanoseconds and its size."""


def yaml_files(content: Path) -> Stamps:
    """Every YAML file in a folder, and what was meant as one, sorted, with its modification time and size."""
    named = (path for path in content.rglob("*") if LIKE_YAML.search(path.name) or _folder_by_link(path))
    return tuple((path, *_state(path)) for path in sorted(named))


def is_read(path: Path) -> bool:
    """Whether a file by this name is read, or is refused for what it is, but not for its name."""
    return path.suffix in (".yaml", ".yml") or _folder_by_link(path)


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
