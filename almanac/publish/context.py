"""What a macro knows of the page that calls it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from almanac.content.model import Library
from almanac.site import render
from almanac.site.health import Health, health
from almanac.site.pages import Site


@dataclass(frozen=True)
class Context:
    """The Library, the site's addresses, and the path of the page that calls."""

    library: Library
    site: Site
    page: str

    @cached_property
    def health(self) -> Health:
        """The health of the data, of which a page calls several parts."""
        return health(self.library, self.site.health)

    def show(self, template: str, **values: object) -> str:
        """HTML by a template of ``lists/``, for the page that calls."""
        return render.fragment(template, self.page, **values)
