"""Web addresses that an identifier stands for: a DOI, a charity's number, an archived page."""

from __future__ import annotations

import datetime as dt
from urllib.parse import quote

_REGISTERS = {
    "England and Wales": "https://register-of-charities.charitycommission.gov.uk/charity-details/?regid={}&subid=0",
    "Scotland": "https://www.oscr.org.uk/about-charities/search-the-register/charity-details?number={}",
    "Northern Ireland": "https://www.charitycommissionni.org.uk/charity-details/?regId={}&subId=0",
}


def doi(number: str) -> str:
    """A DOI's address at the resolver (DOI Handbook, section 3.8)."""
    return "https://doi.org/" + quote(number, safe="/:;().-_")


def charity(number: str, register: str) -> str:
    """A charity's own page in the register that its number is of, by the number as registered.

    Northern Ireland's register takes the digits without the letters before them; KeyError for another register.
    """
    digits = number.upper().removeprefix("NIC") if register == "Northern Ireland" else number
    return _REGISTERS[register].format(quote("".join(digits.split()), safe=""))


def archived(address: str, day: dt.date) -> str:
    """The copy of a page nearest to a day that the Internet Archive may hold; nothing asks whether it does."""
    return f"https://web.archive.org/web/{day:%Y%m%d}/{address}"
