"""Read a file of any of the formats as records; the format is recognised by content."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable

from almanac.editing.formats import bibtex, csl, endnote, nbib, ris
from almanac.editing.formats.record import ReadingProblem, ReadResult

FORMATS: dict[str, tuple[re.Pattern[str], Callable[[str], ReadResult]]] = {
    "RIS": (re.compile(r"^\s*TY {1,3}-", re.MULTILINE), ris.read),
    "PubMed NBIB": (re.compile(r"^(?:PMID|OWN) *- ", re.MULTILINE), nbib.read),
    "EndNote XML": (re.compile(r"\A\s*(?:<\?xml[^>]*>\s*)?<"), endnote.read),
    "CSL-JSON or Crossref JSON": (re.compile(r"\A\s*[\[{]"), csl.read),
    "BibTeX": (re.compile(r"^\s*@\s*\w+\s*[{(]", re.MULTILINE), bibtex.read),
}


_OTHERS = (  # formats that people often have, with advice for each
    (re.compile(r"<PubmedArticle"), 'this is XML from PubMed. In PubMed, choose Save and the format "PubMed".'),
    (re.compile(r"<rdf:RDF|<modsCollection|<mods\b"), "this is not EndNote XML. Export the records as RIS."),
    (re.compile(r"\A\s*<(?:!DOCTYPE )?html", re.IGNORECASE), "this is a web page. Export the records as RIS."),
    (re.compile(r"^%0 ", re.MULTILINE), "this is EndNote's tagged format. Export the records as RIS or XML."),
    (re.compile(r"^PT [JBSP]$", re.MULTILINE), "this is plain text from Web of Science. Export the records as RIS."),
)


def read(raw: bytes) -> tuple[str, ReadResult]:
    """Return the format of a file and its contents; a failure at line 1 if the format is not recognised."""
    text, fault = _text(raw)
    if not text.strip():
        return "empty", ([], [ReadingProblem(1, "the file is empty.")])
    for name, (pattern, reader) in FORMATS.items():
        if pattern.search(text):
            records, failures = reader(text)
            failures = _otherwise(text) or failures if not records else failures
            failures = [*([fault] if fault else []), *failures]
            return name, (
                records,
                failures if records or failures else [ReadingProblem(1, "there is no record in this file.")],
            )
    known = ", ".join(FORMATS)
    why = f"this is none of the formats that can be read: {known}."
    return "unknown", ([], _otherwise(text) or [ReadingProblem(1, why)])


def _otherwise(text: str) -> list[ReadingProblem]:
    """Return what to do with a file of a format that is recognised but cannot be read; empty for any other."""
    return [ReadingProblem(1, advice) for pattern, advice in _OTHERS if pattern.search(text)][:1]


_MARKS = (  # longer marks before their own prefixes
    (codecs.BOM_UTF8, ""),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LOOKED_AT = 2_000  # bytes that show whether every other byte is often zero
_FEW = 20  # in UTF-16 text of any script, at least one byte in so many is zero
_SEPARATORS = re.compile("[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
"""Characters that Python treats as the end of a line, but text editors do not."""


def _text(raw: bytes) -> tuple[str, ReadingProblem | None]:
    """Decode a file, make its line endings uniform, and report anything that is not in its encoding."""
    mark, name = next(((mark, name) for mark, name in _MARKS if raw.startswith(mark)), (b"", _unmarked(raw)))
    text, fault = _wide(raw[len(mark) :], name) if name else _narrow(raw[len(mark) :])
    text = _SEPARATORS.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))
    return text.replace("\ufeff", ""), fault


def _unmarked(raw: bytes) -> str:
    """Recognise UTF-16 without a byte order mark: ASCII characters in it have a zero byte, always on the same side."""
    begins = raw[:_LOOKED_AT]
    empty = [begins[side::2].count(0) for side in (0, 1)]
    if max(empty) * _FEW < len(begins) or min(empty) * 2 > max(empty):
        return ""
    return "utf-16-be" if empty[0] > empty[1] else "utf-16-le"


def _wide(raw: bytes, name: str) -> tuple[str, ReadingProblem | None]:
    text = raw.decode(name, errors="replace")
    at = text.find("\ufffd")
    if at < 0:
        return text, None
    line = text.count("\n", 0, at) + 1
    return text, ReadingProblem(line, f"the file is {name.upper()}, but from this line on not all of it could be read.")


def _narrow(raw: bytes) -> tuple[str, ReadingProblem | None]:
    """Decode UTF-8, reading invalid lines as Windows-1252, so that files joined from both are read correctly."""
    try:
        return raw.decode("utf-8"), None
    except UnicodeDecodeError:
        pass
    lines, wrong = [], []
    for number, line in enumerate(raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n"), 1):
        try:
            lines.append(line.decode("utf-8"))
        except UnicodeDecodeError:
            lines.append(line.decode("cp1252", errors="replace"))
            wrong.append(number)
    which = "this line is not UTF-8 and was" if len(wrong) == 1 else f"{len(wrong)} lines are not UTF-8 and were"
    why = f"{which} read as Windows-1252. Look at accents and dashes, from this line on."
    return "\n".join(lines), ReadingProblem(wrong[0], why, recovered=True)
