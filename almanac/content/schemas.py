"""JSON Schema (2020-12) of each kind: of its YAML file, for editors' programs, and of its JSON file, for everyone's."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from almanac.content.kinds import KINDS, Kind

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_REF = "#/$defs/{model}"


def schemas() -> dict[str, str]:
    """File name, such as ``roles.json``, to the schema of the YAML that editors write."""
    return {f"{kind.plural}.json": _text(_written(kind)) for kind in KINDS}


def exported(kind: Kind) -> str:
    """The schema of what ``exports.entries_json`` makes of a kind: every field that it always has is required."""
    entry = _present(kind.model.model_json_schema(mode="serialization", ref_template=_REF))
    nested = entry.pop("$defs", {})
    entry["properties"] |= {
        "page": {"type": "string", "description": "Address of its page; from the root where the site has none."},
        "linked_from": {
            "type": "array",
            "items": {"type": "string", "pattern": "^[a-z-]+/[a-z0-9-]+$"},
            "uniqueItems": True,
            "description": "Every entry that refers to this one, as kind/key.",
        },
    }
    entry["required"] += ["page", "linked_from"]
    envelope = {
        "version": {"type": "string", "description": "Short hash of the content, to cite and to compare."},
        "kind": {"const": kind.name},
        "schema": {"const": f"schemas/{kind.plural}.json", "description": "Path of this schema beside the file."},
        "count": {"type": "integer", "minimum": 0},
        "entries": {"type": "array", "items": entry},
    }
    return _text(_object(kind.heading, envelope, nested))


def _written(kind: Kind) -> dict[str, object]:
    entry = kind.model.model_json_schema(ref_template=_REF)
    nested = entry.pop("$defs", {})
    return _object(kind.heading, {kind.plural: {"type": "array", "minItems": 1, "items": entry}}, nested)


def _object(title: str, properties: Mapping[str, object], nested: object) -> dict[str, object]:
    return {
        "$schema": _DIALECT,
        "title": title,
        "type": "object",
        "additionalProperties": False,
        "required": list(properties),
        "properties": properties,
        "$defs": nested,
    }


def _present(schema: Any) -> Any:
    """The schema of data that leaves out what is null: no null is allowed, and the other fields are always there."""
    if isinstance(schema, list):
        return [_present(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    made = {name: _present(part) for name, part in schema.items() if name != "required" or isinstance(part, dict)}
    if "anyOf" in made:
        first, *others = (part for part in made.pop("anyOf") if part != {"type": "null"})
        made = {name: value for name, value in made.items() if name != "default"}
        made |= {"anyOf": [first, *others]} if others else first
    properties = schema.get("properties")
    if isinstance(properties, dict) and schema.get("type") == "object":
        made["required"] = [
            name for name, field in properties.items() if {"type": "null"} not in field.get("anyOf", ())
        ]
    return made


def _text(schema: object) -> str:
    return json.dumps(schema, indent=1, ensure_ascii=False) + "\n"
