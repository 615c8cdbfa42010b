"""What every page tells a browser that it may do: nothing inline, nothing from other sites, and no word to them."""

from __future__ import annotations

_SCRIPTS = "script-src 'self'"
POLICY = (
    f"default-src 'none'; {_SCRIPTS}; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "worker-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'"
)
"""The Content-Security-Policy (CSP level 3) of every page."""

REFERRER = "no-referrer"
"""What other sites learn of where a reader comes from."""
