"""Validators of single fields: what a value may be, and the error message if it is not."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from almanac.content import hosts
from almanac.content.kinds import alphabets, datechecks, phonechecks, textchecks, visible
from almanac.content.letters import slug
from almanac.content.quotation import with_apostrophes

# Digits are 0 to 9: \d alone would accept those of other scripts, which cannot be dialled and which few can read.
KEY_FORM = r"[a-z0-9]+(-[a-z0-9]+)*"
PARTIAL_DATE_FORM = r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)
EMAIL = r"[A-Za-z0-9.+_-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+"
_AT = re.compile(r" ?(?:[(\[{]at[)\]}]| at ) ?", re.IGNORECASE)  # written so that no robot reads it
FIRST_YEAR = 2020
"""No entry can have been checked before this year, because the Almanac did not exist."""


def displayable(text: str) -> str:
    """Return a text if it has nothing that readers should not see; else raise an error whose type has the code.

    Editors type either kind of apostrophe; readers see only the curly one.
    """
    advice = visible.advice(text)
    found = ("F5", advice) if advice else textchecks.fault(text)
    if found:
        code, message = found
        raise PydanticCustomError(f"text_{code}", "{message}", {"message": message})
    return with_apostrophes(text)


def without_invisible(text: str) -> str:
    """Return an identifier if it has no invisible characters."""
    if textchecks.odd(text):
        return displayable(text)
    return text


def one_line(text: str) -> str:
    """Return a text if it is on one line and does not end with a comma or a semicolon."""
    if "\n" in text:
        raise PydanticCustomError("one_line", "this must be on one line. Join the lines.")
    if text.endswith((",", ";")):
        message = 'found "{found}". Remove the character at the end.'
        raise PydanticCustomError("wrong_form", message, {"found": text[-60:]})
    return text


def validator_from(check: Callable[[str], str]) -> AfterValidator:
    """Return a validator for a check that says what to write instead, or nothing; see ``identifierchecks``."""
    return AfterValidator(lambda text: accept_unless(text, check(text)))


def accept_unless(text: str, advice: str) -> str:
    """Return a text if there is no advice on it; otherwise raise an error with the advice."""
    if advice:
        message = 'found "{found}". {advice}'
        raise PydanticCustomError("wrong_form", message, {"found": text[:120], "advice": advice})
    return text


def day(value: Any) -> dt.date:
    """Parse a real day (ISO 8601) no earlier than the Almanac itself."""
    text = str(value)
    try:
        day = dt.date(*map(int, _DAY.fullmatch(text).groups()))  # type: ignore[union-attr]  # no match is caught below
    except (AttributeError, ValueError):
        meant = datechecks.iso(text)
        form = f"{meant} instead" if meant.count("-") > 1 else "a real date as year-month-day, such as 2026-11-21"
        advice = datechecks.two_days(text) or (not meant and datechecks.why_impossible(text)) or f"Write {form}."
        message = 'found "{found}". {advice}'
        raise PydanticCustomError("wrong_date", message, {"found": text[:80], "advice": advice}) from None
    if day.year < FIRST_YEAR:
        message = 'found "{found}", before there was an Almanac. Correct the year.'
        raise PydanticCustomError("wrong_date", message, {"found": text})
    return day


def partial_date(text: str) -> str:
    """Return a year, month or day if it exists."""
    if re.fullmatch(PARTIAL_DATE_FORM, text) and datechecks.exists(text):
        return text
    meant = datechecks.iso(text)
    wanted = f"{meant} instead" if meant else "a year, a month or a day: 2008, 2008-11 or 2008-11-03"
    two = datechecks.two_years(text) or datechecks.two_days(text)
    return accept_unless(text, two or (not meant and datechecks.why_impossible(text)) or f"Write {wanted}.")


def phone(text: str) -> str:
    """Return a number if phonenumbers considers it valid in the UK; 999, 111 and 116 123 are short numbers."""
    if advice := phonechecks.phone(text):
        message = 'found "{found}". {advice}'
        raise PydanticCustomError("wrong_phone", message, {"found": text, "advice": advice})
    return text


def textphone(text: str) -> str:
    """Return a number for Relay UK if it is one."""
    relay, _, number = text.partition(" ")
    if relay != "18001":
        message = 'found "{found}". Write 18001 (Relay UK), then the number, such as 18001 0808 808 8000.'
        raise PydanticCustomError("wrong_phone", message, {"found": text})
    phone(number)
    return text


def entry_key(text: str) -> str:
    """Return an entry's key if it is one.

    A name in place of a key raises an error with a type of its own, because the name may lead to the entry.
    """
    accept_unless(text, _misplaced_key(text))
    if advice := _no_key(text):
        raise PydanticCustomError("no_key", 'found "{found}". {advice}', {"found": text[:120], "advice": advice})
    return text


def key(text: str) -> str:
    """Say what to write instead of a text that is not a key."""
    return _misplaced_key(text) or _no_key(text)


def _no_key(text: str) -> str:
    """Say what to write instead of a name, or of any text with characters that a key cannot have."""
    if re.fullmatch(KEY_FORM, text):
        return ""
    if foreign := alphabets.foreign_letter(text):
        instead = f": {foreign.in_ours}" if re.fullmatch(KEY_FORM, foreign.in_ours) else ""
        return f"{foreign.message} Type it again{instead}."
    such = f'such as "{like}"' if (like := slug(text)) not in ("", "index") else "such as mind-cymru"
    return f"Write lower-case letters, digits and single hyphens, {such}."


def _misplaced_key(text: str) -> str:
    """Say what to write instead of a key inside some other text, or one that no entry may have."""
    if text == "index":
        return "That is the address of the list of its kind. Choose another key."
    if found := re.fullmatch(rf"[a-z-]{{4,}}/({KEY_FORM})", text):
        return f'Write the key alone: "{found[1]}".'
    if ";" in text:
        return f"Put commas between the items: [{', '.join(part.strip() for part in text.split(';') if part.strip())}]."
    return ""


def mail(text: str) -> str:
    """Say what to write instead of a text that is no email address, or one that has no public host."""
    if not re.fullmatch(EMAIL, text):
        found = [one.group() for one in re.finditer(EMAIL, text if "@" in text else _AT.sub("@", text))]
        if len(found) == 1:
            return f"Write {found[0]} instead."
        several = f"Write each as an item of its own: [{', '.join(found)}]."
        return several if found else "Write one address, such as info@mind.org.uk."
    return hosts.host_advice(text.rpartition("@")[2])


def digits(value: Any) -> Any:
    """Return a value unless its digits are not 0 to 9, because ``Decimal`` would accept those of any script."""
    if isinstance(value, str) and not value.isascii() and not re.search("[0-9]", value):
        message = 'found "{found}". Write a number with the digits 0 to 9.'
        raise PydanticCustomError("wrong_number", message, {"found": value[:80]})
    return value
