"""Where editors find each kind of entry in the repository, with the form for adding one."""

from __future__ import annotations

from dataclasses import dataclass

from almanac.content.kinds import KINDS, Kind
from almanac.content.model import Library
from almanac.site import urls


@dataclass(frozen=True)
class KindToEdit:
    """One kind of entry, as editors need to find it.

    Attributes:
        heading: the name that readers know its entries by.
        path: its file in the repository, or the folder that holds its files.
        address: the web address of that file or folder.
        form: the web address of the form for a new entry.
    """

    heading: str
    path: str
    address: str
    form: str


def kinds(library: Library, repository: str) -> tuple[KindToEdit, ...]:
    """Every kind, in the order of the registry."""
    return tuple(_kind(library, kind, repository) for kind in KINDS)


def _kind(library: Library, kind: Kind, repository: str) -> KindToEdit:
    files = sorted({library.places[ref].file for ref, _ in library.of(kind.name)})
    first = files[0] if files else f"content/{kind.plural}.yaml"
    path = first if "/" not in first.partition("/")[2] else first.rpartition("/")[0]
    return KindToEdit(kind.heading, path, urls.in_repository(repository, path), urls.add_url(repository, kind.name))
