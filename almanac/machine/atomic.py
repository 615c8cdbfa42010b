"""Replace a file in one step, so that whoever reads it never sees a part of the new one."""

from __future__ import annotations

import os
import threading
from pathlib import Path


def write(path: Path, data: bytes, *, synced: bool = False) -> None:
    """Write a file under another name, and then rename it. The folder is made if it does not exist.

    Args:
        path: the file to write or replace.
        data: its content.
        synced: whether to wait until the disk has the content, so that it survives a power cut.

    Raises:
        OSError: if it cannot be written. An earlier file then stays as it is, and nothing is left beside it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = temporary(path)
    try:
        with fresh.open("wb") as file:
            file.write(data)
            if synced:
                file.flush()
                os.fsync(file.fileno())
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)


def temporary(path: Path) -> Path:
    """Return the hidden name under which this thread writes a file before renaming it."""
    return path.with_name(f".{path.name}.{os.getpid()}-{threading.get_ident()}.new")
