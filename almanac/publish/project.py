"""A project's folder: its content, the record of link checks, and the cache between builds."""

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
    """The folder with ``mkdocs.yml`` and ``content``, and the day for which its pages are built.

    Attributes:
        folder: the folder.
        today: that day (ISO 8601), or empty for the latest date on which anybody checked an entry.
    """

    folder: Path
    today: str = ""

    def library(self) -> Library:
        """Load the content.

        Raises:
            ContentError: if the content has problems. The message lists all of them.
            DateError: if the day is not a valid date.
        """
        return load(self.folder / "content", freshness.parse_day(self.today), self.rule, self.cache / "yaml")

    @property
    def rule(self) -> EveryPathOnce:
        """The additional rule for its content: no entry may take the address of another page."""
        return EveryPathOnce(written(self.folder / "docs"))

    def site(self, url: str | None = "", repository: str | None = "") -> Site:
        """Return where the site is published and edited, and the state of links to other sites.

        Raises:
            UnreadableStateError: if the record of link checks cannot be read.
        """
        return Site(url or "", repository or "", state.LinkHealth(state.read(self.folder / state.FILE)))

    @property
    def cache(self) -> Path:
        """The cache folder, which may be deleted at any time."""
        return self.folder / ".cache"
