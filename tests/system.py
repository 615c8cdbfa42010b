"""What the tests need in addition to Python packages: Chromium, pandoc and bibutils, from the system's own packages.

Installed ones are used as they are. When run as root on Debian or Ubuntu, missing packages are installed. Otherwise, or
if that fails, a plain sentence says what to install.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tests.browser import chromium

# Tests whether each package is installed: Chromium for the browser tests, the others to read our exports.
NEEDS: dict[str, Callable[[], bool]] = {
    "chromium": lambda: chromium.find() is not None,
    "pandoc": lambda: shutil.which("pandoc") is not None,
    "bibutils": lambda: shutil.which("bib2xml") is not None,
}
# Headless Chromium, with which tests take two thirds of the time. They also run without it.
QUICKER = "chromium-headless-shell"
PATIENCE = 120.0  # seconds to wait for another program to release the package lock
PAUSE = 5.0
_HELD = ("could not get lock", "unable to lock", "unable to acquire the dpkg frontend lock", "is another process using")
_NO_NETWORK = ("temporary failure resolving", "could not resolve", "failed to fetch", "unable to fetch",
               "could not connect", "connection timed out", "network is unreachable", "unable to locate package",
               "has no installation candidate")  # fmt: skip
# A connection that hangs is soon given up. The output is searched for known errors, so it must be in English.
_APT = ("apt-get", "-o", "Acquire::http::Timeout=30", "-o", "Acquire::https::Timeout=30", "-o", "Acquire::Retries=1")
_QUIETLY = {"DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}


class NotInstalledError(Exception):
    """The packages could not be installed. The message says why, in a sentence."""


def _run(command: Sequence[str]) -> tuple[int, str]:
    """Run a command, and return its exit code and output."""
    try:
        done = subprocess.run(
            command, env=os.environ | _QUIETLY, capture_output=True, text=True, errors="replace", check=False
        )
    except OSError as error:
        return 1, str(error)
    return done.returncode, done.stdout + done.stderr


@dataclass(frozen=True)
class Apt:
    """Installs packages. The runner and the clock are parameters, so that tests need neither."""

    run: Callable[[Sequence[str]], tuple[int, str]] = _run
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep

    def install(self, packages: Sequence[str]) -> None:
        """Install packages quietly with apt-get.

        Raises:
            NotInstalledError: if another program locks the packages for two minutes, or they are not available.
        """
        until = self.clock() + PATIENCE
        self._patiently([*_APT, "update"], until)
        self._patiently([*_APT, "install", "--yes", "--no-install-recommends", *packages], until)

    def _patiently(self, command: Sequence[str], until: float) -> None:
        while True:
            status, said = self.run(command)
            if not status:
                return
            if not _says(said, _HELD):
                raise NotInstalledError(_why(said))
            if self.clock() + PAUSE > until:
                raise NotInstalledError(
                    "Another program has been using the system's packages for two minutes. Wait for it, then try again."
                )
            self.sleep(PAUSE)


def _says(said: str, any_of: Sequence[str]) -> bool:
    return any(words in said.lower() for words in any_of)


def _why(said: str) -> str:
    if _says(said, _NO_NETWORK):
        return "The system's packages could not be downloaded: this machine may be off the network."
    errors = [line.removeprefix("E: ") for line in said.splitlines() if line.startswith("E: ")]
    last = (errors or said.splitlines() or ["it gave no reason"])[-1].strip()
    return f"The system's packages could not be installed: {last[:300]}"


def missing() -> list[str]:
    """Return the names of the packages that are not installed."""
    return [package for package, there in NEEDS.items() if not there()]


def may_install() -> bool:
    """Return whether this is root on a system with apt-get."""
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def quicken(tried: Path, apt: Apt | None = None) -> None:
    """Try once to install the quicker Chromium, and carry on without it if that fails."""
    if may_install() and not shutil.which(QUICKER) and not tried.exists():
        tried.touch()
        with suppress(NotInstalledError):
            (apt or Apt()).install([QUICKER])


def main(apt: Apt | None = None) -> int:
    """Install what is missing, and return 0, or 1 after a plain sentence if that is impossible."""
    wanted = missing()
    if wanted and may_install():
        print(f"Installing from the system's packages, for the tests: {', '.join(wanted)}.", flush=True)
        try:
            (apt or Apt()).install(wanted)
        except NotInstalledError as error:
            print(error, file=sys.stderr)
    still = missing()
    if still:
        names = " ".join(still)
        print(f"The tests need: {names}. Install them (Debian: sudo apt install {names}).", file=sys.stderr)
        print("Another Chromium can be named in the variable CHROMIUM.", file=sys.stderr)
    return 1 if still else 0


if __name__ == "__main__":
    quicken(Path(sys.prefix) / f"{QUICKER}-tried")
    sys.exit(main())
