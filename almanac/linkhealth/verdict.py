"""The verdict on an address: one rule, applied to the old record, the result of a check, and the day."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal
from urllib.parse import urldefrag, urlsplit

from almanac.linkhealth import pagesays

DAYS = 3  # an address is dead after failures on so many different days ...
SPAN = dt.timedelta(days=7)  # ... the first and last of which are at least so far apart


class Verdict(StrEnum):
    """The state of an address, as we judge it."""

    GOOD = "good"
    MOVED = "moved"
    FAILING = "failing"
    DEAD = "dead"
    BLOCKED = "blocked"
    DOUBTFUL = "doubtful"
    CERTIFICATE = "certificate"
    NOT_ALLOWED = "not allowed"


SUCCESS = (Verdict.GOOD, Verdict.MOVED)

FailureReason = Literal[
    "",
    "time-out",
    "asked to wait",
    "certificate not valid",
    "robots.txt does not allow it",
    "endless redirects",
    "redirect to no address",
    "no connection",
]
"""Why a check ended without a final response."""

_TROUBLES: dict[str, Verdict] = {
    "time-out": Verdict.BLOCKED,
    "asked to wait": Verdict.BLOCKED,
    "certificate not valid": Verdict.CERTIFICATE,
    "robots.txt does not allow it": Verdict.NOT_ALLOWED,
    "endless redirects": Verdict.FAILING,
    "redirect to no address": Verdict.FAILING,
    "no connection": Verdict.FAILING,
}
# Responses of a server that is running but refuses programs. 401, 403, 407 and 451 deny access, and 402 asks for
# payment. 420, 429 and 509 mean too many requests, and 408 and 504 are time-outs by name (RFC 9110, section 15). Guards
# against bots answer with 405, 406 and 418 to a plain GET, with 503 on every check, or with 999. 520 to 530 are
# Cloudflare's.
_BLOCKED = {401, 402, 403, 405, 406, 407, 408, 418, 420, 429, 451, 503, 504, 509, *range(520, 531), 999}
_FOR_GOOD = (301, 308)

_PAGE = re.compile(
    r"text/|image/|(application/(pdf|rtf|json|xml|msword|vnd\.(ms-|oasis|openxmlformats)|\w+\+(xml|json)))"
)


@dataclass(frozen=True)
class Redirect:
    """One redirect: its status and its target."""

    status: int
    to: str


@dataclass(frozen=True)
class FetchResult:
    """The result of checking an address once.

    Attributes:
        address: the address requested.
        status: of the last response; 0 if there was none.
        hops: redirects on the way, in order.
        trouble: why there was no last response; empty if there was one.
        media: media type of the page, in lower case, without parameters.
        headings: its title and first heading.
        anything: the title that its host gives to a page that cannot exist; empty if it correctly finds none.
    """

    address: str
    status: int = 0
    hops: tuple[Redirect, ...] = ()
    trouble: FailureReason = ""
    media: str = ""
    headings: tuple[str, ...] = ()
    anything: str = ""

    @property
    def end(self) -> str:
        """The final address of the redirects, keeping the fragment requested (RFC 9110, section 10.2.2)."""
        end = self.address
        for hop in self.hops:
            fragment = urldefrag(end).fragment
            end = hop.to if "#" in hop.to or not fragment else f"{hop.to}#{fragment}"
        return end

    @property
    def reached(self) -> bool:
        """Whether any server responded; if none ever does, it is probably we who are offline."""
        return bool(self.status or self.hops) or self.trouble not in ("time-out", "no connection")


@dataclass(frozen=True)
class Judgement:
    """The verdict on a single check: never dead, because that takes days."""

    verdict: Verdict
    words: str
    leads_to: str = ""


@dataclass(frozen=True)
class Failures:
    """Days on which an address failed, with no success between them."""

    first: dt.date
    last: dt.date
    days: int

    @property
    def enough(self) -> bool:
        """Whether they show that the address is dead."""
        return self.days >= DAYS and self.last - self.first >= SPAN


@dataclass(frozen=True)
class LinkRecord:
    """The record of an address.

    Attributes:
        verdict: the current verdict.
        answer: its response to the last check.
        since: first day of this verdict; if it is failing or dead, the first day it failed.
        seen: the last day it was checked.
        good: the last day it was good or moved.
        failed: failures since then.
        leads_to: where it leads now, if it moved or leads somewhere doubtful.
    """

    verdict: Verdict
    answer: str
    since: dt.date
    seen: dt.date
    good: dt.date | None = None
    failed: Failures | None = None
    leads_to: str = ""


def updated_record(before: LinkRecord | None, seen: FetchResult, today: dt.date) -> LinkRecord:
    """Return the record of an address after a check.

    A success clears all failures. A failure counts once a day. A result that is neither (blocked, doubtful,
    certificate, not allowed) does not count and does not clear. If the clock has gone back, the later date is kept.

    Args:
        before: the previous record; None at the first check.
        seen: the result of the check.
        today: the day of the check.
    """
    answer = judge(seen)
    day = max(today, before.seen) if before else today
    failed = _failures(before.failed if before else None, answer.verdict, day)
    verdict, since = answer.verdict, day
    if verdict is Verdict.FAILING and failed:
        verdict, since = Verdict.DEAD if failed.enough else verdict, failed.first
    elif before and before.verdict is verdict:
        since = before.since
    good = day if verdict in SUCCESS else before.good if before else None
    return LinkRecord(verdict, answer.words, since, day, good, failed, answer.leads_to)


def _failures(before: Failures | None, verdict: Verdict, day: dt.date) -> Failures | None:
    if verdict in SUCCESS:
        return None
    if verdict is not Verdict.FAILING:
        return before
    if before is None:
        return Failures(day, day, 1)
    return Failures(before.first, day, before.days + (day > before.last))


def judge(seen: FetchResult) -> Judgement:
    """Return the verdict on a single check."""
    if seen.trouble:
        return Judgement(_TROUBLES[seen.trouble], seen.trouble)
    if not 200 <= seen.status < 300:  # noqa: PLR2004  (RFC 9110: successful)
        return Judgement(Verdict.BLOCKED if seen.status in _BLOCKED else Verdict.FAILING, str(seen.status))
    if any(map(pagesays.keeps_programs_out, seen.headings)):
        return Judgement(Verdict.BLOCKED, "a page that keeps programs out")
    leads_to = seen.end if seen.end != seen.address else ""
    doubt = _doubt(seen)
    if doubt:
        return Judgement(Verdict.DOUBTFUL, doubt, leads_to)
    if leads_to and all(hop.status in _FOR_GOOD for hop in seen.hops):
        return Judgement(Verdict.MOVED, str(seen.hops[0].status), leads_to)
    return Judgement(Verdict.GOOD, str(seen.status))


def _doubt(seen: FetchResult) -> str:
    """Return why a page that was found may still not be the one intended; empty if there is no reason."""
    if seen.media and not _PAGE.match(seen.media):
        return f"not a page but {seen.media}"
    login_meant = pagesays.is_login(seen.address)
    if found := pagesays.doubt(seen.headings, login_meant=login_meant):
        return found
    if pagesays.is_login(seen.end) and not login_meant:
        return pagesays.LOGIN
    if pagesays.is_home_page(seen.end) and (
        not pagesays.is_home_page(seen.address) or _host(seen.end) != _host(seen.address)
    ):
        return "leads to a front page"
    if seen.anything and seen.anything in seen.headings and not pagesays.is_home_page(seen.end):
        return "the same as a page that cannot exist"
    return ""


def _host(address: str) -> str:
    return (urlsplit(address).hostname or "").removeprefix("www.")
