"""CSL-JSON (Citation Style Language 1.0.2, input data): an array of items."""

from __future__ import annotations

import json
from collections.abc import Iterable

from almanac.citation import csl_item
from almanac.kinds.abstract import Abstract


def csl_json(studies: Iterable[Abstract]) -> str:
    """The studies as CSL-JSON, non-ASCII as it stands."""
    return json.dumps([csl_item(study) for study in studies], ensure_ascii=False, indent=1) + "\n"
