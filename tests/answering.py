"""Node scripts that tests call many times. Each is started only once."""

from __future__ import annotations

import atexit
import functools
from pathlib import Path
from typing import Any

from almanac.machine.persistent import PersistentNode


@functools.cache
def _started(script: Path) -> PersistentNode:
    node = PersistentNode(script)
    atexit.register(node.close)
    return node


def ask(script: Path, given: object) -> list[Any]:
    """Return a script's answer, or raise NoAnswerError if it throws an error."""
    answers: list[Any] = _started(script).ask(given)
    return answers
