"""Valid entries from earlier loads by this process: a row that has not changed keeps its entry."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from almanac.content.kinds import Entry
from almanac.content.refs import kind_of
from almanac.content.rows import Row

Known = Mapping[str, set[str] | None]
"""The keys of each kind, or None if not all of them are known."""


@dataclass(frozen=True)
class _Good:
    """A valid entry, the data it was built from, and the keys against which its references were checked."""

    data: object
    entry: Entry
    known: Known


@dataclass
class ValidEntries:
    """Valid entries by ``kind/key``."""

    entries: Mapping[str, _Good] = field(default_factory=dict)

    def lookup_for(self, known: Known) -> Callable[[Row], Entry | None]:
        """Return a function that looks up the valid entry of a row.

        It returns None if the row has changed or was not valid, or if a key that existed then may have gone.
        """
        fits = functools.cache(lambda number: _is_within(others[number], known))
        others = {id(good.known): good.known for good in self.entries.values()}

        def same(row: Row) -> Entry | None:
            good = self.entries.get(row.ref)
            return good.entry if good and good.data == row.data and fits(id(good.known)) else None

        return same

    def remember(self, known: Known, found: Iterable[tuple[Row, Entry]]) -> None:
        """Remember these entries for the next load, in place of the earlier ones.

        Earlier entries stay only for kinds whose keys are not all known, because an error in their file hides them.
        """
        all_known = None not in known.values()  # then every entry found has been validated against these keys
        fresh: dict[str, _Good] = {}
        for row, entry in found:
            before = self.entries.get(row.ref)
            stays = before and before.entry is entry and not all_known
            fresh[row.ref] = _Good(row.data, entry, before.known if before and stays else known)
        lost = {ref: good for ref, good in self.entries.items() if ref not in fresh and known[kind_of(ref)] is None}
        self.entries = fresh | lost


def _is_within(keys: Known, others: Known) -> bool:
    """Return whether every key in ``keys`` is also in ``others``, for those kinds whose keys are all known there."""
    for kind, known in others.items():
        own = keys[kind]
        if known is not None and (own is None or not own <= known):
            return False
    return True
