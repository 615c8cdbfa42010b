"""The commands: ``python -m almanac check``, ``build``, ``internal-links`` and ``schemas``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from almanac import internal_links, library, schemas
from almanac.build import BuildError, build
from almanac.inbrief import sentence_length
from almanac.problem import ContentError

PROJECT = Path(__file__).resolve().parent.parent


def _check() -> None:
    """Read the content and say everything that is wrong with it."""
    found = library.load(PROJECT / "content")
    count = len(found.entries)
    print(f"{count} entries, no problem found. Median sentence: {sentence_length(found)} words.")


def _build() -> None:
    """Build the site into site/; the old one stays until the new one is whole."""
    build(PROJECT, print)


def _links() -> None:
    """Serve site/ on this machine and follow every internal link with LinkChecker."""
    internal_links.check(PROJECT / "site", PROJECT / "linkcheckerrc", print)


def _schemas() -> None:
    """Write the JSON Schema of each kind to content/schemas/, for editors' completion."""
    for name, text in schemas.schemas().items():
        (PROJECT / "content" / "schemas" / name).write_text(text, encoding="utf-8", newline="\n")


COMMANDS: dict[str, Callable[[], None]] = {
    "check": _check,
    "build": _build,
    "internal-links": _links,
    "schemas": _schemas,
}


def main(arguments: list[str] | None = None) -> int:
    """Run one command: 0 if it went well, 1 if something is to be mended, 2 if the call is off."""
    parser = argparse.ArgumentParser(prog="almanac", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, function in COMMANDS.items():
        commands.add_parser(name, help=function.__doc__)
    command = parser.parse_args(arguments).command
    try:
        COMMANDS[command]()
    except (ContentError, BuildError, internal_links.BrokenLinksError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
