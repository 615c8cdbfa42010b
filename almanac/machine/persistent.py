"""A Node program that keeps running to answer many requests, because starting it takes longer than an answer."""

from __future__ import annotations

import json
import subprocess
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any

from almanac.machine import child


class NoAnswerError(Exception):
    """The program threw an error, which is in the message, or it stopped without answering."""


class PersistentNode:
    """Runs a script that uses ``answering.mjs``, and can be called from any thread.

    The script stops when its input is closed, so it never outlives this process.
    """

    def __init__(self, script: Path) -> None:
        """Take a script. It is started by the first request, and restarted by a later one if it has stopped."""
        self._script = script
        self._lock = threading.Lock()
        self._process: subprocess.Popen[str] | None = None

    def ask(self, given: object) -> Any:
        """Return the script's answer to a JSON-serialisable value, or raise NoAnswerError if there is none."""
        with self._lock:
            told = self._told(json.dumps(given))
            if told is None:
                self.close()
                raise NoAnswerError
        if "thrown" in told:
            raise NoAnswerError(told["thrown"])
        return told["answer"]

    def _told(self, line: str) -> dict[str, Any] | None:
        with suppress(OSError, ValueError):  # the script has stopped, did not start, or printed something else
            program = self._running()
            if program.stdin and program.stdout:
                program.stdin.write(f"{line}\n")
                program.stdin.flush()
                told: dict[str, Any] = json.loads(program.stdout.readline())
                return told
        return None

    def _running(self) -> subprocess.Popen[str]:
        if self._process is None:
            self._process = subprocess.Popen(
                [child.NODE, self._script],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8",
            )  # fmt: skip
        return self._process

    def close(self) -> None:
        """Stop the script if it is running."""
        if self._process:
            self._process.kill()
            self._process.communicate()
            self._process = None
