"""Entries that are still being written: ``draft: true`` keeps them in their file but off the site."""

from __future__ import annotations


def is_draft(item: object) -> bool:
    """Return whether an entry, as parsed from YAML, is marked as a draft."""
    return isinstance(item, dict) and item.get("draft") is True
