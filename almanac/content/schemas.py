"""JSON Schema (2020-12) of each kind: for the YAML that editors write, and for the JSON that we publish."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from almanac.content.descriptions import DESCRIPTIONS
from almanac.content.kinds import KINDS, Kind
from almanac.content.kinds.validators import KEY_FORM
from almanac.content.model import Library
from almanac.content.refs import key_of

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_REF = "#/$defs/{model}"
KEYS = "keys.json"
"""The file of all keys, beside the schemas."""
_MOST_KEYS = 2_000  # more than this no editing program completes, and nobody reads


def schemas() -> dict[str, str]:
    """Return file names, such as ``roles.json``, with the schema of the YAML that editors write."""
    return {f"{kind.plural}.json": _text(_written(kind)) for kind in KINDS}


@cache
def export_schema(kind: Kind) -> str:
    """Return the schema of what ``exports.entries_json`` makes of a kind, requiring the fields that always appear."""
    entry = _without_nulls(kind.model.model_json_schema(mode="serialization", ref_template=_REF))
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
    model = kind.model.model_json_schema(ref_template=_REF)
    nested = {name: _for_editing(inner, name) for name, inner in model.pop("$defs", {}).items()}
    entry = _for_editing(model, kind.name)
    return _object(kind.heading, {kind.plural: {"type": "array", "minItems": 1, "items": entry}}, nested)


def _for_editing(schema: Any, of: str) -> Any:
    """Adapt a schema to YAML as people type it.

    A text may look like a number, a field must not be emptied, and each field is explained.
    """
    if isinstance(schema, list):
        return [_for_editing(part, of) for part in schema]
    if not isinstance(schema, dict):
        return schema
    left_out = ("default", "title", "properties")
    made: dict[str, Any] = {name: _for_editing(part, of) for name, part in schema.items() if name not in left_out}
    if "properties" in schema:
        made["properties"] = {
            name: {"description": described(of, name), **_for_editing(field, of)}
            for name, field in schema["properties"].items()
        }
    if "anyOf" in made:
        made |= _non_null_type(made.pop("anyOf"))
    if "x-refers-to" in made:
        kind = made.pop("x-refers-to")
        return {"$ref": f"{KEYS}#/$defs/{kind}"} | {name: text for name, text in made.items() if name == "description"}
    if made.get("type") == "string" and "enum" not in made and made.get("format") != "date":
        made["type"] = ["string", "number"]  # a title may be 1984, and a volume 25
    if made.get("type") == "array":
        made["uniqueItems"] = True
    if made.get("type") == "integer":
        made.update({"type": ["integer", "string"], "pattern": "^[0-9]+$"})  # both 1999 and "1999"
    return made


def _non_null_type(parts: list[Any]) -> dict[str, Any]:
    if {"type": "number"} in parts:
        return {"type": ["number", "string"], "pattern": r"^-?[0-9]+(\.[0-9]{1,3})?$"}
    first: dict[str, Any]
    first, *others = (part for part in parts if part != {"type": "null"})
    return {"anyOf": [first, *others]} if others else first


def described(of: str, name: str) -> str:
    """Return what a field is for, if its model does not say so."""
    return DESCRIPTIONS.get(f"{of}.{name}") or DESCRIPTIONS.get(name, "")


def keys(library: Library) -> str:
    """Return the schema of keys: each key, with the name that a reader sees, for all but the largest kinds.

    It changes with the content, so it has a file of its own, which ``almanac check`` updates.
    """
    found: dict[str, object] = {}
    for kind in KINDS:
        labels = sorted((key_of(ref), entry.label) for ref, entry in library.of(kind.name))
        if len(labels) <= _MOST_KEYS:
            names: dict[str, object] = {
                "enum": [key for key, _ in labels],
                "enumDescriptions": [label for _, label in labels],
            }
        else:
            names = {"pattern": f"^{KEY_FORM}$"}
        found[kind.name] = {"type": "string", "description": f'Key of an entry of "{kind.plural}".', **names}
    return _text({"$schema": _DIALECT, "title": "Keys", "$defs": found})


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


def _without_nulls(schema: Any) -> Any:
    """Return the schema of data that omits nulls: null is not allowed, and fields that cannot be null are required."""
    if isinstance(schema, list):
        return [_without_nulls(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    left_out = ("x-refers-to", *(() if isinstance(schema.get("required"), dict) else ("required",)))
    made = {name: _without_nulls(part) for name, part in schema.items() if name not in left_out}
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
