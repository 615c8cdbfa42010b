"""Checks of single fields: what a value may be, and what to say when it is not."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable
from typing import Any

import phonenumbers
from phonenumbers.shortnumberinfo import is_valid_short_number_for_region
from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from almanac.content import hosts
from almanac.content.kinds import dateform, textform, visible

# Digits are 0 to 9: \d alone would also take those of other scripts, which few readers and no dialler can read.
KEY_FORM = r"[a-z0-9]+(-[a-z0-9]+)*"
WHEN_FORM = r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)
_UK = 44  # the country code
_LENGTH_OF_SHORT = 7  # characters of a short number such as 116 123
FIRST_YEAR = 2020
"""No entry was looked at before this year: the Almanac is younger."""


def as_it_stands(text: str) -> str:
    """A text without anything that a reader should not see; the error's type is the code of the problem."""
    advice = visible.fault(text)
    found = ("F5", advice) if advice else textform.fault(text)
    if found:
        code, message = found
        raise PydanticCustomError(f"text_{code}", "{message}", {"message": message})
    return text


def seen(text: str) -> str:
    """An identifier without characters that nobody sees."""
    if textform.odd(text):
        return as_it_stands(text)
    return text


def one_line(text: str) -> str:
    """A text without a line break."""
    if "\n" in text:
        raise PydanticCustomError("one_line", "this must be on one line. Join the lines.")
    if text.endswith((",", ";")):
        message = 'found "{found}". Leave out the sign at the end.'
        raise PydanticCustomError("wrong_form", message, {"found": text[-60:]})
    return text


def form(pattern: str, advice: str) -> AfterValidator:
    """A check that the whole text has a form; advice says what to write instead."""
    compiled = re.compile(pattern)

    def check(text: str) -> str:
        if not compiled.fullmatch(text):
            message = 'found "{found}". {advice}'
            raise PydanticCustomError("wrong_form", message, {"found": text[:80], "advice": advice})
        return text

    return AfterValidator(check)


def advised(check: Callable[[str], str]) -> AfterValidator:
    """A check that says what to write instead, or nothing; see ``identifierform``."""
    return AfterValidator(lambda text: passed(text, check(text)))


def passed(text: str, advice: str) -> str:
    """A text on which there is no advice; the error of one on which there is."""
    if advice:
        message = 'found "{found}". {advice}'
        raise PydanticCustomError("wrong_form", message, {"found": text[:120], "advice": advice})
    return text


def day(value: Any) -> dt.date:
    """A real day since there has been an Almanac, ISO 8601."""
    text = str(value)
    try:
        day = dt.date(*map(int, _DAY.fullmatch(text).groups()))  # type: ignore[union-attr]  # no match is caught below
    except (AttributeError, ValueError):
        meant = dateform.iso(text)
        advice = f"{meant} instead" if meant.count("-") > 1 else "a real date as year-month-day, such as 2026-11-21"
        message = 'found "{found}". Write {advice}.'
        raise PydanticCustomError("wrong_date", message, {"found": text[:80], "advice": advice}) from None
    if day.year < FIRST_YEAR:
        message = 'found "{found}", before there was an Almanac. Correct the year.'
        raise PydanticCustomError("wrong_date", message, {"found": text})
    return day


def when(text: str) -> str:
    """A year, a month or a day that there is."""
    if not re.fullmatch(WHEN_FORM, text):
        if two := dateform.two_years(text):
            return passed(text, two)
        meant = dateform.iso(text)
        wanted = f"{meant} instead" if meant else "a year, a month or a day: 2008, 2008-11 or 2008-11-03"
        return passed(text, f"Write {wanted}.")
    year, month, day = (int(part) for part in (text + "-01-01").split("-")[:3])
    try:
        dt.date(year, month, day)
    except ValueError:
        if two := dateform.two_years(text):
            return passed(text, two)
        message = (
            'found "{found}". There is no such day or month. Write a year, a month or a day, such as {year}-11-03.'
        )
        raise PydanticCustomError("wrong_date", message, {"found": text, "year": text[:4]}) from None
    return text


def phone(text: str) -> str:
    """A number as phonenumbers holds it possible in the UK; 999, 111 and 116 123 are short numbers."""
    if not _is_phone(text):
        message = 'found "{found}". {advice}'
        raise PydanticCustomError("wrong_phone", message, {"found": text, "advice": _dialled(text)})
    return text


def _is_phone(text: str) -> bool:
    try:
        parsed = phonenumbers.parse(text, "GB")
    except phonenumbers.NumberParseException:
        return False
    if is_valid_short_number_for_region(parsed, "GB"):
        return bool(re.fullmatch(_DIALLED, text))
    return text[:1] in ("0", "+") and phonenumbers.is_valid_number(parsed) and bool(re.fullmatch(_DIALLED, text))


