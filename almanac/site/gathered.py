"""Short statements that share a page: every set shown there, with all that a page of its own would say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from itertools import groupby

from almanac.content.kinds.point import PointOfSet
from almanac.content.model import Library
from almanac.site import urls
from almanac.site.pages import Page, Site, page
from almanac.site.sensitive import UrgentContact, first_urgent_contacts
from almanac.site.updates import Update

Point = tuple[PointOfSet, Page]
"""A point, and the page that it would have on its own."""


@dataclass(frozen=True)
class GatheredSet:
    """One set on a shared page.

    Attributes:
        name: the name that readers know it by.
        notes: updates that apply to every one of its points, shown once.
        headings: the points in order, grouped by their heading in the source. The heading is empty if there is none.
    """

    name: str
    notes: tuple[Update, ...]
    headings: tuple[tuple[str, tuple[Point, ...]], ...]


@dataclass(frozen=True)
class Gathered:
    """Everything that one shared page shows.

    Attributes:
        sets: the sets on the page, in order.
        urgent: the urgent contacts to show.
        sensitive: whether any point is sensitive, so that a reader may want to leave the page quickly.
    """

    sets: tuple[GatheredSet, ...]
    urgent: tuple[UrgentContact, ...]
    sensitive: bool


def gathered(library: Library, path: str, site: Site) -> Gathered:
    """Gather all points that share a page.

    Args:
        library: the Library.
        path: the page's path from the site root.
        site: the site's addresses.

    Raises:
        LookupError: if no set is shown on that page.
    """
    held: dict[str, list[Point]] = {}
    for ref, entry in library.entries.items():
        if isinstance(entry, PointOfSet) and urls.shared_page(library, ref) == path:
            held.setdefault(entry.set_name, []).append((entry, page(library, ref, site)))
    if not held:
        raise LookupError(f"no set is shown on {path}. Name the page in SHARED_PAGES of its kind.")
    sensitive = any(shown.sensitive for points in held.values() for _, shown in points)
    sets = tuple(_set(name, points) for name, points in held.items())
    return Gathered(sets, first_urgent_contacts(library) if sensitive else (), sensitive)


def _set(name: str, points: list[Point]) -> GatheredSet:
    notes = _shared(shown.notes for _, shown in points) if len(points) > 1 else ()
    headings = groupby(points, lambda point: getattr(point[0], "heading", None) or "")
    return GatheredSet(name, notes, tuple((heading, tuple(found)) for heading, found in headings))


def _shared(notes: Iterable[tuple[Update, ...]]) -> tuple[Update, ...]:
    """The notes that all the points share, in the order of the first point."""
    return reduce(lambda held, more: tuple(note for note in held if note in more), notes)
