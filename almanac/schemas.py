"""JSON Schema (2020-12) of each kind's YAML file, so that an editor's program completes and explains fields."""

from __future__ import annotations

import json

from almanac.kinds import KINDS, Kind


def schemas() -> dict[str, str]:
    """File name, such as ``roles.json``, to the schema's text."""
    return {f"{kind.plural}.json": json.dumps(_schema(kind), indent=1, ensure_ascii=False) + "\n" for kind in KINDS}


def _schema(kind: Kind) -> dict[str, object]:
    entry = kind.model.model_json_schema(ref_template="#/$defs/{model}")
    nested = entry.pop("$defs", {})
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": kind.heading,
        "type": "object",
        "additionalProperties": False,
        "required": [kind.plural],
        "properties": {kind.plural: {"type": "array", "minItems": 1, "items": entry}},
        "$defs": nested,
    }
