"""The web addresses of identifiers (a DOI, a charity number, an archived page), and the charity registers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote, urlsplit

CharityRegisterName = Literal["England and Wales", "Scotland", "Northern Ireland"]


@dataclass(frozen=True, kw_only=True)
class CharityRegister:
    """A charity register.

    Attributes:
        page: the address of a charity's page, with ``{}`` in place of its number.
        form: the pattern of a number without spaces; a number of any other form has no page in the register.
        in_words: that form in words.
        scheme: the register's code at org-id.guide.
    """

    page: str
    form: str
    in_words: str
    scheme: str


CHARITY_REGISTERS: Mapping[str, CharityRegister] = {
    "England and Wales": CharityRegister(
        page="https://register-of-charities.charitycommission.gov.uk/charity-details/?regid={}&subid=0",
        form=r"[0-9]{6,7}",
        in_words="six or seven figures",
        scheme="GB-CHC",
    ),
    "Scotland": CharityRegister(
        page="https://www.oscr.org.uk/about-charities/search-the-register/charity-details?number={}",
        form=r"SC[0-9]{6}",
        in_words="SC and six figures",
        scheme="GB-SC",
    ),
    "Northern Ireland": CharityRegister(
        page="https://www.charitycommissionni.org.uk/charity-details/?regId={}&subId=0",
        form=r"(NIC)?[0-9]{6}",
        in_words="six figures, after NIC or alone",
        scheme="GB-NIC",
    ),
}
"""The registers by their ``CharityRegisterName``."""


def doi(number: str) -> str:
    """Return the address of a DOI at the resolver (DOI Handbook, section 3.8)."""
    return "https://doi.org/" + quote(number, safe="/:;().-_")


def charity(number: str, register: str) -> str:
    """Return the address of a charity's own page in a register, given its number as registered.

    The register of Northern Ireland takes the digits without the letters before them.

    Raises:
        KeyError: if the register is not in ``CHARITY_REGISTERS``.
    """
    digits = number.upper().removeprefix("NIC") if register == "Northern Ireland" else number
    return CHARITY_REGISTERS[register].page.format(quote("".join(digits.split()), safe=""))


def archived(address: str, day: dt.date) -> str:
    """Return the address of the Internet Archive's copy nearest to a day, without checking that there is one."""
    return f"https://web.archive.org/web/{day:%Y%m%d}/{address}"


def host(address: str) -> str:
    """Return the host of a web address as readers say it: ``mind.org.uk``. Empty if it has none."""
    return (urlsplit(address).hostname or "").removeprefix("www.")
