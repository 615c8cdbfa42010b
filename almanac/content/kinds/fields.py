"""The types of single fields: what a value may be, and what to say when it is not."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from decimal import Decimal
from typing import Annotated, Any, Literal

import phonenumbers
from phonenumbers.shortnumberinfo import is_valid_short_number_for_region
from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    PlainSerializer,
    Strict,
    StringConstraints,
)
from pydantic_core import PydanticCustomError

from almanac.content import hosts
from almanac.content.kinds import visible
from almanac.content.kinds.reference import RefTo

# Marks that turn the direction of text or cannot be seen (Unicode TR9 and TR36):
# with them a page can show something other than what the file says.
_UNSEEN = {"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"}
_SOFT_HYPHEN = "\u00ad"
# Digits are 0 to 9: \d alone would also take those of other scripts, which few readers and no dialler can read.
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)
_DIALLED = re.compile(r"\+?\d[\d ]*\d", re.ASCII)


def unseen(text: str) -> str:
    """The first character of a text that cannot be seen; empty if there is none."""
    for character in text:
        if unicodedata.category(character) in _UNSEEN and character not in ("\n", _SOFT_HYPHEN):
            return character
    return ""


def _safe(text: str) -> str:
    character = unseen(text)
    if character:
        code = f"U+{ord(character):04X}"
        message = "the invisible character {code} stands in this text. Delete it and type the text again."
        raise PydanticCustomError("unsafe_text", message, {"code": code})
    return text


def _seen(text: str) -> str:
    advice = visible.fault(text)
    if advice:
        raise PydanticCustomError("unsafe_text", "{advice}", {"advice": advice})
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


def _not_index(key: str) -> str:
    if key == "index":
        message = 'found "index", which is the address of the list of its kind. Choose another key.'
        raise PydanticCustomError("taken_key", message)
    return key


def _day(value: Any) -> dt.date:
    text = str(value)
    try:
        return dt.date(*map(int, _DAY.fullmatch(text).groups()))  # type: ignore[union-attr]  # no match is caught below
    except (AttributeError, ValueError):
        message = 'found "{found}". Write a real date as year-month-day, such as 2026-11-21.'
        raise PydanticCustomError("wrong_date", message, {"found": str(value)[:80]}) from None


def _when(text: str) -> str:
    year, month, day = (int(part) for part in (text + "-01-01").split("-")[:3])
    try:
        dt.date(year, month, day)
    except ValueError:
        message = 'found "{found}". There is no such day.'
        raise PydanticCustomError("wrong_date", message, {"found": text}) from None
    return text


def _digits(value: Any) -> Any:
    """A number as it is written, if in the digits 0 to 9: ``Decimal`` would take those of any script."""
    if isinstance(value, str) and not value.isascii():
        message = 'found "{found}". Write a number with the digits 0 to 9.'
        raise PydanticCustomError("wrong_number", message, {"found": value[:80]})
    return value


def _web(text: str) -> str:
    advice = hosts.fault(text)
    if not re.match("https?://[^/]", text, re.IGNORECASE) or re.search(r"[\s<>\"'\\`{}|^]", text):
        advice = "Write a web address that begins with https:// or http://."
    if advice:
        raise PydanticCustomError("wrong_address", 'found "{found}". {advice}', {"found": text[:80], "advice": advice})
    return text


def _email(text: str) -> str:
    advice = hosts.host_fault(text.rpartition("@")[2])
    if advice:
        raise PydanticCustomError("wrong_address", 'found "{found}". {advice}', {"found": text[:80], "advice": advice})
    return text


def _phone(text: str) -> str:
    """A number as phonenumbers holds it possible in the UK; 999, 111 and 116 123 are short numbers."""
    try:
        parsed = phonenumbers.parse(text, "GB")
    except phonenumbers.NumberParseException:
        parsed = None
    known = parsed and (phonenumbers.is_valid_number(parsed) or is_valid_short_number_for_region(parsed, "GB"))
    if not known or not _DIALLED.fullmatch(text):
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


KEY_FORM = r"[a-z0-9]+(-[a-z0-9]+)*"
_KEY_ADVICE = "Write lower-case letters, digits and single hyphens, such as mind-cymru."

Line = Annotated[
    str,
    StringConstraints(min_length=1, max_length=400),
    AfterValidator(_safe),
    AfterValidator(_one_line),
    AfterValidator(_seen),
]
"""Text on one line: a title, a name, a place in a document."""

Text = Annotated[str, StringConstraints(min_length=1, max_length=2_000), AfterValidator(_safe), AfterValidator(_seen)]
"""A statement or a paragraph. Never markup: it is shown as it stands."""

Key = Annotated[
    str,
    StringConstraints(max_length=80),
    _form(KEY_FORM, _KEY_ADVICE),
    AfterValidator(_not_index),
]
"""An entry's address for ever."""

