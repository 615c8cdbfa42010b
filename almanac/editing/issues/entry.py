"""``almanac from-issue``: turn a filled-in form into an entry in its place, or say in words what to correct.

It reads the content but has no other effect: nothing here runs, opens or looks up what a form says. As for any other
change, the whole content is checked with the new entry in a copy.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from almanac.content.freshness import parse_day
from almanac.content.kinds import KINDS, Kind
from almanac.content.letters import capitalised
from almanac.content.load import try_load
from almanac.content.printable import printable
from almanac.content.problem import AlmanacError, Problem
from almanac.editing import files, new, yamltext
from almanac.editing.fieldorder import field_order
from almanac.editing.issues import fields, forms
from almanac.editing.pullrequest.comment import escaped

MAX_CHARACTERS = 70_000
"""Characters of an issue; GitHub accepts 65,536."""

_NO_ANSWER = ("", "_No response_", "None")


class NotAFormError(AlmanacError):
    """An issue that was not made from one of our forms; the message says so."""


@dataclass(frozen=True)
class FormResult:
    """The result of processing a form.

    Attributes:
        kind: the kind of the entry.
        key: the key of the entry.
        changed: file to its new text; empty if something must be corrected.
        wrong: corrections needed: the question, and what to write.
    """

    kind: Kind
    key: str
    changed: Mapping[Path, str]
    wrong: tuple[tuple[str, str], ...]


def parse_form(body: str) -> tuple[Kind, dict[str, str]]:
    """Return the kind of a form and its answers by field, without unanswered questions.

    Raises:
        NotAFormError: for an issue that was not made from one of our forms.
    """
    if len(body) > MAX_CHARACTERS:
        raise NotAFormError("the issue is longer than GitHub takes.")
    lines = body.replace("\r\n", "\n").split("\n")
    kind = _kind(lines)
    if kind is None:
        raise NotAFormError(f'this is no form of ours: it does not begin with "{forms.KIND_QUESTION}".')
    questions = fields.questions(kind)
    starts, at = [], 0
    for one in questions:  # in order, so that a heading within an answer is not taken for a question
        found = next((n for n in range(at, len(lines)) if lines[n] == f"### {one.label}"), None)
        if found is not None:
            starts.append((found, one.name))
            at = found + 1
    ends = [start for start, _ in starts[1:]] + [len(lines)]
    told = {name: "\n".join(lines[start + 1 : end]).strip() for (start, name), end in zip(starts, ends, strict=True)}
    return kind, {name: text for name, text in told.items() if text not in _NO_ANSWER}


def _kind(lines: list[str]) -> Kind | None:
    told = [line for line in lines if line.strip()][:2]
    return next((kind for kind in KINDS if told == [f"### {forms.KIND_QUESTION}", forms.kind_label(kind)]), None)


def entry_from_form(content: Path, body: str, today: str) -> FormResult:
    """Return the entry that a form asks for, in its place.

    Args:
        content: folder of the content.
        body: text of the issue.
        today: the day on which the entry joins.

    Raises:
        NotAFormError: for an issue that was not made from one of our forms.
    """
    kind, answers = parse_form(body)
    entry, wrong = read(kind, answers, today)
    key = str(entry["key"])
    if why := new.wrong_key(content, kind, key):
        wrong.append(("Key", why))
    if wrong:
        return FormResult(kind, key, {}, tuple(wrong))
    changed = new.inserted_in_file(content, kind, key, yamltext.block(entry))
    wrong += _problems(content, changed, kind, key)
    return FormResult(kind, key, {} if wrong else changed, tuple(wrong))


def read(kind: Kind, answers: Mapping[str, str], today: str) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """Return the entry that the answers make, and the answers that cannot be used."""
    wrong: list[tuple[str, str]] = []
    told: dict[str, Any] = {}
    for one in fields.questions(kind):
        if one.name in answers and not _untouched(one, answers[one.name]):
            try:
                told[one.name] = fields.answer(one, answers[one.name])
            except fields.AnswerError as error:
                wrong.append((one.label, str(error)))
    told = {name: value for name, value in told.items() if value not in ("", [], {})}
    told.setdefault("key", new.key_for(kind, _flat(told)))
    if kind.name == "abstract":
        told |= {"verified": [], "added": today}
    return {name: told[name] for name in field_order(kind.model) if name in told}, wrong


def _untouched(one: fields.Question, answer: str) -> bool:
    """Return whether the template in the form was left unchanged."""
    template = fields.template(one.model, many=one.many) if one.model else None
    return template is not None and [line.strip() for line in answer.splitlines()] == [
        line.strip() for line in template.splitlines()
    ]


def _flat(told: Mapping[str, Any]) -> dict[str, Any]:
    """Return the answers without authors that are not in parts, from which no key can be made."""
    authors = told.get("authors")
    parted = isinstance(authors, list) and all(isinstance(one, dict) for one in authors)
    return {name: value for name, value in told.items() if name != "authors" or parted}


def _problems(content: Path, changed: Mapping[Path, str], kind: Kind, key: str) -> list[tuple[str, str]]:
    """Return what the check reports about the new entry, by question."""
    with files.trial_copy(content, changed) as copy:
        found = try_load(copy, parse_day("")).problems
    ours = [one for one in found if one.entry == f"{kind.name} {key}"]
    return [(_question(kind, one), _message(one)) for one in (ours or found)]


def _question(kind: Kind, problem: Problem) -> str:
    name, _, part = problem.field.partition(".")
    label = next((one.label for one in fields.questions(kind) if one.name == name), name or "The entry")
    return f"{label}, {part}" if part else label


def _message(problem: Problem) -> str:
    return printable(capitalised(problem.message))


def reply(found: FormResult) -> str:
    """Return the reply to post on the issue, in Markdown."""
    if found.wrong:
        lines = [f"- **{escaped(question)}**: {escaped(printable(message))}" for question, message in found.wrong[:40]]
        more = len(found.wrong) - len(lines)
        rest = [f"- and {more} more"] if more > 0 else []
        intro = "Thank you. Before we can propose this entry, something needs to be put right. Edit your issue:"
        return "\n".join([intro, "", *lines, *rest, "", "When you save it, we look again."]) + "\n"
    return f"Thank you. We have proposed this entry as `{found.kind.name}/{found.key}`. An editor will look at it.\n"


def write(found: FormResult) -> None:
    """Write the files that change."""
    files.write(found.changed)
