"""The files of a content folder: list them, detect changes, and spot links that lead outside."""

from __future__ import annotations

import os
import re
from pathlib import Path

LIKE_YAML = re.compile(r"\.ya?ml", re.IGNORECASE)
"""Found in the names of files that are content, or were meant to be."""

OFFICE_SUFFIXES = re.compile(r"\.(?:docx?|odt|rtf|pages|xlsx?|xlsm|ods|numbers|csv|tsv)$", re.IGNORECASE)
"""The file extensions of word processors and spreadsheets."""

FileStates = tuple[tuple[Path, int, int], ...]
"""Files, each with its modification time in nanoseconds and its size in bytes."""


def yaml_files(content: Path) -> FileStates:
    """Return every file in a folder that is YAML or was meant to be, sorted, with its modification time and size.

    Symbolic links to folders are included, so that they can be refused.
    """
    named = (path for path in content.rglob("*") if LIKE_YAML.search(path.name) or _folder_by_link(path))
    return tuple((path, *_state(path)) for path in sorted(named))


def should_read(path: Path) -> bool:
    """Return whether to read a path: its name is that of YAML, or it links to a folder.

    Links to folders are refused later, for what they are rather than for their name.
    """
    return path.suffix in (".yaml", ".yml") or _folder_by_link(path)


def links_outside(path: Path, content: Path) -> bool:
    """Return whether a link leads out of the content, to something that may change or may be private."""
    return not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(content))  # resolve() fails on loops


def _folder_by_link(path: Path) -> bool:
    """Return whether a path is a symbolic link to a folder: its files would be silently ignored, so it is reported."""
    return path.is_symlink() and path.is_dir()


def _state(path: Path) -> tuple[int, int]:
    """Return the modification time and size; zeros for a file that cannot be read, which loading reports."""
    try:
        seen = path.stat()
    except OSError:
        return 0, 0
    return seen.st_mtime_ns, seen.st_size
