"""BibTeX, in UTF-8, written by bibtexparser; read by BibTeX 0.99 and later, biber, pandoc and reference managers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bibtexparser.entrypoint import write_string
from bibtexparser.library import Library
from bibtexparser.model import Entry, Field
from bibtexparser.writer import BibtexFormat

from almanac.content.kinds.abstract import Abstract, Author
from almanac.site.words import MONTHS

_TYPES = {
    "article-journal": ("article", "journal"),
    "article-magazine": ("article", "journal"),
    "book": ("book", "series"),
    "chapter": ("incollection", "booktitle"),
    "report": ("techreport", "series"),
    "thesis": ("phdthesis", "series"),
    "webpage": ("misc", "howpublished"),
}
_PUBLISHERS = {"techreport": "institution", "phdthesis": "school"}
# The ten signs that TeX takes for commands (The TeXbook, chapter 7).
_ESCAPES = str.maketrans({
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
})  # fmt: skip


def bibtex(studies: Iterable[Abstract]) -> str:
    """The studies as BibTeX entries, keyed by the studies' keys."""
    library = Library([_entry(study) for study in studies])
    style = BibtexFormat()  # type: ignore[no-untyped-call]  # bibtexparser has no types here
    style.indent = "  "
    style.block_separator = "\n"
    return str(write_string(library, bibtex_format=style))


def escaped(text: str) -> str:
    """Text in which TeX finds no command."""
    return text.translate(_ESCAPES)


def _entry(study: Abstract) -> Entry:
    kind, _ = _TYPES[study.type]
    return Entry(kind, study.key, [Field(name, value) for name, value in _fields(study)])


def _fields(study: Abstract) -> Iterator[tuple[str, str]]:
    kind, container = _TYPES[study.type]
    names = [_name(author) for author in study.authors]
    yield "author", " and ".join([*names, "others"] if study.others else names)
    yield "title", "{" + escaped(study.title) + "}"  # the writer adds a second pair: styles leave its capitals alone
    yield "year", str(study.year)
    if study.month:
        yield "month", MONTHS[study.month - 1]
    plain = {
        container: study.container,
        "volume": study.volume,
        "number": study.issue,
        "pages": study.pages.replace("-", "--") if study.pages else None,
        _PUBLISHERS.get(kind, "publisher"): study.publisher,
    }
    yield from ((name, escaped(value)) for name, value in plain.items() if value)
    yield from ((name, value) for name, value in (("doi", study.doi), ("url", study.url)) if value)


def _name(author: Author) -> str:
    if author.body:
        return "{" + escaped(author.body) + "}"
    return ", ".join(escaped(part) for part in (author.family, author.given) if part)
