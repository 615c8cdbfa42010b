"""Check the built site as a browser would read it: links, anchors, ids, assets, and what every page must have.

The check knows nothing of entries or of MkDocs. It takes a folder of HTML and returns a list of faults, one line each.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser

from almanac.content.letters import counted
from almanac.content.reservedtext import reserved_text
from almanac.publish import sitemarkup

_UNSAFE = re.compile("unsafe-", re.IGNORECASE)
_SAFE_SCHEMES = ("http", "https", "mailto", "tel", "sms")
_HOME, _LOST = "index.html", "404.html"
_folder = cache(dirname)  # cached, because a page has about a hundred links
_BEFORE_POLICY = ("meta", "title")  # allowed before the policy, which applies only to what follows


@dataclass(frozen=True)
class PageFacts:
    """What the site check needs to know about one page."""

    path: str
    leads: tuple[str, ...]
    loads: tuple[str, ...]
    ids: Counter[str]
    faults: tuple[str, ...]
    rules: tuple[str, str] = ("", "")
    address: str = ""

    def reaches(self, address: str) -> tuple[str, str] | None:
        """Return the path and anchor to which an address on this page leads, or None if it is outside the site."""
        found = _from(_folder(self.path), address)
        return found and (found[0] or self.path, found[1])


@cache
def _from(folder: str, address: str) -> tuple[str, str] | None:
    """Do the same as ``PageFacts.reaches`` for any page of a folder. An empty path means the page itself."""
    parts = sitemarkup.split(address)
    if parts is None or parts.scheme or parts.netloc:
        return None
    return normpath(join(folder, unquote(parts.path))) if parts.path else "", unquote(parts.fragment)


def check(site: Path, moved: AbstractSet[str] = frozenset()) -> tuple[list[str], int]:
    """Check a built site.

    Args:
        site: its folder.
        moved: paths of the pages built for former addresses. Only these may redirect, and nothing needs to link to
            them.

    Returns:
        The faults, sorted, one line each as ``page: fault``, and the number of pages checked.
    """
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    paths = sorted(path for path in files if path.lower().endswith((".html", ".htm", ".xhtml")))
    pages = {path: _read(site, path, moved=path in moved) for path in paths}
    return faults_of(pages, files, moved), len(pages)


def faults_of(pages: Mapping[str, PageFacts], files: set[str], moved: AbstractSet[str] = frozenset()) -> list[str]:
    """Return the faults of pages that have been read, given by path, in a site that has these files.

    ``moved`` is as for ``check``.
    """
    faults = [f"{page.path}: {fault}" for page in pages.values() for fault in page.faults]
    faults += [f"{path}: {fault}" for path, fault in (*_broken(pages, files), *_unlike_home(pages))]
    faults += [f"{path}: no page of the site leads here" for path in _orphans(pages, moved)]
    return sorted(set(faults))


def report(faults: Sequence[str], most: int, where: str) -> str:
    """Return the first faults, one a line, and how many there are in all and where."""
    return "\n".join([*faults[:most], f"{counted(len(faults), 'fault')} {where}"])


def _read(site: Path, path: str, *, moved: bool) -> PageFacts:
    try:
        return read(path, (site / path).read_text("utf-8"), moved=moved)
    except UnicodeDecodeError:
        return PageFacts(path, (), (), Counter(), ("the page is not UTF-8",))


def read(path: str, html: str, *, moved: bool = False) -> PageFacts:
    """Read one page: its links, its ids, and the faults that concern this page alone."""
    return parsed(path, LexborHTMLParser(html), moved=moved)


def parsed(path: str, tree: LexborHTMLParser, *, moved: bool) -> PageFacts:
    """Do the same as ``read`` for a page that is already parsed."""
    held = sitemarkup.elements(tree)
    found = sitemarkup.addresses(held)
    canonical = tree.css_first('link[rel="canonical"]')
    return PageFacts(
        path=path,
        leads=found.leads,
        loads=(*found.loads, *sitemarkup.redirect_targets(tree)),
        ids=Counter(attributes["id"] or "" for _, attributes in held if "id" in attributes),
        faults=(*(fault for rule in RULES for fault in rule(tree)), *sitemarkup.faults(tree, held, found, moved=moved)),
        rules=(_meta(tree, "http-equiv", "content-security-policy"), _meta(tree, "name", "referrer")),
        address=(canonical.attributes.get("href") or "") if canonical else "",
    )


def _meta(tree: LexborHTMLParser, attribute: str, value: str) -> str:
    """Return the content of a <meta> in the head, or an empty string if there is none."""
    for meta in tree.css("head > meta"):
        if (meta.attributes.get(attribute) or "").lower() == value:
            return meta.attributes.get("content") or ""
    return ""


def _has_its_head(tree: LexborHTMLParser) -> Iterator[str]:
    root = tree.css_first("html")
    if root is None or root.attributes.get("lang") != "en-GB":
        yield 'the language is not "en-GB"'
    for selector, name in (("head > title", "title"), ("h1", "h1")):
        found = tree.css(selector)
        if len(found) != 1 or not found[0].text(strip=True):
            yield f"{len(found)} {name} where one is needed"
    description = tree.css_first('meta[name="description"]')
    if description is None or not description.attributes.get("content"):
        yield "no description"


def _keeps_its_policy(tree: LexborHTMLParser) -> Iterator[str]:
    policy = _meta(tree, "http-equiv", "content-security-policy")
    if not policy or _UNSAFE.search(policy):
        yield "no Content-Security-Policy, or one that allows inline code or evaluation"
    for node in tree.css("head > *"):
        if (node.attributes.get("http-equiv") or "").lower() == "content-security-policy":
            return
        if node.tag not in _BEFORE_POLICY:
            yield f'"<{node.tag}>" comes before the Content-Security-Policy'
            return


def _has_nothing_left_over(tree: LexborHTMLParser) -> Iterator[str]:
    found = reserved_text(tree.html or "")
    if found:
        yield f'"{found}" was left in the page'


RULES: tuple[Callable[[LexborHTMLParser], Iterator[str]], ...] = (
    _has_its_head,
    _keeps_its_policy,
    _has_nothing_left_over,
)


def _broken(pages: Mapping[str, PageFacts], files: set[str]) -> Iterator[tuple[str, str]]:
    root = _root(pages)
    known: dict[tuple[str, str], tuple[str, ...]] = {}  # the faults of an address, for all pages of a folder
    for page in pages.values():
        for name, count in page.ids.items():
            if count > 1:
                yield page.path, f'the id "{name}" appears {count} times'
        for address in (*page.leads, *page.loads):
            whose = page.path if page.path == _LOST or address[:1] in ("", "#", "?") else _folder(page.path)
            if (whose, address) not in known:
                known[whose, address] = tuple(_fault_of(address, page, pages, files, root))
            yield from ((page.path, fault) for fault in known[whose, address])
        for address in page.loads:
            if page.reaches(address) is None and not address.lower().startswith("data:"):
                yield page.path, f'"{address}" asks another site for something'


def _root(pages: Mapping[str, PageFacts]) -> str:
    """Return the URL path at which the site is hosted, such as ``/`` or ``/almanac/``, as given by its home page."""
    home = pages.get(_HOME)
    parts = sitemarkup.split(home.address) if home else None
    return unquote(parts.path) if parts and parts.path.endswith("/") else "/"


def _fault_of(
    address: str, page: PageFacts, pages: Mapping[str, PageFacts], files: set[str], root: str
) -> Iterator[str]:
    reached, parts = page.reaches(address), sitemarkup.split(address)
    if reached is None:
        scheme = parts.scheme if parts else ""
        if scheme not in (*_SAFE_SCHEMES, "data") or (scheme.startswith("http") and not (parts and parts.hostname)):
            yield f'"{address}" is not an address that a page may lead to'
        return
    path, anchor = reached
    if page.path == _LOST and address and not address.startswith("#"):
        if not path.startswith(root):  # this page may be shown at any path
            yield f'"{address}" does not begin with the folder of the site, "{root}"'
            return
        path = path.removeprefix(root)
    elif address.startswith("/"):
        yield f'"{address}" is not relative: the site could not move'
        return
    if path not in files:
        yield f'"{address}" leads nowhere'
    elif anchor and path in pages and anchor not in pages[path].ids:
        yield f'"{address}" leads to no such place in the page'


def _unlike_home(pages: Mapping[str, PageFacts]) -> Iterator[tuple[str, str]]:
    """Yield the pages whose security policy or referrer policy differs from that of the home page."""
    home = pages.get(_HOME)
    if home is None:
        yield _HOME, "there is no home page"
        return
    for page in pages.values():
        for name, own, same in zip(("Content-Security-Policy", "referrer"), page.rules, home.rules, strict=True):
            if own != same:
                yield page.path, f"its {name} is not that of the home page"


def _orphans(pages: Mapping[str, PageFacts], moved: AbstractSet[str]) -> Iterator[str]:
    """Yield the pages that cannot be reached from the home page by following links."""
    seen, ahead = {_HOME}, [_HOME]
    while ahead:
        page = pages.get(ahead.pop())
        for address in page.leads if page else ():
            reached = page.reaches(address) if page else None
            if reached and reached[0] not in seen:
                seen.add(reached[0])
                ahead.append(reached[0])
    yield from (path for path in pages if path not in seen and path != _LOST and path not in moved)
