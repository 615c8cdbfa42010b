"""The types of single fields: what a value may be, and what to say when it is not."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, Literal

import phonenumbers
from phonenumbers.shortnumberinfo import is_valid_short_number_for_region
from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    GetCoreSchemaHandler,
    PlainSerializer,
    Strict,
    StringConstraints,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from almanac.content.kinds import identifierform, textform
from almanac.content.problem import did_you_mean

# Digits are 0 to 9: \d alone would also take those of other scripts, which few readers and no dialler can read.
KEY_FORM = r"[a-z0-9]+(-[a-z0-9]+)*"
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)
FIRST_YEAR = 2020
"""No entry was looked at before this year: the Almanac is younger."""


def _shown_as_it_stands(text: str) -> str:
    """A text without anything that a reader should not see; the error's type is the code of the problem."""
    found = textform.fault(text)
    if found:
        code, message = found
        raise PydanticCustomError(f"text_{code}", "{message}", {"message": message})  # type: ignore[arg-type]  # one type for each code
    return text


def _seen(text: str) -> str:
    """An identifier without characters that nobody sees."""
    if textform.unseen(text):
        return _shown_as_it_stands(text)
    return text


def _one_line(text: str) -> str:
    if "\n" in text:
        raise PydanticCustomError("one_line", "this must stand on one line. Join the lines.")
    return text


def _form(pattern: str, advice: str) -> AfterValidator:
    """A check that the whole text has a form; advice says what to write instead."""
    compiled = re.compile(pattern)

    def check(text: str) -> str:
        if not compiled.fullmatch(text):
            message = 'found "{found}". {advice}'
            raise PydanticCustomError("wrong_form", message, {"found": text[:80], "advice": advice})
        return text

    return AfterValidator(check)


def _advised(check: Callable[[str], str]) -> AfterValidator:
    """A check that says what to write instead, or nothing; see ``identifierform``."""

    def validate(text: str) -> str:
        advice = check(text)
        if advice:
            message = 'found "{found}". {advice}'
            raise PydanticCustomError("wrong_form", message, {"found": text[:120], "advice": advice})
        return text

    return AfterValidator(validate)


def _day(value: Any) -> dt.date:
    text = str(value)
    try:
        day = dt.date(*map(int, _DAY.fullmatch(text).groups()))  # type: ignore[union-attr]  # no match is caught below
    except (AttributeError, ValueError):
        message = 'found "{found}". Write a real date as year-month-day, such as 2026-11-21.'
        raise PydanticCustomError("wrong_date", message, {"found": text[:80]}) from None
    if day.year < FIRST_YEAR:
        message = 'found "{found}", before there was an Almanac. Mend the year.'
        raise PydanticCustomError("wrong_date", message, {"found": text})
    return day


def _when(text: str) -> str:
    year, month, day = (int(part) for part in (text + "-01-01").split("-")[:3])
    try:
        dt.date(year, month, day)
    except ValueError:
        message = 'found "{found}". There is no such day or month.'
        raise PydanticCustomError("wrong_date", message, {"found": text}) from None
    return text


def _phone(text: str) -> str:
    """A number as phonenumbers holds it possible in the UK; 999, 111 and 116 123 are short numbers."""
    try:
        parsed = phonenumbers.parse(text, "GB")
    except phonenumbers.NumberParseException:
        parsed = None
    known = parsed and (phonenumbers.is_valid_number(parsed) or is_valid_short_number_for_region(parsed, "GB"))
    if not known or not re.fullmatch(r"\+?\d[\d ]*\d", text):
        message = 'found "{found}". Write a number that can be dialled in the UK, such as 0300 304 7000.'
        raise PydanticCustomError("wrong_phone", message, {"found": text})
    return text


def _textphone(text: str) -> str:
    relay, _, number = text.partition(" ")
    if relay != "18001":
        message = 'found "{found}". Write 18001 (Relay UK), then the number, such as 18001 0808 808 8000.'
        raise PydanticCustomError("wrong_phone", message, {"found": text})
    _phone(number)
    return text


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


