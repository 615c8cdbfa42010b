"""References kept from one build for the next: a file that anything may have written, so nothing in it is believed.

Here the file is read as data, whatever it is. Whether a value has the form of
a reference is looked at where it is used (``references``), and one that has
not is formatted anew.
"""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path

from almanac.citation.references import Kept

_LARGEST = 500_000_000  # bytes of the file: a reference has two thousand


def read(path: Path) -> Kept:
    """What an earlier build kept; nothing where the file cannot be read or holds something else."""
    try:
        if not path.is_file() or path.stat().st_size > _LARGEST:
            return {}
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def write(path: Path, kept: Kept) -> None:
    """Keep references for the next build; if they cannot be written, the next build only takes longer."""
    fresh = path.with_suffix(f".{os.getpid()}")
    try:
        path.parent.mkdir(exist_ok=True)
        fresh.write_text(json.dumps(kept, sort_keys=True), "utf-8")
        fresh.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            fresh.unlink()
