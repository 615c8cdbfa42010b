"""The page of each entry, ready to pour into the frame of its kind, and the files published next to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from almanac.citation.references import Reference
from almanac.content.kinds.abstract import Abstract
from almanac.content.model import Library
from almanac.content.refs import kind_of
from almanac.exports.bibtex import bibtex
from almanac.exports.csl_json import csl_json
from almanac.exports.figures_csv import figure_csv
from almanac.exports.qr import qr_svg
from almanac.exports.ris import ris
from almanac.exports.study_json import study_json
from almanac.publish.claims import extensions
from almanac.search.records import SearchRecord, search_record
from almanac.site import metadata, pages, policy, render, urls
from almanac.site.pages import Page, Site
from almanac.site.research import Related, RelatedStudies


@dataclass(frozen=True)
class Prepared:
    """Everything, apart from the entry itself, from which its page and files are built.

    Attributes:
        page: the content of the page.
        found_by: the entry's record in the search index.
        references: for a study, its references by style, otherwise empty.
        related: for a study, the studies closest to it, otherwise empty.
    """

    page: Page
    found_by: SearchRecord
    references: Mapping[str, Reference]
    related: tuple[Related, ...]


Cited = Mapping[str, Mapping[str, Reference]]
"""References of each study, by its key and then by style."""


def prepared(library: Library, ref: str, site: Site, cited: Cited, neighbours: RelatedStudies) -> Prepared:
    """Collect everything needed to build an entry's page and files."""
    entry, page, found_by = library.entries[ref], pages.page(library, ref, site), search_record(library, ref)
    if not isinstance(entry, Abstract):
        return Prepared(page, found_by, {}, ())
    return Prepared(page, found_by, cited[entry.key], neighbours.of(entry))


def poured(library: Library, shown: Prepared, site: Site) -> dict[str, dict[str, str]]:
    """Return the slot values, by path, of an entry's page and of its page of related entries."""
    page = shown.page
    filled = {page.path: values(library, shown, site)}
    return filled | {page.related: render.related_values(page, site)} if page.related else filled


def values(library: Library, shown: Prepared, site: Site) -> dict[str, str]:
    """Return the slot values of an entry's page."""
    ref = shown.page.ref
    entry = library.entries[ref]
    if not isinstance(entry, Abstract):
        return render.page_values(library, shown.page, site)
    filled = render.page_values(library, shown.page, site, references=shown.references, related=shown.related)
    filled["head"] += str(metadata.head(entry, urls.absolute(site.url, urls.page_path(ref))))
    return filled


def companion_files(library: Library, shown: Prepared, site: Site) -> Iterator[tuple[str, str]]:
    """Yield the path and text of each file next to an entry's page, and of each redirect to it."""
    ref = shown.page.ref
    entry = library.entries[ref]
    for extension in extensions(entry):
        yield urls.companion_file(ref, extension), _FILES[extension](entry, shown.references)
    for address in redirects_to(library, ref):
        yield address, _moved(library, ref, site)


_FILES: Mapping[str, Callable[[Any, Mapping[str, Reference]], str]] = {
    "bib": lambda study, _: bibtex([study]),
    "ris": lambda study, _: ris([study]),
    "csl.json": lambda study, _: csl_json([study]),
    "json": study_json,
    "csv": lambda figure, _: figure_csv(figure),
    "qr.svg": lambda organisation, _: qr_svg(organisation.current_website),
}
"""How each file next to a page is made from its entry and, for a study, its references by style."""


def redirect_paths(library: Library) -> frozenset[str]:
    """Return the paths of all pages that only redirect."""
    return frozenset(path for ref in library.entries for path in redirects_to(library, ref))


def redirects_to(library: Library, ref: str) -> Iterator[str]:
    """Yield the addresses that redirect to an entry: those of former keys, and its own if it shares a page."""
    if urls.shared_page(library, ref):
        yield urls.page_path(ref)
    yield from (urls.page_path(f"{kind_of(ref)}/{former}") for former in library.entries[ref].was)


def _moved(library: Library, ref: str, site: Site) -> str:
    place = urls.place(library, ref)
    canonical = urls.absolute(site.url, place.partition("#")[0])
    template = render.template("pages/moved.html")
    target = place.rpartition("/")[2]  # in the same folder
    return template.render(label=library.entries[ref].label, target=target, canonical=canonical, policy=policy)
