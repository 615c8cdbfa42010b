"""What one page asks a browser to do: where it links, what it loads, and what no page may contain.

HTML, SVG and MathML each have their own ways to link, to load and to run code. Anything that is not clearly harmless is
a fault, and nothing in a page can stop it being checked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from urllib.parse import SplitResult, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from almanac.publish import assetnames

_NOT_ASKED = ("canonical", "license", "author")  # rel of a <link> that browsers do not load
_LISTS = ("srcset", "imagesrcset", "ping", "archive", "attributionsrc")  # attributes that contain several addresses
_LOADING = (
    "src", "data", "action", "formaction", "poster", "background", "code", "codebase", "classid", "manifest",
    "profile", "lowsrc", "dynsrc",
)  # fmt: skip
_LEADING = ("cite", "longdesc")
# Elements that load, run code or redirect in ways that no page here needs.
_BANNED = frozenset((
    "base", "iframe", "frame", "frameset", "object", "embed", "applet", "portal", "fencedframe", "template",
    "foreignobject", "animate", "animatemotion", "animatetransform", "set", "handler", "listener", "xml",
))  # fmt: skip
_WITH_ADDRESS = frozenset(("href", *_LISTS, *_LOADING, *_LEADING))
_STRIPPED = re.compile(r"[\t\r\n]")  # browsers remove these from an address (WHATWG URL standard)
_AROUND = "".join(map(chr, range(33)))
_REDIRECT = re.compile("url=(.*)", re.IGNORECASE | re.DOTALL)
_CANDIDATE = re.compile(r"[\s,]*(\S+)([^,]*)")
Attributes = Mapping[str, str | None]
Element = tuple[LexborNode, Attributes]
_PICTURE = re.compile(r"data:image/(png|gif|jpeg|webp|avif|svg\+xml)[;,]", re.IGNORECASE)


@dataclass(frozen=True)
class PageUrls:
    """The addresses on a page, as a browser reads them.

    Attributes:
        leads: those that a reader may follow.
        loads: those that the browser requests by itself.
        data: those of either that are data URLs, other than pictures in an <img>.
    """

    leads: tuple[str, ...]
    loads: tuple[str, ...]
    data: tuple[str, ...] = ()


def split(address: str) -> SplitResult | None:
    """Return the parts of an address, or None if it cannot be parsed."""
    try:
        return urlsplit(address)
    except ValueError:
        return None


def elements(tree: LexborHTMLParser) -> list[Element]:
    """Return all elements of a page with their attributes, collected once because long selectors are far slower."""
    return [(node, node.attributes) for node in tree.css("*")]


def _names(held: Iterable[Element]) -> set[str]:
    """Return the names of all attributes on a page. They are few, so each name need be tested only once."""
    return set().union(*(attributes for _, attributes in held))


def addresses(held: Sequence[Element]) -> PageUrls:
    """Return every address on a page, from the result of ``elements``."""
    leads: list[str] = []
    loads: list[str] = []
    data: list[str] = []
    bearing = set(filter(_own, _names(held)))
    for node, attributes in held:
        if bearing.isdisjoint(attributes):
            continue  # as for most elements
        for follows, address in _of(node, attributes):
            (leads if follows else loads).append(address)
            if address[:5].lower() == "data:" and not (node.tag == "img" and _PICTURE.match(address)):
                data.append(address)
    return PageUrls(tuple(leads), tuple(loads), tuple(data))


def _of(node: LexborNode, attributes: Attributes) -> Iterator[tuple[bool, str]]:
    """Yield each address of an element, and whether a reader follows it."""
    for name, value in attributes.items():
        own = _own(name)
        if own == "href":
            tag = str(node.tag).lower()
            leads = tag in ("a", "area") or (tag not in ("link", "script") and _in_mathml(node))
            if tag != "link" or (attributes.get("rel") or "").lower() not in _NOT_ASKED:
                yield leads, _as_read(value)
        elif own in _LISTS:
            yield from ((False, address) for address in _listed(own, value or ""))
        elif own:
            yield own in _LEADING, _as_read(value)


@cache
def _own(name: str) -> str:
    """Return the name of an attribute that contains addresses, without its prefix, or an empty string for any other.

    For example, xlink:href becomes href.
    """
    own = name.rpartition(":")[2].lower()
    return own if own in _WITH_ADDRESS else ""


def _in_mathml(node: LexborNode) -> bool:
    above: LexborNode | None = node
    while above is not None and above.tag not in ("math", "svg", "body"):
        above = above.parent
    return above is not None and above.tag == "math"


@lru_cache(10_000)
def _as_read(value: str | None) -> str:
    return _STRIPPED.sub("", (value or "").strip(_AROUND)).replace("\\", "/")


def _listed(name: str, value: str) -> Iterator[str]:
    if name not in ("srcset", "imagesrcset"):
        yield from map(_as_read, value.split())
        return
    for found in _CANDIDATE.finditer(value):
        yield _as_read(found[1].rstrip(","))


def faults(tree: LexborHTMLParser, held: Sequence[Element], found: PageUrls, *, moved: bool) -> Iterator[str]:
    """Yield whatever no page may contain.

    Args:
        tree: the page.
        held: its elements.
        found: its addresses.
        moved: whether it was built for a former address. Only such a page may redirect.
    """
    tags = {str(tag).lower() for tag in {node.tag for node, _ in held}}
    yield from (f'"<{tag}>" has no place on a page' for tag in sorted(tags & _BANNED))
    for meta in tree.css("meta[http-equiv]"):
        does = (meta.attributes.get("http-equiv") or "").strip().lower()
        if does != "content-security-policy" and not (does == "refresh" and moved):
            yield f'"{does}": only the page of a former address may send a reader on'
    if tree.css_first("style, [style]") is not None:
        yield "there is a style in the page"
    if tree.css_first("[srcdoc]") is not None:
        yield "there is a page within the page"
    yield from _scripts(tree, held)
    yield from _not_renamed(held)
    for address in found.data:
        yield f'"{address[:40]}" is not an address that a page may lead to'


def _not_renamed(held: Sequence[Element]) -> Iterator[str]:
    """Yield the attributes that would keep the plain name of an asset, under which it is not published."""
    names = set(filter(_own, _names(held))) - {"src", "href"}
    for attributes in (attributes for _, attributes in held if not names.isdisjoint(attributes)):
        for name in sorted(names & attributes.keys()):
            if assetnames.FOLDER in (attributes[name] or ""):
                yield f'"{name}" names an asset, whose published name is written only into src and href'


def _scripts(tree: LexborHTMLParser, held: Sequence[Element]) -> Iterator[str]:
    for attributes in (node.attributes for node in tree.css("script")):
        data = attributes.get("type") in ("application/json", "application/ld+json")
        if not (attributes.get("src") or data) or any(name.endswith("href") for name in attributes):
            yield "there is a script in the page"
    names = sorted(name for name in _names(held) if name[:2].lower() == "on")
    yield from (f'"{name}" is code in the page' for name in names)


def redirect_targets(tree: LexborHTMLParser) -> tuple[str, ...]:
    """Return the addresses to which a page redirects: none or one, or more if the page is wrong."""
    metas = (meta.attributes for meta in tree.css("meta[http-equiv]"))
    told = [meta.get("content") or "" for meta in metas if (meta["http-equiv"] or "").strip().lower() == "refresh"]
    return tuple(_as_read(found[1] if (found := _REDIRECT.search(content)) else "") for content in told)
