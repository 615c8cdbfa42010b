"""The library's own pages and files: shelves, feeds, and the catalogue. The files of all studies are in ``api``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from almanac.content.kinds.abstract import Abstract
from almanac.content.model import Library
from almanac.exports.atom import feed
from almanac.exports.study_json import catalogue, former_keys
from almanac.site.entrylinks import entry_link
from almanac.site.pages import Site
from almanac.site.pour import Frame
from almanac.site.render import ShelfPage, shelf_page
from almanac.site.research import PAGED, Shelf, shelves, slug, studies


def pages(library: Library, frame: Frame, site: Site) -> Iterator[tuple[str, str]]:
    """Path and text of every file; the pages are poured into the frame of a study."""
    found = studies(library)
    topics = {shelf.slug: shelf.name for shelf in shelves(library, "topic")}
    yield "api/v1/catalogue.json", catalogue(library)
    yield "api/v1/former-keys.json", former_keys(library)
    if found:
        path = "research/feed.xml"
        yield path, feed("All studies", path, "research/index.html", found, site.url, topics=topics)
    for by in PAGED:
        for shelf in shelves(library, by):
            yield from _shelf(library, shelf, frame, site, topics)


def _shelf(
    library: Library, shelf: Shelf, frame: Frame, site: Site, topics: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    if shelf.by != "topic":
        of_decade = f"Studies of the {shelf.name}" if shelf.name[:1].isdigit() else "Studies without a date"
        title = f"Studies by {shelf.name}" if shelf.by == "method" else of_decade
        yield shelf.path, frame.fill(shelf_page(ShelfPage(shelf, title, (("", "", shelf.studies),)), site))
        return
    title, path = f"Studies on {shelf.name}", shelf.path.removesuffix("html") + "xml"
    shown = ShelfPage(shelf, title, _by_method(shelf.studies), entry_link(library, f"term/{shelf.slug}"), path)
    yield shelf.path, frame.fill(shelf_page(shown, site))
    yield path, feed(title, path, shelf.path, shelf.studies, site.url, topics=topics)


def _by_method(found: tuple[Abstract, ...]) -> tuple[tuple[str, str, tuple[Abstract, ...]], ...]:
    held: dict[str, list[Abstract]] = defaultdict(list)
    for study in found:
        held[study.method].append(study)
    return tuple((name, slug(name), tuple(held[name])) for name in sorted(held))


def paths(library: Library) -> list[str]:
    """Paths of the pages made here, for the sitemap."""
    return [shelf.path for by in PAGED for shelf in shelves(library, by)]
