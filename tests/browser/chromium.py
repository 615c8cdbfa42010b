"""The Chromium browser that the tests use."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

# The first has no window to draw, and opens a page in half the time.
NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
)
PLACES = (
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
)


def find() -> str | None:
    """Return the path of an installed Chromium. The variable CHROMIUM overrides the search."""
    named = os.environ.get("CHROMIUM")
    found = [named] if named else [shutil.which(name) for name in NAMES]
    return next((path for path in (*found, *(str(place) for place in PLACES if place.is_file())) if path), None)
