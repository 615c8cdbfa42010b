"""Reads the searchable content of each page of the built site and prepares it for the indexer in ``js/``.

It also says, in one place, which parts of a page are left out: facts, lists and explanations of terms.
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
from almanac.search.precedence import provisions_by_precedence
from almanac.search.records import SearchRecord, search_record
from almanac.site import urls
from almanac.site.headings import FOUND_AS
from almanac.site.research import name_sort_key

FOUND = "data-found"
"""The attribute of the part of a page that is searched. Its value is the name that readers know its kind by."""
# The text by which a page is found besides its title, if it is not its own. A list's text is that of other pages.
_SAID = "data-said"

# Parts of a page that would blur its subject, because they are covered elsewhere or concern something else.
_NOT_READ = (
    "h1, .facts, .rows, .columns, .words-used, .provenance, .cite, .exit, .eyebrow, .muted.small, .urgent, .late, "
    ".not-yours, .map, .actions, .standing, .boxes, .write, caption, .add, .copy, .byline, "
    ".headerlink, figure, #goes-with, #related, #rests-on-it, .edit, .chip, .meaning, .point-name, .paper-only"
)
# Links to other pages. Their words lead to this page, but as part of an excerpt they would seem to be said of it.
_BESIDE = "#other-nations, #other-nations + ul, #studies, #studies + p"
_ALONE = "h2, h3, h4, dt, li, summary, .badge"  # elements that are not sentences and would run into the next one
_BEFORE_SIGN, _AFTER_SIGN = re.compile(r" ([.,;:!?)\u2019\u201d])"), re.compile(r"([(\u2018\u201c]) ")
_ALIKE = 0.85  # the least similarity between a misspelling and the name meant
_TWO_SIGNS = re.compile(r"([.,;:!?])\.+")


def pages(site: Path, library: Library) -> list[dict[str, Any]]:
    """The searchable records of a built site, in order."""
    known = urls.places(library)
    held = ((path.relative_to(site).as_posix(), path.read_text("utf-8")) for path in sorted(site.rglob("*.html")))
    return ordered([about for path, html in held for about in searched(path, html, library, known)], library)


def ordered(found: list[dict[str, Any]], library: Library) -> list[dict[str, Any]]:
    """Sort the records as the indexer needs them: pages of a kind together, newest first.

    Args:
        found: the records of all pages, from ``searched``.
        library: the Library that the pages were made from.

    Returns:
        The records, each with its alphabetical position as ``order``, counted from 1.
    """
    places = {page["path"]: place for place, page in enumerate(sorted(found, key=_alphabetical), 1)}
    kinds = list(FOUND_AS.values())
    law = {urls.place(library, ref): place for place, ref in enumerate(provisions_by_precedence(library))}

    def place(page: Mapping[str, Any]) -> tuple[int, int, int, str]:
        path = page["path"]
        return kinds.index(page["kind"]), -int(page["year"] or 0), law.get(path, 0), path

    found = sorted(found, key=place)
    return [page | {"order": places[page["path"]]} for page in found]


def _alphabetical(page: Mapping[str, object]) -> tuple[str, str]:
    return name_sort_key(str(page["title"]))[0], str(page["path"])


def searched(path: str, html: str, library: Library, known: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """The records of one page: one for the page itself, and one for each entry shown on it, found at its anchor.

    Args:
        path: the page's path from the site root.
        html: the page.
        library: the Library that it was made from.
        known: the entry at each path, from ``urls.places``.

    Yields:
        ``path`` (with an anchor for an entry on a shared page), ``title``, ``kind`` and ``text``, and the fields of
        its record. Also ``beside`` (text that is searched but not shown), ``slips`` (misspelt names to the names
        meant), ``identifiers`` and the ``answer`` to show at the top of results (or None). ``late`` says whether its
        review is overdue, and ``past`` whether its page holds entries no longer in use.
    """
    if FOUND in html:
        yield from taken(path, LexborHTMLParser(html), library, known)


def taken(path: str, tree: LexborHTMLParser, library: Library, known: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """The same as ``searched``, for a parsed page. The searched parts are removed from the tree."""
    # In reverse, so that an element within another is read and removed before the outer one.
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
    beside = _beside(body)
    text = _text(body) if said is None else said
    return {
        "path": path,
        "title": " ".join(title.split()),
        "kind": kind,
        **_recorded(about),
        "slips": _slips(about, entry.label if entry else None),
        "identifiers": identifiers(entry, urls.page_path(ref) if ref else path),
        "text": text,
        "beside": beside,
        "answer": _without_text(answer(library, ref), text) if ref else None,
        "late": bool(ref and library.due[ref].overdue),
        "past": path.partition("#")[0] in urls.shared_pages(library),
    }


def _recorded(about: SearchRecord) -> dict[str, Any]:
    """The searchable fields of an entry's record, under the indexer's names."""
    return {
        "year": about.year,
        "status": about.status,
        "topic": about.topics,
        "nation": about.nations,
        "method": [about.method] if about.method else [],
        "authors": about.authors,
        "names": about.other_names,
        "whole": about.misspelt + about.counterparts,
        "about": about.about_names + about.searches,
        "searches": about.searches,
    }


def _without_text(given: dict[str, Any], text: str) -> dict[str, Any]:
    """An answer. If its line begins the text, the line is replaced by its length in UTF-16 code units."""
    line = given["line"]
    return given | {"line": len(line.encode("utf-16-le")) // 2} if text.startswith(line) else given


def _slips(about: SearchRecord, label: str | None) -> dict[str, str]:
    """Each misspelt name, folded, to the most similar correct name, if one is similar enough."""
    names = [normalised(name) for name in (label or "", *about.other_names)]
    slips = {normalised(name): max(names, key=_like(normalised(name))) for name in about.misspelt}
    return {slip: name for slip, name in slips.items() if _like(slip)(name) >= _ALIKE}


def _like(slip: str) -> Callable[[str], float]:
    """A function that gives a name's similarity to a misspelling, from 0 to 1."""
    return lambda name: SequenceMatcher(None, slip, name).ratio()


def _beside(body: LexborNode) -> str:
    """The text of the lists of links at the end of a page, which are removed from it."""
    lists = body.css(_BESIDE)
    text = " ".join(" ".join(one.text(separator=" ") for one in lists).split())
    for one in lists:
        one.decompose()
    return text


def _text(body: LexborNode) -> str:
    """The text of a page that shows what it is about, as sentences."""
    for left_out in body.css(_NOT_READ):
        left_out.decompose()
    for alone in body.css(_ALONE):
        alone.insert_after(". ")
    text = " ".join(body.text(separator=" ").split())
    return _TWO_SIGNS.sub(r"\1", _AFTER_SIGN.sub(r"\1", _BEFORE_SIGN.sub(r"\1", text)))
