"""References kept from one build for the next: a file that anything may have written, so nothing in it is believed.

It is read as data, value by value. A value that does not have the form of a
reference is left out, and that reference is formatted anew.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
from collections.abc import Mapping
from dataclasses import fields
from html import unescape
from pathlib import Path

from almanac.citation.references import Reference
from almanac.content.kinds.fields import unseen

_KEY = re.compile(r"[0-9a-f]{24}")
_YEAR = re.compile(r"[0-9]{4}[a-z]?")
_NAMES = {field.name for field in fields(Reference)}
_LONGEST = 20_000  # characters of one value; the longest reference has fewer than a thousand
_LARGEST = 500_000_000  # bytes of the file: a reference has two thousand
# Text with these tags alone, without attributes. Outside them neither "<" nor ">" can stand, nor "&" but escaped.
_TAG = re.compile(r"<(/?)(i|b|em|strong|sub|sup)>")
_ESCAPED = re.compile(r"(?:[^<>&]|&(?:amp|lt|gt|quot|#39|#x27|#34);)*")


def read(path: Path) -> dict[str, dict[str, str]]:
    """The references of an earlier build that have the form of one; none where the file cannot be read."""
    try:
        if not path.is_file() or path.stat().st_size > _LARGEST:
            return {}
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {key: value for key, value in found.items() if _KEY.fullmatch(key) and _is_reference(value)}


def write(path: Path, kept: Mapping[str, Mapping[str, str]]) -> None:
    """Keep references for the next build; if they cannot be written, the next build only takes longer."""
    fresh = path.with_suffix(f".{os.getpid()}")
    try:
        path.parent.mkdir(exist_ok=True)
        fresh.write_text(json.dumps(kept, sort_keys=True), "utf-8")
        fresh.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            fresh.unlink()


def _is_reference(value: object) -> bool:
    """Whether a value is the fields of a ``Reference``: plain text, and HTML that says the same with italics alone."""
    if not isinstance(value, dict) or set(value) != _NAMES:
        return False
    if not all(isinstance(text, str) and len(text) <= _LONGEST and not unseen(text) for text in value.values()):
        return False
    said = value["before"] + value["year"] + value["after"]
    return bool(_YEAR.fullmatch(value["year"])) and _plain(value["html"]) == said


def _plain(html: str) -> str | None:
    """What HTML says, if it is text with balanced tags of ours; else None."""
    opened: list[str] = []
    for closing, name in _TAG.findall(html):
        if not closing:
            opened.append(name)
        elif not opened or opened.pop() != name:
            return None
    text = _TAG.sub("", html)
    return unescape(text) if not opened and _ESCAPED.fullmatch(text) else None
