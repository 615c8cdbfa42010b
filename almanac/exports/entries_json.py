"""All entries of a kind as JSON, with every field of the model. ``schemas.export_schema`` describes the result."""

from __future__ import annotations

from almanac.content.kinds import Kind
from almanac.content.model import Library
from almanac.content.refs import former_refs
from almanac.exports.jsontext import json_text
from almanac.site import urls


def entries_json(library: Library, kind: Kind, site: str) -> str:
    """The entries of a kind in the Library's order, each with its page and the entries that refer to it.

    Args:
        library: the Library.
        kind: the kind of entry.
        site: the site's full address. If it is empty, pages are given as paths from the site root.
    """
    entries = [
        entry.model_dump(mode="json", exclude_none=True)
        | {"page": urls.page(site, library, ref), "linked_from": _linked_from(library, ref)}
        for ref, entry in library.of(kind.name)
    ]
    made = {
        "version": library.version,
        "kind": kind.name,
        "schema": f"schemas/{kind.plural}.json",
        "count": len(entries),
        "entries": entries,
    }
    return json_text(made)


def _linked_from(library: Library, ref: str) -> list[str]:
    found = {link.source for link in library.links.back.get(ref, ())}
    return sorted(found, key=library.rank.__getitem__)


def moved(library: Library) -> str:
    """Every former ``kind/key`` with the current one, for all kinds. The reading list uses ``former_keys`` instead."""
    return json_text(dict(sorted(former_refs(library.entries).items())))
