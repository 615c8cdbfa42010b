"""What to write where an entry has a text or a list in place of fields, or fields in place of a list."""

from __future__ import annotations

import re

from pydantic import BaseModel, ValidationError

from almanac.content import modelfields
from almanac.content.kinds import authorchecks, textchecks
from almanac.content.printable import shortened
from almanac.content.problem import FieldPath

ANY_TEXT = "Some words."
"""A field that takes this takes any text."""

_ONE_PERSON = 3  # a text of at most this many words may be a single person's name
_FEW = 6  # so many fields can all be named


def in_place_of(given: object, field: FieldPath, model: type[BaseModel]) -> str:
    """Say what to write where a field, or an item of a list, has something else in place of its fields."""
    inner, item = modelfields.model_at(model, field), not field or isinstance(field[-1], int)
    if "family" in inner.model_fields and isinstance(given, str):
        wanted = f"Write two lines: {authorchecks.from_one_text(given)}; or one: body, for an organisation."
        return authorchecks.and_others(given) or wanted
    own = taking(inner, given) if isinstance(given, str) else ""
    if item and own:
        return f'Write "- {own}: {shortened(str(given))}"{_with_others(inner, own, ", and below it ")}.'
    if item:
        return f"After a hyphen, write its fields, each on a line of its own: {', '.join(_named(inner))}."
    if isinstance(given, list) and given and isinstance(given[0], dict):
        return f'Remove the hyphen before "{next(iter(given[0]))}": this is not a list.'
    if own:
        others = _with_others(inner, own, " and ")
        return f'Write "{field[-1]}:" alone, and below it "{own}: {shortened(str(given))}"{others}.'
    return f'Write "{field[-1]}:" alone, and below it {", ".join(_named(inner))}{_such(given, inner)}.'


def _with_others(model: type[BaseModel], own: str, before: str) -> str:
    others = [f'"{name}:"' for name in model.model_fields if name != own and _is_required(model, name)]
    return before + " and ".join(others) if others else ""


def _such(given: object, model: type[BaseModel]) -> str:
    """Return an example of a field below, if a list was given and there are fields that take one."""
    lists = [name for name in model.model_fields if modelfields.is_list(model, name)]
    if not isinstance(given, list) or not lists:
        return ""
    return f', such as "{lists[0]}: [{shortened(", ".join(map(str, given)))}]"'


def of_a_list(given: object, field: FieldPath, model: type[BaseModel]) -> str:
    """Say what to write in place of something that should be a list of fields."""
    inner = modelfields.model_at(model, field)
    needed = modelfields.required(inner)
    if given and isinstance(given, dict) and given.keys() <= inner.model_fields.keys():
        return f'Put a hyphen before "{next(iter(given))}", because this is a list.'
    if not isinstance(given, str):
        return f"Write a list: for each item a hyphen, then its fields: {', '.join(needed)}."
    if "family" in inner.model_fields:
        several = re.split(r";| and ", given)
        in_order = len(several) > 1 and "," not in several[-1]  # "Ida Tamm, Bo Wick and Al Lamp"
        first, *others = re.split(r",|;| and ", given) if in_order else several
        wanted = authorchecks.from_one_text(first) if others or len(given.split()) <= _ONE_PERSON else ", ".join(needed)
        return f"Write a list: for each item a hyphen, then its fields: {wanted.rstrip('.')}."
    item = in_place_of(given, (*field, 0), model)
    return f'Write "{field[-1]}:" alone. Below it, {item[0].lower()}{item[1:]}'


def taking(model: type[BaseModel], text: str) -> str:
    """Return the one field of a model that a text belongs to; empty if none takes it, or several do.

    A field that takes only such texts, as a telephone number, comes before those that take any.
    """
    if textchecks.fault(text):  # "none" belongs in no field
        return ""
    able = [name for name in model.model_fields if takes(model, name, text)]
    own = [name for name in able if not takes(model, name, ANY_TEXT)]
    found = own or [name for name in able if _is_required(model, name)]
    return found[0] if len(found) == 1 else ""


def takes(model: type[BaseModel], name: str, text: str) -> bool:
    """Return whether a field of a model takes a text."""
    try:
        model.model_validate({name: text})
    except ValidationError as error:
        return all(one["loc"][:1] != (name,) for one in error.errors(include_url=False))
    return True


def _is_required(model: type[BaseModel], name: str) -> bool:
    return model.model_fields[name].is_required()


def _named(model: type[BaseModel]) -> list[str]:
    """Return the fields of a model that a message names: all, or those it needs if there are many."""
    return list(model.model_fields) if len(model.model_fields) <= _FEW else modelfields.required(model)
