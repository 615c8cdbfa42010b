"""The entries that were good when this process last read the content: a file that stays as it was has them still."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from almanac.content.kinds import Entry
from almanac.content.rows import Row

Known = Mapping[str, set[str] | None]
"""The keys of each kind; None where not all are known."""

_At = tuple[str, str, int]  # a file, its text, and the number of an entry there


@dataclass
class LastRead:
    """Entries with what they depend on: their own file, and the keys that they may refer to."""

    known: Known = field(default_factory=dict)
    entries: Mapping[_At, Entry] = field(default_factory=dict)

    def get(self, row: Row) -> Entry | None:
        """The entry of a row, if it was good and its file has not changed; the keys must be the same."""
        return self.entries.get(_at(row))

    def keep(self, known: Known, good: list[tuple[Row, Entry]]) -> None:
        """Remember these, and no others."""
        self.known, self.entries = known, {_at(row): entry for row, entry in good}


def _at(row: Row) -> _At:
    return row.document.file, row.document.text, row.index
