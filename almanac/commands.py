"""The commands of the Almanac: their names, their options, and what they run."""

from __future__ import annotations

import argparse
import datetime as dt
import gc
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from almanac.content import due, freshness, schemas
from almanac.content.load import load
from almanac.content.model import Library
from almanac.content.printable import printable, printable_lines
from almanac.content.problem import AlmanacError
from almanac.content.refs import kind_of
from almanac.editing import check, rename, report
from almanac.editing import commands as writing
from almanac.editing.issues import forms
from almanac.editing.pullrequest import compare, comparison
from almanac.machine import oserrors
from almanac.publish.project import Project
from almanac.site.summary import sentence_length

PROJECT = Path(__file__).resolve().parent.parent
STOPPED = 130  # the exit code in a shell after Ctrl and C: 128 plus the number of the signal
SAID = "Stopped. No file is half written: run the command again to continue."


def _check(today: str, form: str) -> int:
    """List everything that is wrong with the content, and what to write instead."""
    gc.disable()  # nothing that is read becomes garbage before the command ends
    found = check.check(PROJECT, _day(today), Project(PROJECT).rule)
    gc.freeze()  # nor need Python search it for garbage at the end
    if found.library:
        _write_keys(found.library)
    if form == "json":
        print(report.as_json(found))
    elif form == "github":
        print(report.github(found))
        if summary := os.environ.get("GITHUB_STEP_SUMMARY"):
            with Path(summary).open("a", encoding="utf-8") as page:
                page.write(report.summary(found))
    elif found.library is None or found.errors:
        print(report.text(found), file=sys.stderr)
    else:
        writing.say_drafts()
        print(f"{report.text(found)} Median sentence: {sentence_length(found.library)} words.")
    return 1 if found.errors else 0


def _compare(old: Path, new: Path, today: str) -> None:
    """Report what a new copy of the project changes for readers and for editors, as JSON."""
    day = _day(today)
    sides = (compare.side(folder, lambda at: check.check(at, day, Project(at).rule)) for folder in (old, new))
    print(comparison.to_json(compare.compare(*sides)), end="")


def _rename(entry: str, key: str) -> None:
    """Change the key of an entry and every reference to it. The old address redirects to the new one."""
    done = rename.rename(PROJECT, entry, key)
    print(f"{entry} is now {kind_of(entry)}/{key}. {done.references} references to it were changed, in these files:")
    print("\n".join(f"  {file}" for file in done.files))


def _build(today: str) -> None:
    """Build the site into site/. The old site stays in place until the new one is complete."""
    from almanac.publish.build import build

    build(PROJECT, print, today)


def _pour(site: Path, today: str) -> None:
    """Pour the entries into a site that another generator built, if its frames follow overrides/entry.html."""
    from almanac.publish.finish import finish

    project = Project(PROJECT, today)
    addresses = (os.environ.get(name, "") for name in ("ALMANAC_SITE_URL", "ALMANAC_REPO_URL"))
    finish(site, project.library(), project.site(*addresses), project.cache)


def _offline(to: Path | None) -> None:
    """Make one zip file of the built site, which opens from a disk without a server or a network."""
    from almanac.publish import offline

    target = to or PROJECT / "almanac-offline.zip"
    size = offline.write(PROJECT / "site", target)
    print(f"{target.name}: {size / 1e6:.1f} MB. Unpack it anywhere and open index.html.")


def _serve(port: int, today: str) -> None:
    """Serve the site on this computer, and update it after every change."""
    from almanac.publish.serve import serve  # only this command needs to watch files

    serve(PROJECT, today, port, lambda line: print(line, flush=True))


def _admin(port: int) -> None:
    """Offer forms for every kind of entry on this computer, and write what you save into content/."""
    from almanac.publish.admin import serve

    serve(Project(PROJECT), port, lambda line: print(printable_lines(line), flush=True))


def _port(text: str) -> int:
    number, last = int(text) if text.isascii() and text.isdigit() else 0, oserrors.LAST_PORT
    if not 0 < number <= last:
        raise argparse.ArgumentTypeError(f'found "{text}". Write a number from 1 to {last}, such as 8001.')
    return number


def _due(today: str) -> None:
    """List the entries that need checking again, the most urgent first. Fail if urgent help is overdue."""
    found = load(PROJECT / "content", _day(today))
    for line in due.report(found):
        print(printable(line))
    due.refuse_late_urgent_help(found)


def _day(given: str) -> dt.date:
    """Return the given day, or today's date. What is overdue or dead depends on it, but no built page does."""
    return freshness.parse_day(given) or dt.datetime.now(dt.UTC).date()


def _internal_links() -> None:
    """Serve site/ on this computer and follow every internal link with LinkChecker."""
    from almanac.publish import internal_links

    internal_links.check(PROJECT / "site", PROJECT / "linkcheckerrc", print)


