"""Whatever stands in the cache of references, only what has the form of one is taken, and nothing stops a build."""

from __future__ import annotations

KEY = "0123456789abcdef01234567"
GOOD = {
    "before": "Tamm, I. (",
    "year": "1999",
    "after": "). Light & shade. Lamps, 3.",
    "runs": ["Tamm, I. (1999). Light & shade. ", "Lamps", ", 3."],
    "sort": "tamm ida 1999 light & shade",
    "intext": "(Tamm, 1999)",
}
