"""Pouring: one frame for each kind of entry, drawn once by the theme, filled once an entry.

A frame is a whole HTML page with slots, written ``@@name@@``. Values are put
in and never read again, so whatever an entry says, it cannot open a slot,
run as a template or end an attribute.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from almanac import render, urls
from almanac.exports import highwire
from almanac.exports.bibtex import bibtex
from almanac.exports.csl import csl_json
from almanac.exports.figures_csv import figure_csv
from almanac.exports.handout_json import handout_json
from almanac.exports.qr import qr_svg
from almanac.exports.ris import ris
from almanac.exports.study_json import study_json
from almanac.kinds import KINDS
from almanac.kinds.abstract import Abstract
from almanac.kinds.figure import Figure
from almanac.kinds.organisation import Organisation
from almanac.library import Library, kind_of
from almanac.pages import Site
from almanac.references import STYLES, Kept, Reference, reference
from almanac.research import Neighbours

_SLOT = re.compile(r"@@([a-z]+)@@")


@dataclass(frozen=True)
class Frame:
    """A page with slots: n names between n + 1 pieces of HTML."""

    pieces: tuple[str, ...]
    slots: tuple[str, ...]

    @classmethod
    def parse(cls, html: str) -> Frame:
        """Cut a page at its slots; ValueError if it has no body slot."""
        parts = _SLOT.split(html)
        frame = cls(tuple(parts[::2]), tuple(parts[1::2]))
        if "body" not in frame.slots:
            raise ValueError("the frame has no @@body@@ slot: see overrides/entry.html")
        return frame

    def fill(self, values: Mapping[str, str]) -> str:
        """The page with every slot filled (slot name to safe HTML); KeyError for a slot without a value."""
        parts = [self.pieces[0]]
        for slot, piece in zip(self.slots, self.pieces[1:], strict=True):
            parts += (values[slot], piece)
        return "".join(parts)


def frames(html: Mapping[str, str]) -> dict[str, Frame]:
    """The frame of every kind, from the HTML of each."""
    return {kind.name: Frame.parse(html[kind.name]) for kind in KINDS}


def pour(library: Library, drawn: Mapping[str, Frame], site: Site, kept: Kept) -> Iterator[tuple[str, str]]:
    """Every entry's page, the files beside it, a page at each former address that leads on, and what a handout needs.

    Args:
        library: what to pour.
        drawn: name of a kind to its frame, one for each kind.
        site: the site's addresses.
        kept: references formatted before; what is new is added.

    Yields:
        Path from the root of the site, and the text of the file.
    """
    yield "api/v1/handout.json", handout_json(library, site.health)
    neighbours = Neighbours(library)
    for ref, entry in library.entries.items():
        kind = kind_of(ref)
        if isinstance(entry, Abstract):
            references = {style: reference(entry, style, kept) for style in STYLES}
            values = render.entry_page(library, ref, site, references=references, related=neighbours.of(entry))
            values["head"] += str(highwire.head(entry, urls.absolute(site.url, urls.page_path(ref))))
            yield from _beside_study(ref, entry, references)
        else:
            values = render.entry_page(library, ref, site)
        yield urls.page_path(ref), drawn[kind].fill(values)
        if isinstance(entry, Figure):
            yield urls.beside(ref, "csv"), figure_csv(entry)
        if isinstance(entry, Organisation) and entry.home:
            yield urls.beside(ref, "qr.svg"), qr_svg(entry.home)
        for former in entry.was:
            yield urls.page_path(f"{kind}/{former}"), _moved(entry.label, f"{entry.key}.html")


def _beside_study(ref: str, study: Abstract, references: Mapping[str, Reference]) -> Iterator[tuple[str, str]]:
    yield urls.beside(ref, "bib"), bibtex([study])
    yield urls.beside(ref, "ris"), ris([study])
    yield urls.beside(ref, "csl.json"), csl_json([study])
    yield urls.beside(ref, "json"), study_json(study, references)


def _moved(label: str, target: str) -> str:
    return render.environment().get_template("moved.html").render(label=label, target=target)
