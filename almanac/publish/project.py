"""A project's folder: where its content is, what is recorded about links, and what one build keeps for the next."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from almanac.content import freshness
from almanac.content.load import load
from almanac.content.model import Library
from almanac.linkhealth import state
from almanac.publish.claims import EveryPathOnce, written
from almanac.site.pages import Site


@dataclass(frozen=True)
class Project:
    """The folder with ``mkdocs.yml`` and ``content``, and the day its pages are made for.

    Attributes:
        folder: the folder.
        today: that day (ISO 8601); empty for the newest on which anybody looked at an entry.
    """

    folder: Path
    today: str = ""

    def library(self) -> Library:
        """Its content; ContentError with every problem, DateError for a day that is none."""
        return load(self.folder / "content", freshness.day_given(self.today), self.rule, self.cache / "yaml")

    @property
    def rule(self) -> EveryPathOnce:
        """What must hold besides of its content: that nothing takes the address of another page."""
        return EveryPathOnce(written(self.folder / "docs"))

    def site(self, url: str | None = "", repository: str | None = "") -> Site:
        """Where it is published and edited, and the state of links to other sites; UnreadableStateError."""
        return Site(url or "", repository or "", state.Health(state.read(self.folder / state.FILE)))

    @property
    def cache(self) -> Path:
        """The folder for what a later build need not make again; it may be deleted at any time."""
        return self.folder / ".cache"
