"""Every entry's page, to be poured into the frame of its kind, and the files beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from almanac.citation.references import Reference
from almanac.content.kinds.abstract import Abstract
from almanac.content.kinds.figure import Figure
from almanac.content.kinds.organisation import Organisation
from almanac.content.model import Library, kind_of
from almanac.exports.bibtex import bibtex
from almanac.exports.csl_json import csl_json
from almanac.exports.figures_csv import figure_csv
from almanac.exports.qr import qr_svg
from almanac.exports.ris import ris
from almanac.exports.study_json import study_json
from almanac.search.records import SearchRecord, search_record
from almanac.site import metadata, pages, policy, render, urls
from almanac.site.pages import Page, Site
from almanac.site.research import Related, RelatedStudies


@dataclass(frozen=True)
class Prepared:
    """All that the page of an entry and the files beside it are made from, beside the entry itself.

    Attributes:
        page: what the page shows.
        found_by: what the search finds it by.
        references: of a study, style to reference.
        related: of a study, those nearest to it.
    """

    page: Page
    found_by: SearchRecord
    references: Mapping[str, Reference]
    related: tuple[Related, ...]


Cited = Mapping[str, Mapping[str, Reference]]
"""Key of a study to its references, by style."""


def prepared(library: Library, ref: str, site: Site, cited: Cited, neighbours: RelatedStudies) -> Prepared:
    """What is needed to make an entry's page."""
    entry, page, found_by = library.entries[ref], pages.page(library, ref, site), search_record(library, ref)
    if not isinstance(entry, Abstract):
        return Prepared(page, found_by, {}, ())
    return Prepared(page, found_by, cited[entry.key], neighbours.of(entry))


def poured(library: Library, shown: Prepared, site: Site) -> dict[str, dict[str, str]]:
    """What fills the frame of the entry's page, and of the page of all that is related to it, by path."""
    page = shown.page
    filled = {page.path: values(library, shown, site)}
    return filled | {page.related: render.related_values(page, site)} if page.related else filled


def values(library: Library, shown: Prepared, site: Site) -> dict[str, str]:
    """What fills the frame of an entry's page, by slot."""
    ref = shown.page.ref
    entry = library.entries[ref]
    if not isinstance(entry, Abstract):
        return render.page_values(library, shown.page, site)
    filled = render.page_values(library, shown.page, site, references=shown.references, related=shown.related)
    filled["head"] += str(metadata.head(entry, urls.absolute(site.url, urls.page_path(ref))))
    return filled


def beside(library: Library, shown: Prepared, site: Site) -> Iterator[tuple[str, str]]:
    """Path and text of the files beside the page, and of a page at each address that leads on."""
    ref = shown.page.ref
    entry = library.entries[ref]
    if isinstance(entry, Abstract):
        yield urls.beside(ref, "bib"), bibtex([entry])
        yield urls.beside(ref, "ris"), ris([entry])
        yield urls.beside(ref, "csl.json"), csl_json([entry])
        yield urls.beside(ref, "json"), study_json(entry, shown.references)
    if isinstance(entry, Figure):
        yield urls.beside(ref, "csv"), figure_csv(entry)
    if isinstance(entry, Organisation) and entry.home and entry.status.confirmed:  # others never come on paper
        yield urls.beside(ref, "qr.svg"), qr_svg(entry.home)
    for address in leading_on(library, ref):
        yield address, _moved(library, ref, site)


def moved(library: Library) -> frozenset[str]:
    """Paths of all pages that only lead on."""
    return frozenset(path for ref in library.entries for path in leading_on(library, ref))


def leading_on(library: Library, ref: str) -> Iterator[str]:
    """Addresses that lead on to an entry: by its former keys, and by its own key where it shares a page."""
    if urls.shared_page(library, ref):
        yield urls.page_path(ref)
    yield from (urls.page_path(f"{kind_of(ref)}/{former}") for former in library.entries[ref].was)


def _moved(library: Library, ref: str, site: Site) -> str:
    place = urls.place(library, ref)
    canonical = urls.absolute(site.url, place.partition("#")[0])
    template = render.template("pages/moved.html")
    target = place.rpartition("/")[2]  # in the same folder
    return template.render(label=library.entries[ref].label, target=target, canonical=canonical, policy=policy)
