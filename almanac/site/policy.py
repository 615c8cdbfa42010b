"""What every page tells a browser that it may do: nothing inline, nothing from other sites, and no word to them."""

from __future__ import annotations

_SCRIPTS = "script-src 'self'"
POLICY = (
    f"default-src 'none'; {_SCRIPTS}; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "worker-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'"
)
"""The Content-Security-Policy (CSP level 3) of every page."""

AS_HEADER = f"{POLICY}; frame-ancestors 'none'"
"""The same where a server can send it: with what a page cannot say of itself."""

PERMISSIONS = ", ".join(
    f"{name}=()"
    for name in (
        "accelerometer", "browsing-topics", "camera", "display-capture", "geolocation", "gyroscope",
        "magnetometer", "microphone", "midi", "payment", "serial", "usb", "xr-spatial-tracking",
    )
)  # fmt: skip
"""The Permissions-Policy of every page: none needs a camera, a place or a payment."""

REFERRER = "no-referrer"
"""What other sites learn of where a reader comes from."""
