"""The entries that were good when this process last read the content: a file that stays as it was has them still."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from almanac.content.kinds import Entry
from almanac.content.rows import Row

Known = Mapping[str, set[str] | None]
"""The keys of each kind; None where not all are known."""

At = tuple[str, int]
"""A file, and the number of an entry there."""


@dataclass
class LastRead:
    """Entries with what they depend on: the text of their file, and the keys that they may refer to."""

    known: Known = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    entries: Mapping[At, Entry] = field(default_factory=dict)

    def of(self, rows: Iterable[Row], known: Known) -> dict[At, Entry]:
        """The good entries of those files of these rows that have not changed; none if there are other keys."""
        if known != self.known:
            return {}
        same = {file for file, text in _texts(rows).items() if text == self.texts.get(file)}
        return {at: entry for at, entry in self.entries.items() if at[0] in same}

    def keep(self, known: Known, good: Iterable[tuple[Row, Entry]]) -> None:
        """Remember these, and no others."""
        held = list(good)
        self.known, self.texts = known, _texts(row for row, _ in held)
        self.entries = {place(row): entry for row, entry in held}


def place(row: Row) -> At:
    """Where a row stands."""
    return row.document.file, row.index


def _texts(rows: Iterable[Row]) -> dict[str, str]:
    return {row.document.file: row.document.text for row in rows}
