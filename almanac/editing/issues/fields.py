"""Turn a field of a model into a question of a form, and its answer into a value for the model."""

from __future__ import annotations

import re
import types
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from almanac.content import fieldswanted
from almanac.content.kinds import Kind
from almanac.content.kinds.validators import EMAIL, KEY_FORM
from almanac.content.letters import capitalised
from almanac.content.links import reference_kinds, type_parts
from almanac.content.problem import AlmanacError
from almanac.content.schemas import described
from almanac.editing.fieldorder import field_order
from almanac.editing.issues import outline
from almanac.editing.pullrequest.differences import reader_name

NOT_ASKED = frozenset({"draft", "was", "changed", "checked_by", "verified", "added", "uncertain", "notices"})
"""Fields that an editor decides, or that only a later version of an entry can have."""

_WITHOUT_COMMA = rf"([a-z-]+/)?{KEY_FORM}|{EMAIL}"
"""Form of values that contain no comma, so that commas may divide them."""


class AnswerError(AlmanacError):
    """An answer that the field cannot accept; the message says what to write."""


@dataclass(frozen=True)
class Question:
    """One question of a form.

    Attributes:
        name: the field.
        label: its name on the form, unique there.
        help_text: what the field is for.
        refers_to: the kind of entry whose key is the answer; None for any kind, empty if it is not a reference.
        options: the values to choose from; empty for free text.
        many: whether there may be more than one answer.
        model: the model of its parts, if it has parts.
        required: whether an entry must have it.
        numeric: its numeric type, if any.
    """

    name: str
    label: str
    help_text: str
    refers_to: str | None
    options: tuple[str, ...]
    many: bool
    model: type[BaseModel] | None
    required: bool
    numeric: type | None

    @property
    def to_write(self) -> str:
        """Instructions for a form that does not offer entries to choose from."""
        if not self.refers_to:
            return self.help_text
        kind = self.refers_to.replace("-", " ")
        return f"{self.help_text} Write the key of the {kind}: the end of its page's address.".strip()


def questions(kind: Kind) -> tuple[Question, ...]:
    """Return the questions of the form for a kind, in order."""
    return tuple(question_of(kind.model, kind.name, name) for name in field_order(kind.model) if name not in NOT_ASKED)


def question_of(model: type[BaseModel], of: str, name: str) -> Question:
    """Return the question for one field of a model.

    Args:
        model: the model of an entry, or of a part of one.
        of: the kind of the entry, or the name of the part's model.
        name: the field.
    """
    about = model.model_fields[name]
    types_in = tuple(type_parts(about.annotation))
    leaf, many = _leaf(about.annotation)
    inner = leaf if isinstance(leaf, type) and issubclass(leaf, BaseModel) else None
    options = tuple(map(str, get_args(leaf))) if get_origin(leaf) is Literal else ()
    if leaf is bool:
        options = ("yes", "no")
    label = "Key" if name == "key" else capitalised(reader_name(name))
    told = about.description or described(of, name)
    refers_to = reference_kinds(model).get(name, "")
    numeric = next((one for one in (int, Decimal) if one in types_in and leaf is not bool and not inner), None)
    return Question(name, label, told, refers_to, options, many, inner, about.is_required(), numeric)


def _leaf(annotation: Any) -> tuple[Any, bool]:
    """Return the type of a single value of a field, and whether there may be several."""
    if get_origin(annotation) is Annotated:
        return _leaf(get_args(annotation)[0])
    if get_origin(annotation) in (Union, types.UnionType):
        return _leaf(next(part for part in get_args(annotation) if part is not type(None)))
    if get_origin(annotation) is tuple:
        return _leaf(get_args(annotation)[0])[0], True
    if isinstance(annotation, type(Literal["x"])) or get_origin(annotation) is Literal:
        return annotation, False
    alias = getattr(annotation, "__value__", None)
    return _leaf(alias) if alias is not None else (annotation, False)


def template(model: type[BaseModel], *, many: bool) -> str:
    """Return the template for a field with parts: each part on a line, to be filled in."""
    lines = [f"{name}: " for name in field_order(model) if name not in ("draft", "was")]
    return "\n".join([f"- {lines[0]}", *(f"  {line}" for line in lines[1:])] if many else lines)


def answer(question: Question, text: str) -> Any:
    """Convert an answer to a value for the model.

    Raises:
        AnswerError: if its parts cannot be told apart.
    """
    if question.model is None:
        values = _several(question, text) if question.many else [" ".join(text.split())]
        made = [_plain(question, one) for one in values]
        return made if question.many else made[0]
    names = frozenset(_names(question.model))
    try:
        read = outline.read(text, names)
    except outline.OutlineError as error:
        raise AnswerError(str(error)) from None
    made = _typed(read, question.model)
    return [made] if question.many and isinstance(made, dict) else made


def _several(question: Question, text: str) -> list[str]:
    """Split an answer into several values: one per line, or options, keys and emails separated by commas."""
    bare = re.sub(r"^\s*\[([^\[\]]*)\]\s*$", r"\1", text)  # as a message of the check writes a list
    lines = [line.strip().removeprefix("- ").strip() for line in bare.splitlines() if line.strip()]
    parts = [one for line in lines for one in re.split(r" *[,;] *", line) if one]
    known = set(question.options)
    return parts if all(one in known or re.fullmatch(_WITHOUT_COMMA, one) for one in parts) else lines


def _plain(question: Question, text: str) -> Any:
    if question.options == ("yes", "no") and text in question.options:
        return text == "yes"
    return number(text, question.numeric)


def number(text: str, kind: type | None) -> Any:
    """Convert a text to a number, if a number is wanted."""
    if kind is int and re.fullmatch(r"[0-9]{1,9}", text):
        return int(text)
    if kind is Decimal and re.fullmatch(r"-?[0-9]{1,12}(\.[0-9]{1,3})?", text):
        return Decimal(text)
    return text


def _typed(value: Any, model: type[BaseModel]) -> Any:
    """Convert the texts of an outline to values for a model's parts; a text alone is for the part that takes it."""
    if isinstance(value, list):
        return [_typed(one, model) for one in value]
    if isinstance(value, str) and (own := fieldswanted.taking(model, value)):
        value = {own: value}
    if not isinstance(value, dict):
        return value
    made = {}
    for name in field_order(model):
        if name in value and value[name] not in ("", []):
            question = question_of(model, model.__name__, name)
            made[name] = _part(question, value[name])
    return made


def _part(question: Question, value: Any) -> Any:
    if question.model is not None:
        held = [value] if question.many and isinstance(value, dict) else value
        return _typed(held, question.model)
    if isinstance(value, list):
        return [_plain(question, one) if isinstance(one, str) else one for one in value]
    if question.many and isinstance(value, str):
        return [_plain(question, one) for one in _several(question, value)]
    return _plain(question, value) if isinstance(value, str) else value


def _names(model: type[BaseModel]) -> Iterator[str]:
    """Yield the names of a model's fields, and of those of its parts."""
    for name in model.model_fields:
        yield name
        leaf, _ = _leaf(model.model_fields[name].annotation)
        if isinstance(leaf, type) and issubclass(leaf, BaseModel):
            yield from _names(leaf)
