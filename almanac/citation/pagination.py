"""Page numbers as bibliographies write them: ranges, single pages, Roman numerals, letters, or an article number."""

from __future__ import annotations

import re
from dataclasses import dataclass

from almanac.content.kinds.abstract import Abstract
from almanac.content.memo import alone

_DASH = re.compile(r"\s*(?:-{1,3}|[\u2010-\u2015\u2212])\s*")
# A page: letters (S12, e37), then digits, perhaps with a decimal (12.e3) or a letter (12a); or a Roman numeral.
_PAGE = r"(?P<{0}>(?P<{0}_letters>[A-Za-z]{{0,2}})\d+(?:\.[A-Za-z]?\d+|[A-Za-z])?|[ivxlcdm]+|[IVXLCDM]+)"
_RANGE = re.compile(f"{_PAGE.format('first')}-{_PAGE.format('last')}")
_SINGLE = re.compile(r"[SA]?\d{1,5}[A-Za-z]?|[ivxlcdm]+|[IVXLCDM]+")  # S12 is a page of a supplement


@dataclass(frozen=True)
class Pages:
    """The place of a work in the publication that contains it.

    Attributes:
        parts: page ranges and single pages, in order: ``("12-15", "20")``. Hyphens are always plain.
        article: the number of an article that has no pages.
    """

    parts: tuple[str, ...] = ()
    article: str = ""

    @property
    def plain(self) -> str:
        """The pages with plain hyphens, for data."""
        return ", ".join(self.parts)

    @property
    def shown(self) -> str:
        """The pages with en dashes, as a reader sees them."""
        return self.plain.replace("-", "\u2013")

    @property
    def pages_or_article(self) -> str:
        """The pages or else the article number, for data formats that have one field for both."""
        return self.plain or self.article

    @property
    def ends(self) -> tuple[str, str]:
        """The first and last page of a single range. Otherwise the whole text and an empty string."""
        first, _, last = self.plain.partition("-")
        return (first, last) if len(self.parts) == 1 else (self.pages_or_article, "")


@alone  # every format needs them
def pages(study: Abstract) -> Pages:
    """The pages or article number of a study, however its record writes them."""
    if study.article_number:
        return Pages(article=study.article_number)
    given = re.sub(r"^pp?\.\s*", "", " ".join((study.pages or "").split()))
    parts = tuple(_DASH.sub("-", part.strip()) for part in re.split("[,;]", given) if part.strip())
    if all(map(_is_page, parts)):
        return Pages(parts)
    return Pages(article=given) if study.type.startswith("article") else Pages((given,))


def _is_page(part: str) -> bool:
    """Whether a part is a page or a range of pages: ``CD011006-pub2`` is neither."""
    found = _RANGE.fullmatch(part)
    if not found:
        return bool(_SINGLE.fullmatch(part))
    first, last = ((found[f"{end}_letters"] or "").casefold() for end in ("first", "last"))
    return not last or first == last or max(len(first), len(last)) == 1


def with_en_dash(issue: str) -> str:
    """An issue or volume number with an en dash if it is a range: ``1\u20132``."""
    return re.sub(r"(?<=\d)\s*(?:--?|[\u2010-\u2015])\s*(?=[A-Z]?\d)", "\u2013", issue)


def with_hyphen(issue: str) -> str:
    """An issue or volume number with a plain hyphen, for data: ``1-2``."""
    return with_en_dash(issue).replace("\u2013", "-")
