"""Check that an address leads to a public site, with no user name or password in it.

A link to a private network works for nobody but its author. A link to the reader's own machine leads each reader to
something different. A host is judged as a browser reads it, not as it is spelt. So full-width characters, percent
encoding and numbers in any notation are decoded first.
"""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

_LABEL = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")  # if the last label matches, browsers parse the host as an IPv4 address
# Names that never lead to the public Internet (RFC 2606, 6761, 6762, 8375 and 9476), and common private ones.
_PRIVATE = (
    "local", "localhost", "localdomain", "internal", "intranet", "private", "lan", "home", "corp", "home.arpa",
    "invalid", "test", "alt", "onion", "in-addr.arpa", "ip6.arpa",
)  # fmt: skip
# Public names that resolve to the reader's own machine, or to the IP address within the name.
_LOOPBACK_NAMES = ("localtest.me", "lvh.me", "vcap.me", "lacolhost.com", "nip.io", "sslip.io", "xip.io")
# Services where people store files of their own or of their employer.
_LOGIN_REQUIRED = (
    "sharepoint.com", "onedrive.live.com", "1drv.ms", "drive.google.com", "docs.google.com", "dropbox.com",
)  # fmt: skip
_WWW = ("ww", "wwww", "wwwww")
# Mistyped endings of website names; no real website ends in any of them.
_ENDINGS = {"rog": "org", "ogr": "org", "con": "com", "cmo": "com", "ocm": "com", "ku": "uk", "nte": "net"}


def address_advice(address: str) -> str:
    """Say why a web address does not lead to a public site and what to write; empty if it does."""
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return "Write a web address that begins with https:// or http://."
    if "@" in parts.netloc:
        return "Leave out the user name and password: everyone could read them."
    return host_advice(parts.hostname or "")


def host_advice(host: str) -> str:
    """As ``address_advice``, for a host name alone, as it follows // in an address or @ in an email address."""
    try:
        plain = unquote(host).encode("idna").decode("ascii").lower().removesuffix(".")  # as browsers do
    except UnicodeError:
        return "Write the name of a public website, such as www.mind.org.uk."
    labels = plain.split(".")
    if not plain:
        return "Write a web address that begins with https:// or http://."
    if ":" in plain or _NUMBER.fullmatch(labels[-1]):
        return "Write the name of the website, such as www.mind.org.uk, instead of numbers."
    if labels[:-1] == [] or any(plain == name or plain.endswith(f".{name}") for name in (*_PRIVATE, *_LOOPBACK_NAMES)):
        return "This leads to the reader's own computer or a private network. Write the address of a public website."
    return _unlike_a_site(labels, plain)


def _unlike_a_site(labels: list[str], host: str) -> str:
    """Say what is wrong with the name of a host outside private networks; empty if nothing is."""
    if not all(_LABEL.fullmatch(label) for label in labels):
        return "Write the name of a public website, such as www.mind.org.uk."
    if any(host == name or host.endswith(f".{name}") for name in _LOGIN_REQUIRED):
        return "Readers would have to sign in, or ask the owner of the file. Write the address of a public page."
    if labels[0] == "www" and labels[2:] == []:
        return "The end of the website's name is missing, such as .org.uk."
    if labels[0] in _WWW and labels[2:]:
        return f"Write www.{'.'.join(labels[1:])} there."
    if labels[-1] in _ENDINGS:
        return f'No website ends in ".{labels[-1]}". Write {".".join([*labels[:-1], _ENDINGS[labels[-1]]])} there.'
    return ""
