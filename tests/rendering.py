"""Renders pages of entries as a build does, for tests that read them."""

from __future__ import annotations

from almanac.content.model import Library
from almanac.site.pages import Site, page
from almanac.site.render import page_values
from tests.conftest import SITE


def entry_page(library: Library, ref: str, site: Site = SITE, **more: object) -> dict[str, str]:
    """The values that fill the frame of an entry's page, by slot."""
    return page_values(library, page(library, ref, site), site, **more)
