"""Read a rendered site: its frames, its hand-written pages, and the files that are copied unchanged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from almanac.site.pour import Frame, frame_of, frames
from almanac.site.theme import without_unused_controls


@dataclass(frozen=True)
class Drawn:
    """A site as the theme rendered it.

    Attributes:
        frames: the frame for the pages of entries, by kind.
        pages: HTML with slots of each hand-written page, by path from the site root.
        assets: paths of all other files.
        framed: paths of the frames, which are not pages of the site.
        copied: current content of the other files, given only if the whole site is to be written.
    """

    frames: Mapping[str, Frame]
    pages: Mapping[str, str]
    assets: tuple[str, ...]
    framed: tuple[str, ...]
    copied: Mapping[str, bytes] = field(default_factory=dict)


def read(folder: Path) -> Drawn:
    """Read a rendered site.

    Raises:
        FramesError: if a kind of entry has no frame, or a frame has no slot for the entry.
    """
    pages: dict[str, str] = {}
    framed: dict[str, str] = {}
    assets = []
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        path = file.relative_to(folder).as_posix()
        if path.endswith(".html"):
            html = without_unused_controls(file.read_text("utf-8"))
            (framed if frame_of(html) else pages)[path] = html
        else:
            assets.append(path)
    return Drawn(frames({frame_of(html): html for html in framed.values()}), pages, tuple(assets), tuple(framed))
