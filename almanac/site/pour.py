"""Pouring: the theme draws one frame for each kind of entry, and each entry's content fills a copy of it.

A frame is a whole HTML page with slots (``slots``). Values are inserted and
never parsed again, so nothing in an entry can open a slot, run as a template
or close an attribute. A hand-written page is a frame too, with a slot for
each macro call.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from almanac.content.kinds import KINDS
from almanac.content.problem import AlmanacError
from almanac.site.slots import cut

_MARK = re.compile(r"<!-- frame: ([a-z-]+) -->")  # marks a page as a frame and names its kind


class FramesError(AlmanacError):
    """The built site lacks a frame. The message says what to write."""


@dataclass(frozen=True)
class Frame:
    """A page with slots: n slot names between n + 1 pieces of HTML."""

    pieces: tuple[str, ...]
    slots: tuple[str, ...]

    @classmethod
    def parse(cls, html: str) -> Frame:
        """Split a page at its slots and remove its frame mark."""
        return cls(*cut(_MARK.sub("", html)))

    def fill(self, values: Mapping[str, str]) -> str:
        """The page with every slot filled.

        Args:
            values: slot name to safe HTML.

        Raises:
            KeyError: if a slot has no value.
        """
        parts = [self.pieces[0]]
        for slot, piece in zip(self.slots, self.pieces[1:], strict=True):
            parts += (values[slot], piece)
        return "".join(parts)

    def filled(self, values: Mapping[str, str]) -> Frame:
        """A copy of the frame with some slots filled and the others still open."""
        pieces, slots = [self.pieces[0]], []
        for slot, piece in zip(self.slots, self.pieces[1:], strict=True):
            if slot in values:
                pieces[-1] += values[slot] + piece
            else:
                slots.append(slot)
                pieces.append(piece)
        return Frame(tuple(pieces), tuple(slots))


def frame_of(html: str) -> str:
    """The kind whose frame this page is, according to its mark; empty if the page is not a frame."""
    found = _MARK.search(html)
    return found[1] if found else ""


def frames(drawn: Mapping[str, str]) -> dict[str, Frame]:
    """Parse the frame of every kind.

    Args:
        drawn: the HTML of each frame, by the name of its kind.

    Raises:
        FramesError: if a kind has no frame, or a frame has no body slot.
    """
    missing = [kind.name for kind in KINDS if kind.name not in drawn]
    if missing:
        raise FramesError(f"no page under docs/ has the front matter 'frame: {missing[0]}'.")
    found = {kind.name: Frame.parse(drawn[kind.name]) for kind in KINDS}
    if any("body" not in frame.slots for frame in found.values()):
        raise FramesError("the frame has no @@body@@ slot: see overrides/entry.html")
    return found
