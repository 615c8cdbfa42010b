"""Check telephone numbers: what is wrong with one, and what to write; see ``identifierchecks``."""

from __future__ import annotations

import re
from difflib import get_close_matches

import phonenumbers
from phonenumbers.shortnumberinfo import is_valid_short_number_for_region

_DIALLED = r"\+?[0-9][0-9 ]*[0-9]"
_SHORT_NUMBER = re.compile(r"(?<![0-9] )(?<![0-9])(?:999|112|111|101|105|116 [0-9]{3})(?! ?[0-9]{3})(?![0-9])")
_PREMIUM = re.compile(r"09|087 ?[123]|070|118")  # premium rate, personal numbers and directory enquiries (Ofcom)
_LETTER_FOR_DIGIT = re.compile(r"(?<![A-Za-z])[OoIl](?=[0-9])|(?<=[0-9])[OoIl](?![A-Za-z])")
_WELL_KNOWN = ("999", "111", "101", "116 123")
_UK = 44  # the country code
_LENGTH_OF_SHORT = 7  # characters in a short number such as 116 123

_FIGURES = 11  # of nearly every number in the UK; a few old ones have ten


def phone(text: str) -> str:
    """Say what to write instead of a text that is not a number that anyone can afford to dial; empty if it is."""
    if not _is_phone(text):
        return _dialled(text)
    if _PREMIUM.match(text):
        return "Calls to it are charged at a premium. Write a free number or one at an ordinary rate, or leave it out."
    return ""


def _is_phone(text: str) -> bool:
    try:
        parsed = phonenumbers.parse(text, "GB")
    except phonenumbers.NumberParseException:
        return False
    if is_valid_short_number_for_region(parsed, "GB"):
        return bool(re.fullmatch(_DIALLED, text))
    return text[:1] in ("0", "+") and phonenumbers.is_valid_number(parsed) and bool(re.fullmatch(_DIALLED, text))


def _dialled(text: str) -> str:
    """Say what to write instead of a text that is not a single telephone number as readers dial it."""
    numbers = [found for part in re.split(r"\bor\b|\band\b|[,;/|]", text) if (found := _national(part))]
    if len(numbers) > 1:
        return f"This is more than one number. Write one alone: {' or '.join(numbers)}."
    short = numbers or [number for number in _SHORT_NUMBER.findall(text) if _is_phone(number)]
    if short:
        return f"Write {short[0]} instead."
    if re.fullmatch(r"[0-9]{2,4}|116 ?[0-9]{3}", text):
        near = get_close_matches(text, _WELL_KNOWN, n=1)
        return f"There is no such number. {f'Did you mean {near[0]}?' if near else 'Look it up again.'}"
    figures = len(re.sub(r"\D", "", text)) if re.fullmatch(r"0[0-9 ]+", text) else _FIGURES
    if figures != _FIGURES:
        return f"It has {figures} figures, and nearly all UK numbers have {_FIGURES}. Look it up again."
    return "Write a number that can be dialled in the UK, such as 020 7946 0000."


def _national(text: str) -> str:
    """Return the telephone number within a text, as dialled in the UK; empty if there is none."""
    text = _LETTER_FOR_DIGIT.sub(lambda found: "0" if found.group() in "Oo" else "1", text)
    digits = " ".join(re.findall("[0-9]+", text))
    if len(digits) <= _LENGTH_OF_SHORT and not re.search(r"[^\W\d]", text) and _is_phone(digits):
        return digits
    if re.fullmatch("[1-9][0-9]{8,9}", text.replace(" ", "")):
        text = f"0{text}"  # spreadsheets drop the leading zero
    found = next(iter(phonenumbers.PhoneNumberMatcher(text, "GB")), None)
    if found is None or found.number.country_code != _UK:
        return ""
    found.number.extension = None
    dialled = phonenumbers.format_number(found.number, phonenumbers.PhoneNumberFormat.NATIONAL)
    return dialled if re.fullmatch("[0-9 ]+", dialled) else ""


def text_code(text: str) -> str:
    """Say what to write instead of a number that cannot receive texts; short codes and mobile numbers can."""
    if re.fullmatch("7[0-9]{9}", text.replace(" ", "")):
        return f"Write 0{text} instead."
    if re.fullmatch("[0-9]{5,8}|07[0-9 ]{9,12}", text):
        return ""
    if re.fullmatch("[0-9]{5,8}", together := text.replace(" ", "")):
        return f"Write {together} instead."
    if alone := re.search(r"(?<![0-9])[0-9]{5}(?![0-9])", text):
        return f"Write {alone.group()} instead."
    return "Write the number as people type it: 5 to 8 digits, or a mobile number."
