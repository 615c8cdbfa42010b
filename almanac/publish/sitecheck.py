"""The built site read once more, as a browser would: links, anchors, ids, assets, and what every page must have.

Knows nothing of entries or of MkDocs: it takes a folder of HTML and gives a
list of faults, a line each.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

_LEADS = "a[href], area[href]"  # what a reader may follow
_LOADS = (
    "link[href], script[src], img[src], source[src], iframe[src], object[data], form[action]"  # what a browser asks for
)
_NOT_ASKED = ("canonical", "license", "author")  # rel of a <link> that no browser loads
_LEFT_OVER = re.compile(r"@@[a-z]+@@|Macro (Rendering|Syntax) Error|Traceback \(most recent call last\)")
_CODE = re.compile(r"<[a-z][^<>]*?\s(on[a-z]+)\s*=")  # a tag's attribute; in text "<" is always escaped
_UNSAFE = re.compile("unsafe-", re.IGNORECASE)
_SAFE_SCHEMES = ("http", "https", "mailto", "tel", "sms")


@dataclass(frozen=True)
class Read:
    """What one page of the site says of itself."""

    path: str
    leads: tuple[str, ...]
    loads: tuple[str, ...]
    ids: Counter[str]
    faults: tuple[str, ...]
    leads_on: bool

    def reaches(self, address: str) -> tuple[str, str] | None:
        """Path from the root and anchor that an address on this page leads to; None if outside the site."""
        found = _from(dirname(self.path), address)
        return found and (found[0] or self.path, found[1])


@cache
def _from(folder: str, address: str) -> tuple[str, str] | None:
    """As ``Read.reaches``, from any page of a folder; an empty path is the page itself."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return None
    return normpath(join(folder, unquote(parts.path))) if parts.path else "", unquote(parts.fragment)


def check(site: Path) -> tuple[list[str], int]:
    """Read a built site.

    Args:
        site: its folder.

    Returns:
        Faults, one line each as ``page: fault``, sorted; and how many pages were read.
    """
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    pages = {path: read(path, (site / path).read_text("utf-8")) for path in sorted(files) if path.endswith(".html")}
    return faults_of(pages, files), len(pages)


def faults_of(pages: Mapping[str, Read], files: set[str]) -> list[str]:
    """Faults of pages that were read (path to what was read) in a site of so many files, one line each, sorted."""
    faults = [f"{page.path}: {fault}" for page in pages.values() for fault in page.faults]
    faults += [f"{path}: {fault}" for path, fault in _broken(pages, files)]
    faults += [f"{path}: no page of the site leads here" for path in _orphans(pages)]
    return sorted(set(faults))


def read(path: str, html: str) -> Read:
    """Read one page: its links, ids, and what is wrong with it alone."""
    tree = LexborHTMLParser(html)
    leads_on = tree.css_first('meta[http-equiv="refresh"]') is not None
    return Read(
        path=path,
        leads=tuple(node.attributes["href"] or "" for node in tree.css(_LEADS)),
        loads=tuple(_asked_for(node) for node in tree.css(_LOADS) if node.attributes.get("rel") not in _NOT_ASKED),
        ids=Counter(node.attributes["id"] or "" for node in tree.css("[id]")),
        faults=tuple(fault for rule in RULES for fault in rule(tree)) if not leads_on else (),
        leads_on=leads_on,
    )


def _asked_for(node: LexborNode) -> str:
    return next(node.attributes[name] or "" for name in ("href", "src", "data", "action") if name in node.attributes)


def _has_its_head(tree: LexborHTMLParser) -> Iterator[str]:
    root = tree.css_first("html")
    if root is None or root.attributes.get("lang") != "en-GB":
        yield 'the language is not "en-GB"'
    for selector, name in (("title", "title"), ("h1", "h1")):
        found = tree.css(selector)
        if len(found) != 1 or not found[0].text(strip=True):
            yield f"{len(found)} {name} where one is needed"
    description = tree.css_first('meta[name="description"]')
    if description is None or not description.attributes.get("content"):
        yield "no description"


def _keeps_its_policy(tree: LexborHTMLParser) -> Iterator[str]:
    metas = tree.css("head > meta")
    policy = next((meta for meta in metas if meta.attributes.get("http-equiv") == "Content-Security-Policy"), None)
    if policy is None or _UNSAFE.search(policy.attributes.get("content") or ""):
        yield "no Content-Security-Policy, or one that allows inline code or evaluation"
    for node in tree.css("script:not([src])"):
        if node.attributes.get("type") not in ("application/json", "application/ld+json"):
            yield "a script stands in the page"
    if tree.css_first("style, [style]") is not None:
        yield "a style stands in the page"
    for name in _CODE.findall(tree.html or ""):
        yield f'"{name}" is code in the page'


def _has_nothing_left_over(tree: LexborHTMLParser) -> Iterator[str]:
    found = _LEFT_OVER.search(tree.html or "")
    if found:
        yield f'"{found.group()}" was left in the page'


RULES: tuple[Callable[[LexborHTMLParser], Iterator[str]], ...] = (
    _has_its_head,
    _keeps_its_policy,
    _has_nothing_left_over,
)


def _broken(pages: Mapping[str, Read], files: set[str]) -> Iterator[tuple[str, str]]:
    for page in pages.values():
        for name, count in page.ids.items():
            if count > 1:
                yield page.path, f'the id "{name}" stands {count} times'
        for address in (*page.leads, *page.loads):
            yield from ((page.path, fault) for fault in _fault_of(address, page, pages, files))
        for address in page.loads:
            if page.reaches(address) is None and not address.startswith("data:"):
                yield page.path, f'"{address}" asks another site for something'


def _fault_of(address: str, page: Read, pages: Mapping[str, Read], files: set[str]) -> Iterator[str]:
    reached = page.reaches(address)
    if reached is None:
        if urlsplit(address).scheme not in (*_SAFE_SCHEMES, "data"):
            yield f'"{address}" is not an address that a page may lead to'
        return
    if address.startswith("/") and page.path != "404.html":
        yield f'"{address}" is not relative: the site could not move'
        return
    path, anchor = reached
    path = path.lstrip("/")
    if path not in files:
        yield f'"{address}" leads nowhere'
    elif anchor and path in pages and anchor not in pages[path].ids:
        yield f'"{address}" leads to no such place in the page'


def _orphans(pages: Mapping[str, Read]) -> Iterator[str]:
    """Pages that cannot be reached from the home page by following links."""
    seen, ahead = {"index.html"}, ["index.html"]
    while ahead:
        page = pages.get(ahead.pop())
        for address in page.leads if page else ():
            reached = page.reaches(address) if page else None
            if reached and reached[0] not in seen:
                seen.add(reached[0])
                ahead.append(reached[0])
    yield from (path for path, page in pages.items() if path not in seen and path != "404.html" and not page.leads_on)
