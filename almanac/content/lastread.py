"""The good entries of the last readings by this process: a row that has not changed keeps its entry."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from almanac.content.kinds import Entry
from almanac.content.model import kind_of
from almanac.content.rows import Row

Known = Mapping[str, set[str] | None]
"""The keys of each kind; None where not all are known."""


@dataclass(frozen=True)
class _Good:
    """An entry with what it depends on: what its row said, and the keys that it could refer to."""

    data: object
    entry: Entry
    known: Known


@dataclass
class LastRead:
    """Entries by ``kind/key``."""

    entries: Mapping[str, _Good] = field(default_factory=dict)

    def of(self, known: Known) -> Callable[[Row], Entry | None]:
        """Gives a row's good entry; None if the row has changed or was not good, or if a key may be gone since."""
        fits = functools.cache(lambda number: _is_within(others[number], known))
        others = {id(good.known): good.known for good in self.entries.values()}

        def same(row: Row) -> Entry | None:
            good = self.entries.get(row.ref)
            return good.entry if good and good.data == row.data and fits(id(good.known)) else None

        return same

    def keep(self, known: Known, found: Iterable[tuple[Row, Entry]]) -> None:
        """Remember these, and of no others than those that cannot be read at the moment, for a fault of their file."""
        all_known = None not in known.values()  # then what was good before is known to be good with these
        fresh: dict[str, _Good] = {}
        for row, entry in found:
            before = self.entries.get(row.ref)
            stays = before and before.entry is entry and not all_known
            fresh[row.ref] = _Good(row.data, entry, before.known if before and stays else known)
        lost = {ref: good for ref, good in self.entries.items() if ref not in fresh and known[kind_of(ref)] is None}
        self.entries = fresh | lost


def _is_within(keys: Known, others: Known) -> bool:
    """Whether each key is among the others too, where all of these are known."""
    for kind, held in others.items():
        own = keys[kind]
        if held is not None and (own is None or not own <= held):
            return False
    return True
