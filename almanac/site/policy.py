"""The security headers of every page: nothing inline, nothing loaded from other sites, and nothing sent to them."""

from __future__ import annotations

_SCRIPTS = "script-src 'self'"
POLICY = (
    f"default-src 'none'; {_SCRIPTS}; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "worker-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'"
)
"""The Content-Security-Policy (CSP level 3) of every page."""

AS_HEADER = f"{POLICY}; frame-ancestors 'none'"
"""The same policy as a response header, with the directive that a ``<meta>`` element cannot carry."""

PERMISSIONS = ", ".join(
    f"{name}=()"
    for name in (
        "accelerometer", "browsing-topics", "camera", "display-capture", "geolocation", "gyroscope",
        "magnetometer", "microphone", "midi", "payment", "serial", "usb", "xr-spatial-tracking",
    )
)  # fmt: skip
"""The Permissions-Policy of every page: no page needs a camera, a location or a payment."""

REFERRER = "no-referrer"
"""The Referrer-Policy of every page: other sites do not learn which page a reader came from."""
