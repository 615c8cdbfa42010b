"""What the models say about fields: their names, the fields below them, and the type of the field at a path."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from almanac.content.kinds import KINDS
from almanac.content.links import reference_kinds, type_parts
from almanac.content.problem import FieldPath


@functools.cache
def all_names() -> frozenset[str]:
    """Return the name of every field, at any depth, of any kind."""
    return frozenset(name for kind in KINDS for model in _with_inner(kind.model) for name in model.model_fields)


@functools.cache
def lists() -> frozenset[str]:
    """Return the name of every field that takes a list in each kind and at each depth where there is one."""
    models = {model for kind in KINDS for model in _with_inner(kind.model)}
    of_lists = {name for model in models for name in model.model_fields if is_list(model, name)}
    return frozenset(of_lists - {name for model in models for name in model.model_fields if not is_list(model, name)})


@functools.cache
def inner_field_names(name: str) -> tuple[str, ...]:
    """Return the fields below a field of this name in any kind, required ones first; none if it holds a text."""
    models = (model for kind in KINDS for model in _with_inner(kind.model) if name in model.model_fields)
    inner = [(model, one) for model in models for one in inner_fields(model, name)]
    ordered = sorted(inner, key=lambda found: not is_required(found[0], (name, found[1])))
    return tuple(dict.fromkeys(one for _, one in ordered))


@functools.cache
def outer_field_names(name: str) -> tuple[str, ...]:
    """Return the fields that hold fields and have this one among them, in any kind; none if it can stand by itself."""
    models = {model for kind in KINDS for model in _with_inner(kind.model)}
    if any(name in kind.model.model_fields for kind in KINDS):
        return ()
    fields = ((model, outer) for model in models for outer in model.model_fields)
    return tuple(sorted({outer for model, outer in fields if name in inner_fields(model, outer)}))


@functools.cache
def together(one: str, other: str) -> bool:
    """Return whether some kind has two fields side by side, at any depth."""
    models = (model for kind in KINDS for model in _with_inner(kind.model))
    return any(one in model.model_fields and other in model.model_fields for model in models)


def of_items_with_a_key(names: set[str]) -> bool:
    """Return whether fields are those of an item within an entry that has a key of its own, as a question has."""
    models = {model for kind in KINDS for model in _with_inner(kind.model)} - {kind.model for kind in KINDS}
    return any("key" in model.model_fields and names <= model.model_fields.keys() for model in models)


def _with_inner(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    yield model
    for field in model.model_fields.values():
        yield from (one for inner in _models(field.annotation) if inner is not model for one in _with_inner(inner))


def is_required(model: type[BaseModel], path: FieldPath) -> bool:
    """Return whether the field at a path is required."""
    field = model_at(model, path[:-1]).model_fields.get(str(path[-1]))
    return bool(field and field.is_required())


def required(model: type[BaseModel]) -> list[str]:
    """Return the required fields of a model, or all of its fields if none is required."""
    return [name for name, field in model.model_fields.items() if field.is_required()] or list(model.model_fields)


def fields_at(model: type[BaseModel], path: FieldPath) -> Iterable[str]:
    """Return the names of the fields of the model at a path."""
    return model_at(model, path).model_fields


def model_at(model: type[BaseModel], path: FieldPath) -> type[BaseModel]:
    """Return the model at a path within a model, or the closest model that contains the path."""
    for step in path:
        if isinstance(step, str) and step in model.model_fields:
            model = next(_models(model.model_fields[step].annotation), model)
    return model


def literals(model: type[BaseModel], path: FieldPath) -> Iterator[str]:
    """Yield the values that the field at a path allows, if they are listed."""
    names = [step for step in path if isinstance(step, str)]
    if names:
        field = model_at(model, tuple(names[:-1])).model_fields.get(names[-1])
        for part in type_parts(field.annotation) if field else ():
            if getattr(part, "__origin__", None) is not None and str(part.__origin__) == "typing.Literal":
                yield from map(str, get_args(part))


def referenced_kind(path: FieldPath, model: type[BaseModel]) -> str | None:
    """Return the kind of entry that the field at a path refers to; None for other fields."""
    names = [step for step in path if isinstance(step, str)]
    return reference_kinds(model_at(model, tuple(names[:-1]))).get(names[-1]) if names else None


def is_list(model: type[BaseModel], name: str) -> bool:
    """Return whether a field of a model takes a list."""
    return get_origin(model.model_fields[name].annotation) is tuple


def inner_fields(model: type[BaseModel], name: str) -> Iterable[str]:
    """Return the fields below a field of a model; none if it holds a text."""
    return next((inner.model_fields for inner in _models(model.model_fields[name].annotation)), ())


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models(part)
