"""CSV (RFC 4180) for spreadsheets. No other module writes CSV, so no cell anywhere can be a formula."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import chain

MARK = "\ufeff"
"""The byte order mark. Without it, Excel reads the file as Windows-1252 and garbles everything that is not ASCII."""

# Characters that begin a formula (OWASP, "CSV Injection"), with the minus sign. Full-width forms count too.
_FORMULA = ("=", "+", "-", "@", "\u2212")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]")  # all the control characters in Unicode
_NOT_SEEN = ("C", "Z")  # categories that may precede it unseen: controls, direction marks, spaces


def csv_text(columns: Sequence[str], rows: Iterable[Iterable[object]]) -> str:
    """A table as CSV, with every value written by ``cell``."""
    return "".join(",".join(map(_quoted, map(cell, row))) + "\r\n" for row in chain([columns], rows))


def _quoted(text: str) -> str:
    """A cell, quoted if it needs to be. A semicolon is quoted too, because LibreOffice would split the cell there."""
    return '"{}"'.format(text.replace('"', '""')) if any(sign in text for sign in '",;') else text


def cell(value: object) -> str:
    """A value as one line of text that no spreadsheet reads as a formula. Parts of a tuple are joined by semicolons.

    A number is unchanged, so that negative numbers can be added up. Text that would begin a formula is preceded by an
    apostrophe. Text that looks like a date, such as pages 1-7, is left alone: Excel would show an apostrophe, and every
    program would have to remove it. ``docs/about/data.md`` explains how to open the file instead.
    """
    if isinstance(value, (int, float, Decimal)):
        return str(value)
    text = "; ".join(map(str, value)) if isinstance(value, tuple) else "" if value is None else str(value)
    text = _CONTROLS.sub("", " ".join(text.split()))
    return f"'{text}" if _begins_formula(text) else text


def _begins_formula(text: str) -> bool:
    """Whether the first visible character begins a formula, even in full width."""
    seen = next((sign for sign in text if unicodedata.category(sign)[0] not in _NOT_SEEN), "")
    return unicodedata.normalize("NFKC", seen).startswith(_FORMULA)
