"""Caches references from one build to the next. The file is not trusted, because anything may have written it.

It is read only as data. A value that does not have the shape of a reference
is left out, and that reference is formatted again.
"""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

from pydantic_core import to_json

from almanac.citation.references import Reference, ReferenceCache
from almanac.content.kinds.textchecks import unseen
from almanac.machine import atomic

_LONGEST = 20_000  # characters of one text; the longest reference has fewer than a thousand
_LARGEST = 500_000_000  # bytes in the file; a reference takes two thousand

_CACHES: dict[
    Path, ReferenceCache
] = {}  # references already read by this process, for a server that reloads its modules


def load_cached(path: Path) -> ReferenceCache:
    """The same as ``read``, but each file is read only once in a process. References added since are kept."""
    if path not in _CACHES:
        _CACHES[path] = read(path)
    return _CACHES[path]


def read(path: Path) -> ReferenceCache:
    """The references cached by an earlier build; empty if the file cannot be read or holds anything else."""
    try:
        if not path.is_file() or path.stat().st_size > _LARGEST:
            return {}
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    items = found.items() if isinstance(found, dict) else ()
    return {key: reference for key, held in items if (reference := _reference(held))}


def _reference(held: object) -> Reference | None:
    """A cached reference; None if the value does not have the shape of one."""
    if not isinstance(held, dict):
        return None
    runs, others = held.get("runs"), {name: text for name, text in held.items() if name != "runs"}
    texts = [*others.values(), *(runs if isinstance(runs, list) else [None])]
    if not all(isinstance(text, str) for text in texts) or {*held} != {*Reference.__dataclass_fields__}:
        return None
    if any(len(text) > _LONGEST or unseen(text) for text in texts):
        return None
    found = Reference(**others, runs=tuple(runs or ()))
    return found if "".join(found.runs) == found.before + found.year + found.after else None


def write(path: Path, kept: ReferenceCache) -> None:
    """Cache references for the next build. If the file cannot be written, the next build only takes longer."""
    with contextlib.suppress(OSError):
        atomic.write(path, to_json(dict(sorted(kept.items()))))
