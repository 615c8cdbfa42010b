"""The library's own pages and files: shelves, feeds, the catalogue, and all studies to take away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from almanac.exports.atom import feed
from almanac.exports.bibtex import bibtex
from almanac.exports.csl import csl_json
from almanac.exports.ris import ris
from almanac.exports.study_json import catalogue, former_keys
from almanac.exports.table import studies_csv, studies_json
from almanac.kinds.abstract import Abstract
from almanac.library import Library
from almanac.pages import Site, item
from almanac.pour import Frame
from almanac.render import ShelfPage, shelf_page
from almanac.research import PAGED, Shelf, shelves, slug, studies

# Name, path, media type, and what it is for: the order in which the page that offers them lists them.
WHOLE = (
    ("RIS", "research/library.ris", "application/x-research-info-systems", "For EndNote, Zotero and Mendeley."),
    ("BibTeX", "research/library.bib", "application/x-bibtex", "For LaTeX, JabRef and Zotero."),
    ("CSL-JSON", "research/library.csl.json", "application/vnd.citationstyles.csl+json", "For Zotero and pandoc."),
    ("CSV", "research/library.csv", "text/csv", "A table with every field, for a spreadsheet."),
    ("JSON", "research/library.json", "application/json", "Every field, for programs."),
)


def stacks(library: Library, frame: Frame, site: Site) -> Iterator[tuple[str, str]]:
    """Path and text of every file; the pages are poured into the frame of a study."""
    found = studies(library)
    yield "api/v1/catalogue.json", catalogue(library)
    yield "api/v1/former-keys.json", former_keys(library)
    if found:
        yield from _whole(library, found)
        yield "research/feed.xml", feed("All studies", "research/feed.xml", "research/index.html", found, site.url)
    for by in PAGED:
        for shelf in shelves(library, by):
            yield from _shelf(library, shelf, frame, site)


def _whole(library: Library, found: tuple[Abstract, ...]) -> Iterator[tuple[str, str]]:
    made = (ris(found), bibtex(found), csl_json(found), studies_csv(found), studies_json(found, library.version))
    yield from zip((path for _, path, _, _ in WHOLE), made, strict=True)


def _shelf(library: Library, shelf: Shelf, frame: Frame, site: Site) -> Iterator[tuple[str, str]]:
    if shelf.by != "topic":
        title = f"Studies by {shelf.name}" if shelf.by == "method" else f"Studies of the {shelf.name}"
        yield shelf.path, frame.fill(shelf_page(ShelfPage(shelf, title, (("", "", shelf.studies),)), site))
        return
    title, path = f"Studies on {shelf.name}", shelf.path.removesuffix("html") + "xml"
    shown = ShelfPage(shelf, title, _by_method(shelf.studies), item(library, f"term/{shelf.slug}"), path)
    yield shelf.path, frame.fill(shelf_page(shown, site))
    yield path, feed(title, path, shelf.path, shelf.studies, site.url)


def _by_method(found: tuple[Abstract, ...]) -> tuple[tuple[str, str, tuple[Abstract, ...]], ...]:
    held: dict[str, list[Abstract]] = defaultdict(list)
    for study in found:
        held[study.method].append(study)
    return tuple((name, slug(name), tuple(held[name])) for name in sorted(held))


def paths(library: Library) -> list[str]:
    """Paths of the pages made here, for the sitemap."""
    return [shelf.path for by in PAGED for shelf in shelves(library, by)]
