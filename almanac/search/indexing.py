"""The search of the built site: what of each page is searched, handed to the indexer in ``js/``.

What is not read of a page (facts, lists, explanations of terms) is said here,
once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from almanac.content.model import Library
from almanac.search.answers import answer
from almanac.search.folding import normalised
from almanac.search.identifiers import identifiers
from almanac.search.records import SearchRecord, in_order_of_law, search_record
from almanac.site import urls
from almanac.site.research import name_sort_key
from almanac.site.summary import FOUND_AS

FOUND = "data-found"
# What a page is found by besides its title, if not by its text: the text of a list is that of other pages.
_SAID = "data-said"
"""The attribute of the part of a page that is searched; its value is what a reader calls the kind of that page."""

# Parts of a page that would blur what it is about: said elsewhere, or about something else.
_NOT_READ = (
    "h1, .facts, .rows, .columns, .words-used, .provenance, .cite, .exit, .eyebrow, .muted.small, .urgent, .late, "
    ".not-yours, .map, .actions, .standing, .add, .copy, .byline, .headerlink, figure, #goes-with, #related, "
    "#rests-on-it, .edit, .chip, .meaning, .point-name, .paper-only"
)
_ALONE = "h2, h3, h4, dt, li, summary, .badge"  # what is no sentence and would run into the next
_BEFORE_SIGN, _AFTER_SIGN = re.compile(r" ([.,;:!?)\u2019\u201d])"), re.compile(r"([(\u2018\u201c]) ")
_ALIKE = 0.85  # a slip and what was meant are at least so like
_TWO_SIGNS = re.compile(r"([.,;:!?])\.+")


def pages(site: Path, library: Library) -> list[dict[str, Any]]:
    """What is searched of a built site, in order."""
    known = urls.places(library)
    held = ((path.relative_to(site).as_posix(), path.read_text("utf-8")) for path in sorted(site.rglob("*.html")))
    return ordered([about for path, html in held for about in searched(path, html, library, known)], library)


def ordered(found: list[dict[str, Any]], library: Library) -> list[dict[str, Any]]:
    """What is searched, as the indexer takes it: pages of a kind together, newest first, with their ``order``.

    Args:
        found: what ``searched`` gave of each page.
        library: what the pages were made from.

    Returns:
        The same, each with its place in the alphabet, from 1.
    """
    places = {page["path"]: place for place, page in enumerate(sorted(found, key=_alphabetical), 1)}
    kinds = list(FOUND_AS.values())
    law = {urls.place(library, ref): place for place, ref in enumerate(in_order_of_law(library))}

    def place(page: Mapping[str, Any]) -> tuple[int, int, int, str]:
        path = page["path"]
        return kinds.index(page["kind"]), -int(page["year"] or 0), law.get(path, 0), path

    found = sorted(found, key=place)
    return [page | {"order": places[page["path"]]} for page in found]


def _alphabetical(page: Mapping[str, object]) -> tuple[str, str]:
    return name_sort_key(str(page["title"]))[0], str(page["path"])


def searched(path: str, html: str, library: Library, known: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """What is searched of one page: of itself, and of each entry that is read on it, to be opened at its anchor.

    Args:
        path: its path from the root of the site.
        html: the page.
        library: what it was made from.
        known: where each entry is read, to the entry: ``urls.places``.

    Yields:
        ``path`` (with the anchor of a place), ``title``, ``kind`` and ``text``, its record, ``slips`` (misspelt names
        to what was meant), its ``identifiers``, the ``answer`` at the top of results (or None), whether its review
        is overdue (``late``), and whether it is read among what is no longer in use (``past``).
    """
    if FOUND in html:
        yield from taken(path, LexborHTMLParser(html), library, known)


def taken(path: str, tree: LexborHTMLParser, library: Library, known: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """As ``searched``, of a page that is parsed already: what is searched is taken out of it."""
    # From the end, so that what stands within another has been read, and taken out, before it.
    for body in reversed(tree.css(f"[{FOUND}]")):
        anchor = body.attributes.get("id")
        place = f"{path}#{anchor}" if anchor else path
        yield _searched(place, body, library, known.get(place))
        body.decompose()


def _searched(path: str, body: LexborNode, library: Library, ref: str | None) -> dict[str, Any]:
    kind, heading = body.attributes[FOUND], body.css_first("h1")
    about = search_record(library, ref) if ref else SearchRecord(kind=str(kind))
    entry = library.get(ref) if ref else None
    title = heading.text() if heading else entry.label if entry else ""
    said = body.attributes.get(_SAID)
    text = _text(body) if said is None else said
    return {
        "path": path,
        "title": " ".join(title.split()),
        "kind": kind,
        **_recorded(about),
        "slips": _slips(about, entry.label if entry else None),
        "identifiers": identifiers(entry, urls.page_path(ref) if ref else path),
        "text": text,
        "answer": _without_text(answer(library, ref), text) if ref else None,
        "late": bool(ref and library.due[ref].overdue),
        "past": path.partition("#")[0] in urls.shared_pages(library),
    }


def _recorded(about: SearchRecord) -> dict[str, Any]:
    """What is searched of the record of an entry, under the names that the indexer knows."""
    return {
        "year": about.year,
        "status": about.status,
        "topic": about.topics,
        "nation": about.nations,
        "method": [about.method] if about.method else [],
        "authors": about.authors,
        "names": about.other_names,
        "misspelt": about.misspelt,
        "about": about.about_names + about.searches,
    }


def _without_text(given: dict[str, Any], text: str) -> dict[str, Any]:
    """An answer; its line as the number of signs that it has at the beginning of a text, where it stands there too."""
    line = given["line"]
    return given | {"line": len(line.encode("utf-16-le")) // 2} if text.startswith(line) else given


def _slips(about: SearchRecord, label: str | None) -> dict[str, str]:
    """Each misspelt name, as it is compared, to the name that was meant: the one most like it, if one is like it."""
    names = [normalised(name) for name in (label or "", *about.other_names)]
    slips = {normalised(name): max(names, key=_like(normalised(name))) for name in about.misspelt}
    return {slip: name for slip, name in slips.items() if _like(slip)(name) >= _ALIKE}


def _like(slip: str) -> Callable[[str], float]:
    """How like a name is to another, from 0 to 1."""
    return lambda name: SequenceMatcher(None, slip, name).ratio()


def _text(body: LexborNode) -> str:
    """The words of a page that tell what it is about, as sentences."""
    for left_out in body.css(_NOT_READ):
        left_out.decompose()
    for alone in body.css(_ALONE):
        alone.insert_after(". ")
    text = " ".join(body.text(separator=" ").split())
    return _TWO_SIGNS.sub(r"\1", _AFTER_SIGN.sub(r"\1", _BEFORE_SIGN.sub(r"\1", text)))
