"""What a macro can use: the library, the site, and the page that calls it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from almanac.content.model import Library
from almanac.site import render
from almanac.site.health import Health, health
from almanac.site.pages import Site


@dataclass(frozen=True)
class Context:
    """The library, the site's addresses, and the path of the calling page."""

    library: Library
    site: Site
    page: str

    @cached_property
    def health(self) -> Health:
        """The data health report, cached because one page calls for several parts of it."""
        return health(self.library, self.site.health)

    def show(self, template: str, **values: object) -> str:
        """Render a template in ``lists/`` for the calling page."""
        return render.fragment(template, self.page, **values)
