"""Courtesy and patience: at most one request a second to a host, and a second try where it may help."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from requests.exceptions import ConnectionError as NoConnectionError
from requests.exceptions import SSLError, Timeout
from urllib3 import HTTPResponse
from urllib3.exceptions import InvalidHeader
from urllib3.util import Retry

SECONDS_BETWEEN_REQUESTS = 1.0  # seconds between two requests to a host
RETRY_DELAYS = (2.0, 8.0)  # before the second and the third try
LONGEST_WAIT = 120.0  # a host that asks for a longer wait is not asked again in this run
_ROBOTS = 512 * 1024  # bytes of a robots.txt that are heeded (RFC 9309, section 2.5: at least 500 KiB)
_AGAIN = (429, 500, 502, 503, 504)  # answers that may be another a moment later


class RetryAfterTooLongError(requests.RequestException):
    """A host asked to be left alone for longer than we wait."""


@dataclass
class HostRateLimiter:
    """Gives every host its turns; the clock is given, so that waiting can be tried without waiting."""

    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _free: dict[str, float] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def wait(self, host: str) -> None:
        """Wait until the host may be asked; RetryAfterTooLongError if that takes too long."""
        with self._lock:
            now = self.clock()
            turn = max(now, self._free.get(host, now))
            if turn - now > LONGEST_WAIT:
                raise RetryAfterTooLongError(f"{host} asks to wait for {turn - now:.0f} seconds")
            self._free[host] = turn + SECONDS_BETWEEN_REQUESTS
        if turn > now:
            self.sleep(turn - now)

    def delay(self, host: str, pause: float) -> None:
        """Leave a host alone for so many seconds from now."""
        with self._lock:
            self._free[host] = max(self._free.get(host, 0.0), self.clock() + pause)


class RetryingAdapter(HTTPAdapter):
    """Sends requests in turn, and again after an answer or a fault that may pass.

    Every request of a session goes through it: pages, redirects, robots.txt.
    """

    def __init__(self, limiter: HostRateLimiter) -> None:
        """Share the turns with the adapters of other sessions."""
        super().__init__()
        self._limiter = limiter

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        """The first answer that is not likely to be another in a moment, or the last of three.

        Raises:
            RetryAfterTooLongError: if the host asked for more patience than we have.
            requests.RequestException: if the last try came to nothing.
        """
        answer = self._last(request, *args, **kwargs)
        if answer.is_redirect:
            _limit(answer, b"")  # requests would read a body that nobody needs, however long
        elif not kwargs.get("stream"):
            _limit(answer, read_beginning(answer, _ROBOTS, kwargs.get("timeout") or LONGEST_WAIT))
        return answer

    def _last(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        host = urlsplit(request.url or "").hostname or ""
        for pause in RETRY_DELAYS:
            self._limiter.wait(host)
            try:
                answer = super().send(request, *args, **kwargs)
            except SSLError:
                raise  # a certificate is no better in a moment
            except (NoConnectionError, Timeout):
                self._limiter.delay(host, pause)
                continue
            if answer.status_code not in _AGAIN:
                return answer
            asked = retry_after_seconds(answer.headers.get("Retry-After", ""))
            self._limiter.delay(host, max(pause, asked))
            if asked > LONGEST_WAIT:
                return answer
            answer.close()
        self._limiter.wait(host)
        return super().send(request, *args, **kwargs)


def read_beginning(answer: requests.Response, most: int, seconds: float) -> bytes:
    """The first bytes of a body; Timeout if neither its end nor so many came in so many seconds.

    A time-out of requests begins anew with every byte: a page that comes a
    byte at a time would hold us for ever.
    """
    body, late = b"", time.monotonic() + seconds
    while len(body) < most and (piece := answer.raw.read1(most, decode_content=True)):
        body += piece
        if time.monotonic() > late:
            raise Timeout("the page did not finish in time")
    return body


def _limit(answer: requests.Response, body: bytes) -> None:
    """Give an answer a body that is at hand, and keep the cookies it came with."""
    original = answer.raw._original_response  # noqa: SLF001  (requests reads cookies there)
    answer.close()
    answer.raw = HTTPResponse(BytesIO(body), preload_content=False, original_response=original)


def retry_after_seconds(header: str) -> float:
    """Seconds that a Retry-After header asks for (RFC 9110, section 10.2.3); none if it says nothing clear."""
    try:
        return Retry().parse_retry_after(header) if header else 0.0
    except InvalidHeader:
        return 0.0