def _dialled(text: str) -> str:
    """What to write instead of what is no telephone number, alone and as readers dial it."""
    numbers = [found for part in re.split(r"\bor\b|\band\b|[,;/|]", text) if (found := _national(part))]
    if len(numbers) > 1:
        return f"This is more than one number. Write one alone: {' or '.join(numbers)}."
    if numbers:
        return f"Write {numbers[0]} instead."
    return "Write a number that can be dialled in the UK, such as 0300 304 7000."


def _national(text: str) -> str:
    """A telephone number within a text, as it is dialled in the UK; empty if there is none."""
    digits = " ".join(re.findall("[0-9]+", text))
    if len(digits) <= _LENGTH_OF_SHORT and not re.search(r"[^\W\d]", text) and _is_phone(digits):
        return digits
    if re.fullmatch("[1-9][0-9]{9}", text.replace(" ", "")):
        text = f"0{text}"  # spreadsheets take the zero away
    found = next(iter(phonenumbers.PhoneNumberMatcher(text, "GB")), None)
    if found is None or found.number.country_code != _UK:
        return ""
    dialled = phonenumbers.format_number(found.number, phonenumbers.PhoneNumberFormat.NATIONAL)
    return dialled if re.fullmatch("[0-9 ]+", dialled) else ""


_DIALLED = r"\+?[0-9][0-9 ]*[0-9]"


def text_code(text: str) -> str:
    """What to write instead of a number that no text can be sent to: short codes and mobile numbers take texts."""
    if re.fullmatch("7[0-9]{9}", text.replace(" ", "")):
        return f"Write 0{text} instead."
    if re.fullmatch("[0-9]{5,8}|07[0-9 ]{9,12}", text):
        return ""
    return "Write the number as people type it: 5 to 8 digits, or a mobile number."


def textphone(text: str) -> str:
    """A number by Relay UK."""
    relay, _, number = text.partition(" ")
    if relay != "18001":
        message = 'found "{found}". Write 18001 (Relay UK), then the number, such as 18001 0808 808 8000.'
        raise PydanticCustomError("wrong_phone", message, {"found": text})
    phone(number)
    return text


def entry_key(text: str) -> str:
    """An entry's key; the error of a name in its place has a type of its own, for the name may lead to the entry."""
    passed(text, _spoilt_key(text))
    if advice := _no_key(text):
        raise PydanticCustomError("no_key", 'found "{found}". {advice}', {"found": text[:120], "advice": advice})
    return text


def key(text: str) -> str:
    """What to write instead of a text that is no key."""
    return _spoilt_key(text) or _no_key(text)


def _no_key(text: str) -> str:
    """What to write instead of a name, or of another text in other letters than a key's."""
    if re.fullmatch(KEY_FORM, text):
        return ""
    such = f'such as "{like}"' if (like := as_key(text)) not in ("", "index") else "such as mind-cymru"
    return f"Write lower-case letters, digits and single hyphens, {such}."


def _spoilt_key(text: str) -> str:
    """What to write instead of a key that stands in something else, or that no entry may have."""
    if text == "index":
        return "That is the address of the list of its kind. Choose another key."
    if found := re.fullmatch(rf"[a-z-]{{4,}}/({KEY_FORM})", text):
        return f'Write the key alone: "{found[1]}".'
    if ";" in text:
        return f"Put commas between the items: [{', '.join(part.strip() for part in text.split(';') if part.strip())}]."
    return ""


def as_key(text: str) -> str:
    """A name in the letters of a key."""
    plain = unicodedata.normalize("NFKD", re.sub("[\u2010-\u2015]", "-", text)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


_PRIVATE = re.compile(r"@(?:gmail|googlemail|hotmail|outlook|live|yahoo|icloud|aol|btinternet)\.[\w.]+$", re.IGNORECASE)


def mail(text: str) -> str:
    """What to write instead of an address for mail that is private, or leads to no public host."""
    private = "Write the organisation's own address, not a private one." if _PRIVATE.search(text) else ""
    return private or hosts.host_fault(text.rpartition("@")[2])


def digits(value: Any) -> Any:
    """A number as it is written, if in the digits 0 to 9: ``Decimal`` would take those of any script."""
    if isinstance(value, str) and not value.isascii() and not re.search("[0-9]", value):
        message = 'found "{found}". Write a number with the digits 0 to 9.'
        raise PydanticCustomError("wrong_number", message, {"found": value[:80]})
    return value
