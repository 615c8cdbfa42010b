"""Atom feeds (RFC 4287); dates are those that the entries carry, never the day of the build."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from almanac.content.kinds.abstract import Abstract
from almanac.site import urls
from almanac.site.metadata import abstract
from almanac.site.render import template

MOST = 50  # of one feed


@dataclass(frozen=True)
class FeedEntry:
    """One thing that a feed tells: its title, its own id, the address of its page, a summary, its day and topics."""

    title: str
    id: str
    address: str
    summary: str
    day: dt.date
    topics: tuple[str, ...] = ()


def feed(title: str, path: str, page: str, studies: Sequence[Abstract], site: str) -> str:
    """A feed of studies, the last checked first: an old study that is new to the library must reach its readers."""
    told = []
    for study in sorted(studies, key=lambda one: one.checked, reverse=True)[:MOST]:  # of one day, as they come
        address = urls.absolute(site, f"research/{study.key}.html")
        told.append(FeedEntry(study.title, address, address, abstract(study), study.checked, study.topics))
    return atom(title, path, page, told, site)


def atom(title: str, path: str, page: str, told: Sequence[FeedEntry], site: str) -> str:
    """A feed.

    Args:
        title: its name.
        path: its own path from the root of the site.
        page: path of the page it belongs to.
        told: one thing or more, newest first; the first fifty are given.
        site: the site's full address.
    """
    addresses = {"self_address": urls.absolute(site, path), "page_address": urls.absolute(site, page)}
    return template("files/feed.xml").render(
        title=title, told=told[:MOST], updated=max(one.day for one in told), **addresses
    )
