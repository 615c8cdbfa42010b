"""The types of single fields: what a value may be, and what to say when it is not."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    PlainSerializer,
    Strict,
    StringConstraints,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from almanac.content.kinds import forms, identifierform
from almanac.content.kinds.forms import KEY_FORM
from almanac.content.problem import did_you_mean


def _likely(text: str, known: Mapping[str, AbstractSet[str] | None]) -> str:
    """The reference that was most likely meant by a key alone, or by a page's address."""
    key = text.strip("/ ").rpartition("/")[2].removesuffix(".html").removesuffix(".md")
    return next((f"{kind}/{key}" for kind, keys in known.items() if keys and key in keys), "organisation/mind")


@dataclass(frozen=True)
class RefTo:
    """Marks a field as a reference: to a kind by its name, or to any kind if None.

    Validated with a context (kind name to the keys that exist, or to None
    where they could not all be read), a reference that leads nowhere is an
    error like any other, at its own place.
    """

    kind: str | None

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """The field's own schema, then the look-up."""
        return core_schema.with_info_after_validator_function(self._exists, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """The field's own schema, with the kind that it refers to, for ``schemas``."""
        made: dict[str, Any] = handler(schema)
        return made | ({"x-refers-to": self.kind} if self.kind else {})

    def _exists(self, text: str, info: core_schema.ValidationInfo[Mapping[str, AbstractSet[str] | None] | None]) -> str:
        if info.context is None:
            return text  # the form alone is no reference to anything: only a Library can say
        if not self.kind and not re.fullmatch(rf"[a-z-]+/{KEY_FORM}", text):
            message = 'found "{found}". Write kind and key, such as {such}.'
            raise PydanticCustomError("wrong_form", message, {"found": text[:80], "such": _likely(text, info.context)})
        kind, key = (self.kind, text) if self.kind else text.split("/", 1)
        if kind not in info.context:
            hint = did_you_mean(kind, info.context)
            raise PydanticCustomError(
                "no_entry", 'no kind of entry is called "{found}".{hint}', {"found": kind, "hint": hint}
            )
        keys = info.context[kind]
        if keys is not None and key not in keys:
            hint = did_you_mean(key, keys)
            context = {"kind": kind, "found": key, "hint": hint}
            raise PydanticCustomError("no_entry", 'no {kind} "{found}".{hint}', context)
        return text


def _like(pattern: str) -> Any:
    """What an editor's program may know of a form, as far as a pattern can say it; the check says the rest."""
    return Field(json_schema_extra={"pattern": f"^{pattern}$"})


_AS_IT_STANDS, _SEEN = AfterValidator(forms.as_it_stands), AfterValidator(forms.seen)

Line = Annotated[str, StringConstraints(min_length=1, max_length=400), _AS_IT_STANDS, AfterValidator(forms.one_line)]
"""Text on one line: a title, a name, a place in a document."""

Text = Annotated[str, StringConstraints(min_length=1, max_length=2_000), _AS_IT_STANDS]
"""A statement or a paragraph. Never markup: it is shown as it stands."""

Key = Annotated[str, StringConstraints(max_length=80), _SEEN, forms.advised(forms.key), _like(KEY_FORM)]
"""An entry's address for ever."""

AnyRef = Annotated[str, _SEEN, RefTo(None), _like(rf"[a-z-]+/{KEY_FORM}")]
"""A reference to an entry of any kind."""

RoleRef = Annotated[Key, RefTo("role")]
OrganisationRef = Annotated[Key, RefTo("organisation")]
SourceRef = Annotated[Key, RefTo("source")]
TermRef = Annotated[Key, RefTo("term")]
EventRef = Annotated[Key, RefTo("event")]
AbstractRef = Annotated[Key, RefTo("abstract")]
StandardRef = Annotated[Key, RefTo("standard")]

Day = Annotated[
    dt.date, BeforeValidator(forms.day), PlainSerializer(dt.date.isoformat), _like("20[2-9][0-9]-[01][0-9]-[0-3][0-9]")
]
"""One day, ISO 8601."""

_WHEN = r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"
When = Annotated[
    str,
    forms.form(_WHEN, "Write a year, a month or a day: 2008, 2008-11 or 2008-11-03."),
    AfterValidator(forms.when),
    _like(_WHEN),
]
"""A year, month or day, ISO 8601, as exact as it is known."""

Year = Annotated[int, Field(ge=1500, le=2100)]
Count = Annotated[int, Field(ge=0)]
Number = Annotated[Decimal, Field(max_digits=15, decimal_places=3, allow_inf_nan=False), BeforeValidator(forms.digits)]
"""A figure, to three places of decimals."""

Yes = Annotated[bool, Strict()]
"""``true`` or ``false``, nothing that looks like it."""

WebAddress = Annotated[
    str,
    StringConstraints(max_length=500),
    _SEEN,
    forms.advised(identifierform.web),
    _like(r"https?://[^\s<>\"]*[^\s<>\".,;:!]"),
]
"""An http or https address; no other scheme can enter."""

Doi = Annotated[
    str,
    StringConstraints(max_length=200),
    _SEEN,
    forms.advised(identifierform.doi),
    _like(r"10\.[0-9]{4,9}(\.[0-9]+)*/[!-~]*[^\s.,;:]"),
]
"""A Digital Object Identifier without the resolver's address (ISO 26324)."""

Phone = Annotated[str, StringConstraints(max_length=30), AfterValidator(forms.phone), _like(r"\+?[0-9][0-9 ]*[0-9]")]
"""A number that can be dialled in the UK (as phonenumbers knows them): national, international or short."""

Textphone = Annotated[str, StringConstraints(max_length=30), AfterValidator(forms.textphone), _like("18001 [0-9 ]+")]
"""A number by Relay UK: 18001, then a number that can be dialled."""

Pages = Annotated[
    Line, forms.advised(identifierform.pages), _like(r"[A-Za-z]*[0-9ivxlc]+[A-Za-z]*(-[A-Za-z]*[0-9ivxlc]+[A-Za-z]*)?")
]
"""A page, a range with a plain hyphen, or the number of an article."""

Counted = Annotated[Line, forms.advised(identifierform.counted), _like("[^()–—]+")]
"""A volume or an issue: its number alone."""

_EMAIL = r"[A-Za-z0-9.+_-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+"
Email = Annotated[
    str,
    StringConstraints(max_length=200),
    _SEEN,
    forms.form(_EMAIL, "Write one address, such as info@mind.org.uk."),
    forms.advised(forms.no_private_address),
    _like(_EMAIL),
]
"""An organisation's own address, never a person's private one."""

Nation = Literal[
    "England", "Wales", "Scotland", "Northern Ireland", "UK",
    "Ireland", "Australia", "Canada", "Finland", "Netherlands", "Sweden", "United States", "Europe", "International",
]  # fmt: skip
"""Where something holds; a study from elsewhere names its country."""
