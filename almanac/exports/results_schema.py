"""The JSON Schema of the files that the team check saves and reads (``docs/assets/js/practice/checks.js``)."""

from __future__ import annotations

from typing import Any

from almanac.content.kinds.validators import KEY_FORM
from almanac.exports.jsontext import json_text

PATH = "api/v1/schemas/team-check-results.json"
_KEY: dict[str, Any] = {"type": "string", "maxLength": 80, "pattern": f"^{KEY_FORM}$"}


def results_schema() -> str:
    """The schema as JSON text."""
    made = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Results of team checks"}
    parts = {
        "format": {"const": "almanac-team-check"},
        "version": {"const": 1, "description": "Of this form of file."},
        "checks": {"type": "array", "maxItems": 200, "items": _check()},
    }
    return json_text(made | _object(parts))


def _check() -> dict[str, Any]:
    rating = _object({"answer": _or_nothing(_KEY, "Key of an answer of the scale."), "evidence": _text(4000)})
    return _object(
        {
            "key": _KEY | {"description": "The check's own name; it differs from check to check."},
            "team": _KEY | {"description": "The same in all checks of a team; drawn by lot, so that it names nobody."},
            "name": _text(120) | {"description": "What the team calls it; empty in a file for comparing teams."},
            "day": {"type": "string", "format": "date"},
            "instrument": _KEY | {"description": "Key of the questionnaire in instruments.json."},
            "version": {"type": "integer", "minimum": 0, "description": "Version of the questionnaire."},
            "ratings": {
                "type": "object",
                "description": "Key of a statement to what the team says of it.",
                "maxProperties": 500,
                "propertyNames": _KEY,
                "additionalProperties": rating,
            },
            "actions": {"type": "array", "maxItems": 300, "items": _action()},
        }
    )


def _action() -> dict[str, Any]:
    return _object(
        {
            "key": _KEY,
            "statement": _or_nothing(_KEY, "Key of the statement that it is about; empty for none."),
            "what": _text(4000),
            "owner": _text(200),
            "due": {"anyOf": [{"const": ""}, {"type": "string", "format": "date"}]},
            "done": {"type": "boolean"},
        }
    )


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": list(properties),
        "properties": properties,
    }


def _text(most: int) -> dict[str, Any]:
    return {"type": "string", "maxLength": most}


def _or_nothing(schema: dict[str, Any], description: str) -> dict[str, Any]:
    return {"description": description, "anyOf": [{"const": ""}, schema]}
