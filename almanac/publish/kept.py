"""What a build keeps for the next, in one SQLite file: texts by their keys (``keys``), each with a sum.

SQLite, for a build that is stopped at any point leaves the file whole. What
comes out is data and nothing that runs: JSON, taken only if its sum is right
and its shape is the one asked for. A file that is cut off, locked, or no
SQLite is left alone or made anew; then a build takes longer, and no more.
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


class Kept(Generic[Made]):
    """Values of one type by their keys."""

    def __init__(self, path: Path | None, form: type[Made], former: frozenset[str] = frozenset()) -> None:
        """Open a file, which need not exist; None keeps nothing. Former keys are not forgotten yet."""
        self._form = TypeAdapter(form)
        self._former = former
        self.used: set[str] = set()  # keys that were asked for, or kept, this time
        self.added = 0  # values that were made this time
        self._database = _opened(path) if path else None

    def get(self, key: str) -> Made | None:
        """What was kept under a key; None where nothing was, or what is there is not as it was kept."""
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
        """Keep a value."""
        self.added += 1
        if self._database is not None:
            self._keep(key, self.dump(made))

    def dump(self, made: Made) -> bytes:
        """A value as it is kept."""
        return self._form.dump_json(made)

    def take(self, key: str, told: bytes) -> Made:
        """Keep a value that another process of this build gives as ``dump`` does; ValidationError."""
        made = self._form.validate_json(told)
        self._keep(key, told)
        return made

    def keys(self) -> set[str]:
        """The keys of all that was kept."""
        try:
            return {key for (key,) in self._database.execute("SELECT key FROM made")} if self._database else set()
        except sqlite3.Error:
            return set()

    def commit(self) -> None:
        """Let others have what was kept, and write to the file."""
        try:
            if self._database is not None:
                self._database.commit()
        except sqlite3.Error:
            self._database = None

    def forget(self) -> None:
        """Forget what was neither asked for nor kept this time, nor under former keys; and write."""
        if self._database is not None:
            with suppress(sqlite3.Error):  # nothing is lost but time
                old = self.keys() - self.used - self._former
                self._database.executemany("DELETE FROM made WHERE key = ?", [(key,) for key in old])
                self._database.commit()

    def close(self) -> None:
        """Forget the rest, and close the file."""
        self.forget()
        self.release()

    def release(self) -> None:
        """Close the file, and forget nothing."""
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
            database = sqlite3.connect(path, timeout=1, check_same_thread=False)  # whoever shares it takes turns
            database.execute("PRAGMA synchronous = OFF")
            database.execute(_TABLE)
            database.execute("SELECT key, sum, told FROM made LIMIT 1").fetchone()
        except sqlite3.DatabaseError as error:
            broken = not isinstance(error, sqlite3.OperationalError) or "no such column" in str(error)
            if again and broken:  # no SQLite, or another shape
                path.unlink(missing_ok=True)
                continue
            return None
        except OSError:
            return None
        return database
    return None
