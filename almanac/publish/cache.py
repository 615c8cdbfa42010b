"""The cache between builds: one SQLite file of values under their keys (``keys``), each with a checksum.

SQLite leaves the file intact whenever a build is stopped. What is read back is data, never code: JSON, accepted only if
its checksum matches and it has the requested shape. A file that is truncated, locked or not SQLite is ignored or
replaced. The build then takes longer, and that is all.
"""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import TypeAdapter, ValidationError

_TABLE = "CREATE TABLE IF NOT EXISTS made (key TEXT PRIMARY KEY, sum BLOB NOT NULL, told BLOB NOT NULL)"
Made = TypeVar("Made")


class Cache(Generic[Made]):
    """A cache of values of one type."""

    def __init__(self, path: Path | None, form: type[Made], former: frozenset[str] = frozenset()) -> None:
        """Open a cache file, which need not exist. If the path is None, nothing is cached.

        Entries under former keys are kept until a later build.
        """
        self._form = TypeAdapter(form)
        self._former = former
        self.used: set[str] = set()  # keys looked up or stored in this build
        self.added = 0  # values that this process has added
        self._database = _opened(path) if path else None

    def get(self, key: str) -> Made | None:
        """Return the value under a key, or None if there is none or it is damaged."""
        self.used.add(key)
        if self._database is None:
            return None
        try:
            row = self._database.execute("SELECT sum, told FROM made WHERE key = ?", (key,)).fetchone()
            if row and isinstance(row[1], bytes) and row[0] == _sum(key, row[1]):
                return self._form.validate_json(row[1])
        except (sqlite3.Error, ValidationError):
            return None
        return None

    def put(self, key: str, made: Made) -> None:
        """Store a value."""
        self.added += 1
        if self._database is not None:
            self._keep(key, self.dump(made))

    def dump(self, made: Made) -> bytes:
        """Serialise a value as it is stored."""
        return self._form.dump_json(made)

    def take(self, key: str, told: bytes) -> Made:
        """Store a value that another process of this build serialised with ``dump``, and return it.

        Raises:
            ValidationError: if the value has another shape.
        """
        made = self._form.validate_json(told)
        self._keep(key, told)
        return made

    def keys(self) -> set[str]:
        """Return the keys of all stored values."""
        try:
            return {key for (key,) in self._database.execute("SELECT key FROM made")} if self._database else set()
        except sqlite3.Error:
            return set()

    def commit(self) -> None:
        """Write the stored values to the file, where other processes can read them."""
        try:
            if self._database is not None:
                self._database.commit()
        except sqlite3.Error:
            self._database = None

    def forget(self) -> None:
        """Delete all values not used in this build, except those under former keys, and commit."""
        if self._database is not None:
            with suppress(sqlite3.Error):  # the next build merely takes longer
                old = self.keys() - self.used - self._former
                self._database.executemany("DELETE FROM made WHERE key = ?", [(key,) for key in old])
                self._database.commit()

    def close(self) -> None:
        """Write the stored values to the file, and close it. Nothing is deleted, for a build may have ended early."""
        self.commit()
        if self._database is not None:
            self._database.close()
            self._database = None

    def _keep(self, key: str, told: bytes) -> None:
        self.used.add(key)
        try:
            if self._database is not None:
                self._database.execute("INSERT OR REPLACE INTO made VALUES (?, ?, ?)", (key, _sum(key, told), told))
        except sqlite3.Error:  # a full disk, or another build
            self._database = None


def _sum(key: str, told: bytes) -> bytes:
    return hashlib.blake2b(told, key=key.encode()[:64], digest_size=16).digest()


def _opened(path: Path) -> sqlite3.Connection | None:
    for again in (True, False):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            database = sqlite3.connect(path, timeout=1, check_same_thread=False)  # its users hold a lock
            database.execute("PRAGMA synchronous = OFF")
            database.execute(_TABLE)
            database.execute("SELECT key, sum, told FROM made LIMIT 1").fetchone()
        except sqlite3.DatabaseError as error:
            broken = not isinstance(error, sqlite3.OperationalError) or "no such column" in str(error)
            if again and broken:  # not SQLite, or a table of another shape
                path.unlink(missing_ok=True)
                continue
            return None
        except OSError:
            return None
        return database
    return None
