"""The studies as a library: by topic, method, decade, author and journal, and which are related and why."""

from __future__ import annotations

import heapq
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from almanac.content.kinds.abstract import Abstract
from almanac.content.kinds.notice import Notice
from almanac.content.kinds.term import Term
from almanac.content.letters import slug
from almanac.content.model import Library, once
from almanac.site import urls, words


@dataclass(frozen=True)
class Shelf:
    """Studies that have something in common.

    Attributes:
        by: what they have in common, a key of ``SHELVES``.
        slug: the group's part of an address.
        name: the name that readers know it by.
        studies: the studies, newest first.
    """

    by: str
    slug: str
    name: str
    studies: tuple[Abstract, ...]

    @property
    def path(self) -> str:
        """Path of the group's page from the site root."""
        return urls.study_group(self.by, self.slug)

    @property
    def feed(self) -> str:
        """Path of the group's feed, beside its page; empty unless it is a topic."""
        return self.path.removesuffix("html") + "xml" if self.by == "topic" else ""


@dataclass(frozen=True)
class TopicStudies:
    """The page of studies on a topic: the topic's name, the path, and the number of studies."""

    name: str
    path: str
    count: int


def studies(library: Library) -> tuple[Abstract, ...]:
    """All studies, newest first."""
    return tuple(entry for _, entry in library.all_of(Abstract))


@once
def shelves(library: Library, by: str) -> tuple[Shelf, ...]:
    """The studies grouped by one key of ``SHELVES``, in order of name; LookupError for any other key."""
    if by not in SHELVES:
        raise LookupError(f'no shelves go by "{by}". Write one of: {", ".join(SHELVES)}.')
    held: dict[tuple[str, str], list[Abstract]] = defaultdict(list)
    for study in studies(library):
        for shelf in SHELVES[by](library, study):
            held[shelf].append(study)
    ordered = sorted(held.items(), key=lambda pair: name_sort_key(pair[0][1]))
    return tuple(Shelf(by, own, name, tuple(found)) for (own, name), found in ordered)


def _topics(library: Library, study: Abstract) -> Iterable[tuple[str, str]]:
    return [(key, library.get(f"term/{key}").label) for key in study.topics]


def _methods(_: Library, study: Abstract) -> Iterable[tuple[str, str]]:
    return [(slug(study.method), study.method)]


def _decades(_: Library, study: Abstract) -> Iterable[tuple[str, str]]:
    decade = f"{study.year // 10 * 10}s" if study.year else ""
    return [(decade, decade)] if decade else [("no-date", "no date")]


def _authors(_: Library, study: Abstract) -> Iterable[tuple[str, str]]:
    names = (author.body or ", ".join(filter(None, (author.family, author.given))) for author in study.authors)
    return [(slug(name), name) for name in names]


def _journals(_: Library, study: Abstract) -> Iterable[tuple[str, str]]:
    return [(slug(study.container), study.container)] if study.container else []


SHELVES: Mapping[str, Callable[[Library, Abstract], Iterable[tuple[str, str]]]] = {
    "topic": _topics,
    "method": _methods,
    "decade": _decades,
    "author": _authors,
    "journal": _journals,
}
PAGED = ("topic", "method", "decade")  # these have a page for each group; authors share one page, and so do journals
TOPICS_NAMED = 3
"""How many topics a related study names at most, or its line would be a wall of text."""
FEED = "research/feed.xml"
"""Path of the feed of all studies."""


def notices(library: Library) -> tuple[tuple[Notice, Abstract], ...]:
    """Every notice with the study that it concerns, newest first."""
    found = [(notice, study) for study in studies(library) for notice in study.notices]
    return tuple(sorted(found, key=lambda pair: pair[0].date, reverse=True))


def name_sort_key(name: str) -> tuple[str, str]:
    """Sort key for a name: accents and a leading article do not count."""
    return slug(re.sub(r"^(the|a|an) ", "", name.casefold())), name


@dataclass(frozen=True)
class Related:
    """A study related to another, and why: topics that the two share, and the nation and method of this one."""

    study: Abstract
    why: str


_Profile = tuple[tuple[str, ...], frozenset[str], str]  # what makes studies similar: topics, nations and method


def _profile(study: Abstract) -> _Profile:
    return study.topics, frozenset(study.nations), study.method


class RelatedStudies:
    """Finds the studies related to a given study. Rare shared topics count most, then nation, then method."""

    def __init__(self, library: Library, most: int = 5) -> None:
        """Index the library's studies by topic. ``most`` limits the number of related studies returned."""
        self._library, self._most = library, most
        self._counted = Counter(topic for study in studies(library) for topic in study.topics)
        self._alike: dict[_Profile, list[Abstract]] = defaultdict(list)
        for study in studies(library):
            self._alike[_profile(study)].append(study)
        self._by_topic: dict[str, list[_Profile]] = defaultdict(list)
        for profile in self._alike:
            for topic in dict.fromkeys(profile[0]):
                self._by_topic[topic].append(profile)
        self._found: dict[_Profile, list[Abstract]] = {}

    def of(self, study: Abstract) -> tuple[Related, ...]:
        """The most closely related studies, closest first."""
        profile = _profile(study)
        if profile not in self._found:
            self._found[profile] = self._nearest(profile)
        nearest = [other for other in self._found[profile] if other.key != study.key][: self._most]
        return tuple(Related(other, self._why(study, other)) for other in nearest)

    def _nearest(self, profile: _Profile) -> list[Abstract]:
        """The studies closest to any study with this profile, itself included, so one more than is needed."""
        topics, nations, method = profile
        score: dict[_Profile, float] = defaultdict(float)
        for topic in topics:
            for other in self._by_topic[topic]:
                score[other] += 1 / self._counted[topic]
        for other in score:
            score[other] += 0.02 * bool(nations & other[1]) + 0.01 * (method == other[2])
        most = self._most + 1
        near = ((-points, study.order, study) for other, points in score.items() for study in self._alike[other][:most])
        return [study for _, _, study in heapq.nsmallest(most, near, key=lambda row: row[:2])]

    def _why(self, study: Abstract, other: Abstract) -> str:
        """The rarest topics that the two share, in short, then the nations and the method of the other one."""
        shared = sorted(set(study.topics) & set(other.topics), key=lambda topic: (self._counted[topic], topic))
        terms = (self._library.entries[f"term/{topic}"] for topic in shared[:TOPICS_NAMED])
        names = [term.abbreviation or term.name for term in terms if isinstance(term, Term)]
        return " \u00b7 ".join(filter(None, (", ".join(names), words.listed(other.nations), other.method)))
