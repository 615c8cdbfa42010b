"""Recognise an entry that was put into the middle of another one, whose last fields then seem to be its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import yaml

_LAST = ("sources", "checked", "checked_how")
"""The fields that close an entry."""


@dataclass(frozen=True)
class SplitEntry:
    """An entry that another one cuts in two.

    Attributes:
        key: the key of the entry that is cut.
        rest: the name of its first field after the other entry.
        fields: how many of its fields follow the other entry.
        at: where the other entry begins.
    """

    key: str
    rest: yaml.ScalarNode
    fields: int
    at: yaml.Mark

    @property
    def message(self) -> str:
        """What to do, for an editor."""
        return (
            f'this entry is in the middle of "{self.key}", which goes on in line {self.rest.start_mark.line + 1} '
            f'("{self.rest.value}"). Move this entry below the last line of that one.'
        )


def mended(root: yaml.Node) -> Iterator[SplitEntry]:
    """Give the entries of a file's one list their last fields back, and yield those that had been cut in two.

    Args:
        root: the file. Its entries change if one was cut.
    """
    lists = [value for _, value in root.value] if isinstance(root, yaml.MappingNode) else []
    entries = [node for one in lists if isinstance(one, yaml.SequenceNode) for node in one.value]
    for cut, other in pairwise(entries):
        if not (isinstance(cut, yaml.MappingNode) and isinstance(other, yaml.MappingNode)):
            continue
        had, names = _names(cut), _names(other)
        own = _own_fields(names)
        rest = names[own:]
        if _LAST[1] not in rest or _LAST[1] in had or "key" in rest or not set(had).isdisjoint(rest):
            continue
        key = next((value.value for name, value in cut.value if name.value == "key"), "")
        yield SplitEntry(str(key), other.value[own][0], len(rest), other.start_mark)
        cut.value, other.value = [*cut.value, *other.value[own:]], other.value[:own]


def _names(entry: yaml.MappingNode) -> list[str]:
    return [str(name.value) for name, _ in entry.value]


def _own_fields(names: list[str]) -> int:
    """Return how many fields come before those of the entry that was cut; all of them, if no name is given twice."""
    twice = next((at for at, name in enumerate(names) if name in names[:at]), None)
    if twice is None:
        return len(names)
    return next((at for at in range(twice, 0, -1) if names[at - 1] in _LAST), twice)