AnyRef = Annotated[
    str,
    _form(rf"[a-z-]+/{KEY_FORM}", "Write kind and key, such as organisation/mind."),
    RefTo(None),
]
"""A reference to an entry of any kind."""

RoleRef = Annotated[Key, RefTo("role")]
OrganisationRef = Annotated[Key, RefTo("organisation")]
NeedRef = Annotated[Key, RefTo("need")]
SourceRef = Annotated[Key, RefTo("source")]
TermRef = Annotated[Key, RefTo("term")]
EventRef = Annotated[Key, RefTo("event")]
AbstractRef = Annotated[Key, RefTo("abstract")]
StandardRef = Annotated[Key, RefTo("standard")]
ProvisionRef = Annotated[Key, RefTo("provision")]

Day = Annotated[dt.date, BeforeValidator(_day), PlainSerializer(dt.date.isoformat)]
"""One day, ISO 8601."""

When = Annotated[
    str,
    _form(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?", "Write a year, a month or a day: 2008, 2008-11 or 2008-11-03."),
    AfterValidator(_when),
]
"""A year, month or day, ISO 8601, as exact as it is known."""

Year = Annotated[int, Field(ge=1500, le=2100)]
Count = Annotated[int, Field(ge=0)]
Number = Annotated[Decimal, Field(max_digits=15, decimal_places=3, allow_inf_nan=False), BeforeValidator(_digits)]
"""A figure, to three places of decimals."""

Yes = Annotated[bool, Strict()]
"""``true`` or ``false``, nothing that looks like it."""

WebAddress = Annotated[str, StringConstraints(max_length=500), AfterValidator(_safe), AfterValidator(_web)]
"""An http or https address of a public website; no other scheme can enter."""

Doi = Annotated[
    str,
    StringConstraints(max_length=200),
    AfterValidator(_safe),
    _form(r"10\.[0-9]{4,9}/[^\s<>\"'{}\\]+", "Write the DOI alone, such as 10.1093/bjsw/32.4.443."),
]
"""A Digital Object Identifier without the resolver's address (ISO 26324)."""

Phone = Annotated[str, StringConstraints(max_length=30), AfterValidator(_phone)]
"""A number that can be dialled in the UK (as phonenumbers knows them): national, international or short."""

TextCode = Annotated[
    str,
    StringConstraints(max_length=15),
    _form(r"[0-9]{5,8}|0?7[0-9 ]{9,12}", "Write the number as people type it: 5 to 8 digits, or a mobile number."),
]
"""A number that texts can be sent to: a short code or a mobile number."""

Textphone = Annotated[str, StringConstraints(max_length=30), AfterValidator(_textphone)]
"""A number by Relay UK: 18001, then a number that can be dialled."""

Email = Annotated[
    str,
    StringConstraints(max_length=200),
    AfterValidator(_safe),
    _form(r"[A-Za-z0-9.+_-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", "Write one address, such as info@body.org.uk."),
    AfterValidator(_email),
]

Nation = Literal[
    "England", "Wales", "Scotland", "Northern Ireland", "UK",
    "Ireland", "Australia", "Canada", "Finland", "Netherlands", "Sweden", "United States", "Europe", "International",
]  # fmt: skip
"""Where something holds; a study from elsewhere names its country."""
