"""A site as a theme drew it, read: its frames, its hand-written pages, and what is copied as it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from almanac.site.pour import Frame, frame_of, frames
from almanac.site.theme import without_unused


@dataclass(frozen=True)
class Drawn:
    """What a theme drew.

    Attributes:
        frames: kind to the frame of its entries' pages.
        pages: path from the root of each hand-written page, and its HTML with slots.
        assets: paths of all other files.
        framed: paths of the frames, which are no pages of the site.
        copied: content of the other files as they are now, where the whole site is to be written.
    """

    frames: Mapping[str, Frame]
    pages: Mapping[str, str]
    assets: tuple[str, ...]
    framed: tuple[str, ...]
    copied: Mapping[str, bytes] = field(default_factory=dict)


def read(folder: Path) -> Drawn:
    """Read a drawn site; FramesError if a kind of entry has no frame, or a frame has no slot for the entry."""
    pages: dict[str, str] = {}
    framed: dict[str, str] = {}
    assets = []
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        path = file.relative_to(folder).as_posix()
        if path.endswith(".html"):
            html = without_unused(file.read_text("utf-8"))
            (framed if frame_of(html) else pages)[path] = html
        else:
            assets.append(path)
    return Drawn(frames({frame_of(html): html for html in framed.values()}), pages, tuple(assets), tuple(framed))
