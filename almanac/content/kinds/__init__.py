"""The kinds of entry. ``KINDS`` is the only registry: a kind listed here has pages, links and checks."""

from __future__ import annotations

from almanac.content.kinds.abstract import ABSTRACT
from almanac.content.kinds.base import Column, Entry, Kind
from almanac.content.kinds.event import EVENT
from almanac.content.kinds.figure import FIGURE
from almanac.content.kinds.instrument import INSTRUMENT
from almanac.content.kinds.local_help import LOCAL_HELP
from almanac.content.kinds.message import MESSAGE
from almanac.content.kinds.need import NEED
from almanac.content.kinds.organisation import ORGANISATION
from almanac.content.kinds.provision import PROVISION
from almanac.content.kinds.role import ROLE
from almanac.content.kinds.situation import SITUATION
from almanac.content.kinds.source import SOURCE
from almanac.content.kinds.standard import STANDARD
from almanac.content.kinds.term import TERM
from almanac.content.kinds.urgent_help import URGENT_HELP

KINDS: tuple[Kind, ...] = (
    SITUATION,
    ROLE,
    MESSAGE,
    STANDARD,
    INSTRUMENT,
    ABSTRACT,
    FIGURE,
    PROVISION,
    EVENT,
    NEED,
    ORGANISATION,
    URGENT_HELP,
    LOCAL_HELP,
    TERM,
    SOURCE,
)
BY_NAME: dict[str, Kind] = {kind.name: kind for kind in KINDS}
BY_MODEL: dict[type[Entry], Kind] = {kind.model: kind for kind in KINDS}

__all__ = ["BY_MODEL", "BY_NAME", "KINDS", "Column", "Entry", "Kind"]
