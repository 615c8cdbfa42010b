"""The order of an entry's fields in content: its key, the fields of its kind, then those that all kinds have."""

from __future__ import annotations

from pydantic import BaseModel

from almanac.content.kinds.base import Entry

_FIRST = ("key", "draft")
_LAST = (
    "nations", "roles", "topics", "see", "searches", "was",
    "sources", "checked", "checked_how", "checked_by", "added", "changed",
)  # fmt: skip


def field_order(model: type[BaseModel]) -> tuple[str, ...]:
    """Return the names of a model's fields in their order; for a part of an entry, the order of its model."""
    names = tuple(model.model_fields)
    if not issubclass(model, Entry):
        return names
    own = (name for name in names if name not in (*_FIRST, *_LAST))
    return (*_FIRST, *own, *(name for name in _LAST if name in names))
