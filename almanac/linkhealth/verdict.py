"""The verdict on an address: one rule, applied to the old record, the result of a check, and the day."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal
from urllib.parse import urldefrag

from almanac.content.identifiers import host
from almanac.linkhealth import pagetypes

DEAD_AFTER_DAYS = 3  # an address is dead after failures on so many different days ...
DEAD_AFTER_SPAN = dt.timedelta(days=7)  # ... the first and last of which are at least so far apart


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

_VERDICT_OF_FAILURE: dict[str, Verdict] = {
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
_BLOCKED_STATUSES = {401, 402, 403, 405, 406, 407, 408, 418, 420, 429, 451, 503, 504, 509, *range(520, 531), 999}
_PERMANENT = (301, 308)

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
        redirects: redirects on the way, in order.
        failure: why there was no last response; empty if there was one.
        media_type: media type of the page, in lower case, without parameters.
        headings: its title and first heading.
        soft_404_title: the title that its host gives to a page that cannot exist; empty if it correctly finds none.
    """

    address: str
    status: int = 0
    redirects: tuple[Redirect, ...] = ()
    failure: FailureReason = ""
    media_type: str = ""
    headings: tuple[str, ...] = ()
    soft_404_title: str = ""

    @property
    def final_address(self) -> str:
        """The final address of the redirects, keeping the fragment requested (RFC 9110, section 10.2.2)."""
        end = self.address
        for redirect in self.redirects:
            fragment = urldefrag(end).fragment
            end = redirect.to if "#" in redirect.to or not fragment else f"{redirect.to}#{fragment}"
        return end

    @property
    def reached(self) -> bool:
        """Whether any server responded; if none ever does, it is probably we who are offline."""
        return bool(self.status or self.redirects) or self.failure not in ("time-out", "no connection")


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
    def shows_dead(self) -> bool:
        """Whether they show that the address is dead."""
        return self.days >= DEAD_AFTER_DAYS and self.last - self.first >= DEAD_AFTER_SPAN


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


def updated_record(before: LinkRecord | None, result: FetchResult, today: dt.date) -> LinkRecord:
    """Return the record of an address after a check.

    A success clears all failures. A failure counts once a day. A result that is neither (blocked, doubtful,
    certificate, not allowed) does not count and does not clear. If the clock has gone back, the later date is kept.

    Args:
        before: the previous record; None at the first check.
        result: what the check found.
        today: the day of the check.
    """
    judgement = judge(result)
    day = max(today, before.seen) if before else today
    failed = _failures(before.failed if before else None, judgement.verdict, day)
    verdict, since = judgement.verdict, day
    if verdict is Verdict.FAILING and failed:
        verdict, since = Verdict.DEAD if failed.shows_dead else verdict, failed.first
    elif before and before.verdict is verdict:
        since = before.since
    good = day if verdict in SUCCESS else before.good if before else None
    return LinkRecord(verdict, judgement.words, since, day, good, failed, judgement.leads_to)


def _failures(before: Failures | None, verdict: Verdict, day: dt.date) -> Failures | None:
    if verdict in SUCCESS:
        return None
    if verdict is not Verdict.FAILING:
        return before
    if before is None:
        return Failures(day, day, 1)
    return Failures(before.first, day, before.days + (day > before.last))


def judge(result: FetchResult) -> Judgement:
    """Return the verdict on a single check."""
    if result.failure:
        return Judgement(_VERDICT_OF_FAILURE[result.failure], result.failure)
    if not 200 <= result.status < 300:  # noqa: PLR2004  (RFC 9110: successful)
        return Judgement(Verdict.BLOCKED if result.status in _BLOCKED_STATUSES else Verdict.FAILING, str(result.status))
    if any(map(pagetypes.is_bot_guard, result.headings)):
        return Judgement(Verdict.BLOCKED, "a page that keeps programs out")
    leads_to = result.final_address if result.final_address != result.address else ""
    doubt = _doubt(result)
    if doubt:
        return Judgement(Verdict.DOUBTFUL, doubt, leads_to)
    if leads_to and all(redirect.status in _PERMANENT for redirect in result.redirects):
        return Judgement(Verdict.MOVED, str(result.redirects[0].status), leads_to)
    return Judgement(Verdict.GOOD, str(result.status))


def _doubt(result: FetchResult) -> str:
    """Return why a page that was found may still not be the one intended; empty if there is no reason."""
    if result.media_type and not _PAGE.match(result.media_type):
        return f"not a page but {result.media_type}"
    login_meant = pagetypes.is_login(result.address)
    if found := pagetypes.reason_for_doubt(result.headings, login_meant=login_meant):
        return found
    if pagetypes.is_login(result.final_address) and not login_meant:
        return pagetypes.LOGIN
    if pagetypes.is_home_page(result.final_address) and (
        not pagetypes.is_home_page(result.address) or host(result.final_address) != host(result.address)
    ):
        return "leads to a front page"
    missing = result.soft_404_title
    if missing and missing in result.headings and not pagetypes.is_home_page(result.final_address):
        return "the same as a page that cannot exist"
    return ""
