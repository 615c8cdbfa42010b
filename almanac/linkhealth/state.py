"""The record of every address, in one file of the repository with a line for each, so that diffs are readable."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from almanac.content import identifiers
from almanac.linkhealth import LinkHealthError
from almanac.linkhealth.verdict import LinkRecord, Verdict
from almanac.machine import atomic

FILE = "link-health.json"
_ALL = TypeAdapter(dict[str, LinkRecord])
_ONE = TypeAdapter(LinkRecord)


class UnreadableStateError(LinkHealthError):
    """The state file is not as the command wrote it; the message says how to continue."""


def read(path: Path) -> dict[str, LinkRecord]:
    """Read a state file by address; empty if there is no file.

    Raises:
        UnreadableStateError: if the file cannot be parsed.
    """
    try:
        return _ALL.validate_json(path.read_bytes())
    except FileNotFoundError:
        return {}
    except (OSError, ValidationError) as error:
        said = str(error).splitlines()[0]
        raise UnreadableStateError(f"{path.name} cannot be read ({said}). Take an earlier version of it.") from None


class StateFile:
    """The state file during a run: at any moment, the file on disk is complete and has every result so far."""

    def __init__(self, path: Path, records: Mapping[str, LinkRecord]) -> None:
        """Continue from existing records; the file is written with the first new one."""
        self.records = dict(records)
        self._path = path
        self._lines = {address: _line(record) for address, record in records.items()}

    def record(self, address: str, record: LinkRecord) -> None:
        """Record the result for one address, on disk too."""
        self.records[address] = record
        self._lines[address] = _line(record)
        self.save()

    def save(self) -> None:
        """Replace the file on disk."""
        rows = (f"{json.dumps(address, ensure_ascii=False)}: {self._lines[address]}" for address in sorted(self._lines))
        text = "{\n" + ",\n".join(rows) + "\n}\n" if self._lines else "{}\n"
        atomic.write(self._path, text.encode(), synced=True)


def _line(record: LinkRecord) -> str:
    return _ONE.dump_json(record, exclude_defaults=True).decode()


@dataclass(frozen=True)
class DeadLink:
    """A dead address: since when, and where there may be an archived copy."""

    since: dt.date
    archived: str


@dataclass(frozen=True)
class LinkHealth:
    """The state of addresses, for pages; an address without a record is treated as a working link."""

    records: Mapping[str, LinkRecord] = field(default_factory=dict)

    def dead_link(self, address: str) -> DeadLink | None:
        """Return since when an address has been dead, with its archived copy; None if it is not dead."""
        found = self.records.get(address)
        if found is None or found.verdict is not Verdict.DEAD:
            return None
        return DeadLink(found.since, archived(address, found))

    def counts(self) -> dict[Verdict, int]:
        """Return the number of addresses with each verdict, in the order of ``Verdict``."""
        counted = Counter(record.verdict for record in self.records.values())
        return {verdict: counted[verdict] for verdict in Verdict}

    @property
    def last_checked(self) -> dt.date | None:
        """The last day on which any address was checked; None if none ever was."""
        return max((record.seen for record in self.records.values()), default=None)


def archived(address: str, record: LinkRecord) -> str:
    """Return the archived copy nearest to the last day that the address was good, or else its first day of trouble."""
    return identifiers.archived(address, record.good or record.since)
