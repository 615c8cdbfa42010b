"""Under which heading an entry stands in a list, and in what order: by letter, decade, nation, set or shelf."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from almanac.content.kinds import Entry
from almanac.content.kinds.abstract import Abstract
from almanac.content.kinds.event import Event
from almanac.content.kinds.fields import NATIONS_OF_UK
from almanac.content.kinds.organisation import Organisation
from almanac.content.kinds.point import PointOfSet
from almanac.content.kinds.provision import Provision
from almanac.content.kinds.source import Source
from almanac.site import words

LETTERS = tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


def _together(_: Entry) -> str:
    return ""


DIGITS, OTHERS = "0 to 9", "Other"
"""Headings in a list by letter for names that begin with none of A to Z: the first group, and the last."""


def _letter(entry: Entry) -> str:
    first = _alphabetical(entry.label)[:1].upper()
    return first if first in LETTERS else DIGITS if first.isdigit() else OTHERS


def _alphabetical(label: str) -> str:
    """A name as it stands in an alphabet: without accents, and without quotation marks or other signs before it."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", label.casefold()) if not unicodedata.combining(sign))
    return re.sub(r"^[\W_]+", "", plain)


def by_alphabet(pair: tuple[str, Entry]) -> tuple[int, str]:
    """Sorts entries (ref and entry) by letter: digits first, signs of no letter last."""
    heading = _letter(pair[1])
    return (heading != DIGITS) + (heading == OTHERS), _alphabetical(pair[1].label)


def _decade(entry: Entry) -> str:
    year = (entry.year or 0) if isinstance(entry, Abstract) else int(entry.date[:4]) if isinstance(entry, Event) else 0
    return f"{year // 10 * 10}s" if year else "No date"


def nation_and_act(entry: Entry) -> str:
    """The nations of a provision, and its Act; empty for any other entry."""
    if not isinstance(entry, Provision):
        return ""
    everywhere = len(entry.nations) == len(NATIONS_OF_UK)
    return f"{'All four nations' if everywhere else words.listed(entry.nations)}: {entry.act}"


def place_of_nation(pair: tuple[str, Entry]) -> tuple[int, ...]:
    """As the nations are always named, two together before one alone; what three or four share comes last."""
    held = [NATIONS_OF_UK.index(nation) for nation in pair[1].nations if nation in NATIONS_OF_UK]
    return (len(held) > 2, *held[:1], -len(held), *held)  # noqa: PLR2004  (England and Wales share most of their law)


def _set(entry: Entry) -> str:
    return entry.set_name if isinstance(entry, PointOfSet) else ""


def _shelf(entry: Entry) -> str:
    return (
        f"{entry.shelf.capitalize()}s".replace("Law and guidances", "Law and guidance")
        if isinstance(entry, Source)
        else ""
    )


ORDERS: dict[str, Callable[[Entry], str]] = {
    "": _together,
    "letter": _letter,
    "decade": _decade,
    "nation": nation_and_act,
    "set": _set,
    "shelf": _shelf,
}

UNTITLED, NOT_IDENTIFIED = "Cited works without a title", "Not identified"
ASIDE = (UNTITLED, NOT_IDENTIFIED)
"""Headings over what few readers look for: it stands last in a list, folded."""


def aside(entry: Entry) -> str:
    """The heading over an entry that stands aside from the rest of a list; empty for most."""
    if isinstance(entry, Source) and entry.untitled:
        return UNTITLED
    return NOT_IDENTIFIED if isinstance(entry, Organisation) and not entry.identified else ""
