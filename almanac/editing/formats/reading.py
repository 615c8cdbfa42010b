"""A file of any of the formats as records: which format it is, its content says."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable

from almanac.editing.formats import bibtex, csl, endnote, nbib, ris
from almanac.editing.formats.record import Failure, Read

FORMATS: dict[str, tuple[re.Pattern[str], Callable[[str], Read]]] = {
    "RIS": (re.compile(r"^\s*TY  -", re.MULTILINE), ris.read),
    "PubMed NBIB": (re.compile(r"^PMID *-", re.MULTILINE), nbib.read),
    "EndNote XML": (re.compile(r"\A\s*(?:<\?xml[^>]*>\s*)?<"), endnote.read),
    "CSL-JSON or Crossref JSON": (re.compile(r"\A\s*[\[{]"), csl.read),
    "BibTeX": (re.compile(r"^\s*@\s*\w+\s*[{(]", re.MULTILINE), bibtex.read),
}


def read(raw: bytes) -> tuple[str, Read]:
    """The format of a file and what stands in it; a failure at line 1 if it is of no format that we know."""
    text, fault = _text(raw)
    for name, (sign, reader) in FORMATS.items():
        if sign.search(text):
            records, failures = reader(text)
            return name, (records, [*([fault] if fault else []), *failures])
    known = ", ".join(FORMATS)
    return "unknown", ([], [Failure(1, f"this is none of the formats that can be read: {known}.")])


def _text(raw: bytes) -> tuple[str, Failure | None]:
    """The bytes as text; what is not UTF-8 is read as Windows-1252, and that is said at its first byte."""
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if raw.startswith(mark):
            return raw.decode(name, errors="replace"), None
    try:
        return raw.decode("utf-8"), None
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        why = "the file is not UTF-8; it was read as Windows-1252. Look at accents and dashes, from this line on."
        return raw.decode("cp1252", errors="replace"), Failure(line, why)
