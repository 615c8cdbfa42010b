"""Collects the texts within nested data, such as the dump of an entry."""

from __future__ import annotations

from collections.abc import Mapping


def nested_texts(value: object) -> list[str]:
    """Every string in nested mappings, lists and tuples, in order."""
    found: list[str] = []
    _collect(value, found)
    return found


def _collect(value: object, found: list[str]) -> None:
    if isinstance(value, str):
        found.append(value)
    elif isinstance(value, Mapping):
        for held in value.values():
            _collect(held, found)
    elif isinstance(value, (list, tuple)):
        for held in value:
            _collect(held, found)
