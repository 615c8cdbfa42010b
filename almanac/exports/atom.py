"""Atom feeds (RFC 4287) of studies; dates are those on which an entry was checked, never the day of the build."""

from __future__ import annotations

from collections.abc import Sequence

from almanac import urls
from almanac.exports.highwire import abstract
from almanac.kinds.abstract import Abstract
from almanac.render import environment

MOST = 50  # studies in one feed


def feed(title: str, path: str, page: str, studies: Sequence[Abstract], site: str) -> str:
    """A feed of studies.

    Args:
        title: its name.
        path: its own path from the root of the site.
        page: path of the page it belongs to.
        studies: newest first; the first fifty are given.
        site: the site's full address.
    """
    entries = [(study, urls.absolute(site, f"research/{study.key}.html"), abstract(study)) for study in studies[:MOST]]
    updated = max(study.checked for study in studies)
    template = environment().get_template("feed.xml")
    addresses = {"self_address": urls.absolute(site, path), "page_address": urls.absolute(site, page)}
    return template.render(title=title, entries=entries, updated=updated, **addresses)
