"""The commands: ``python -m almanac check``, ``build``, ``due``, ``internal-links`` and ``schemas``."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path

from almanac import due, freshness, internal_links, library, schemas
from almanac.build import BuildError, build
from almanac.inbrief import sentence_length
from almanac.problem import ContentError

PROJECT = Path(__file__).resolve().parent.parent


def _check(_: argparse.Namespace) -> None:
    """Read the content and say everything that is wrong with it."""
    found = library.load(PROJECT / "content")
    count = len(found.entries)
    print(f"{count} entries, no problem found. Median sentence: {sentence_length(found)} words.")


def _build(given: argparse.Namespace) -> None:
    """Build the site into site/; the old one stays until the new one is whole."""
    build(PROJECT, print, given.today)


def _due(given: argparse.Namespace) -> None:
    """List what somebody must look at again, the most pressing first; fail where urgent help is overdue."""
    found = library.load(PROJECT / "content", freshness.day_given(given.today))
    for line in due.report(found):
        print(line)
    due.refuse_late_urgent_help(found)


def _internal_links(_: argparse.Namespace) -> None:
    """Serve site/ on this machine and follow every internal link with LinkChecker."""
    internal_links.check(PROJECT / "site", PROJECT / "linkcheckerrc", print)


def _schemas(_: argparse.Namespace) -> None:
    """Write the JSON Schema of each kind to content/schemas/, for editors' completion."""
    for name, text in schemas.schemas().items():
        (PROJECT / "content" / "schemas" / name).write_text(text, encoding="utf-8", newline="\n")


COMMANDS: dict[str, Callable[[argparse.Namespace], None]] = {
    "check": _check,
    "build": _build,
    "due": _due,
    "internal-links": _internal_links,
    "schemas": _schemas,
}
_DATED = ("build", "due")  # commands to which a day is given


def main(arguments: list[str] | None = None) -> int:
    """Run one command: 0 if it went well, 1 if something is to be mended, 2 if the call is off."""
    parser = argparse.ArgumentParser(prog="almanac", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, function in COMMANDS.items():
        command = commands.add_parser(name, help=function.__doc__)
        if name in _DATED:
            today = os.environ.get("ALMANAC_TODAY", "")
            command.add_argument("--today", default=today, help="the day to go by, such as 2026-11-21")
    given = parser.parse_args(arguments)
    try:
        COMMANDS[given.command](given)
    except (ContentError, BuildError, internal_links.BrokenLinksError, freshness.DateError, due.LateError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
