"""Check DOIs, page ranges and volume numbers: what is wrong with one, and what to write.

Each function returns a sentence of advice, or an empty text if nothing is wrong. Whatever the advice suggests has
passed the same check, so that advice which is followed is never then rejected.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import unquote

from almanac.content.months import SHORT_MONTHS

DASHES = re.compile("--+|[\u2010-\u2015\u2212]")
TAIL = ".,;:!…'\"’”"

# ---- DOIs (ISO 26324; the DOI Handbook, section 2.2) ----

_DOI = re.compile(r"10\.[0-9]{4,9}(\.[0-9]+)*/[!-~]+")
_DOI_SIGNS = re.compile(r"[\"'{}\\^`|]")
_ISBN = re.compile(r"(?:ISBN[: ]*)?(?:97[89][- ]?)?[0-9](?:[- ]?[0-9]){8}[- ]?[0-9X]", re.IGNORECASE)
_PUBMED = re.compile(r"(?:PMID:? *|PMC)?[0-9]{6,8}|https?://(?:www\.)?(?:pubmed\.ncbi|ncbi\.nlm)\S+", re.IGNORECASE)
_DOI_PREFIX = re.compile(r"(?:https?://)?(?:dx\.)?(?:doi\.org/|doi:?\s*)", re.IGNORECASE)


def doi(text: str) -> str:
    """Say what to write instead of a text that is not a single whole DOI."""
    if _is_doi(text):
        return ""
    several = list(dict.fromkeys(re.findall(r"10\.[0-9]{4,9}/[^\s,;]+", text)))
    if len(several) > 1:
        return f"This is more than one DOI. Write one alone: {' or '.join(several)}."
    mended = unquote(_DOI_PREFIX.sub("", DASHES.sub("-", text.strip()), count=1))
    if whole := re.search(r"(?<![0-9])1?(0\.[0-9]{4,9}(?:\.[0-9]+)*/.+)", "".join(mended.split())):
        mended = _without_tail(f"1{whole[1]}")
    elif number := _ISBN.fullmatch(mended) or _PUBMED.fullmatch(mended):
        what = "an ISBN" if _ISBN.fullmatch(number.group()) else "a PubMed number"
        return f"This looks like {what}, not a DOI. If the study has no DOI, leave doi out."
    return offer(mended.rstrip(TAIL + ")]>" if mended.count("(") < mended.count(")") else TAIL), _is_doi) or (
        "Write the DOI alone, such as 10.1093/bjsw/32.4.443."
    )


def _without_tail(text: str) -> str:
    """Return a DOI without what follows it in the address of a page; the old SICI form may have such characters."""
    if "(SICI)" in text.upper():
        return text
    text = re.sub(r"[?#].*", "", text)
    text = re.sub(r"(?:/(?:full|pdf|epdf|abstract|fulltext|html)?)+$|\.pdf$", "", text, flags=re.IGNORECASE)
    return re.sub(r"^(10\.1093/[^/]+/[^/]+)/[0-9]{6,8}$", r"\1", text)


def _is_doi(text: str) -> bool:
    if not _DOI.fullmatch(text) or _DOI_SIGNS.search(text) or text[-1] in TAIL or _without_tail(text) != text:
        return False
    angled = "(SICI)" in text.upper() or not re.search("[<>]", text)  # only the old SICI form has angle brackets
    return angled and text.count("(") >= text.count(")")


# ---- Pages, volumes, issues ----

_PAGE = r"(?:[A-Za-z]{0,4}[0-9]+[A-Za-z]{0,2}|[ivxlcIVXLC]+)"
_PAGES = re.compile(rf"({_PAGE})(?:-({_PAGE}))?")
# The letters O and l where a figure belongs: l393, 3O2. Articles may be numbered e1, E12 or i3.
_LETTER_FOR_FIGURE = re.compile(r"(?<![A-Za-z])[OoIl](?=[0-9])|(?<=[0-9])[OolI](?=[0-9]|-|$)")
_MONTHS = tuple(map(str.lower, SHORT_MONTHS))
_MADE_A_DATE = re.compile(rf"(\d{{1,2}}|{'|'.join(_MONTHS)})-({'|'.join(_MONTHS)}|\d{{1,2}})", re.IGNORECASE)
_PAGE_WORD = re.compile(r"^(?:pages?|pgs?|pp?)[.:]?\s*(?=[A-Za-z]*\d|[ivxlc]+\b)", re.IGNORECASE)
_WITH_ISSUE = re.compile(r"(\d+)\s*(?:\((\d[\d-]*)\)|:\s*(\d+))(?:[:,]\s*(\d+-\d+))?")
_VOLUME_WORD = re.compile(r"^(?:volume|vol|issue|iss|number|no|nr|band|jg)[.:]?\s*(?=\d)", re.IGNORECASE)


def pages(text: str) -> str:
    """Say what to write instead of a text that is not a page, a range with a plain hyphen, or an article number."""
    if _is_pages(text):
        return ""
    mended = DASHES.sub("-", _PAGE_WORD.sub("", text.strip())).rstrip(TAIL)
    mended = re.sub(r"\s*-\s*", "-", mended)
    mended = re.sub(r"\s+to\s+", "-", mended)
    mended = _LETTER_FOR_FIGURE.sub(lambda found: "0" if found.group() in "Oo" else "1", mended)
    if advice := _no_pages(mended):
        return advice
    first, _, last = mended.partition("-")
    if first.isdigit() and last.isdigit() and len(last) < len(first):
        mended = f"{first}-{first[: len(first) - len(last)]}{last}"
    elif first.isdigit() and last.isdigit() and int(last) < int(first):
        return "The last page comes before the first. Write the first page, a hyphen and the last page."
    return offer(mended, _is_pages) or "Write the first and the last page with a hyphen between, such as 1916-1933."


def _no_pages(text: str) -> str:
    """Say what to do about a date or words in place of pages; empty if that is not what they are."""
    as_date = _MADE_A_DATE.fullmatch(text)
    if as_date and not text.replace("-", "").isdigit():
        return _from_a_date(*as_date.groups())
    if re.fullmatch(r"[0-9]+ ?(?:pages?|pp?\.?)", text):
        return "This is the number of pages. Write the first and the last page, or leave pages out."
    if re.fullmatch(r"(?:online|advance|ahead|early|in press|forthcoming)\b.*", text, re.IGNORECASE):
        return "If it has no pages yet, leave pages out."
    return ""


def _from_a_date(*parts: str) -> str:
    """Say what a spreadsheet may have made a date of: Oct-22 was 10-22."""
    numbers = [str(_MONTHS.index(part.lower()) + 1) if part.lower() in _MONTHS else part for part in parts]
    first, last = sorted(numbers, key=int)
    return f"A spreadsheet has turned it into a date. Was it {first}-{last}? Look it up."


def _is_pages(text: str) -> bool:
    found = _PAGES.fullmatch(text)
    if not found or _LETTER_FOR_FIGURE.search(text):
        return False
    first, last = (re.sub(r"\D", "", part or "") for part in found.groups())
    return not (first and last) or int(first) <= int(last)


def volume_number(text: str) -> str:
    """Say what to write instead of a volume or issue with a word before it or punctuation after it."""
    if _is_volume_number(text):
        return ""
    mended = _VOLUME_WORD.sub("", DASHES.sub("-", text.strip())).rstrip(TAIL)
    if both := _WITH_ISSUE.fullmatch(mended):
        pages = f' and "pages: {both[4]}"' if both[4] else ""
        return f'Write each on a line of its own: "volume: {both[1]}" and "issue: {both[2] or both[3]}"{pages}.'
    mended = mended.strip("()")
    return offer(mended, _is_volume_number) or "Write the number alone, such as 52."


def _is_volume_number(text: str) -> bool:
    return not (
        _VOLUME_WORD.match(text) or text[-1:] in TAIL or DASHES.search(text) or re.search(r"[()@]|\d:\s*\d", text)
    )


def offer(mended: str, valid: Callable[[str], bool]) -> str:
    """Suggest a corrected text; empty if that is not valid either."""
    return f"Write {mended} instead." if mended and valid(mended) else ""
