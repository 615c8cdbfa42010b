"""Explain in an editor's words what is wrong with a field.

Messages are chosen by pydantic's error types, which are stable, never by its English texts.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from almanac.content import choices, fieldswanted, modelfields, unknownfields
from almanac.content.kinds import datechecks
from almanac.content.printable import in_quotes
from almanac.content.problem import FieldPath

_OF_TEXT = "text_"  # prefix of error types that end with the code itself: see ``textchecks``
_WANTED = {
    "string_type": "Write a text.",
    "int_type": "Write a whole number.",
    "bool_type": "Write true or false, without quotes.",
}
_TRUTH = {"yes": "true", "y": "true", "on": "true", "no": "false", "n": "false", "off": "false"}
# Only a comma before exactly three figures separates thousands: 3,215 is 3215, but 8,3 is 8.3.
_THOUSANDS = re.compile(r"-?[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_DECIMAL_COMMA = re.compile(r"(-?[0-9]+),([0-9]{1,2}|(?<=^0,)[0-9]{3})")
_QUOTED = re.compile('"([^"]{2,}?)…?"')  # what a message quotes, or the beginning of it
_LIKE_KEY = re.compile(r"[a-z0-9]+(?:[/-][a-z0-9]+)*")
_SHORT = 60  # a text of at most this many characters may be a list on one line
_NUMBERS = ("int_parsing", "int_from_float", "decimal_parsing", "decimal_type", "int_parsing_size", "finite_number")


@dataclass(frozen=True)
class FieldError:
    """One thing that is wrong: where in the entry, what to do, the code, and what more its place or cause needs.

    Attributes:
        target: of a broken reference, the kind and key that it names.
        word: the word within the field that the error is about, if any.
    """

    field: FieldPath
    message: str
    code: str
    target: tuple[str, str] | None = None
    word: str = ""


def without_consequences(details: list[ErrorDetails], model: type[BaseModel]) -> Iterator[ErrorDetails]:
    """Yield the errors, leaving out those that only follow from another.

    A list is not "too short" if its items were faulty. A field is not "missing" if it is there under another name.
    """
    misnamed = unknownfields.misnamed(details, model)
    meant = {(*path[:-1], name) for path, name in misnamed.items()}
    for detail in details:
        path = detail["loc"]
        inside = (other for other in details if len(other["loc"]) > len(path) and other["loc"][: len(path)] == path)
        follows = (detail["type"] == "too_short" and any(inside)) or (detail["type"] == "missing" and path in meant)
        if detail["type"] == "extra_forbidden":
            yield {**detail, "ctx": {"meant": misnamed[path]}}
        elif not follows:
            yield detail


def explain(detail: ErrorDetails, model: type[BaseModel]) -> FieldError:
    """Translate one pydantic error into an editor's words."""
    kind, field = detail["type"], detail["loc"]
    name = str(field[-1]) if field else ""
    if kind.startswith(_OF_TEXT):
        quotation = _QUOTED.search(detail["msg"])
        return FieldError(field, detail["msg"], kind.removeprefix(_OF_TEXT), word=quotation[1] if quotation else "")
    if kind == "no_entry":
        context = detail["ctx"]
        return FieldError(
            field, detail["msg"], "R1", (context["kind"], context["found"]) if "kind" in context else None
        )
    if kind == "no_key" and (referred := modelfields.referenced_kind(field, model)):
        return FieldError(field, detail["msg"], "R1", (referred, detail["ctx"]["found"]))
    if kind == "missing":
        return FieldError(field, f'"{name}" is missing. Add it.', "F1")
    if kind == "extra_forbidden":
        return FieldError(field, unknownfields.advice(field, detail["ctx"]["meant"], model, detail["input"]), "F2")
    if kind == "literal_error":
        return FieldError(field, _not_allowed(detail, model), "F3")
    if kind in ("string_too_long", "string_too_short"):
        return FieldError(field, _wrong_length(detail, model), "F5")
    of_a_part = isinstance(detail["input"], dict)  # several fields were checked together, and one of them is wrong
    word = str(detail.get("ctx", {}).get("found", "")) if of_a_part else ""
    return FieldError(field, _wrong_form(detail, model), "F4", word=word)


def _wrong_form(detail: ErrorDetails, model: type[BaseModel]) -> str:
    kind, field, given = detail["type"], detail["loc"], detail["input"]
    if field[-1:] == ("year",) and (wanted := datechecks.year(given)):
        return f"found {quoted(given)}. {wanted}"
    if kind in ("greater_than_equal", "less_than_equal"):
        bound = f"at least {detail['ctx']['ge']}" if "ge" in detail["ctx"] else f"at most {detail['ctx']['le']}"
        return f"found {quoted(given)}. Write a number of {bound}."
    if kind.startswith("decimal_max") or kind == "decimal_whole_digits":
        return f"found {quoted(given)}. Write a number of at most twelve digits, with at most three after the point."
    if kind in _NUMBERS:
        return f"found {quoted(given)}. {_number(given, whole=kind.startswith('int'))}"
    if kind == "too_short":
        return "there is nothing in this list. Give at least one."
    if kind in ("model_type", "model_attributes_type"):
        return f"found {quoted(given)}. {fieldswanted.in_place_of(given, field, model)}"
    if kind == "tuple_type":
        return f"found {quoted(given)}. {_list_wanted(given, field, model)}"
    if kind in _WANTED:
        return _with_a_colon(given, field) or _no_text(kind, given, field) or f"found {quoted(given)}. {_WANTED[kind]}"
    if detail["msg"].startswith("Input "):  # pydantic's own text, for an error new to our models
        return f"found {quoted(given)}. Write this in the form of other entries."
    return detail["msg"]


