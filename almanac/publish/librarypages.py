"""The library's own pages and files: lists of studies, feeds, and the catalogue.

The files that contain all studies are in ``api``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from almanac.content.kinds.abstract import Abstract
from almanac.content.letters import slug
from almanac.content.model import Library
from almanac.exports.atom import feed
from almanac.exports.study_json import catalogue, former_keys
from almanac.site.entrylinks import entry_link
from almanac.site.pages import Site
from almanac.site.render import ShelfPage
from almanac.site.research import FEED, PAGED, Shelf, shelves, studies
from almanac.site.sensitive import first_urgent_contacts, is_sensitive_topic


def files(library: Library, site: Site) -> Iterator[tuple[str, str]]:
    """Yield the path and text of every file that covers the whole library."""
    found = studies(library)
    yield "api/v1/catalogue.json", catalogue(library)
    yield "api/v1/former-keys.json", former_keys(library)
    if found:
        page = "research/index.html"
        yield FEED, feed("All studies", FEED, page, found, site.url, topics=topics(library))


def shelf_pages(library: Library) -> Iterator[ShelfPage]:
    """Return every list of studies that has its own page, to be poured into the frame of a study."""
    return (_shown(library, shelf) for by in PAGED for shelf in shelves(library, by))


def _shown(library: Library, shelf: Shelf) -> ShelfPage:
    if shelf.by != "topic":
        of_decade = f"Studies of the {shelf.name}" if shelf.name[:1].isdigit() else "Studies without a date"
        title = f"Studies by {shelf.name}" if shelf.by == "method" else of_decade
        return ShelfPage(shelf, title, (("", "", shelf.studies),))
    title = f"Studies on {shelf.name}"
    term, sensitive = entry_link(library, f"term/{shelf.slug}"), is_sensitive_topic(library, shelf.slug)
    urgent = first_urgent_contacts(library) if sensitive else ()
    return ShelfPage(shelf, title, _by_method(shelf.studies), term, sensitive, urgent)


def topics(library: Library) -> dict[str, str]:
    """Return the names of the studies' topics by key, for use in feeds."""
    return {shelf.slug: shelf.name for shelf in shelves(library, "topic")}


def companion_files(shown: ShelfPage, site: Site, named: Mapping[str, str]) -> dict[str, str]:
    """Return the path and text of the feed of a list of studies, or nothing if it has no feed.

    ``named`` is the result of ``topics``.
    """
    shelf = shown.shelf
    if not shelf.feed:
        return {}
    return {shelf.feed: feed(shown.title, shelf.feed, shelf.path, shelf.studies, site.url, topics=named)}


def _by_method(found: tuple[Abstract, ...]) -> tuple[tuple[str, str, tuple[Abstract, ...]], ...]:
    held: dict[str, list[Abstract]] = defaultdict(list)
    for study in found:
        held[study.method].append(study)
    return tuple((name, slug(name), tuple(held[name])) for name in sorted(held))


def paths(library: Library) -> list[str]:
    """Return the paths of the pages built here, for the sitemap."""
    return [shelf.path for by in PAGED for shelf in shelves(library, by)]
