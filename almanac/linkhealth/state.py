"""What is remembered of every address, in one file of the repository: an address a line, so that a diff reads well."""

from __future__ import annotations

import datetime as dt
import json
import os
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from almanac.content import identifiers
from almanac.linkhealth import LinkHealthError
from almanac.linkhealth.verdict import LinkRecord, Verdict

FILE = "link-health.json"
_ALL = TypeAdapter(dict[str, LinkRecord])
_ONE = TypeAdapter(LinkRecord)


class UnreadableStateError(LinkHealthError):
    """The state file is not as the command wrote it; the message says how to go on."""


def read(path: Path) -> dict[str, LinkRecord]:
    """What a state file remembers, by address; nothing if there is no file.

    Raises:
        UnreadableStateError: if the file cannot be understood.
    """
    try:
        return _ALL.validate_json(path.read_bytes())
    except FileNotFoundError:
        return {}
    except (OSError, ValidationError) as error:
        said = str(error).splitlines()[0]
        raise UnreadableStateError(f"{path.name} cannot be read ({said}). Take an earlier version of it.") from None


class Notebook:
    """The state file while it is being filled: whatever was noted stands on the disk, whole, at any moment."""

    def __init__(self, path: Path, memory: Mapping[str, LinkRecord]) -> None:
        """Go on from a memory; the file is written at the first note."""
        self.memory = dict(memory)
        self._path = path
        self._lines = {address: _line(remembered) for address, remembered in memory.items()}

    def note(self, address: str, remembered: LinkRecord) -> None:
        """Remember one address, on the disk too."""
        self.memory[address] = remembered
        self._lines[address] = _line(remembered)
        self.save()

    def save(self) -> None:
        """Write the file beside its place and put it there in one step (rename(2)), so that no half of it is seen."""
        rows = (f"{json.dumps(address, ensure_ascii=False)}: {self._lines[address]}" for address in sorted(self._lines))
        text = "{\n" + ",\n".join(rows) + "\n}\n" if self._lines else "{}\n"
        fresh = self._path.with_name(f".{self._path.name}.new")
        with fresh.open("wb") as file:
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self._path)


def _line(remembered: LinkRecord) -> str:
    return _ONE.dump_json(remembered, exclude_defaults=True).decode()


@dataclass(frozen=True)
class DeadLink:
    """A dead address: since when, and where a copy of what stood there may be found."""

    since: dt.date
    archived: str


@dataclass(frozen=True)
class Health:
    """How addresses stand, for pages: an address of which nothing is known is a link like any other."""

    memory: Mapping[str, LinkRecord] = field(default_factory=dict)

    def gone(self, address: str) -> DeadLink | None:
        """Since when an address is dead and its archived copy; None for one that is not dead."""
        found = self.memory.get(address)
        if found is None or found.verdict is not Verdict.DEAD:
            return None
        return DeadLink(found.since, archived(address, found))

    def counts(self) -> dict[Verdict, int]:
        """How many addresses there are of each verdict, in the order of ``Verdict``."""
        counted = Counter(remembered.verdict for remembered in self.memory.values())
        return {verdict: counted[verdict] for verdict in Verdict}

    @property
    def last_look(self) -> dt.date | None:
        """The last day on which any address was looked at; None if none ever was."""
        return max((remembered.seen for remembered in self.memory.values()), default=None)


def archived(address: str, remembered: LinkRecord) -> str:
    """The archived copy nearest to the last day on which the address was good, or else to the first of its trouble."""
    return identifiers.archived(address, remembered.good or remembered.since)
