"""Removes markup that the theme prints into every page for scripts that this site does not use.

The theme's drawer, search and dialogue are switched by check boxes that no reader can use here, and their markup is
not valid HTML. It lies outside every block that a template could override.
"""

from __future__ import annotations

import re

_UNUSED = re.compile(
    r"""\s*(?:<input\ class="md-toggle"[^>]*>
    |<label\ class="md-overlay"[^>]*></label>
    |<div\ data-md-component="(?:skip|announce)">\s*(?:<a\ [^>]*>[^<]*</a>\s*)?</div>
    |<div\ class="md-dialog"[^>]*>\s*<div\ [^>]*></div>\s*</div>)""",
    re.VERBOSE,
)


def without_unused_controls(html: str) -> str:
    """The HTML of a page without the theme's unused controls."""
    return _UNUSED.sub("", html)
