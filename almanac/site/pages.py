"""The data that an entry's page shows, prepared so that templates only choose words and order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from almanac.content.freshness import Due
from almanac.content.kinds import BY_NAME, Column, Kind
from almanac.content.kinds.figure import Figure
from almanac.content.kinds.organisation import Organisation
from almanac.content.links import PROVENANCE
from almanac.content.model import Library
from almanac.content.refs import kind_of
from almanac.linkhealth.state import LinkHealth
from almanac.site import charts, related, urls, words
from almanac.site.entrylinks import EntryLink, LinkGroup, entry_link
from almanac.site.instruments import form
from almanac.site.law import law_page
from almanac.site.needs import need_page
from almanac.site.sensitive import UrgentContact, first_urgent_contacts, is_sensitive
from almanac.site.situations import situation_page
from almanac.site.summary import summary_line
from almanac.site.updates import Update, updates_on

_MAX_DESCRIPTION = 155  # characters of a description that search engines show


@dataclass(frozen=True)
class Site:
    """What pages need to know about the outside world: the addresses of the site and repository, and link health.

    Neither address needs a trailing slash.
    """

    url: str
    repository: str
    health: LinkHealth = field(default_factory=LinkHealth)


EXTRA: Mapping[str, Callable[[Library, Any], object]] = {
    "instrument": form,
    "need": need_page,
    "provision": law_page,
    "situation": situation_page,
}
"""What the pages of some kinds show that no other kind has, by the name of the kind."""


@dataclass(frozen=True)
class Succession:
    """One organisation in a chain of successors: its link, its state, and the organisations that followed it."""

    item: EntryLink
    state: str
    after: tuple[Succession, ...]


@dataclass(frozen=True)
class Provenance:
    """A document that an entry is based on, and the place in it."""

    document: EntryLink
    at: str


@dataclass(frozen=True)
class Page:
    """Everything that a template needs besides the entry itself. ``extra`` is for the template of its kind alone."""

    ref: str
    kind: Kind
    title: str
    description: str
    path: str
    notes: tuple[Update, ...]
    chain: Succession | None
    before: tuple[EntryLink, ...]
    needs: tuple[EntryLink, ...]
    by_field: Mapping[str, tuple[EntryLink, ...]]
    columns: tuple[LinkGroup, ...]
    words: tuple[EntryLink, ...]
    used_by: tuple[LinkGroup, ...]
    related: str
    provenance: tuple[Provenance, ...]
    due: Due
    edit: str
    suggest: str
    bars: tuple[charts.Bar, ...]
    csv: str
    targets: Mapping[str, EntryLink]
    sensitive: bool
    urgent: tuple[UrgentContact, ...]
    extra: Any

    def named(self, ref: str) -> EntryLink:
        """The link to one of the entries that this one refers to."""
        return self.targets[ref]

    def to(self, field: str) -> tuple[EntryLink, ...]:
        """The entries that one of the entry's own fields refers to."""
        return self.by_field.get(field, ())


def page(library: Library, ref: str, site: Site) -> Page:
    """Build the page of one entry."""
    entry, place, kind = library.entries[ref], library.places[ref], kind_of(ref)
    groups = related.columns(library, ref)
    sensitive = is_sensitive(library, ref)
    return Page(
        ref=ref,
        kind=BY_NAME[kind],
        title=entry.label,
        description=_shortened(summary_line(entry)),
        path=urls.page_path(ref),
        notes=tuple(updates_on(library, ref)),
        chain=_chain(library, ref),
        before=tuple(entry_link(library, other) for other in related.predecessors(library, ref)),
        needs=tuple(entry_link(library, need) for need in related.needs_of(library, ref)),
        by_field=_by_field(library, ref),
        columns=tuple(group for group in groups if group.name != Column.GLOSSARY),
        words=next((group.items for group in groups if group.name == Column.GLOSSARY), ()),
        used_by=related.used_by(library, ref),
        related=related.page_of_all(library, ref),
        provenance=tuple(Provenance(entry_link(library, f"source/{made.source}"), made.at) for made in entry.sources),
        due=library.due[ref],
        edit=urls.edit(site.repository, place.file, place.line),
        suggest=urls.suggest_url(site.repository, ref, entry.label),
        bars=charts.bars(entry) if isinstance(entry, Figure) else (),
        csv=urls.companion_file(ref, "csv"),
        targets={link.target: entry_link(library, link.target) for link in library.links.forward.get(ref, ())},
        sensitive=sensitive,
        urgent=first_urgent_contacts(library) if sensitive else (),
        extra=EXTRA[kind](library, entry) if kind in EXTRA else None,
    )


def _chain(library: Library, ref: str) -> Succession | None:
    """An organisation and all its successors, step by step, each with its state; None if it has no successors."""
    step = _step(library, ref, ())
    return step if step.after else None


def _step(library: Library, ref: str, passed: tuple[str, ...]) -> Succession:
    entry, before = library.entries[ref], (*passed, ref)
    status = entry.status if isinstance(entry, Organisation) else None
    ahead = [f"organisation/{key}" for key in status.successors] if status else []
    after = tuple(_step(library, other, before) for other in ahead if other not in before)
    return Succession(entry_link(library, ref), words.state(status) if status else "", after)


def _by_field(library: Library, ref: str) -> Mapping[str, tuple[EntryLink, ...]]:
    found: dict[str, list[EntryLink]] = {}
    for link in library.links.forward.get(ref, ()):
        if link.field != PROVENANCE:
            found.setdefault(link.field, []).append(entry_link(library, link.target))
    return {field: tuple(items) for field, items in found.items()}


def _shortened(text: str) -> str:
    """Text cut at a word boundary to the length of description that search engines show."""
    text = " ".join(text.split())
    return text if len(text) <= _MAX_DESCRIPTION else text[: text.rfind(" ", 0, _MAX_DESCRIPTION)] + " …"
