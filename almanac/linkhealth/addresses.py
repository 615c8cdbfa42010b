"""The external addresses in the content, and the pages that link to them."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import count
from typing import get_type_hints
from urllib.parse import urlsplit

from pydantic import BaseModel

from almanac.content import identifiers
from almanac.content.kinds.fields import Doi, WebAddress
from almanac.content.kinds.organisation import CharityNumber
from almanac.content.links import type_parts
from almanac.content.model import Library


@functools.lru_cache(maxsize=1)  # called for each part of the page on data health
def external_addresses(library: Library) -> dict[str, tuple[str, ...]]:
    """Return every external address, sorted, with the entries (``kind/key``) that give it."""
    found: dict[str, list[str]] = defaultdict(list)
    for ref, entry in library.entries.items():
        for address in dict.fromkeys(external_addresses_in(entry)):
            found[address].append(ref)
    return {address: tuple(found[address]) for address in sorted(found)}


def pages_affected(library: Library, refs: Iterable[str]) -> int:
    """Return how many pages a reader may come from: those of the entries and all that link to them."""
    own = set(refs)
    return len(own | {link.source for ref in own for link in library.links.back.get(ref, ())})


def external_addresses_in(value: BaseModel) -> Iterator[str]:
    """Yield the external addresses in a model and its inner models, including those of DOIs and charity registers.

    They are found by the type of a field, so new fields of these types are included. A historic address is left out,
    because it is shown but never linked.
    """
    if getattr(value, "historic", False):
        return
    if isinstance(value, CharityNumber):
        yield identifiers.charity(value.number, value.register_of)
    for name, web, doi, nested in _fields(type(value)):
        held = getattr(value, name)
        for item in held if isinstance(held, tuple) else (held,):
            if isinstance(item, BaseModel):
                yield from external_addresses_in(item) if nested else ()
            elif item is not None and (web or doi):
                yield identifiers.doi(item) if doi else item


@functools.cache
def _fields(model: type[BaseModel]) -> tuple[tuple[str, bool, bool, bool], ...]:
    """Return the fields of a model that may contain addresses: (name, has web addresses, has DOIs, has models)."""
    found = []
    for name, hint in get_type_hints(model, include_extras=True).items():
        if name in model.model_fields:
            inside = list(type_parts(hint))
            nested = any(isinstance(part, type) and issubclass(part, BaseModel) for part in inside)
            found.append((name, WebAddress in inside, Doi in inside, nested))
    return tuple(row for row in found if any(row[1:]))


def spread_over_hosts(addresses: Iterable[str]) -> list[str]:
    """Order addresses so that hosts take turns, and waiting for one host does not delay requests to the others."""
    turn: dict[str, Iterator[int]] = defaultdict(count)
    return [address for _, address in sorted((next(turn[urlsplit(address).netloc]), address) for address in addresses)]
