"""The forms of DOIs, web addresses and page ranges: what is wrong with one, and what to write.

Each function gives a sentence of advice, or an empty text where nothing is
wrong. What a sentence offers has gone through the same function before, so
that no advice is refused once it is followed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit, urlunsplit

from almanac.content import hosts

_DASHES = re.compile("--+|[\u2010-\u2015\u2212]")
_TAIL = ".,;:!…'\"’”"

# ---- DOIs (ISO 26324; the DOI Handbook, section 2.2) ----

_DOI = re.compile(r"10\.[0-9]{4,9}(\.[0-9]+)*/[!-~]+")
_DOI_SIGNS = re.compile(r"[\"'{}\\^`|]")
_DOI_PREFIX = re.compile(r"(?:https?://)?(?:dx\.)?(?:doi\.org/|doi:?\s*)", re.IGNORECASE)


def doi(text: str) -> str:
    """What to write instead of a text that is no DOI, alone and whole."""
    if _is_doi(text):
        return ""
    mended = unquote(_DOI_PREFIX.sub("", _DASHES.sub("-", text.strip()), count=1))
    return _offer(mended.rstrip(_TAIL + ")]>" if mended.count("(") < mended.count(")") else _TAIL), _is_doi) or (
        "Write the DOI alone, such as 10.1093/bjsw/32.4.443."
    )


def _is_doi(text: str) -> bool:
    if not _DOI.fullmatch(text) or _DOI_SIGNS.search(text) or text[-1] in _TAIL:
        return False
    angled = "(SICI)" in text.upper() or not re.search("[<>]", text)  # only the old SICI form has angle brackets
    return angled and text.count("(") >= text.count(")")


# ---- Web addresses ----

_NO_ADDRESS = "Write a web address that begins with https:// or http://."
_MAIL = re.compile(r"(?:mailto:)?[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_[ce]id|_ga|_gl|_hs\w+|mkt_tok|vero_id|oly_\w+_id|"
    r"ref_src|spm|trk|cmpid|cmp|s_cid|ncid|WT\.mc_id|at_(?:campaign|medium|custom\d?)|guccounter|guce_\w+|sfnsn|si",
    re.IGNORECASE,
)
_PROXY = re.compile(
    r"(?:^|[.-])(?:ez-?proxy|lib-?proxy|proxy-?lib|webvpn|remotexs|eproxy|remote-lib)(?:[.-]|\d|$)"
    r"|(?:^|\.)proxy\d?\.(?=.*\.(?:ac\.uk|edu(?:\.\w+)?)$)|\.idm\.oclc\.org$|\.openathens\.net$",
    re.IGNORECASE,
)
_PASSED_ON = re.compile(
    r"(?:^|\.)(?:safelinks\.protection\.outlook\.com|google\.(?:com|co\.uk)|l\.facebook\.com|lm\.facebook\.com|"
    r"go\.openathens\.net|urldefense(?:\.proofpoint)?\.com)$",
    re.IGNORECASE,
)

# Copies without leave, adverts in a lapsed domain's place, and a page that was broken into.
_NO_PLACE = re.compile(r"cbd|gumm(?:y|ies)|martinwebber\.net|scribd|vdocument|docslib|tripod|sci-hub", re.IGNORECASE)


def web(text: str) -> str:
    """What to write instead of a web address that is ill-formed, a university's own, or tells on readers."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return _offered_address(text)
    host = parts.hostname or ""
    passed = next((value for name, value in parse_qsl(parts.query) if name in ("url", "q", "u", "qurl")), "")
    if passed.startswith("http") and (_PROXY.search(host) or _PASSED_ON.search(host)):
        return _offer(passed, _is_web) or "Write the address that this one passes on to."
    if _NO_PLACE.search(text):
        return "Nothing there may be linked. Write the publisher's own address, or leave it out."
    if _PROXY.search(host):
        return "This works in one university alone. Write the publisher's own address, or better the DOI."
    if _is_web(text):
        return ""
    if _MAIL.fullmatch(text):
        return "This is an address for mail. Write one of a website, which begins with https://."
    advice = _offered_address(text)
    return (hosts.fault(text) or advice) if advice == _NO_ADDRESS else advice


