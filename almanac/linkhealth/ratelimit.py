"""Rate limits and retries: at most one request a second to each host, and further attempts where they may help."""

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
RETRY_DELAYS = (2.0, 8.0)  # seconds before the second and the third attempt
LONGEST_WAIT = 120.0  # seconds; a host that asks for a longer wait is not tried again in this run
_ROBOTS = 512 * 1024  # bytes of a robots.txt that are read (RFC 9309, section 2.5: at least 500 KiB)
_AGAIN = (429, 500, 502, 503, 504)  # statuses that may change within moments


class RetryAfterTooLongError(requests.RequestException):
    """A host asked us to wait for longer than we are prepared to."""


@dataclass
class HostRateLimiter:
    """Gives turns to every host; the clock is a parameter, so that tests need not wait."""

    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _free: dict[str, float] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def wait(self, host: str) -> None:
        """Wait until a request to the host is allowed; raises RetryAfterTooLongError if that takes too long."""
        with self._lock:
            now = self.clock()
            turn = max(now, self._free.get(host, now))
            if turn - now > LONGEST_WAIT:
                raise RetryAfterTooLongError(f"{host} asks to wait for {turn - now:.0f} seconds")
            self._free[host] = turn + SECONDS_BETWEEN_REQUESTS
        if turn > now:
            self.sleep(turn - now)

    def delay(self, host: str, pause: float) -> None:
        """Make no request to a host for a number of seconds."""
        with self._lock:
            self._free[host] = max(self._free.get(host, 0.0), self.clock() + pause)


class RetryingAdapter(HTTPAdapter):
    """Sends rate-limited requests, and retries after a response or a fault that may be temporary.

    Every request of a session goes through it: pages, redirects, robots.txt.
    """

    def __init__(self, limiter: HostRateLimiter) -> None:
        """Share the turns of hosts with the adapters of other sessions."""
        super().__init__()
        self._limiter = limiter

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        """Return the first response that is unlikely to change within moments, or the last of three.

        Raises:
            RetryAfterTooLongError: if the host asked for a longer wait than we accept.
            requests.RequestException: if the last attempt failed.
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
                raise  # a retry cannot help with a certificate
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
    """Return the first bytes of a body; raises Timeout if neither its end nor so many arrive in time.

    The time-out of requests starts again with every byte, so a page sent one byte at a time would block us for ever.
    """
    body, late = b"", time.monotonic() + seconds
    while len(body) < most and (piece := answer.raw.read1(most, decode_content=True)):
        body += piece
        if time.monotonic() > late:
            raise Timeout("the page did not finish in time")
    return body


def _limit(answer: requests.Response, body: bytes) -> None:
    """Give a response a body that has already been read, and keep its cookies."""
    original = answer.raw._original_response  # noqa: SLF001  (requests reads cookies there)
    answer.close()
    answer.raw = HTTPResponse(BytesIO(body), preload_content=False, original_response=original)


def retry_after_seconds(header: str) -> float:
    """Return the seconds that a Retry-After header asks for (RFC 9110, section 10.2.3); 0 if it is not clear."""
    try:
        return Retry().parse_retry_after(header) if header else 0.0
    except InvalidHeader:
        return 0.0
