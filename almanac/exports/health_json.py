"""The health of the data as JSON."""

from __future__ import annotations

from dataclasses import asdict

from almanac.content.model import Library
from almanac.exports.jsontext import json_text
from almanac.linkhealth.state import LinkHealth
from almanac.site.health import health


def health_json(library: Library, outside: LinkHealth) -> str:
    """How old and how complete the data is, and the state of links to other sites."""
    return json_text(asdict(health(library, outside)))
