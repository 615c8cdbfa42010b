"""An entry as a form shows it, and what a form gives back as an entry: neither adds nor loses anything.

The two differ in three things. A part that an entry may lack is a list of one
at most, so that the form can lack it too. ``true`` and ``false`` are "yes" and
"no" where there is a third answer. And what a form leaves empty is no field.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from almanac.editing.fieldorder import field_order
from almanac.editing.issues import fields
from almanac.editing.issues.fields import Asked

_EMPTY: tuple[Any, ...] = (None, "", [], {})


@functools.cache
def asked(model: type[BaseModel], of: str = "") -> Mapping[str, Asked]:
    """The fields of a model by name, each as it is asked for."""
    return {name: fields.question_of(model, of or model.__name__, name) for name in model.model_fields}


def may_lack(one: Asked) -> bool:
    """Whether a form shows a part as a list of one at most: it may be absent, but cannot be there and empty."""
    return bool(
        one.model
        and not one.many
        and not one.required
        and any(f.is_required() for f in one.model.model_fields.values())
    )


def three_answers(model: type[BaseModel], one: Asked) -> bool:
    """Whether a field is yes, no, or not known."""
    return one.options == ("yes", "no") and model.model_fields[one.name].default is None


def shown(model: type[BaseModel], data: Mapping[str, Any]) -> dict[str, Any]:
    """An entry, or a part of one, as its form shows it."""
    known = asked(model)
    return {
        name: _shown(model, known[name], value) if name in known else value
        for name, value in data.items()
        if value is not None
    }


def _shown(model: type[BaseModel], one: Asked, value: Any) -> Any:
    if one.model and one.many and isinstance(value, list):
        return [shown(one.model, item) if isinstance(item, dict) else item for item in value]
    if one.model and isinstance(value, dict):
        part = shown(one.model, value)
        return [part] if may_lack(one) else part
    if three_answers(model, one) and isinstance(value, bool):
        return "yes" if value else "no"
    return value


def meant(model: type[BaseModel], data: Mapping[str, Any]) -> dict[str, Any]:
    """What a form, or an entry as it was read, says: what is empty left out, numbers as numbers."""
    known = asked(model)
    made = {name: _meant(model, known[name], value) if name in known else value for name, value in data.items()}
    made = {
        name: value
        for name, value in made.items()
        if value not in _EMPTY and not (value is False and not three_answers(model, known[name]))
    }
    made = {name: [] for name, one in known.items() if one.required and one.many} | made
    return {name: made[name] for name in (*field_order(model), *made) if name in made}


def _meant(model: type[BaseModel], one: Asked, value: Any) -> Any:
    if one.model and isinstance(value, list) and not one.many:
        value = value[0] if value else None
    if isinstance(value, list):
        items = (
            meant(one.model, item) if one.model and isinstance(item, dict) else _plain(one, item) for item in value
        )
        return [item for item in items if item not in _EMPTY]
    if one.model and isinstance(value, dict):
        made = meant(one.model, value)
        return made if any(part not in _EMPTY for part in made.values()) else None
    if three_answers(model, one) and value in ("yes", "no"):
        return value == "yes"
    return _plain(one, value)


def _plain(one: Asked, value: Any) -> Any:
    """A single value: a text with single spaces alone, and a number where a number is meant."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return value
    return fields.number(" ".join(str(value).split()), one.numeric)
