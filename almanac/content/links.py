"""Links between entries: written once, in one direction, and followed in both."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, get_args, get_type_hints

from pydantic import BaseModel

from almanac.content.kinds import Entry
from almanac.content.kinds.reference import RefTo
from almanac.content.memo import alone

PROVENANCE = "sources"  # the field of every entry that says where its statements come from


@dataclass(frozen=True, order=True)
class Link:
    """One reference from a field of an entry to another entry, both as ``kind/key``."""

    source: str
    field: str
    target: str


@dataclass(frozen=True)
class Links:
    """All links, by the entry they leave and by the entry they reach."""

    forward: Mapping[str, tuple[Link, ...]]
    back: Mapping[str, tuple[Link, ...]]

    def related(self, ref: str) -> tuple[str, ...]:
        """Return every other entry that an entry links to or is linked from, leaving out sources."""
        ahead = (link.target for link in self.forward.get(ref, ()) if link.field != PROVENANCE)
        behind = (link.source for link in self.back.get(ref, ()) if link.field != PROVENANCE)
        return tuple(other for other in dict.fromkeys((*ahead, *behind)) if other != ref)

    def is_related(self, ref: str) -> bool:
        """Return whether ``related`` would return any entry, without building the list."""
        links = (*self.forward.get(ref, ()), *self.back.get(ref, ()))
        return any(link.field != PROVENANCE and link.source != link.target for link in links)

    def using_source(self, ref: str) -> tuple[str, ...]:
        """Return every entry that names this one among its sources."""
        found = (link.source for link in self.back.get(ref, ()) if link.field == PROVENANCE)
        return tuple(dict.fromkeys(found))


def link_entries(entries: Mapping[str, Entry]) -> Links:
    """Follow every reference field of every entry, given as ``kind/key`` to entry."""
    forward: dict[str, tuple[Link, ...]] = {}
    back: dict[str, list[Link]] = defaultdict(list)
    for ref, entry in entries.items():
        links = tuple(Link(ref, field, target) for field, target in _each_once(entry))
        forward[ref] = links
        for link in links:
            back[link.target].append(link)
    return Links(forward, {ref: tuple(links) for ref, links in back.items()})


@alone
def _each_once(entry: Entry) -> tuple[tuple[str, str], ...]:
    return tuple(dict.fromkeys(references(entry)))


def references(value: BaseModel) -> Iterator[tuple[str, str]]:
    """Yield the references in a model and in the models inside it, as (top-level field, ``kind/key``)."""
    for field, kind, nested in _reference_fields(type(value)):
        content = getattr(value, field)
        for item in content if isinstance(content, tuple) else () if content is None else (content,):
            if nested:
                inside = references(item)
                yield from ((PROVENANCE if name == PROVENANCE else field, target) for name, target in inside)
            else:
                yield field, f"{kind}/{item}" if kind else item


def reference_kinds(model: type[BaseModel]) -> dict[str, str | None]:
    """Return the fields of a model that name entries, each with its kind; None for those that take any ``kind/key``."""
    return {name: kind for name, kind, nested in _reference_fields(model) if not nested}


@functools.cache
def _reference_fields(model: type[BaseModel]) -> tuple[tuple[str, str | None, bool], ...]:
    """Return the fields of a model with references: (name, kind or None for any, whether it contains models)."""
    found = []
    for name, hint in get_type_hints(model, include_extras=True).items():
        if name not in model.model_fields:
            continue
        marks = [part for part in type_parts(hint) if isinstance(part, RefTo)]
        nested = any(isinstance(part, type) and issubclass(part, BaseModel) for part in type_parts(hint))
        if marks:
            found.append((name, marks[-1].kind, False))
        elif nested:
            found.append((name, None, True))
    return tuple(found)


def type_parts(hint: Any) -> Iterator[Any]:
    """Yield a type and everything inside it: union members, items, annotations."""
    yield hint
    for part in (*get_args(hint), *getattr(hint, "__metadata__", ())):
        yield from type_parts(part)
