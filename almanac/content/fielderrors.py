"""What a model says of a wrong field, in an editor's words.

Chosen by pydantic's error types, which are stable, never by its English.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, get_args

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from almanac.content.problem import did_you_mean

_OWN = {
    "unsafe_text": "F5",
    "no_entry": "R1",
    "taken_key": "R5",
}  # errors that our own field types raise; the rest are F4
_WANTED = {
    "string_type": "Write a text.",
    "int_type": "Write a whole number.",
    "int_parsing": "Write a whole number.",
    "bool_type": "Write true or false, without quotes.",
    "tuple_type": "Write a list: each item on its own line, after a hyphen.",
    "model_type": "Write its fields below it, indented.",
    "model_attributes_type": "Write its fields below it, indented.",
}


def first_causes(details: list[ErrorDetails]) -> Iterator[ErrorDetails]:
    """The errors without those that only follow: a list is not "too short" when its items were faulty."""
    for detail in details:
        path = detail["loc"]
        inside = (other for other in details if len(other["loc"]) > len(path) and other["loc"][: len(path)] == path)
        if detail["type"] != "too_short" or not any(inside):
            yield detail


def explain(detail: ErrorDetails, model: type[BaseModel]) -> tuple[tuple[str | int, ...], str, str]:
    """Field path, message and problem code for one pydantic error in a model."""
    kind, field = detail["type"], detail["loc"]
    name = str(field[-1]) if field else ""
    if kind == "missing":
        return field, f'"{name}" is missing. Add it.', "F1"
    if kind == "extra_forbidden":
        known = _fields_at(model, field[:-1])
        return field, f'there is no field "{name}" here.{did_you_mean(name, known)}', "F2"
    if kind == "literal_error":
        return field, _not_allowed(detail), "F3"
    if kind in ("string_too_long", "string_too_short"):
        return field, _wrong_length(detail), "F5"
    if kind in ("greater_than_equal", "less_than_equal"):
        bound = f"at least {detail['ctx']['ge']}" if "ge" in detail["ctx"] else f"at most {detail['ctx']['le']}"
        return field, f"found {_shown(detail['input'])}. Write a number of {bound}.", "F4"
    if kind == "too_short":
        return field, "there is nothing in this list. Give at least one.", "F4"
    if kind in _WANTED:
        return field, f"found {_shown(detail['input'])}. {_WANTED[kind]}", "F4"
    return field, detail["msg"], _OWN.get(kind, "F4")


def _not_allowed(detail: ErrorDetails) -> str:
    allowed = detail["ctx"]["expected"].replace(" or ", ", ").replace("'", "").split(", ")
    hint = did_you_mean(str(detail["input"]), allowed)
    return f"found {_shown(detail['input'])}.{hint} Write one of: {', '.join(allowed)}."


def _wrong_length(detail: ErrorDetails) -> str:
    length, context = len(str(detail["input"])), detail["ctx"]
    if "max_length" in context:
        return f"this is {length} characters long. Write at most {context['max_length']}."
    return "there is nothing here. Write a text or remove the field."


def _shown(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, (list, dict)):
        return "a list" if isinstance(value, list) else "fields"
    return f'"{str(value)[:80]}"'


def _fields_at(model: type[BaseModel], path: tuple[str | int, ...]) -> Iterable[str]:
    """Names of the fields that the model at a path has."""
    for step in path:
        if isinstance(step, str):
            model = next(_models(model.model_fields[step].annotation), model)
    return model.model_fields


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models(part)
