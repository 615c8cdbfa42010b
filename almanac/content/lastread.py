"""The good entries of the last reading by this process: a row that has not changed keeps its entry."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from almanac.content.kinds import Entry
from almanac.content.rows import Row

Known = Mapping[str, set[str] | None]
"""The keys of each kind; None where not all are known."""


@dataclass
class LastRead:
    """Entries with what they depend on: what their rows said, and the keys that they may refer to."""

    known: Known = field(default_factory=dict)
    entries: Mapping[str, tuple[object, Entry]] = field(default_factory=dict)

    def of(self, known: Known) -> Callable[[Row], Entry | None]:
        """Gives a row's good entry; None if the row has changed or was not good, or if the known keys differ."""
        entries = self.entries if known == self.known else {}

        def same(row: Row) -> Entry | None:
            data, entry = entries.get(row.ref, (None, None))
            return entry if data == row.data else None

        return same

    def keep(self, known: Known, good: Iterable[tuple[Row, Entry]]) -> None:
        """Remember these, and no others."""
        self.known = known
        self.entries = {row.ref: (row.data, entry) for row, entry in good}
