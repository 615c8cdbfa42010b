"""A program for Node that is started once and asked again and again: to start it takes longer than to answer."""

from __future__ import annotations

import subprocess
import threading
from contextlib import suppress
from pathlib import Path

from almanac.machine import child


class NoAnswerError(Exception):
    """The program has ended instead of answering."""


class Standing:
    """Answers each line with a line, whichever thread asks. It ends with its input, and so with this process."""

    def __init__(self, script: Path) -> None:
        """Take a script; it is started when it is asked first, and again if it has ended."""
        self._script = script
        self._lock = threading.Lock()
        self._process: subprocess.Popen[str] | None = None

    def ask(self, line: str) -> str:
        """What the program answers to a line without a line break; NoAnswerError if it ends instead."""
        with self._lock:
            with suppress(OSError):  # it has ended, or could not begin
                program = self._running()
                if program.stdin and program.stdout:
                    program.stdin.write(f"{line}\n")
                    program.stdin.flush()
                    if answer := program.stdout.readline():
                        return answer
            self.close()
            raise NoAnswerError

    def _running(self) -> subprocess.Popen[str]:
        if self._process is None:
            self._process = subprocess.Popen(
                [child.NODE, self._script],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8",
            )  # fmt: skip
        return self._process

    def close(self) -> None:
        """End the program, if it runs."""
        if self._process:
            self._process.kill()
            self._process.communicate()
            self._process = None
