"""JSON as the site publishes it, readable by programs and people: indented by one space, non-ASCII unescaped."""

from __future__ import annotations

from pydantic_core import to_json


def json_text(made: object) -> str:
    """Plain data as indented JSON with a final line break. The standard library takes about five times as long."""
    return to_json(made, indent=1).decode() + "\n"
