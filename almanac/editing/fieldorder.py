"""The order in which the fields of an entry stand in content: its key, its own, then those of every entry."""

from __future__ import annotations

from pydantic import BaseModel

from almanac.content.kinds.base import Entry

_FIRST = ("key", "draft")
_LAST = (
    "nations", "roles", "topics", "see", "searches", "was",
    "sources", "checked", "checked_how", "checked_by", "added", "changed",
)  # fmt: skip


def field_order(model: type[BaseModel]) -> tuple[str, ...]:
    """The names of a model's fields in their order; of a part of an entry, as its model has them."""
    names = tuple(model.model_fields)
    if not issubclass(model, Entry):
        return names
    own = (name for name in names if name not in (*_FIRST, *_LAST))
    return (*_FIRST, *own, *(name for name in _LAST if name in names))
