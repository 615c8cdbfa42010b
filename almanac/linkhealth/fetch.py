"""Check addresses with LinkChecker: its requests, robots.txt and redirects, with additions where these do not suffice.

LinkChecker alone does not retry, treats 429 as good, and does not notice a page that says "not found" with status 200.
Nor does it check robots.txt for the target of a redirect. So its checker of a single address is used as a library. It
runs on an adapter that waits and retries, and the beginning of each page is examined.
"""

from __future__ import annotations

import sys
import threading
from collections import defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from linkcheck import LinkCheckerError
from linkcheck.cache.results import ResultCache
from linkcheck.cache.robots_txt import RobotsTxt
from linkcheck.cache.urlqueue import UrlQueue
from linkcheck.checker.const import ExcList
from linkcheck.checker.httpurl import HttpUrl
from linkcheck.configuration import Configuration
from linkcheck.director.aggregator import Aggregate
from linkcheck.plugins import PluginManager
from requests.exceptions import SSLError, Timeout, TooManyRedirects
from selectolax.lexbor import LexborHTMLParser
from urllib3.exceptions import ReadTimeoutError

from almanac.linkhealth.ratelimit import HostRateLimiter, RetryAfterTooLongError, RetryingAdapter, read_beginning
from almanac.linkhealth.verdict import FailureReason, FetchResult, Redirect

NONEXISTENT_PATH = "/there-is-no-such-page-here"  # a host that shows a page even here does so for every wrong address
_ENOUGH = 64 * 1024  # bytes of a page within which its title and first heading are expected


def settings(file: Path) -> Configuration:
    """Read LinkChecker's settings from our own file, and from no other."""
    made = Configuration()
    made.read([str(file)])
    return made


def fetch_all(
    addresses: Iterable[str], config: Configuration, limiter: HostRateLimiter
) -> Iterator[tuple[str, FetchResult | Exception]]:
    """Check addresses, several at a time.

    Args:
        addresses: in the order in which to begin.
        config: LinkChecker's settings.
        limiter: paces the requests of all threads to each host.

    Yields:
        Each address as soon as it is checked, with the result, or with the exception that prevented one.
    """
    shared = _SharedAggregate(config, limiter)
    pool = ThreadPoolExecutor(config["threads"], "look", shared.add_request_session)
    try:
        begun: dict[Future[FetchResult], str] = {pool.submit(_fetch, address, shared): address for address in addresses}
        for done in as_completed(begun):
            error = done.exception()
            if error is not None and not isinstance(error, Exception):
                raise error
            yield begun.pop(done), error or done.result()
    finally:
        pool.shutdown(cancel_futures=True)


def _fetch(address: str, shared: _SharedAggregate) -> FetchResult:
    url = _AddressChecker(address, 0, shared, extern=(0, 0))
    try:
        if not url.has_result:  # it has a result already if LinkChecker cannot parse the address
            url.check()
            url.check_content()
        return url.fetch_result()
    finally:
        url.close_connection()


class _SharedAggregate(Aggregate):
    """Everything shared by the checks of one run: settings, robots.txt, and the turns of hosts."""

    def __init__(self, config: Configuration, limiter: HostRateLimiter) -> None:
        keep_none = ResultCache(-1)  # a cache would reuse the result of an address for others that redirect to it
        super().__init__(config, UrlQueue(), RobotsTxt(config["useragent"]), PluginManager(config), keep_none)
        self.robots_txt.cache = {}  # LinkChecker's own cache keeps only a hundred hosts
        self.soft_404_titles: dict[str, str] = {}
        self.host_locks: dict[str, threading.Lock] = defaultdict(threading.Lock)
        self.limiter = limiter

    def add_request_session(self) -> None:
        """Open a session for the current thread, with every request rate-limited."""
        super().add_request_session()
        session = self.get_request_session()
        session.mount("http://", RetryingAdapter(self.limiter))
        session.mount("https://", RetryingAdapter(self.limiter))

    def wait_for_host(self, host: str) -> None:
        """Do nothing: ``RetryingAdapter`` waits instead, before requests for robots.txt and redirects too."""


