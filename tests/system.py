"""What the tests need beside Python: Chromium, pandoc and bibutils, from the system's own packages.

Installed ones are used as they are. As root on Debian or Ubuntu the packages
are installed; elsewhere a plain sentence says what to install.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable

from tests.browser import chromium

# Package to whether it is there: Chromium for the browser tests, the other two to read our exports back.
NEEDS: dict[str, Callable[[], bool]] = {
    "chromium": lambda: chromium.find() is not None,
    "pandoc": lambda: shutil.which("pandoc") is not None,
    "bibutils": lambda: shutil.which("bib2xml") is not None,
}


def missing() -> list[str]:
    """Names of the packages that are not there."""
    return [package for package, there in NEEDS.items() if not there()]


def install(packages: list[str]) -> None:
    """Install packages with apt-get, quietly."""
    quietly = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (["update"], ["install", "--yes", "--no-install-recommends", *packages]):
        subprocess.run(["apt-get", *arguments], env=quietly, stdout=subprocess.DEVNULL, check=True)


def main() -> int:
    """Make sure that everything is there; 1 and a plain sentence where it cannot be."""
    wanted = missing()
    if wanted and hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"Installing from the system's packages, for the tests: {', '.join(wanted)}.")
        install(wanted)
    still = missing()
    if still:
        names = " ".join(still)
        print(f"The tests need: {names}. Install them (Debian: sudo apt install {names}).", file=sys.stderr)
        print("Another Chromium can be named in the variable CHROMIUM.", file=sys.stderr)
    return 1 if still else 0


if __name__ == "__main__":
    sys.exit(main())
