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
from almanac.exports.figures_csv import figure_csv
from almanac.kinds import KINDS
from almanac.kinds.figure import Figure
from almanac.library import Library, kind_of
from almanac.pages import Site

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


def pour(library: Library, frames: Mapping[str, str], site: Site) -> Iterator[tuple[str, str]]:
    """Every entry's page, a figure's table, and a page at each former address that leads on.

    Args:
        library: what to pour.
        frames: name of a kind to the HTML of its frame, one for each kind.
        site: the site's addresses.

    Yields:
        Path from the root of the site, and the page.
    """
    parsed = {kind.name: Frame.parse(frames[kind.name]) for kind in KINDS}
    for ref, entry in library.entries.items():
        kind = kind_of(ref)
        yield urls.page_path(ref), parsed[kind].fill(render.entry_page(library, ref, site))
        if isinstance(entry, Figure):
            yield urls.csv_path(ref), figure_csv(entry)
        for former in entry.was:
            yield urls.page_path(f"{kind}/{former}"), _moved(entry.label, f"{entry.key}.html")


def _moved(label: str, target: str) -> str:
    return render.environment().get_template("moved.html").render(label=label, target=target)
