"""The result of a check as text, as annotations and a summary for GitHub, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from almanac.content.codes import CODES
from almanac.content.letters import capitalised, counted
from almanac.content.printable import printable
from almanac.content.problem import MAX_SHOWN, Problem, total
from almanac.editing.check import CheckResult

FORMATS = ("text", "github", "json")


def text(checked: CheckResult) -> str:
    """Return the problems, a line each, followed by the verdict."""
    return "\n".join([*map(str, (*checked.errors, *checked.advice)[:MAX_SHOWN]), verdict(checked)])


def verdict(checked: CheckResult) -> str:
    """Summarise the result in a sentence or two."""
    if checked.errors:
        return total(checked.errors)
    advice = len(checked.advice)
    more = f" {counted(advice, 'piece')} of advice above: the content can be published as it is." if advice else ""
    return f"{checked.entries} entries, no problem found.{more}"


def as_json(checked: CheckResult) -> str:
    """Return the whole result for programs, with the severity of each problem."""
    found = [
        {
            "severity": severity,
            "code": one.code,
            "file": one.file,
            "line": one.line,
            "column": one.column,
            "entry": one.entry,
            "field": one.field,
            "message": one.message,
            "following": one.following,
        }
        for severity, problems in (("error", checked.errors), ("advice", checked.advice))
        for one in problems
    ]
    return json.dumps(
        {"entries": checked.entries, "ok": not checked.errors, "problems": found}, ensure_ascii=False, indent=1
    )


def github(checked: CheckResult) -> str:
    """Return the commands with which GitHub annotates lines of a pull request, and the verdict."""
    lines = [*_annotations(checked.errors, "error"), *_annotations(checked.advice, "warning"), verdict(checked)]
    return "\n".join(lines)


def _annotations(problems: Sequence[Problem], level: str) -> Iterator[str]:
    for one in problems:
        where = ", ".join(part for part in (one.entry, one.field) if part)
        title = f"{where or one.file} [{one.code}]"
        follow = f" And {one.following} that follow from it." if one.following else ""
        place = f"file={_property(one.file)},line={one.line},col={one.column},title={_property(title)}"
        yield f"::{level} {place}::{_data(_sentence(printable(one.message)) + follow)}"


def _data(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")


def _sentence(message: str) -> str:
    return capitalised(message)


def summary(checked: CheckResult) -> str:
    """Return Markdown for the summary page of a workflow run, saying what to do."""
    if not checked.errors and not checked.advice:
        return f"## The content is in order\n\nAll {checked.entries} entries were checked. There is nothing to do.\n"
    parts = []
    if checked.errors:
        parts += [
            "## Something needs correcting",
            "",
            "Nothing is published until this is done. Each line says what to write.",
            "",
        ]
        parts += _table(checked.errors)
    else:
        parts += [
            "## The content is in order",
            "",
            f"All {checked.entries} entries were checked, and can be published.",
            "",
        ]
    if checked.advice:
        parts += ["### Advice", "", "This does not hold up the change, but please look at it.", ""]
        parts += _table(checked.advice)
    codes = dict.fromkeys(one.code for one in (*checked.errors, *checked.advice))
    parts += [
        "### What the codes mean",
        "",
        *(f"- **{code}**: {CODES[code].means} {CODES[code].do}" for code in codes if code in CODES),
    ]
    return "\n".join(parts) + "\n"


def _table(problems: Sequence[Problem]) -> list[str]:
    rows = ["| Where | What | Code |", "|---|---|---|"]
    for one in problems:
        where = ", ".join(part for part in (one.entry, one.field) if part)
        follow = f" And {one.following} that follow from it." if one.following else ""
        place = f"`{one.file}`, line {one.line}"
        rows.append(f"| {_cell(where)}<br>{place} | {_cell(_sentence(one.message) + follow)} | {one.code} |")
    return [*rows, ""]


def _cell(value: str) -> str:
    plain = value.replace("&", "&amp;").replace("<", "&lt;").replace("|", "\\|").replace("\n", " ")
    return plain.replace("*", "\\*").replace("_", "\\_").replace("`", "\\`").replace("[", "\\[")
