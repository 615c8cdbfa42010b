"""References to entries, written as ``kind/key``: their parts, their names in a message, and those that are former."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol


class HasFormerKeys(Protocol):
    """An entry, as far as this module knows it."""

    @property
    def was(self) -> tuple[str, ...]:
        """Its former keys."""
        ...


def kind_of(ref: str) -> str:
    """Return the kind in a reference: ``role`` for ``role/e``."""
    return ref.partition("/")[0]


def key_of(ref: str) -> str:
    """Return the key in a reference: ``e`` for ``role/e``."""
    return ref.partition("/")[2]


def ref_in_words(ref: str) -> str:
    """Return a reference as a message names the entry: ``role e`` for ``role/e``."""
    return ref.replace("/", " ")


def former_refs(entries: Mapping[str, HasFormerKeys]) -> dict[str, str]:
    """Return every former reference with the current one, given ``kind/key`` to entry."""
    return {f"{kind_of(ref)}/{key}": ref for ref, entry in entries.items() for key in entry.was}