def _links(today: str, report: Path | None, *, again: bool) -> None:
    """Check every link to another site, and record the result in link-health.json."""
    from almanac.linkhealth.run import RunOptions, run  # LinkChecker is slow to load, and changes builtins

    run(
        PROJECT,
        RunOptions(today=_day(today), again=again, report=report),
        lambda line: print(printable(line), file=sys.stderr, flush=True),
    )


def _schemas() -> None:
    """Write the JSON Schemas and lists of keys that text editors use, and the issue forms, from the models."""
    for name, text in schemas.schemas().items():
        (PROJECT / "content" / "schemas" / name).write_text(text, encoding="utf-8", newline="\n")
    (PROJECT / forms.FOLDER).mkdir(parents=True, exist_ok=True)
    for name, text in forms.forms().items():
        (PROJECT / forms.FOLDER / name).write_text(text, encoding="utf-8", newline="\n")
    _write_keys(load(PROJECT / "content"))


def _write_keys(library: Library) -> None:
    """Write the keys for text editors to complete, except on a build server or if there are no schemas."""
    path, text = PROJECT / "content" / "schemas" / schemas.KEYS, schemas.keys(library)
    if path.parent.is_dir() and not os.environ.get("CI") and (not path.exists() or path.read_text("utf-8") != text):
        path.write_text(text, encoding="utf-8", newline="\n")


COMMANDS: dict[str, Callable[..., int | None]] = {
    "check": _check,
    "compare": _compare,
    "rename": _rename,
    "build": _build,
    "pour": _pour,
    "offline": _offline,
    "serve": _serve,
    "admin": _admin,
    "due": _due,
    "internal-links": _internal_links,
    "links": _links,
    "schemas": _schemas,
    **writing.COMMANDS,
}
_TODAY = {"metavar": "DAY", "help": "the day to go by, such as 2026-11-21; else ALMANAC_TODAY, or the day that it is"}
_BUILT = {"metavar": "DAY", "help": "the day to go by; else ALMANAC_TODAY, or the newest day in the content"}

# The arguments and options of each command, as argparse takes them.
OPTIONS: dict[str, dict[str, dict[str, Any]]] = {
    "check": {
        "--today": _TODAY,
        "--format": {
            "choices": report.FORMATS,
            "default": "text",
            "dest": "form",
            "help": "words for a terminal, annotations for GitHub, or JSON for programs",
        },
    },
    "compare": {
        "old": {"type": Path, "metavar": "OLD", "help": "folder of the project as it was"},
        "new": {"type": Path, "metavar": "NEW", "help": "folder of the project as it is to be"},
        "--today": _TODAY,
    },
    "rename": {
        "entry": {"metavar": "KIND/OLD", "help": "the entry, such as organisation/mind"},
        "key": {"metavar": "NEW", "help": "its new key"},
    },
    "build": {"--today": _BUILT},
    "pour": {"site": {"type": Path, "metavar": "SITE", "help": "folder of the built site"}, "--today": _BUILT},
    "offline": {
        "--to": {"type": Path, "metavar": "FILE", "help": "where to write it, else almanac-offline.zip in the project"}
    },
    "serve": {
        "--port": {"type": _port, "default": 8000, "metavar": "PORT", "help": "the port to serve on, else 8000"},
        "--today": _BUILT,
    },
    "admin": {"--port": {"type": _port, "default": 8002, "metavar": "PORT", "help": "the port to serve on, else 8002"}},
    "due": {"--today": _TODAY},
    "links": {
        "--today": _TODAY,
        "--report": {"type": Path, "metavar": "DIR", "help": "write the editors' report to this folder"},
        "--again": {"action": "store_true", "help": "also check what was already checked today"},
    },
    **writing.OPTIONS,
}


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return 0 if it went well, 1 if something needs fixing, 2 for wrong usage, 130 if stopped."""
    parser = argparse.ArgumentParser(prog="almanac", description="Check, build and look after the Almanac.")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, function in COMMANDS.items():
        added = commands.add_parser(name, help=function.__doc__, description=function.__doc__)
        for option, about in OPTIONS.get(name, {}).items():
            added.add_argument(option, **about)
    given = vars(parser.parse_args(arguments))
    if "today" in given:
        given["today"] = given["today"] or os.environ.get("ALMANAC_TODAY", "")
    try:
        if getattr(signal.getsignal(signal.SIGINT), "__name__", "") == "stop_at_once":
            signal.signal(signal.SIGINT, signal.default_int_handler)  # from here on there may be something to tidy up
        result = COMMANDS[given.pop("command")](**given)
        sys.stdout.flush()
    except AlmanacError as error:
        print(printable_lines(str(error)), file=sys.stderr)
        return 1
    except BrokenPipeError:  # the program that reads our output has closed it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        print(oserrors.sentence(error), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(SAID, file=sys.stderr)
        return STOPPED
    return int(result or 0)
