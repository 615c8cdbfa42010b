"""Atom feeds (RFC 4287); dates are those that the entries carry, never the day of the build."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from almanac.content.kinds.abstract import Abstract
from almanac.site import urls
from almanac.site.metadata import abstract
from almanac.site.render import template

MOST = 50  # of one feed


@dataclass(frozen=True)
class FeedEntry:
    """One thing that a feed tells.

    Attributes:
        title: what it is called.
        id: its own, for ever.
        address: of its page.
        summary: what it says, in a paragraph.
        published: the day on which readers could first see it.
        updated: the day on which its substance last changed.
        topics: keys and names of its topics.
    """

    title: str
    id: str
    address: str
    summary: str
    published: dt.date
    updated: dt.date
    topics: tuple[tuple[str, str], ...] = ()


def feed(  # noqa: PLR0913  (a feed is its title, two addresses, its site and what it tells)
    title: str,
    path: str,
    page: str,
    studies: Sequence[Abstract],
    site: str,
    *,
    topics: Mapping[str, str] = MappingProxyType({}),
) -> str:
    """A feed of studies: those that joined the library or changed last come first, however old they are.

    Args:
        title: its name.
        path: its own path from the root of the site.
        page: path of the page it belongs to.
        studies: one or more, in the order in which those of one day are told.
        site: the site's full address.
        topics: key of a topic to its name.
    """
    told = []
    for study in sorted(studies, key=lambda one: one.updated, reverse=True)[:MOST]:
        address = urls.absolute(site, f"research/{study.key}.html")
        labelled = tuple((key, topics.get(key, key.replace("-", " "))) for key in study.topics)
        told.append(FeedEntry(study.marked, address, address, abstract(study), study.joined, study.updated, labelled))
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
    updated = max(one.updated for one in told)
    return template("files/feed.xml").render(title=title, told=told[:MOST], updated=updated, **addresses)
