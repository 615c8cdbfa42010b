"""Text that resembles our own unfilled slots or errors: on a page it would look like a fault of the site."""

from __future__ import annotations

import re

# Keyed by the characters each begins with: hardly any text has them, and looking for them is far quicker.
_BY_SIGN = {
    "@@": r"@@[a-z]+(?:-[0-9a-f]+)?@@",
    "Macro ": r"Macro (?:Rendering|Syntax) Error",
    "Traceback ": r"Traceback \(most recent call last\)",
}
_RESERVED = re.compile("|".join(_BY_SIGN.values()))


def reserved_text(text: str) -> str:
    """Return the first text that looks like an unfilled slot or a macro's error; empty if there is none."""
    found = _RESERVED.search(text) if any(sign in text for sign in _BY_SIGN) else None
    return found.group() if found else ""