def _with_a_colon(given: object, field: FieldPath) -> str:
    """Say how to quote a list item with a colon, which YAML read as a field; empty if that is not what happened."""
    if not isinstance(given, dict) or len(given) != 1 or not isinstance(field[-1], int):
        return ""
    name, value = next(iter(given.items()))
    if not isinstance(value, str):
        return ""
    if name in modelfields.all_names() and value[:1].isupper():
        return f'each item of this list is a text alone. Remove "{name}:".'
    return f"there is a colon in the text. Put it in quotes: {in_quotes(f'{name}: {value}')}."


def _no_text(kind: str, given: object, field: FieldPath) -> str:
    """Say what to write instead of yes or no, two names of a person, or brackets too many; empty for all else."""
    if kind == "bool_type" and (meant := _TRUTH.get(str(given).casefold())):
        return f"found {quoted(given)}. Write {meant}, without quotes."
    if kind == "string_type" and isinstance(given, dict) and isinstance(given.get("family"), str):
        name = " ".join(filter(None, (str(given.get("given") or ""), given["family"])))
        return f"found fields. Write the whole name as one text: {name}."
    if kind != "string_type" or not isinstance(given, list) or not all(isinstance(item, str) for item in given):
        return ""
    if isinstance(field[-1], int):
        return f"found two pairs of brackets. Write one: [{', '.join(given)}]."
    if len(given) > 1:
        return "found a list. Write one text: join the items, without hyphens or brackets."
    return f"found a list. Write {given[0]} alone, without brackets." if given else ""


def _number(given: object, *, whole: bool) -> str:
    text = str(given).strip().rstrip("%").replace(" ", "").lstrip("£~<>≈n=")
    if not whole and (parts := _DECIMAL_COMMA.fullmatch(text)):
        return f"Write {parts[1]}.{parts[2]}, with a full stop."
    text = text.replace(",", "") if _THOUSANDS.fullmatch(text) else text
    like = text.removeprefix("-").replace(".", "", 1).isdecimal() and text.isascii()
    amounts = re.findall(r"(?<![\w.,-])[0-9]+(?:,[0-9]{3})*(?![0-9.,-]*[0-9])", str(given))
    text, like = (text, like) if like or len(amounts) != 1 else (amounts[0].replace(",", ""), True)
    wanted = f"Write the number alone: {text}." if like and not (whole and "." in text) else ""
    return wanted or ("Write a whole number, in digits alone." if whole else "Write a number, in digits alone.")


def _list_wanted(given: object, field: FieldPath, model: type[BaseModel]) -> str:
    if modelfields.model_at(model, field) is not modelfields.model_at(model, field[:-1]):
        return fieldswanted.of_a_list(given, field, model)
    if isinstance(given, dict) and not any(given.values()):
        return f"Write square brackets: [{', '.join(map(str, given))}]."
    if isinstance(given, str) and len(given) <= _SHORT:
        items = [part.strip(" []()") for part in given.split(",") if part.strip(" []()")]
        listed = set(modelfields.literals(model, field))
        if items and all(item in listed or (not listed and _LIKE_KEY.fullmatch(item)) for item in items):
            return f"Write it as a list: [{', '.join(items)}]."
    some = list(itertools.islice(modelfields.literals(model, field), 2))
    such = f", such as [{', '.join(some)}]" if some else ": each item on its own line, after a hyphen"
    return f"Write a list{such}."


def _not_allowed(detail: ErrorDetails, model: type[BaseModel]) -> str:
    allowed = list(modelfields.literals(model, detail["loc"])) or [detail["ctx"]["expected"]]
    listed = isinstance(detail["loc"][-1], int)
    return f"found {quoted(detail['input'])}. {choices.advice_for(str(detail['input']), allowed, listed=listed)}"


def _wrong_length(detail: ErrorDetails, model: type[BaseModel]) -> str:
    length, context = len(str(detail["input"])), detail["ctx"]
    if "max_length" in context:
        return f"this is {length} characters long. Write at most {context['max_length']}."
    way_out = "" if modelfields.is_required(model, detail["loc"]) else ", or remove the field"
    return f"there is nothing here. Write a text{way_out}."


def quoted(value: Any) -> str:
    """Return a value as a message quotes it."""
    if value is None:
        return "nothing"
    if isinstance(value, (list, dict)):
        return "a list" if isinstance(value, list) else "fields"
    return f'"{str(value).lower() if isinstance(value, bool) else str(value)[:80]}"'
