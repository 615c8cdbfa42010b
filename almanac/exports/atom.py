"""Atom feeds (RFC 4287). Dates are those that entries carry, never the date of the build."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from almanac.content.kinds.abstract import Abstract
from almanac.site import urls
from almanac.site.metadata import abstract
from almanac.site.render import template

MOST = 50  # entries in one feed


@dataclass(frozen=True)
class FeedEntry:
    """One entry of a feed.

    Attributes:
        title: its title.
        id: its permanent id, used by no other entry.
        address: the address of its page.
        summary: its content, in a paragraph.
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


def feed(  # noqa: PLR0913  (a feed needs its title, two addresses, its site and its studies)
    title: str,
    path: str,
    page: str,
    studies: Sequence[Abstract],
    site: str,
    *,
    topics: Mapping[str, str] = MappingProxyType({}),
) -> str:
    """A feed of studies. Those most recently added or changed come first, whatever their year of publication.

    Args:
        title: the feed's title.
        path: the feed's own path from the site root.
        page: path of the page that it belongs to.
        studies: one or more studies, in the order to use within one day.
        site: the site's full address.
        topics: key of a topic to its name.
    """
    told = []
    for study in sorted(studies, key=lambda one: one.updated, reverse=True)[:MOST]:
        address = urls.absolute(site, urls.page_path(f"abstract/{study.key}"))
        labelled = tuple((key, topics.get(key, key.replace("-", " "))) for key in study.topics)
        told.append(
            FeedEntry(
                study.title_with_notice, address, address, abstract(study), study.added_on, study.updated, labelled
            )
        )
    return atom(title, path, page, told, site)


def atom(title: str, path: str, page: str, told: Sequence[FeedEntry], site: str) -> str:
    """Render an Atom feed.

    Args:
        title: the feed's title.
        path: the feed's own path from the site root.
        page: path of the page that it belongs to.
        told: one or more entries, newest first. Only the first fifty are included.
        site: the site's full address.
    """
    addresses = {"self_address": urls.absolute(site, path), "page_address": urls.absolute(site, page)}
    updated = max(one.updated for one in told)
    return template("files/feed.xml").render(title=title, told=told[:MOST], updated=updated, **addresses)
