"""Entries that are still being written: ``draft: true`` keeps one in its file, and off the site."""

from __future__ import annotations


def is_draft(item: object) -> bool:
    """Whether an entry, as read, says that it is a draft."""
    return isinstance(item, dict) and item.get("draft") is True
