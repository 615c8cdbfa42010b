"""What a macro knows of the page that calls it."""

from __future__ import annotations

from dataclasses import dataclass

from almanac.content.model import Library
from almanac.site import render
from almanac.site.pages import Site


@dataclass(frozen=True)
class Context:
    """The Library, the site's addresses, and the path of the page that calls."""

    library: Library
    site: Site
    page: str

    def show(self, template: str, **values: object) -> str:
        """HTML by a template of ``lists/``, for the page that calls."""
        return render.fragment(template, self.page, **values)
