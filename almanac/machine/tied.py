"""Run a command, and end it with everything that it started as soon as the calling process is gone.

This is a script on its own, without any of the package, so that it is running before anything else is loaded: ``python
tied.py command ...``. The caller holds the other end of its standard input open. When that closes, however the caller
ended, the whole process group is killed. ``almanac/machine/child.py`` calls it.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading


def main(command: list[str]) -> int:
    """Run a command and return its exit code, or as in a shell 128 plus the number of the signal that ended it."""
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL)
    threading.Thread(target=_end_with_caller, args=(child,), daemon=True).start()
    code = child.wait()
    return code if code >= 0 else 128 - code


def _end_with_caller(child: subprocess.Popen[bytes]) -> None:
    os.read(sys.stdin.fileno(), 1)  # nobody writes here, so it returns when the caller's end is closed
    if hasattr(os, "killpg") and os.getpgrp() == os.getpid():
        os.killpg(0, signal.SIGKILL)
    child.kill()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
