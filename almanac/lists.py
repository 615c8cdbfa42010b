"""Lists of entries as prose pages show them: plain, by letter, by year, by set."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby

from almanac.kinds import Entry
from almanac.kinds.abstract import Abstract
from almanac.kinds.event import Event
from almanac.kinds.message import SETS, Message
from almanac.kinds.organisation import Organisation
from almanac.kinds.source import Source
from almanac.library import Library
from almanac.pages import Group, item
from almanac.problem import did_you_mean


def _together(_: Entry) -> str:
    return ""


def _letter(entry: Entry) -> str:
    first = entry.label[:1].upper()
    return first if first.isalpha() else "0 to 9"


def _decade(entry: Entry) -> str:
    year = entry.year if isinstance(entry, Abstract) else int(entry.date[:4]) if isinstance(entry, Event) else 0
    return f"{year // 10 * 10}s"


def _set(entry: Entry) -> str:
    return SETS[entry.set] if isinstance(entry, Message) else ""


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
    "set": _set,
    "shelf": _shelf,
}


def groups(library: Library, kind: str, by: str = "", only: str = "") -> tuple[Group, ...]:
    """All entries of a kind, under headings or under none.

    Args:
        library: the Library.
        kind: name of the kind.
        by: a key of ``ORDERS``; empty for one list without a heading.
        only: ``useful links`` keeps the twelve bodies of the 2008 briefing; empty keeps all.

    Raises:
        LookupError: for a kind, an order or a choice that does not exist, with the nearest that does.
    """
    if by not in ORDERS:
        raise LookupError(f'no list goes by "{by}".{did_you_mean(by, ORDERS)}')
    if only not in ("", "useful links"):
        raise LookupError(f'no list keeps only "{only}". Write "useful links" or leave it out.')
    chosen = [pair for pair in library.of(kind) if not only or _useful(pair[1])]
    return tuple(
        Group(_anchor(name), name, tuple(item(library, ref) for ref, _ in pairs))
        for name, pairs in groupby(chosen, key=lambda pair: ORDERS[by](pair[1]))
    )


def _useful(entry: Entry) -> bool:
    return isinstance(entry, Organisation) and entry.useful_link


def _anchor(heading: str) -> str:
    return "-".join(heading.lower().replace(",", "").split())


def alphabet(found: tuple[Group, ...]) -> tuple[tuple[str, str], ...]:
    """Every letter with the anchor of its group; an empty anchor where nothing begins with it."""
    anchors = {group.heading: group.name for group in found}
    return tuple((letter, anchors.get(letter, "")) for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
