"""The commands: ``python -m almanac check``, ``build``, ``serve``, ``due``, ``links`` and others; see ``--help``."""

from __future__ import annotations

import os
import signal
import sys

STOPPED = 130  # as a shell says it of what Ctrl and C ended: 128 and the number of the signal
_SAID = "Stopped. Nothing is half written: call again to go on."


def _stop(*_: object) -> None:
    """End at once, while what the commands need is still being loaded: there is nothing to tidy up yet."""
    os.write(2, f"{_SAID}\n".encode())
    os._exit(STOPPED)


if __name__ == "__main__":  # loading takes a second or two, and then too Ctrl and C gets a sentence
    signal.signal(signal.SIGINT, _stop)

import argparse
import datetime as dt
import runpy
from collections.abc import Callable
from pathlib import Path
from typing import Any

from almanac.content import due, freshness, schemas
from almanac.content.load import load
from almanac.content.printable import printable, printable_lines
from almanac.content.problem import AlmanacError
from almanac.editing import commands as editing
from almanac.machine import trouble
from almanac.publish import internal_links
from almanac.publish.build import build
from almanac.publish.finish import finish
from almanac.publish.project import Project
from almanac.site.summary import sentence_length

PROJECT = Path(__file__).resolve().parent.parent


def _check() -> None:
    """Read the content and say everything that is wrong with it."""
    found = Project(PROJECT).library()
    count = len(found.entries)
    editing.say_drafts()
    print(f"{count} entries, no problem found. Median sentence: {sentence_length(found)} words.")


def _build(today: str) -> None:
    """Build the site into site/; the old one stays until the new one is whole."""
    build(PROJECT, print, today)


def _pour(site: Path, today: str) -> None:
    """Pour the entries into a site that another generator built, if its frames follow overrides/entry.html."""
    project = Project(PROJECT, today)
    addresses = (os.environ.get(name, "") for name in ("ALMANAC_SITE_URL", "ALMANAC_REPO_URL"))
    finish(site, project.library(), project.site(*addresses), project.cache)


class PortError(AlmanacError):
    """Nothing can be served on the port; the message says why."""


def _serve(port: int) -> None:
    """Build the site, serve it on this machine and follow every change."""
    refused = trouble.port("127.0.0.1", port)
    if refused:
        raise PortError(refused)
    os.environ |= {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    os.chdir(PROJECT)
    sys.argv = ["mkdocs", "serve", "--livereload", "--dev-addr", f"127.0.0.1:{port}"]
    runpy.run_module("mkdocs", run_name="__main__", alter_sys=True)  # in this process: none is left behind


def _port(text: str) -> int:
    number = int(text) if text.isascii() and text.isdigit() else 0
    if not 0 < number <= trouble.LAST_PORT:
        raise argparse.ArgumentTypeError(f'found "{text}". Write a number from 1 to {trouble.LAST_PORT}, such as 8001.')
    return number


def _due(today: str) -> None:
    """List what somebody must look at again, the most pressing first; fail where urgent help is overdue."""
    found = load(PROJECT / "content", _day(today))
    for line in due.report(found):
        print(printable(line))
    due.refuse_late_urgent_help(found)


def _day(given: str) -> dt.date:
    """The day given, or the day that it is: what is late or dead depends on it, and no built page does."""
    return freshness.day_given(given) or dt.datetime.now(dt.UTC).date()


def _internal_links() -> None:
    """Serve site/ on this machine and follow every internal link with LinkChecker."""
    internal_links.check(PROJECT / "site", PROJECT / "linkcheckerrc", print)


def _links(today: str, report: Path | None, *, again: bool) -> None:
    """Look at every address outside, and remember how each stands in link-health.json."""
    from almanac.linkhealth.run import Wish, run  # LinkChecker takes its time to load, and changes builtins

    run(
        PROJECT,
        Wish(today=_day(today), again=again, report=report),
        lambda line: print(printable(line), file=sys.stderr, flush=True),
    )


def _schemas() -> None:
    """Write the JSON Schema of each kind to content/schemas/, for editors' completion."""
    for name, text in schemas.schemas().items():
        (PROJECT / "content" / "schemas" / name).write_text(text, encoding="utf-8", newline="\n")


COMMANDS: dict[str, Callable[..., None]] = {
    "check": _check,
    "build": _build,
    "pour": _pour,
    "serve": _serve,
    "due": _due,
    "internal-links": _internal_links,
    "links": _links,
    "schemas": _schemas,
    **editing.COMMANDS,
}
_TODAY = {"metavar": "DAY", "help": "the day to go by, such as 2026-11-21; else ALMANAC_TODAY, or the day that it is"}
_BUILT = {"metavar": "DAY", "help": "the day to go by; else ALMANAC_TODAY, or the newest day in the content"}

# What a command takes after its name: for each argument and option, what argparse is told of it.
OPTIONS: dict[str, dict[str, dict[str, Any]]] = {
    "build": {"--today": _BUILT},
    "pour": {"site": {"type": Path, "metavar": "SITE", "help": "folder of the built site"}, "--today": _BUILT},
    "serve": {"--port": {"type": _port, "default": 8000, "metavar": "PORT", "help": "the port to serve on, else 8000"}},
    "due": {"--today": _TODAY},
    "links": {
        "--today": _TODAY,
        "--report": {"type": Path, "metavar": "DIR", "help": "write the editors' report to this folder"},
        "--again": {"action": "store_true", "help": "look also at what was looked at today"},
    },
    **editing.OPTIONS,
}


def main(arguments: list[str] | None = None) -> int:
    """Run one command: 0 if it went well, 1 if something is to be mended, 2 if the call is off, 130 if stopped."""
    parser = argparse.ArgumentParser(prog="almanac", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, function in COMMANDS.items():
        added = commands.add_parser(name, help=function.__doc__)
        for option, told in OPTIONS.get(name, {}).items():
            added.add_argument(option, **told)
    given = vars(parser.parse_args(arguments))
    if "today" in given:
        given["today"] = given["today"] or os.environ.get("ALMANAC_TODAY", "")
    try:
        if signal.getsignal(signal.SIGINT) is _stop:
            signal.signal(signal.SIGINT, signal.default_int_handler)  # from here on there may be something to tidy up
        COMMANDS[given.pop("command")](**given)
        sys.stdout.flush()
    except AlmanacError as error:
        print(printable_lines(str(error)), file=sys.stderr)
        return 1
    except BrokenPipeError:  # whoever read our lines has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        print(trouble.sentence(error), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(_SAID, file=sys.stderr)
        return STOPPED
    return 0


if __name__ == "__main__":
    sys.exit(main())
