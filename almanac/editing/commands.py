"""The commands of ``python -m almanac`` that write YAML for editors."""

from __future__ import annotations

import argparse
import datetime as dt
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from almanac.content import codes, freshness, verified
from almanac.content.load import load
from almanac.content.printable import printable, printable_lines
from almanac.content.problem import AlmanacError
from almanac.editing import drafts, files

PROJECT = Path(__file__).resolve().parents[2]
CONTENT = PROJECT / "content"


class NotFilledError(AlmanacError):
    """A form is incomplete; the message says what to write, with a question on each line."""


class SomeFailedError(AlmanacError):
    """Part of the input could not be read; the rest was."""


def say_drafts() -> None:
    """Print what drafts still lack."""
    for line in drafts.missing_in_drafts(CONTENT, PROJECT / ".cache" / "yaml"):
        print(line)


def _today() -> str:
    return dt.datetime.now(dt.UTC).date().isoformat()


def import_(files_given: list[Path], today: str, *, dry_run: bool) -> None:
    """Import studies from RIS, BibTeX, CSL-JSON, Crossref JSON, PubMed NBIB or EndNote XML, as drafts."""
    from almanac.editing import importing  # the parsers of bibliographies are slow to load

    day = freshness.parse_day(today)
    found = importing.run(
        CONTENT,
        files_given,
        day.isoformat() if day else _today(),
        lambda line: print(printable_lines(line)),
        dry=dry_run,
    )
    if found.failed:
        raise SomeFailedError("Some records could not be read; the lines above say which. All others are there.")


def new(kind: str, fields: list[str], today: str, *, dry_run: bool) -> None:
    """Add a draft of an entry in its place: new study title="…" year=2021 doi=10.…"""  # noqa: D415
    from almanac.editing import new as making

    day = freshness.parse_day(today)
    given = fields or making.ask_for_fields(kind)
    changed, key = making.draft_added(CONTENT, kind, given, day.isoformat() if day else _today())
    if dry_run:
        print(printable_lines(files.diff(changed, CONTENT)))
        return
    files.write(changed)
    (path,) = changed
    name = f"content/{path.relative_to(CONTENT).as_posix()}"
    print(f'{name}: added "{key}" as a draft. "almanac check" says what it still lacks.')


def fix(*, dry_run: bool) -> None:
    """Put entries and fields in the usual order, and tidy quotation marks and spaces; nothing else changes."""
    from almanac.editing import fixing

    changed = fixing.tidied_files(CONTENT)
    if dry_run:
        print(printable_lines(files.diff(changed, CONTENT)))
    else:
        files.write(changed)
    for path in sorted(changed):
        print(f"content/{path.relative_to(CONTENT).as_posix()}: {'would be' if dry_run else 'was'} put in order.")
    if not changed:
        print("Everything is in order.")


def verify() -> None:
    """Rewrite verified.jsonl: what somebody saw of each study, and when, so that later changes are noticed."""
    path = PROJECT / verified.FILE
    record = verified.updated(load(CONTENT), verified.read(path))
    path.write_text(verified.serialised(record), encoding="utf-8", newline="\n")


def retractions(file: Path) -> None:
    """Compare the studies with the CSV of Retraction Watch, which you have downloaded."""
    from almanac.editing import retractions as comparing

    for line in comparing.compared(load(CONTENT), file):
        print(printable(line, 1_000))
    sys.stdout.flush()


def comment(artifact: Path, preview: str) -> None:
    """Turn what "almanac compare" wrote into the comment on a pull request; refuse any other file."""
    from almanac.editing.pullrequest import comment as telling

    print(telling.markdown(telling.read(artifact), preview), end="")


def explain(code: str) -> None:
    """Say what the code at the end of a message means, such as F3, with an example."""
    try:
        print(codes.explained(code))
    except LookupError as error:
        raise AlmanacError(error.args[0]) from None


def from_issue(body: Path, today: str, answer: Path | None) -> None:
    """Turn a filled-in issue form into an entry and add it to its file, or list the answers to correct."""
    from almanac.editing.issues import entry

    day = freshness.parse_day(today)
    made = entry.entry_from_form(
        CONTENT, body.read_bytes().decode("utf-8", "replace"), day.isoformat() if day else _today()
    )
    if answer:
        answer.write_text(entry.reply(made), "utf-8")
    if made.wrong:
        raise NotFilledError("\n".join(f"{question}: {message}" for question, message in made.wrong))
    entry.write(made)
    print(f"{made.kind.name}/{made.key}")


def _web_address(text: str) -> str:
    if text and not re.fullmatch(r"https://[A-Za-z0-9./#?=_-]+", text):
        raise argparse.ArgumentTypeError(f'found "{text}". Write an address that begins with https://.')
    return text


_DRY = {"action": "store_true", "help": "show what would change, and write nothing"}
_DAY = {"metavar": "DAY", "help": "the day they join the library; by default ALMANAC_TODAY, or today"}

COMMANDS: dict[str, Callable[..., None]] = {
    "import": import_,
    "new": new,
    "fix": fix,
    "verified": verify,
    "retractions": retractions,
    "comment": comment,
    "from-issue": from_issue,
    "explain": explain,
}
OPTIONS: dict[str, dict[str, dict[str, Any]]] = {
    "import": {
        "files_given": {"type": Path, "metavar": "FILE", "nargs": "+", "help": "files of other programs"},
        "--today": _DAY,
        "--dry-run": _DRY,
    },
    "new": {
        "kind": {"metavar": "KIND", "help": "study, organisation, term, and so on"},
        "fields": {"metavar": "FIELD=VALUE", "nargs": "*", "help": "what you know; if you give none, you are asked"},
        "--today": _DAY,
        "--dry-run": _DRY,
    },
    "fix": {"--dry-run": _DRY},
    "explain": {"code": {"metavar": "CODE", "help": "such as F3"}},
    "from-issue": {
        "body": {"type": Path, "metavar": "FILE", "help": "the text of the issue"},
        "--today": _DAY,
        "--answer": {"type": Path, "metavar": "FILE", "help": "write the reply to the issue to this file"},
    },
    "comment": {
        "artifact": {"type": Path, "metavar": "ZIP", "help": "an archive of comparison.json and nothing else"},
        "--preview": {
            "type": _web_address,
            "default": "",
            "metavar": "ADDRESS",
            "help": "where the built site can be downloaded",
        },
    },
    "retractions": {"file": {"type": Path, "metavar": "FILE", "help": "the CSV"}},
}
