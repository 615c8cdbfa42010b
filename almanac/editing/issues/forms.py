"""GitHub's issue forms, made from the models: one for adding each kind of entry, and one for corrections."""

from __future__ import annotations

from typing import Any

import yaml

from almanac.content.kinds import KINDS, Kind
from almanac.editing.issues import fields
from almanac.editing.issues.fields import Question

FOLDER = ".github/ISSUE_TEMPLATE"
KIND_QUESTION = "What are you adding?"
"""The first question of each form that adds an entry; its answer identifies the kind."""

CORRECTION = "correction.yml"
_MADE = "# Made from the models by \u201cmake schemas\u201d: change those, not this file.\n"
_MOST_OPTIONS = 60
_AS_WRITTEN: Any = {"sort_keys": False, "allow_unicode": True, "width": 10_000}  # in order, a text on one line


def forms() -> dict[str, str]:
    """Return each form by file name, and the configuration of the page on which to choose one."""
    made: dict[str, object] = {f"add-{kind.name}.yml": _of_kind(kind) for kind in KINDS}
    made[CORRECTION] = _correction()
    made["config.yml"] = {"blank_issues_enabled": True}
    return {name: _MADE + yaml.safe_dump(form, **_AS_WRITTEN) for name, form in made.items()}


def kind_label(kind: Kind) -> str:
    """Return what a form calls the kind that it adds."""
    return kind.heading if kind.word.endswith(("change", "law", "figures", "help")) else kind.word.capitalize()


def _of_kind(kind: Kind) -> dict[str, object]:
    intro = (
        "Fill in what you know. A program makes an entry of it and proposes it to the editors. Anybody can read what "
        "you write here, so leave out anything personal. Do not copy sentences from a source."
    )
    kinds = {"label": KIND_QUESTION, "description": "Leave this as it is.", "options": [kind_label(kind)], "default": 0}
    return {
        "name": f"Add: {kind_label(kind)}",
        "description": f"Suggest a new entry ({kind.heading}) without writing YAML.",
        "title": f"Add ({kind.word}): ",
        "body": [
            {"type": "markdown", "attributes": {"value": intro}},
            _element("dropdown", "what", kinds, required=True),
            *(_question(one) for one in fields.questions(kind)),
        ],
    }


def _question(one: Question) -> dict[str, object]:
    required = one.required and one.name != "key"
    if one.options and len(one.options) <= _MOST_OPTIONS:
        return _chosen(one)
    about, value = one.to_write, ""
    if one.name == "key":
        about = "Its permanent address: lower-case letters, digits and hyphens. Leave it empty and we will make one."
    elif one.model is not None:
        value = fields.template(one.model, many=one.many)
        about = f"{about} Write after each colon; leave out lines that you do not need.".strip()
        if one.many:
            about += " For more than one, copy the lines: each begins with a hyphen."
    elif one.many:
        about = f"{about} One on each line.".strip()
    long = one.many or one.model is not None or one.name in _LONG
    attributes: dict[str, Any] = {"label": one.label}
    attributes |= {"description": about} if about else {}
    attributes |= {"value": value} if value and one.required else {"placeholder": value} if value else {}
    return _element("textarea" if long else "input", one.name, attributes, required=required)


_LONG = ("summary", "definition", "statement", "in_short", "today", "note", "what", "use", "history", "text")


def _chosen(one: Question) -> dict[str, object]:
    attributes: dict[str, Any] = {"label": one.label}
    attributes |= {"description": one.to_write} if one.to_write else {}
    attributes |= {"multiple": True} if one.many else {}
    return _element("dropdown", one.name, attributes | {"options": list(one.options)}, required=one.required)


def _element(kind: str, name: str, attributes: dict[str, Any], *, required: bool) -> dict[str, object]:
    made: dict[str, object] = {"type": kind, "id": name, "attributes": attributes}
    return made | ({"validations": {"required": True}} if required else {})


def _correction() -> dict[str, object]:
    intro = (
        "Thank you. Anybody can read what you write here, so leave out anything personal. "
        "If somebody is in danger now, call 999."
    )
    shown = {"label": "Where can we see it?", "description": "A web address, a document and page, or how you know."}
    entry = {"label": "Which page?", "description": "The page or entry: filled in if you came from its page."}
    return {
        "name": "Suggest a correction",
        "description": "Something on the site is wrong, out of date or unclear.",
        "title": "Correction: ",
        "body": [
            {"type": "markdown", "attributes": {"value": intro}},
            _element("input", "entry", entry, required=True),
            _element("textarea", "wrong", {"label": "What is wrong?"}, required=True),
            _element("textarea", "right", {"label": "What should it say?"}, required=False),
            _element("textarea", "shown", shown, required=False),
        ],
    }
