"""Write ``.venv/bin/almanac``, so that the commands can be called from any folder."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent.parent


def script(project: Path, python: Path) -> str:
    """Return a shell script that runs the commands of a project with a given Python, wherever it is called."""
    return f'#!/bin/sh\nPYTHONPATH={shlex.quote(str(project))} exec {shlex.quote(str(python))} -P -m almanac "$@"\n'


def write(folder: Path) -> Path:
    """Write the script into a folder of executables, and return its path."""
    path = folder / "almanac"
    path.write_text(script(PROJECT, folder / "python"), encoding="utf-8")
    path.chmod(0o755)
    return path


if __name__ == "__main__":
    write(Path(sys.executable).parent)
