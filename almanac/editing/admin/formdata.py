"""Convert an entry to the data of its form, and back, without adding or losing anything.

The two differ in three ways. An optional part is a list of at most one item, so that the form can omit it too. ``true``
and ``false`` become "yes" and "no" where a third answer is possible. And an empty field in a form is an absent field in
the entry.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from almanac.editing.fieldorder import field_order
from almanac.editing.issues import fields
from almanac.editing.issues.fields import Question

_EMPTY: tuple[Any, ...] = (None, "", [], {})


@functools.cache
def questions_of(model: type[BaseModel], of: str = "") -> Mapping[str, Question]:
    """Return the fields of a model by name, each as a question of a form."""
    return {name: fields.question_of(model, of or model.__name__, name) for name in model.model_fields}


def is_optional_part(one: Question) -> bool:
    """Return whether a form shows a part as a list of at most one item: it may be absent, but not present and empty."""
    return bool(
        one.model
        and not one.many
        and not one.required
        and any(f.is_required() for f in one.model.model_fields.values())
    )


def is_tristate(model: type[BaseModel], one: Question) -> bool:
    """Return whether a field can be yes, no or unknown."""
    return one.options == ("yes", "no") and model.model_fields[one.name].default is None


def to_form(model: type[BaseModel], data: Mapping[str, Any]) -> dict[str, Any]:
    """Return an entry, or a part of one, as its form shows it."""
    known = questions_of(model)
    return {
        name: _to_form(model, known[name], value) if name in known else value
        for name, value in data.items()
        if value is not None
    }


def _to_form(model: type[BaseModel], one: Question, value: Any) -> Any:
    if one.model and one.many and isinstance(value, list):
        return [to_form(one.model, item) if isinstance(item, dict) else item for item in value]
    if one.model and isinstance(value, dict):
        part = to_form(one.model, value)
        return [part] if is_optional_part(one) else part
    if is_tristate(model, one) and isinstance(value, bool):
        return "yes" if value else "no"
    return value


def from_form(model: type[BaseModel], data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the data that a form, or an entry as read, represents: no empty fields, and numbers as numbers."""
    known = questions_of(model)
    made = {name: _from_form(model, known[name], value) if name in known else value for name, value in data.items()}
    made = {
        name: value
        for name, value in made.items()
        if value not in _EMPTY and not (value is False and not is_tristate(model, known[name]))
    }
    made = {name: [] for name, one in known.items() if one.required and one.many} | made
    return {name: made[name] for name in (*field_order(model), *made) if name in made}


def _from_form(model: type[BaseModel], one: Question, value: Any) -> Any:
    if one.model and isinstance(value, list) and not one.many:
        value = value[0] if value else None
    if isinstance(value, list):
        items = (
            from_form(one.model, item) if one.model and isinstance(item, dict) else _plain(one, item) for item in value
        )
        return [item for item in items if item not in _EMPTY]
    if one.model and isinstance(value, dict):
        made = from_form(one.model, value)
        return made if any(part not in _EMPTY for part in made.values()) else None
    if is_tristate(model, one) and value in ("yes", "no"):
        return value == "yes"
    return _plain(one, value)


def _plain(one: Question, value: Any) -> Any:
    """Return a single value, with its spaces normalised, and as a number if the field is numeric."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return value
    return fields.number(" ".join(str(value).split()), one.numeric)
