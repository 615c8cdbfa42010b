"""Every entry's page, poured into the frame of its kind, and the files beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from almanac.citation.references import Kept, Reference, references
from almanac.content.kinds import Entry
from almanac.content.kinds.abstract import Abstract
from almanac.content.kinds.figure import Figure
from almanac.content.kinds.organisation import Organisation
from almanac.content.model import Library, kind_of
from almanac.exports.bibtex import bibtex
from almanac.exports.csl_json import csl_json
from almanac.exports.figures_csv import figure_csv
from almanac.exports.handout_json import handout_json
from almanac.exports.qr import qr_svg
from almanac.exports.ris import ris
from almanac.exports.study_json import study_json
from almanac.site import metadata, policy, render, urls
from almanac.site.pages import Site
from almanac.site.pour import Frame
from almanac.site.research import RelatedStudies


def pour(library: Library, drawn: Mapping[str, Frame], site: Site, kept: Kept) -> Iterator[tuple[str, str]]:
    """Every entry's page, the files beside it, a page at each former address that leads on, and what a handout needs.

    Args:
        library: what to pour.
        drawn: name of a kind to its frame, one for each kind.
        site: the site's addresses.
        kept: references formatted before; what is new is added.

    Yields:
        Path from the root of the site, and the text of the file.

    Raises:
        NotFormattedError: if references cannot be made.
    """
    yield "api/v1/handout.json", handout_json(library, site.health)
    neighbours = RelatedStudies(library)
    formatted = references((entry for _, entry in library.of("abstract") if isinstance(entry, Abstract)), kept)
    for ref, entry in library.entries.items():
        kind = kind_of(ref)
        if isinstance(entry, Abstract):
            cited = formatted[entry.key]
            values = render.entry_page(library, ref, site, references=cited, related=neighbours.of(entry))
            values["head"] += str(metadata.head(entry, urls.absolute(site.url, urls.page_path(ref))))
            yield from _beside_study(ref, entry, cited)
        else:
            values = render.entry_page(library, ref, site)
        yield urls.page_path(ref), drawn[kind].fill(values)
        if isinstance(entry, Figure):
            yield urls.beside(ref, "csv"), figure_csv(entry)
        if isinstance(entry, Organisation) and entry.home:
            yield urls.beside(ref, "qr.svg"), qr_svg(entry.home)
        for former in entry.was:
            yield urls.page_path(f"{kind}/{former}"), _moved(entry, ref, site)


def _beside_study(ref: str, study: Abstract, cited: Mapping[str, Reference]) -> Iterator[tuple[str, str]]:
    yield urls.beside(ref, "bib"), bibtex([study])
    yield urls.beside(ref, "ris"), ris([study])
    yield urls.beside(ref, "csl.json"), csl_json([study])
    yield urls.beside(ref, "json"), study_json(study, cited)


def moved(library: Library) -> frozenset[str]:
    """Paths of the pages at former addresses."""
    return frozenset(
        urls.page_path(f"{kind_of(ref)}/{former}") for ref, entry in library.entries.items() for former in entry.was
    )


def _moved(entry: Entry, ref: str, site: Site) -> str:
    template = render.environment().get_template("pages/moved.html")
    canonical = urls.absolute(site.url, urls.page_path(ref))
    return template.render(label=entry.label, target=f"{entry.key}.html", canonical=canonical, policy=policy)
