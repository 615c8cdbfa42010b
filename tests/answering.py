"""Programs for Node that tests ask again and again: each is started once, for that takes longer than to answer."""

from __future__ import annotations

import functools
import json
from pathlib import Path
from typing import Any

from almanac.machine.standing import Standing

_started = functools.cache(Standing)


def ask(script: Path, given: object) -> list[Any]:
    """What a script that uses ``answering.mjs`` answers; AssertionError if it throws."""
    told = json.loads(_started(script).ask(json.dumps(given)))
    assert "answers" in told, told["thrown"]
    answers: list[Any] = told["answers"]
    return answers
