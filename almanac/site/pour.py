"""Pouring: one frame for each kind of entry, drawn once by the theme, filled once an entry.

A frame is a whole HTML page with slots (``slots``). Values are put in and
never read again, so whatever an entry says, it cannot open a slot, run as a
template or end an attribute. A hand-written page is a frame too, with a slot
for each call of a macro.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from almanac.content.kinds import KINDS
from almanac.content.problem import AlmanacError
from almanac.site.slots import cut

_MARK = re.compile(r"<!-- frame: ([a-z-]+) -->")  # what tells a frame from a page, and of which kind it is


class FramesError(AlmanacError):
    """The built site lacks a frame; the message says what to write."""


@dataclass(frozen=True)
class Frame:
    """A page with slots: n names between n + 1 pieces of HTML."""

    pieces: tuple[str, ...]
    slots: tuple[str, ...]

    @classmethod
    def parse(cls, html: str) -> Frame:
        """Cut a page at its slots, without its mark."""
        return cls(*cut(_MARK.sub("", html)))

    def fill(self, values: Mapping[str, str]) -> str:
        """The page with every slot filled (slot name to safe HTML); KeyError for a slot without a value."""
        parts = [self.pieces[0]]
        for slot, piece in zip(self.slots, self.pieces[1:], strict=True):
            parts += (values[slot], piece)
        return "".join(parts)

    def filled(self, values: Mapping[str, str]) -> Frame:
        """The frame with some slots filled, and the others still open."""
        pieces, slots = [self.pieces[0]], []
        for slot, piece in zip(self.slots, self.pieces[1:], strict=True):
            if slot in values:
                pieces[-1] += values[slot] + piece
            else:
                slots.append(slot)
                pieces.append(piece)
        return Frame(tuple(pieces), tuple(slots))


def frame_of(html: str) -> str:
    """The kind that a page is the frame of, by its mark; empty for a page that is none."""
    found = _MARK.search(html)
    return found[1] if found else ""


def frames(drawn: Mapping[str, str]) -> dict[str, Frame]:
    """The frame of every kind, from the HTML of each.

    Raises:
        FramesError: if a kind has none, or one has no body slot.
    """
    missing = [kind.name for kind in KINDS if kind.name not in drawn]
    if missing:
        raise FramesError(f"no page under docs/ has the front matter 'frame: {missing[0]}'.")
    found = {kind.name: Frame.parse(drawn[kind.name]) for kind in KINDS}
    if any("body" not in frame.slots for frame in found.values()):
        raise FramesError("the frame has no @@body@@ slot: see overrides/entry.html")
    return found
