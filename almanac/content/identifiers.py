"""The web addresses of identifiers: a DOI, a charity number, an archived page."""

from __future__ import annotations

import datetime as dt
from urllib.parse import quote

_REGISTERS = {
    "England and Wales": "https://register-of-charities.charitycommission.gov.uk/charity-details/?regid={}&subid=0",
    "Scotland": "https://www.oscr.org.uk/about-charities/search-the-register/charity-details?number={}",
    "Northern Ireland": "https://www.charitycommissionni.org.uk/charity-details/?regId={}&subId=0",
}


def doi(number: str) -> str:
    """Return the address of a DOI at the resolver (DOI Handbook, section 3.8)."""
    return "https://doi.org/" + quote(number, safe="/:;().-_")


def charity(number: str, register: str) -> str:
    """Return the address of a charity's own page in a register, given its number as registered.

    The register of Northern Ireland takes the digits without the letters before them.

    Raises:
        KeyError: if the register is not one of the three.
    """
    digits = number.upper().removeprefix("NIC") if register == "Northern Ireland" else number
    return _REGISTERS[register].format(quote("".join(digits.split()), safe=""))


def archived(address: str, day: dt.date) -> str:
    """Return the address of the Internet Archive's copy nearest to a day, without checking that there is one."""
    return f"https://web.archive.org/web/{day:%Y%m%d}/{address}"
