"""The labels of search results, the headings of a list, and the order of its entries, such as by letter or decade."""

from __future__ import annotations

import re
from collections.abc import Callable

from almanac.content.kinds import KINDS, Entry
from almanac.content.kinds.abstract import Abstract
from almanac.content.kinds.event import Event
from almanac.content.kinds.fields import NATIONS_OF_UK
from almanac.content.kinds.organisation import Organisation
from almanac.content.kinds.point import PointOfSet
from almanac.content.kinds.provision import Provision
from almanac.content.kinds.source import Source
from almanac.content.letters import without_accents
from almanac.site import words

FOUND_AS = {kind.name: kind.heading for kind in KINDS} | {"role": "Roles", "page": "Pages"}
"""The label of search results of each kind, and of hand-written pages."""

LETTERS = tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


def _together(_: Entry) -> str:
    return ""


DIGITS, OTHERS = "0 to 9", "Other"
"""In a list by letter, the first and last headings, for names that do not begin with A to Z."""


def _letter(entry: Entry) -> str:
    first = _alphabetical(entry.label)[:1].upper()
    return first if first in LETTERS else DIGITS if first.isdigit() else OTHERS


def _alphabetical(label: str) -> str:
    """A name as sorted alphabetically: without accents, or any leading quotation marks or punctuation."""
    return re.sub(r"^[\W_]+", "", without_accents(label))


def by_alphabet(pair: tuple[str, Entry]) -> tuple[int, str]:
    """Sort key for entries (ref and entry) by letter: digits first, names without a letter or digit last."""
    heading = _letter(pair[1])
    return (heading != DIGITS) + (heading == OTHERS), _alphabetical(pair[1].label)


def _decade(entry: Entry) -> str:
    year = (entry.year or 0) if isinstance(entry, Abstract) else int(entry.date[:4]) if isinstance(entry, Event) else 0
    return f"{year // 10 * 10}s" if year else "No date"


def nation_and_act(entry: Entry) -> str:
    """The nations and Act of a provision, as a heading; empty for any other entry."""
    if not isinstance(entry, Provision):
        return ""
    everywhere = len(entry.nations) == len(NATIONS_OF_UK)
    return f"{'All four nations' if everywhere else words.listed(entry.nations)}: {entry.act}"


def place_of_nation(pair: tuple[str, Entry]) -> tuple[int, ...]:
    """Sort key for the usual order of nations: a pair before its first nation, and groups of three or four last."""
    held = [NATIONS_OF_UK.index(nation) for nation in pair[1].nations if nation in NATIONS_OF_UK]
    return (len(held) > 2, *held[:1], -len(held), *held)  # noqa: PLR2004  (England and Wales share most of their law)


def _set(entry: Entry) -> str:
    return entry.set_name if isinstance(entry, PointOfSet) else ""


def _shelf(entry: Entry) -> str:
    return SHELF_HEADINGS[entry.shelf] if isinstance(entry, Source) else ""


SHELF_HEADINGS = {
    "founding document": "The first five documents",
    "law and guidance": "Law and guidance",
    "web page": "Web pages",
    "cited work": "Cited works",
}
"""The headings of a list of sources, by their shelf."""


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
"""Headings for entries that few readers look for. They come last in a list, folded."""


def aside(entry: Entry) -> str:
    """The heading for an entry that is listed apart from the rest; empty for most."""
    if isinstance(entry, Source) and entry.untitled:
        return UNTITLED
    return NOT_IDENTIFIED if isinstance(entry, Organisation) and not entry.identity_known else ""
