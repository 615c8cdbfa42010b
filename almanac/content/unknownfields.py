"""Fields that an entry has and its kind does not: which field was meant, and what to write."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from almanac.content import fieldswanted, modelfields, othernames
from almanac.content.kinds.base import Entry
from almanac.content.printable import shortened
from almanac.content.problem import FieldPath, did_you_mean, nearest

_RARELY_MISNAMED = ("key", "draft", "was", "changed", "checked_by")  # fields that nobody looks for under another name


def _meant(name: str, known: list[str]) -> str:
    """Return the field that a name means, by another spelling or another word for it; empty if there is none."""
    plain = name.casefold().strip().replace(" ", "_").replace("-", "_")
    same = plain if plain in known else f"{plain}s" if f"{plain}s" in known else ""
    within = [other for other in known if other in plain.split("_")]  # "opening_hours" for "hours"
    same = same or (within[0] if len(within) == 1 else "")
    return same or next((other for other in othernames.FIELDS.get(name.casefold(), ()) if other in known), "")


def misnamed(details: Iterable[ErrorDetails], model: type[BaseModel]) -> dict[FieldPath, str]:
    """Return the field that was meant by each that is unknown, by its path; empty if there is no telling."""
    unknown = [(one["loc"], one["input"]) for one in details if one["type"] == "extra_forbidden"]
    missing = [one["loc"] for one in details if one["type"] == "missing"]
    found: dict[FieldPath, str] = {}
    for path, given in unknown:
        name, known = str(path[-1]), list(modelfields.fields_at(model, path[:-1]))
        alone = [other for other, _ in unknown if other[:-1] == path[:-1]] == [path]
        lacking = [str(other[-1]) for other in missing if other[:-1] == path[:-1]] if alone and path[:-1] else []
        found[path] = _meant(name, known) or nearest(name, known)
        if not found[path] and len(lacking) == 1 and name not in model.model_fields and isinstance(given, str):
            takes = fieldswanted.takes(modelfields.model_at(model, path[:-1]), lacking[0], given)
            found[path] = lacking[0] if takes else ""
    return found


def is_like_none(field: FieldPath, model: type[BaseModel]) -> bool:
    """Return whether an unknown field resembles no field of its place, of the entry, or of a part beside it."""
    name, here = str(field[-1]), modelfields.model_at(model, field[:-1])
    known = list(here.model_fields)
    within = any(name in modelfields.inner_fields(here, outer) for outer in known)
    return not (name in model.model_fields or within or _meant(name, known) or nearest(name, known))


def is_known_otherwise(field: FieldPath, model: type[BaseModel]) -> bool:
    """Return whether an unknown field is one of its place under another name."""
    return bool(_meant(str(field[-1]), list(modelfields.fields_at(model, field[:-1]))))


def advice(field: FieldPath, meant: str, model: type[BaseModel], given: object) -> str:
    """Say what to write in place of an unknown field; ``meant`` is the one that was meant, as by ``misnamed``."""
    name, path = str(field[-1]), field[:-1]
    known = list(modelfields.fields_at(model, path))
    called = _meant(name, known)
    within = [outer for outer in known if name in modelfields.inner_fields(modelfields.model_at(model, path), outer)]
    above = [step for step in path if isinstance(step, str)]
    inner = list(modelfields.inner_fields(modelfields.model_at(model, path), called)) if called else []
    if inner and "asked" in inner:  # a summary must be our own words, not an abstract pasted from elsewhere
        return f'there is no field "{name}" here. Write a "{called}" in our own words, under: {", ".join(inner)}.'
    if called:
        return f'there is no field "{name}" here. {_in_its_place(called, given, modelfields.model_at(model, path))}'
    if above and name in model.model_fields:
        return f'"{name}" is no part of "{above[-1]}". Move it to the left, in line with "{above[0]}".'
    if within:
        return f'"{name}" belongs to "{within[0]}". Put two more spaces before it, below "{within[0]}:".'
    if meant and not nearest(name, known):
        return f'there is no field "{name}" here, and "{meant}" is missing. Write "{meant}" in its place.'
    chosen = [other for other in known if name in modelfields.literals(model, (*path, other))]
    hint = f' Write "{chosen[0]}: {name}".' if len(chosen) == 1 else did_you_mean(name, known)
    hint = hint or f" There are: {', '.join(own_first(known))}."
    return f'there is no field "{name}" here.{hint}'


def _in_its_place(name: str, given: object, model: type[BaseModel]) -> str:
    """Say what to write for a misnamed field; if the field takes a list, a single text would be refused next."""
    if not isinstance(given, str) or not modelfields.is_list(model, name):
        return f'Write "{name}".'
    if modelfields.inner_fields(model, name):
        needed = ", ".join(modelfields.required(modelfields.model_at(model, (name,))))
        return f'Write "{name}:" alone, and below it, after a hyphen, the fields of each: {needed}.'
    return f'Write "{name}: [{shortened(given.removeprefix("mailto:"))}]".'


def own_first(known: list[str]) -> list[str]:
    """Return the fields that an editor may have meant: those of one kind before those that every entry has."""
    own = [name for name in known if name not in Entry.model_fields]
    return own + [name for name in known if name in Entry.model_fields and name not in _RARELY_MISNAMED]
