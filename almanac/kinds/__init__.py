"""The kinds of entry. ``KINDS`` is the only registry: a kind that stands here has pages, links and checks."""

from __future__ import annotations

from almanac.kinds.abstract import ABSTRACT
from almanac.kinds.base import Column, Entry, Kind
from almanac.kinds.event import EVENT
from almanac.kinds.figure import FIGURE
from almanac.kinds.message import MESSAGE
from almanac.kinds.organisation import ORGANISATION
from almanac.kinds.role import ROLE
from almanac.kinds.situation import SITUATION
from almanac.kinds.source import SOURCE
from almanac.kinds.standard import STANDARD
from almanac.kinds.term import TERM
from almanac.kinds.urgent_help import URGENT_HELP

KINDS: tuple[Kind, ...] = (
    SITUATION,
    ROLE,
    MESSAGE,
    STANDARD,
    ABSTRACT,
    FIGURE,
    EVENT,
    ORGANISATION,
    URGENT_HELP,
    TERM,
    SOURCE,
)
BY_NAME: dict[str, Kind] = {kind.name: kind for kind in KINDS}

__all__ = ["BY_NAME", "KINDS", "Column", "Entry", "Kind"]
