"""The Chromium that the browser tests drive: an installed one, else the system's package where we may install it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge")
PLACES = (
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
)


def find() -> str | None:
    """Path of an installed Chromium; the variable CHROMIUM names one outright."""
    named = os.environ.get("CHROMIUM")
    found = [named] if named else [shutil.which(name) for name in NAMES]
    return next((path for path in (*found, *(str(place) for place in PLACES if place.is_file())) if path), None)


def install() -> None:
    """Install the system's package: Debian and Ubuntu, as root, from the system's own sources."""
    quietly = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (["update"], ["install", "--yes", "--no-install-recommends", "chromium"]):
        subprocess.run(["apt-get", *arguments], env=quietly, stdout=subprocess.DEVNULL, check=True)


def main() -> int:
    """Make sure that there is a Chromium; 1 and a plain sentence where there cannot be."""
    if find():
        return 0
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        print("Installing Chromium from the system's packages for the browser tests.")
        install()
    if find():
        return 0
    print(
        "The browser tests need Chromium. Install it (Debian: sudo apt install chromium) or set CHROMIUM to its path.",
        file=sys.stderr,
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
