"""Instruments as pages show them: each statement, with the entries it is based on under headings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from almanac.content.kinds.abstract import Abstract
from almanac.content.kinds.instrument import Instrument, Statement
from almanac.content.kinds.organisation import Organisation
from almanac.content.kinds.provision import Provision
from almanac.content.model import Library
from almanac.content.refs import kind_of
from almanac.site import urls, words

_HEADINGS = {
    "role": "Role",
    "provision": "Law",
    "abstract": "Research",
    "standard": "Standards",
    "message": "Key messages and findings",
    "organisation": "Who can help",
}

Links = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
"""Headings, each with the path and name of every entry under it."""


@dataclass(frozen=True)
class Form:
    """An instrument with everything that its form shows.

    Attributes:
        entry: the instrument.
        links: the entries that each statement is based on, by the statement's key.
    """

    entry: Instrument
    links: Mapping[str, Links]


def form(library: Library, entry: Instrument) -> Form:
    """The form of one instrument."""
    return Form(entry, {one.key: links(library, one) for one in entry.statements})


def forms(library: Library, *audiences: str) -> tuple[Form, ...]:
    """The forms of all instruments for the given audiences, in the Library's order.

    Raises:
        LookupError: for an unknown audience.
    """
    unknown = next((name for name in audiences if name not in Instrument.AUDIENCES), None)
    if unknown:
        raise LookupError(f'no questionnaire is for "{unknown}". Write {words.listed(list(Instrument.AUDIENCES))}.')
    return tuple(form(library, entry) for _, entry in library.all_of(Instrument) if entry.audience in audiences)


def links(library: Library, statement: Statement) -> Links:
    """The entries that a statement is based on, under headings. Organisations that cannot be contacted are left out."""
    held: dict[str, list[tuple[str, str]]] = {heading: [] for heading in _HEADINGS.values()}
    refs = (*(f"role/{key}" for key in statement.roles), *statement.refs)
    names = Counter(_name(library, ref) for ref in refs)
    for ref in refs:
        entry = library.get(ref)
        if not isinstance(entry, Organisation) or entry.contactable:
            name = _name(library, ref)  # two entries may share it, as two codes under one section do
            held[_HEADINGS[kind_of(ref)]].append((urls.place(library, ref), entry.label if names[name] > 1 else name))
    return tuple((heading, tuple(found)) for heading, found in held.items() if found)


def _name(library: Library, ref: str) -> str:
    """Name a law by its Act and place, a study by its citation, and anything else by its own label."""
    entry = library.get(ref)
    if isinstance(entry, Provision):
        return entry.citation
    return words.cited(entry) if isinstance(entry, Abstract) else entry.label
