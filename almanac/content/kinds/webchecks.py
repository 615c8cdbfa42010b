"""Check web addresses: what is wrong with one, and what to write; see ``identifierchecks``."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from almanac.content import hosts
from almanac.content.kinds.identifierchecks import DASHES, TAIL, offer

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

_BROKEN = re.compile(
    r"(?<=[/=_?&-])\s+|\s+(?=[/=_?&-])"
)  # a space where a line was broken; between words it may replace a letter

# Unauthorised copies, adverts on a lapsed domain, and a page that was hacked.
_NO_PLACE = re.compile(r"cbd|gumm(?:y|ies)|martinwebber\.net|scribd|vdocument|docslib|tripod|sci-hub", re.IGNORECASE)

_ENCYCLOPAEDIA = re.compile(
    r"(?:^|\.)(?:wikipedia\.org|wikiwand\.com|britannica\.com|encyclopedia\.com|fandom\.com|dbpedia\.org)$",
    re.IGNORECASE,
)


def web(text: str) -> str:
    """Say what to write instead of an address that is malformed, works in one university only, or tracks readers."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return _offered_address(text)
    host = parts.hostname or ""
    passed = next((value for name, value in parse_qsl(parts.query) if name in ("url", "q", "u", "qurl")), "")
    if passed.startswith("http") and (_PROXY.search(host) or _PASSED_ON.search(host)):
        return offer(passed, _is_web) or "Write the address that this one passes on to."
    if _NO_PLACE.search(text):
        return "Nothing there may be linked. Write the publisher's own address, or leave it out."
    if _ENCYCLOPAEDIA.search(host):
        return "This is an encyclopaedia. Write the address of the publisher, a register or the organisation itself."
    if _PROXY.search(host):
        return "This works in one university alone. Write the publisher's own address, or better the DOI."
    if _is_web(text):
        return ""
    if link := re.fullmatch(r"\[.*\]\((\S+)\)", text):
        return offer(link[1], _is_web) or _NO_ADDRESS
    if _MAIL.fullmatch(text):
        return "This is an address for mail. Write one of a website, which begins with https://."
    if several := _several(text):
        return several
    advice = _offered_address(text)
    return (hosts.address_advice(text) or advice) if advice == _NO_ADDRESS else advice


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
        or text[-1:] in TAIL
        or host[-1:] in ".-"
        or text.endswith("%20")
    )
    closed = text.endswith((")", "]")) and text.count("(") < text.count(")")
    tracked = any(_TRACKING.fullmatch(name) for name, _ in parse_qsl(parts.query, keep_blank_values=True))
    return (
        bool(named)
        and not hosts.address_advice(text)
        and not (signs or closed or tracked or ":~:" in parts.fragment or "//" in parts.netloc)
    )


def _several(text: str) -> str:
    """Say what to write instead of several addresses, or of one with a space in it; empty for other texts."""
    parts = [part.strip("<>()").rstrip(TAIL) for part in text.split() if part not in ("and", "or", "&", "/", "|")]
    addresses = [part for part in parts if _is_web(part)]
    if len(addresses) > 1 and len(addresses) == len(parts):
        return f"This is more than one address. Write one alone: {' or '.join(addresses)}."
    if len(parts) < 2 or addresses[:1] != parts[:1]:  # noqa: PLR2004  (an address and something more)
        return ""
    alone = f"There is a space in it. Copy it again, or write the beginning alone: {addresses[0]}."
    return offer(_BROKEN.sub("", text), _is_web) or alone


def _offered_address(text: str) -> str:
    whole = re.sub("(?:%20)+$", "", text.strip().strip("<>\"'“”‘’"))
    mended = DASHES.sub("-", whole).rstrip(TAIL + (")]" if "(" not in text else ""))
    mended = re.sub(r"^(?:https?:/*)+(?=https?:)", "", mended, flags=re.IGNORECASE)
    mended = re.sub(r"^(?:doi: *)?(?=10\.\d{4,9}/)", "https://doi.org/", mended, flags=re.IGNORECASE)
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
    return offer(mended, _is_web) or _NO_ADDRESS