def _key(text: str) -> str:
    """What to write instead of a text that is no key."""
    if re.fullmatch(KEY_FORM, text):
        return "" if text != "index" else "That is the address of the list of its kind. Choose another key."
    if ";" in text:
        return f"Put commas between the items: [{', '.join(part.strip() for part in text.split(';') if part.strip())}]."
    plain = unicodedata.normalize("NFKD", re.sub("[\u2010-\u2015]", "-", text)).encode("ascii", "ignore").decode()
    mended = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
    such = f'such as "{mended}"' if mended not in ("", "index") else "such as mind-cymru"
    return f"Write lower-case letters, digits and single hyphens, {such}."


Line = Annotated[
    str, StringConstraints(min_length=1, max_length=400), AfterValidator(_shown_as_it_stands), AfterValidator(_one_line)
]
"""Text on one line: a title, a name, a place in a document."""

Text = Annotated[str, StringConstraints(min_length=1, max_length=2_000), AfterValidator(_shown_as_it_stands)]
"""A statement or a paragraph. Never markup: it is shown as it stands."""

Key = Annotated[
    str,
    StringConstraints(max_length=80),
    AfterValidator(_seen),
    _advised(_key),
]
"""An entry's address for ever."""

AnyRef = Annotated[
    str,
    AfterValidator(_seen),
    RefTo(None),
]
"""A reference to an entry of any kind."""

RoleRef = Annotated[Key, RefTo("role")]
OrganisationRef = Annotated[Key, RefTo("organisation")]
SourceRef = Annotated[Key, RefTo("source")]
TermRef = Annotated[Key, RefTo("term")]
EventRef = Annotated[Key, RefTo("event")]
AbstractRef = Annotated[Key, RefTo("abstract")]
StandardRef = Annotated[Key, RefTo("standard")]

Day = Annotated[dt.date, BeforeValidator(_day), PlainSerializer(dt.date.isoformat)]
"""One day, ISO 8601."""

When = Annotated[
    str,
    _form(r"\d{4}(-\d\d(-\d\d)?)?", "Write a year, a month or a day: 2008, 2008-11 or 2008-11-03."),
    AfterValidator(_when),
]
"""A year, month or day, ISO 8601, as exact as it is known."""

Year = Annotated[int, Field(ge=1500, le=2100)]
Count = Annotated[int, Field(ge=0)]
Number = Annotated[Decimal, Field(max_digits=15, decimal_places=3, allow_inf_nan=False)]
"""A figure, to three places of decimals."""

Yes = Annotated[bool, Strict()]
"""``true`` or ``false``, nothing that looks like it."""

WebAddress = Annotated[str, StringConstraints(max_length=500), AfterValidator(_seen), _advised(identifierform.web)]
"""An http or https address; no other scheme can enter."""

Doi = Annotated[
    str,
    StringConstraints(max_length=200),
    AfterValidator(_seen),
    _advised(identifierform.doi),
]
"""A Digital Object Identifier without the resolver's address (ISO 26324)."""

Phone = Annotated[str, StringConstraints(max_length=30), AfterValidator(_phone)]
"""A number that can be dialled in the UK (as phonenumbers knows them): national, international or short."""

Textphone = Annotated[str, StringConstraints(max_length=30), AfterValidator(_textphone)]
"""A number by Relay UK: 18001, then a number that can be dialled."""

Pages = Annotated[Line, _advised(identifierform.pages)]
"""A page, a range with a plain hyphen, or the number of an article."""

Counted = Annotated[Line, _advised(identifierform.counted)]
"""A volume or an issue: its number alone."""

Email = Annotated[
    str,
    StringConstraints(max_length=200),
    AfterValidator(_seen),
    _form(r"[A-Za-z0-9.+_-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", "Write one address, such as info@body.org.uk."),
]

Nation = Literal[
    "England", "Wales", "Scotland", "Northern Ireland", "UK",
    "Ireland", "Australia", "Canada", "Finland", "Netherlands", "Sweden", "United States", "Europe", "International",
]  # fmt: skip
"""Where something holds; a study from elsewhere names its country."""
