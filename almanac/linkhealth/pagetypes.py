"""Recognise pages that are not the one requested, front pages and login pages, from their address and headings.

Headings are the title and the first heading. They may be in English or in the other languages of public bodies in the
UK: Welsh, Gaelic and Irish.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import parse_qsl, urlsplit

LOGIN = "a login page"
_THING = (
    r"(page|content|article|document|resource|url|site|website|file|item|record|publication|doi|object|address|link)"
)
_GONE = (
    r"(not (be )?(found|located)|n.t be (found|located)|n.t exist|not exist|no longer (exists?|available|here|online)"
    r"|(not|n.t) (currently )?available|unavailable|been (removed|deleted|moved)|has moved|missing)"
)
# Headings that say only that there is nothing, alone or beside the name of the site.
_ALONE = re.compile(
    r"\W*((error )?(404|410)|(404|410) error|not found|error|server error|(temporarily |service )?unavailable"
    r"|(sorry, )?(nothing|no (results?|pages?|content|match(es)?))( (was|were))? (found|here)( for .*)?"
    r"|nothing to see here|missing page|page missing|page error|something went wrong|bad request|gone)\W*",
    re.IGNORECASE,
)
_NOT_FOUND = re.compile(
    rf"\b{_THING}\b.{{0,25}}{_GONE}"
    r"|^\W*(404|not found)\b|\b404\W*(error|not found|page)|\berror\W*404\b"
    r"|(can.?t|cannot|couldn.t|could not|unable to) (find|locate) (the|that|this|what|your)\b"
    # Welsh: "heb ei ganfod", "ni chanfuwyd", "methu dod o hyd i", "nid yw'r dudalen ar gael"
    r"|\b(heb|wedi) (ei|eu|.i) (gh?anfod|ch?anfod|dd?arganfod|dd?ileu)\b"
    r"|\b(ni|na) (chanfuwyd|ddarganfuwyd|chafwyd hyd i|ddaethpwyd o hyd i)\b"
    r"|\b(methu|ni|na|nid|doedd|does|nad|heb)\b.{0,30}\b(d?dod o hyd i|canfod|chanfod|darganfod)\b"
    r"|\b(ni|nid|nad) yw.{0,25}\b(ar gael|bodoli)\b"
    r"|\bd?t?udalen\b.{0,20}\b(ddim ar gael|ar goll|wedi (symud|mynd))\b|\bgwall\W*404\b"
    r"|\b(dim|nid oes) (byd|canlyniadau?|tudalen)\b.{0,10}(wedi|i'w|\W*$)"
    # Gaelic and Irish
    r"|\bcha (deach|d.fhuaras|do lorgadh|robh)\b.{0,30}\b(lorg|duilleag)"
    r"|\b(n[íi]or? (aims[íi]odh|bhfuarthas)|n[íi] bhfuarthas|gan aimsi[úu])\b",
    re.IGNORECASE,
)
_PARKED = re.compile(
    r"\b(domain|website)\b.{0,60}\b(for sale|parked|expired)\b|\bbuy this domain\b|\b(parked domain|domain parking)\b",
    re.IGNORECASE,
)
_ENTER = r"(log|sign)(ging|ing)?[ -]?(in|on)"
_LOGIN = re.compile(
    rf"\W*((please|you (must|need to)|(member|user|staff|account|customer|institutional|secure|admin|single)s?) )*"
    rf"({_ENTER}|be (logged|signed) in)( (page|form|required|here|now|(to|with|via|as|or) .*))?\W*"
    r"|\W*(authenti(cation|fication)|authori[sz]ation|login) required\W*"
    r"|\W*(your )?session (has )?(timed out|expired)\W*"
    r"|\W*mewngofnod(i|wch)( .*)?|\W*log[áa]il isteach\W*|\W*cl[àa]raich a-steach\W*",
    re.IGNORECASE,
)
_REFUSES = re.compile(
    r"\W*(just a moment|attention required|access (to this page has been )?(is )?denied|request (rejected|blocked)"
    r"|(verify|are) you(.re)?( are)? (a )?(human|robot|not a robot)|robot or human|checking your browser.*"
    r"|pardon our interruption|security (check|verification)|ddos protection.*|human verification|captcha)\W*",
    re.IGNORECASE,
)
# Separators between a page's title and its site's name: bars, dashes, colons, angle quotation marks.
_BESIDE = re.compile(r"\s[|\u00b7\u00ab\u00bb\u2039\u203a:\u2013\u2014-]+\s|\s?[|\u00ab\u00bb\u2039\u203a:]\s")

_LOGIN_STEP = re.compile(
    r"(user[-_]?|member[-_]?|account[-_]?|wp-)?(log|sign)[-_]?(in|on)(\.\w{2,5})?|mewngofnodi|sso|saml2?|oauth2?|adfs"
    r"|auth(enticate|entication|orize)?|shibboleth(\.sso)?",
    re.IGNORECASE,
)
_LOGIN_HOST = ("login", "signin", "auth", "sso", "idp", "accounts")

_LANGUAGE = (
    r"((en|cy|gd|ga|fr|de|es|it|nl|pt|pl|sv|da|nb|no|fi)([-_][a-z]{2,4})?|uk|gb|eng|cym|english|cymraeg|welsh|gaelic)"
)
_FRONT_PATH = re.compile(
    rf"/*({_LANGUAGE}/+)*((pages|site|web/guest)/+)?"
    rf"({_LANGUAGE}|(home([-_]?page)?|hafan|index|default|main|start|welcome|front([-_]?page)?)"
    r"(\.(s?html?|php\d?|aspx?|jsp|jsf|cfm|cgi|do|pl|xhtml))?)?(;[^/]*)?/*",
    re.IGNORECASE,
)
# Query parameters that the address of a front page may have.
_SAYS_NOTHING = re.compile(
    r"lang(uage)?|locale|hl|utm_\w+|ref(errer)?|source|src|from|redirect\w*|return_?url|error|e|status|notfound|cookie\w*"
    r"|404\w*",
    re.IGNORECASE,
)


def reason_for_doubt(headings: Iterable[str], *, login_meant: bool) -> str:
    """Return why a page may not be the one intended, by its title and first heading; empty if they give no reason."""
    for heading in headings:
        if _PARKED.search(heading):
            return "the domain is for sale"
        if _NOT_FOUND.search(heading) or _any_part(_ALONE, heading):
            return "a page that says it was not found"
        if not login_meant and _any_part(_LOGIN, heading):
            return LOGIN
    return ""


def is_bot_guard(heading: str) -> bool:
    """Return whether a title or heading is one that a bot guard shows to programs instead of the page."""
    return _any_part(_REFUSES, heading)


def is_login(address: str) -> bool:
    """Return whether an address has the form of a login page's."""
    parts = urlsplit(address)
    steps = any(_LOGIN_STEP.fullmatch(step) for step in parts.path.split("/"))
    return steps or (parts.hostname or "").split(".")[0] in _LOGIN_HOST


def is_home_page(address: str) -> bool:
    """Return whether an address has the form of a front page's, in any language: ``/``, ``/cy/``, ``/home.aspx``."""
    parts = urlsplit(address)
    if parts.fragment.startswith(("/", "!")):  # a page of its own, which a script shows
        return False
    asked = parse_qsl(parts.query, keep_blank_values=True)
    return bool(_FRONT_PATH.fullmatch(parts.path)) and all(_SAYS_NOTHING.fullmatch(name) for name, _ in asked)


def _any_part(form: re.Pattern[str], heading: str) -> bool:
    """Return whether a heading, or a part of it beside the name of the site, matches a pattern."""
    return any(form.fullmatch(part) for part in (heading, *_BESIDE.split(heading)))
