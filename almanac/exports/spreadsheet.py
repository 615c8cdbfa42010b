"""CSV (RFC 4180) that a spreadsheet may open: the only place that writes it, so that no cell anywhere is a formula."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import chain

MARK = "\ufeff"
"""Stands first in a table for people: Excel takes a file without it for Windows-1252 and spoils all but ASCII."""

# What a spreadsheet takes for the start of a formula (OWASP, "CSV Injection"), also in full width; the minus sign too.
_FORMULA = ("=", "+", "-", "@", "\u2212")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]")  # all that Unicode has
_NOT_SEEN = ("C", "Z")  # categories of what may stand before it unseen: controls, marks of direction, spaces


def csv_text(columns: Sequence[str], rows: Iterable[Iterable[object]]) -> str:
    """A table as text, every value as ``cell`` writes it."""
    return "".join(",".join(map(_quoted, map(cell, row))) + "\r\n" for row in chain([columns], rows))


def _quoted(text: str) -> str:
    """A cell in quotes where it needs them; also around a semicolon, at which LibreOffice would cut it in two."""
    return '"{}"'.format(text.replace('"', '""')) if any(sign in text for sign in '",;') else text


def cell(value: object) -> str:
    """A value as one line of text that no spreadsheet takes for a formula; parts are joined by semicolons.

    A number stays as it is, so that what is below zero can be added up. Text that would begin a formula begins with
    an apostrophe. Text that looks like a date, such as pages 1-7, is left alone: Excel would show an apostrophe before
    it, and every program would have to know of it. ``docs/about/data.md`` says how to open the file instead.
    """
    if isinstance(value, (int, float, Decimal)):
        return str(value)
    text = "; ".join(map(str, value)) if isinstance(value, tuple) else "" if value is None else str(value)
    text = _CONTROLS.sub("", " ".join(text.split()))
    return f"'{text}" if _begins_formula(text) else text


def _begins_formula(text: str) -> bool:
    """Whether the first sign that can be seen begins a formula, however wide it is written."""
    seen = next((sign for sign in text if unicodedata.category(sign)[0] not in _NOT_SEEN), "")
    return unicodedata.normalize("NFKC", seen).startswith(_FORMULA)