class _AddressChecker(HttpUrl):
    """LinkChecker's check of one address, which also records what a verdict needs."""

    def reset(self) -> None:
        """Start with an empty record."""
        super().reset()
        self.redirects: list[Redirect] = []
        self.status = 0
        self.failure: FailureReason = ""
        self.headings: tuple[str, ...] = ()
        self.soft_404_title = ""

    def fetch_result(self) -> FetchResult:
        """Return the result."""
        failure: FailureReason = self.failure or ("" if self.status else "no connection")
        media_type = self.content_type if "Content-Type" in self.headers else ""
        return FetchResult(
            self.base_url, self.status, tuple(self.redirects), failure, media_type, self.headings, self.soft_404_title
        )

    def allows_robots(self, url: str) -> bool:
        """Check robots.txt, for the page and for the target of each redirect."""
        allowed = bool(super().allows_robots(url))
        if not allowed:
            self.failure = "robots.txt does not allow it"
        return allowed

    def check_connection(self) -> None:
        """Connect, treating an address that cannot be requested as a result too."""
        try:
            super().check_connection()
        except (ValueError, LinkCheckerError) as error:  # LinkChecker does not catch the ValueError of requests
            self.failure = self.failure or "redirect to no address"
            raise LinkCheckerError(str(error)) from None

    def get_redirects(self, request: Any) -> Iterator[Any]:
        """Follow redirects as LinkChecker does, but record each, and check robots.txt first."""
        following = super().get_redirects(request)
        while self.is_redirect():
            response = self.url_connection
            self.url = urljoin(response.url, self.session.get_redirect_target(response) or "nowhere:")
            self.urlparts = self.build_url_parts(self.url)
            self.redirects.append(Redirect(response.status_code, self.url))
            if not self.allows_robots(self.url):
                raise LinkCheckerError(self.failure)
            yield next(following)

    def check_response(self) -> None:
        """Record the status of the last response."""
        super().check_response()
        self.status = self.url_connection.status_code

    def handle_exception(self) -> Any:
        """Record the reason of a failure."""
        self.failure = self.failure or _failure_reason(sys.exc_info()[1])
        return super().handle_exception()

    def check_content(self) -> bool:
        """Read the page's title and heading, and the title that its host gives to a page that cannot exist."""
        if self.status in range(200, 300) and self.content_type in ("text/html", "application/xhtml+xml"):
            try:
                self.headings = self._headings_of(self.url_connection)
                if any(self.headings):
                    self.soft_404_title = self._title_of_missing_page()
            except tuple(ExcList):
                self.handle_exception()
        return False

    def _headings_of(self, response: Any) -> tuple[str, str]:
        return _headings(read_beginning(response, _ENOUGH, self.aggregate.config["timeout"]))

    def _title_of_missing_page(self) -> str:
        """Return the title that this host gives to a page that cannot exist; empty if it gives none."""
        host, known = "://".join(self.urlparts[:2]), self.aggregate.soft_404_titles
        with self.aggregate.host_locks[host]:
            if host not in known:
                try:
                    known[host] = self._title_at(host + NONEXISTENT_PATH)
                except tuple(ExcList):
                    known[host] = ""  # the page itself was received, so this is not its fault
        title: str = known[host]
        return title

    def _title_at(self, address: str) -> str:
        self.url, self.urlparts = address, self.build_url_parts(address)
        if not super().allows_robots(address):
            return ""
        with self.session.get(address, **self.get_request_kwargs(), allow_redirects=False) as response:
            return self._headings_of(response)[0] if response.status_code == HTTPStatus.OK else ""


def _headings(page: bytes) -> tuple[str, str]:
    """Return title and first heading of a page, each on one line."""
    tree = LexborHTMLParser(page)
    found = (tree.css_first(name) for name in ("title", "h1"))
    title, heading = (" ".join(node.text().split()) if node else "" for node in found)
    return title, heading


def _failure_reason(error: BaseException | None) -> FailureReason:
    inner = error.args[0] if error and error.args else None
    if isinstance(error, RetryAfterTooLongError):
        return "asked to wait"
    if isinstance(error, Timeout | TimeoutError | ReadTimeoutError) or isinstance(inner, ReadTimeoutError):
        return "time-out"
    if isinstance(error, TooManyRedirects):
        return "endless redirects"
    if isinstance(error, SSLError) and "CERTIFICATE" in str(error).upper():
        return "certificate not valid"
    return "no connection"
