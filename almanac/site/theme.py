"""What the theme prints into every page for its own scripts, which this site does not have, is taken out again.

Its drawer, its search and its dialogue are switched by check boxes that no reader can use here, and their markup is
not valid HTML. They stand outside every block that a template could override.
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


def without_unused(html: str) -> str:
    """A page of the theme without the controls that nothing here moves."""
    return _UNUSED.sub("", html)
