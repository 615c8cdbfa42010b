"""The Library: every entry of ``content/``, typed, checked and linked. ``load`` builds it."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from almanac.content import freshness, links
from almanac.content.kinds import BY_MODEL, BY_NAME, Entry
from almanac.content.problem import did_you_mean
from almanac.content.refs import kind_of

E = TypeVar("E", bound=Entry)


@dataclass(frozen=True)
class Place:
    """Where an entry is: its file as an editor knows it, and the line, counted from 1."""

    file: str
    line: int


@dataclass(frozen=True, eq=False)
class Library:
    """All entries, immutable and cross-linked.

    Attributes:
        entries: ``kind/key`` to entry, kinds in the order of ``KINDS``, entries in the order of their kind.
        places: ``kind/key`` to the place in the YAML.
        links: which entries refer to which.
        version: short hash of the content's bytes, to cite and to compare.
        today: the day the pages are made for; if none is given, the latest on which any entry was checked or changed.
    """

    entries: Mapping[str, Entry]
    places: Mapping[str, Place]
    links: links.Links
    version: str
    today: dt.date

    def of(self, kind: str) -> tuple[tuple[str, Entry], ...]:
        """Return every (``kind/key``, entry) of one kind, in order.

        Raises:
            LookupError: if there is no such kind; the message suggests the nearest.
        """
        if kind not in BY_NAME:
            raise LookupError(f'no kind of entry is called "{kind}".{did_you_mean(kind, BY_NAME)}')
        return self._by_kind.get(kind, ())

    def all_of(self, model: type[E]) -> tuple[tuple[str, E], ...]:
        """Return every (``kind/key``, entry) of the kind with this model, in order, typed as the model.

        Raises:
            KeyError: if no kind has this model.
        """
        return cast("tuple[tuple[str, E], ...]", self._by_kind.get(BY_MODEL[model].name, ()))

    @functools.cached_property
    def _by_kind(self) -> Mapping[str, tuple[tuple[str, Entry], ...]]:
        found: dict[str, list[tuple[str, Entry]]] = {}
        for ref, entry in self.entries.items():
            found.setdefault(kind_of(ref), []).append((ref, entry))
        return {kind: tuple(entries) for kind, entries in found.items()}

    @functools.cached_property
    def tomorrow(self) -> dt.date:
        """The latest day that an entry may give as past: it may already be tomorrow in the editor's time zone."""
        return self.today + dt.timedelta(days=1)

    @functools.cached_property
    def cache(self) -> dict[tuple[str, str], tuple[object, dict[str, Any]]]:
        """The cache of functions decorated with ``once``: by their module and name, the function and its results."""
        return {}

    @functools.cached_property
    def due(self) -> Mapping[str, freshness.Due]:
        """When each entry must be checked again, the most pressing first."""
        return {found.ref: found for found in freshness.review_dates(self.entries.items(), self.today)}

    @functools.cached_property
    def rank(self) -> Mapping[str, int]:
        """The position of each entry in the Library's order."""
        return {ref: number for number, ref in enumerate(self.entries)}

    def get(self, ref: str) -> Entry:
        """Return the entry ``kind/key``.

        Raises:
            LookupError: if there is no such entry; the message suggests the nearest.
        """
        if ref not in self.entries:
            raise LookupError(f'no entry "{ref}".{did_you_mean(ref, self.entries)}')
        return self.entries[ref]


Made = TypeVar("Made")


def once(function: Callable[[Library, str], Made]) -> Callable[[Library, str], Made]:
    """Cache what a function derives from an entry (its Library and ``kind/key``) for as long as the Library lives.

    A server may reload the function's module without reading the content again. The function of that name is then a
    different object, and the results of the earlier one are dropped.
    """
    name = (function.__module__, function.__qualname__)

    @functools.wraps(function)
    def kept(library: Library, ref: str) -> Made:
        results: dict[str, Made]
        maker, results = library.cache.get(name, (None, {}))
        if maker is not function:
            results = {}
            library.cache[name] = function, results
        if ref not in results:
            results[ref] = function(library, ref)
        return results[ref]

    return kept
