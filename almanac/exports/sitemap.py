"""The sitemap (sitemaps.org protocol 0.9): every page a reader may want, without redirects."""

from __future__ import annotations

from collections.abc import Iterable

from almanac.content.model import Library
from almanac.site import urls
from almanac.site.render import template


def sitemap(library: Library, prose: Iterable[str], site: str) -> str:
    """The sitemap as XML.

    Args:
        library: each entry that has a page of its own is listed with its check date.
        prose: paths of the hand-written pages, listed without a date.
        site: the site's full address.
    """
    pages = [(urls.absolute(site, path), "") for path in sorted(prose)]
    pages += [
        (urls.absolute(site, urls.page_path(ref)), entry.checked.isoformat())
        for ref, entry in library.entries.items()
        if not urls.shared_page(library, ref)
    ]
    return template("files/sitemap.xml").render(pages=pages)
