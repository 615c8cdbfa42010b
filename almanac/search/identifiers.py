"""Identifiers that point to a single page. ``js/identifiers.js`` recognises the same identifiers in a query."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import singledispatch

from almanac.content.identifiers import host
from almanac.content.kinds import Entry
from almanac.content.kinds.abstract import Abstract
from almanac.content.kinds.organisation import Organisation
from almanac.content.kinds.urgent_help import UrgentHelp
from almanac.search.nestedtexts import nested_texts

_ISBN = re.compile(r"\bISBN(?:-1[03])?:? ?((?:97[89][ -]?)?(?:\d[ -]?){9}[\dXx])\b")
_PUBMED = re.compile(r"\bPMID:? ?(\d{4,9})\b")


def identifiers(entry: Entry | None, path: str) -> tuple[str, ...]:
    """Every identifier of a page, prefixed with its type: ``number 116123``, ``page terms/amhp``.

    Args:
        entry: the entry that the page shows, if any.
        path: the page's path from the site root.
    """
    found = [f"page {path.removesuffix('.html').lower()}"]
    if entry is not None:
        text = " ".join(nested_texts(entry.model_dump()))
        found += [f"isbn {_digits(number)}" for number in _ISBN.findall(text)]
        found += [f"pmid {number}" for number in _PUBMED.findall(text)]
        found += _own(entry)
    return tuple(dict.fromkeys(found))


@singledispatch
def _own(entry: Entry) -> Iterable[str]:  # noqa: ARG001  (the kinds below need it)
    """The identifiers of this kind of entry; none for most kinds."""
    return ()


@_own.register
def _(entry: Abstract) -> Iterator[str]:
    if entry.doi:
        yield f"doi {entry.doi.lower()}"


@_own.register
def _(entry: Organisation) -> Iterator[str]:
    for number in (*(phone.number for phone in entry.phones), *(text.number for text in entry.texts)):
        yield f"number {_digits(number)}"
    for charity in entry.charity_numbers:
        yield f"number {_digits(charity.number)}"
    if entry.website:
        yield f"site {host(entry.website.address)}"


@_own.register
def _(entry: UrgentHelp) -> Iterator[str]:
    for number in filter(None, (entry.number, entry.text, entry.textphone)):
        yield f"number {_digits(number)}"
    if entry.web:
        yield f"site {host(entry.web)}"


def _digits(number: str) -> str:
    return re.sub(r"[^0-9x]", "", number.lower())
