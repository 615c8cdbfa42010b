"""The Almanac's changelog as an Atom feed (RFC 4287)."""

from __future__ import annotations

from collections import Counter

from almanac.content.model import Library
from almanac.exports.atom import FeedEntry, atom
from almanac.site import urls, words
from almanac.site.changelog import Day, changelog

PAGE, FEED = "about/changes.html", "about/changes.xml"


def feed(library: Library, site: str) -> str:
    """The changelog as an Atom feed: every change, and for each day what was checked. ``site`` is the full address."""
    told: list[FeedEntry] = []
    for found in changelog(library):
        told += _changes(found, site)
        if found.checked:
            address = f"{urls.absolute(site, PAGE)}#{found.day}"
            title = f"Checked on {words.day(found.day)}"
            told.append(FeedEntry(title, address, address, found.summary, found.day, found.day))
    return atom("What has changed in the Almanac", FEED, PAGE, told, site)


def _changes(found: Day, site: str) -> list[FeedEntry]:
    """The changes of one day, newest first. If an entry changed several times, each change has an id of its own."""
    told: list[FeedEntry] = []
    counted: Counter[str] = Counter()
    for shown, what in reversed(found.changed):  # oldest first, so that later changes do not alter earlier ids
        address = urls.absolute(site, shown.path)
        counted[shown.path] += 1
        nth = f"-{counted[shown.path]}" if counted[shown.path] > 1 else ""
        told.insert(0, FeedEntry(shown.label, f"{address}#{found.day}{nth}", address, what, found.day, found.day))
    return told