def _is_web(text: str) -> bool:
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        return False
    host = parts.hostname or ""
    named = re.match("https?://[^/]", text, re.IGNORECASE) and "." in host and ".." not in host
    signs = (
        re.search(r"[\s<>\"'\\`{}|^\u2010-\u2015]", text)
        or text[-1] in _TAIL
        or host[-1:] in ".-"
        or text.endswith("%20")
    )
    closed = text.endswith((")", "]")) and text.count("(") < text.count(")")
    tracked = any(_TRACKING.fullmatch(name) for name, _ in parse_qsl(parts.query, keep_blank_values=True))
    return (
        bool(named)
        and not hosts.fault(text)
        and not (signs or closed or tracked or ":~:" in parts.fragment or "//" in parts.netloc)
    )


def _offered_address(text: str) -> str:
    whole = re.sub("(?:%20)+$", "", text.strip().strip("<>\"'“”‘’"))
    mended = _DASHES.sub("-", whole).rstrip(_TAIL + (")]" if "(" not in text else ""))
    mended = re.sub(r"^(?:https?:/*)+(?=https?:)", "", mended, flags=re.IGNORECASE)
    mended = re.sub(r"^(https?)(?::/|//|:///+|;//|:\s+//|\.//)(?=[^/])", r"\1://", mended, flags=re.IGNORECASE)
    if re.match(r"(?:www\.)?[\w-]+(?:\.[\w-]+)+(?:/|$)", mended):
        mended = f"https://{mended}"
    try:
        parts = urlsplit(mended)
    except ValueError:
        return _NO_ADDRESS
    kept = [
        (name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(name)
    ]
    if len(kept) < len(parse_qsl(parts.query, keep_blank_values=True)) or ":~:" in parts.fragment:
        fragment = parts.fragment.partition(":~:")[0]
        mended = urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(kept), fragment))
    mended = re.sub(r"(?<=[\w-])\.\.+(?=[\w-])", ".", mended) if ".." in parts.netloc else mended
    return _offer(mended, _is_web) or _NO_ADDRESS


# ---- Pages, volumes, issues ----

_PAGE = r"(?:[A-Za-z]{0,4}[0-9]+[A-Za-z]{0,2}|[ivxlcIVXLC]+)"
_PAGES = re.compile(rf"({_PAGE})(?:-({_PAGE}))?")
_PAGE_WORD = re.compile(r"^(?:pages?|pgs?|pp?)[.:]?\s*(?=[A-Za-z]*\d|[ivxlc]+\b)", re.IGNORECASE)
_COUNTED_WORD = re.compile(r"^(?:volume|vol|issue|iss|number|no|nr|band|jg)[.:]?\s*(?=\d)", re.IGNORECASE)


def pages(text: str) -> str:
    """What to write instead of a text that is not one page, one range with a plain hyphen, or an article's number."""
    if _is_pages(text):
        return ""
    mended = _DASHES.sub("-", _PAGE_WORD.sub("", text.strip())).rstrip(_TAIL)
    mended = re.sub(r"\s*-\s*", "-", mended)
    mended = re.sub(r"\s+to\s+", "-", mended)
    first, _, last = mended.partition("-")
    if first.isdigit() and last.isdigit() and len(last) < len(first):
        mended = f"{first}-{first[: len(first) - len(last)]}{last}"
    elif first.isdigit() and last.isdigit() and int(last) < int(first):
        return "The last page comes before the first. Write the first page, a hyphen and the last page."
    return _offer(mended, _is_pages) or "Write the first and the last page with a hyphen between, such as 1916-1933."


def _is_pages(text: str) -> bool:
    found = _PAGES.fullmatch(text)
    if not found:
        return False
    first, last = (re.sub(r"\D", "", part or "") for part in found.groups())
    return not (first and last) or int(first) <= int(last)


def counted(text: str) -> str:
    """What to write instead of a volume or an issue that has its word before it, or a sign after it."""
    if _is_counted(text):
        return ""
    mended = _COUNTED_WORD.sub("", _DASHES.sub("-", text.strip())).strip("()").rstrip(_TAIL)
    return _offer(mended, _is_counted) or "Write the number alone, such as 52."


def _is_counted(text: str) -> bool:
    return not (_COUNTED_WORD.match(text) or text[-1:] in _TAIL or _DASHES.search(text) or re.search(r"[()@]", text))


def _offer(mended: str, valid: Callable[[str], bool]) -> str:
    return f"Write {mended} instead." if mended and valid(mended) else ""
