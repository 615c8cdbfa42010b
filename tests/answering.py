"""Scripts for Node that tests ask again and again: each is started once."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

from almanac.machine.persistent import PersistentNode

_started = functools.cache(PersistentNode)


def ask(script: Path, given: object) -> list[Any]:
    """What a script answers; NoAnswerError if it throws."""
    answers: list[Any] = _started(script).ask(given)
    return answers
