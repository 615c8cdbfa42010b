"""BibTeX in UTF-8, written by bibtexparser. Read by BibTeX 0.99 and later, biber, pandoc and reference managers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bibtexparser.entrypoint import write_string
from bibtexparser.library import Library
from bibtexparser.middlewares.parsestack import default_unparse_stack
from bibtexparser.model import Entry, Field
from bibtexparser.writer import BibtexFormat

from almanac.citation.csl import genre
from almanac.citation.pagination import pages, with_en_dash
from almanac.content.kinds.abstract import Abstract, Author
from almanac.content.months import SHORT_MONTHS
from almanac.site.words import notice_line

# For each type, the BibTeX type and its fields for container and publisher. A type may require them (btxdoc,
# section 3.1), so a study that lacks one gets the type that requires neither.
_TYPES = {
    "article-journal": ("article", "journal", "publisher"),
    "article-magazine": ("article", "journal", "publisher"),
    "book": ("book", "series", "publisher"),
    "chapter": ("incollection", "booktitle", "publisher"),
    "report": ("techreport", "series", "institution"),
    "thesis": ("phdthesis", "series", "school"),
    "webpage": ("misc", "howpublished", "publisher"),
}
_OTHER = ("misc", "howpublished", "publisher")
_NEEDED = {
    "article": ("container",),
    "book": ("publisher",),
    "incollection": ("container", "publisher"),
    "techreport": ("publisher",),
    "phdthesis": ("publisher",),
    "misc": (),
}
# The ten characters that TeX reads as commands (The TeXbook, chapter 7).
_ESCAPES = str.maketrans({
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
})  # fmt: skip


def bibtex(studies: Iterable[Abstract]) -> str:
    """The studies as BibTeX entries, with the studies' keys as citation keys."""
    library = Library([_entry(study) for study in studies])
    style = BibtexFormat()  # type: ignore[no-untyped-call]  # bibtexparser has no types here
    style.indent = "  "
    style.block_separator = "\n"
    own = default_unparse_stack(allow_inplace_modification=True)  # no copy is needed, because nobody else has them
    return str(write_string(library, unparse_stack=own, bibtex_format=style))


def escaped(text: str) -> str:
    """Text that TeX reads without commands, and without double hyphens that it would turn into a dash."""
    return text.translate(_ESCAPES).replace("--", "-{}-").replace("--", "-{}-")


def _entry(study: Abstract) -> Entry:
    kind, container, publisher = _form(study)
    fields = [Field(name, value) for name, value in _fields(study, container, publisher)]
    if study.month:  # a BibTeX month macro, which each style prints in its own way, so never in braces
        fields.append(Field("month", SHORT_MONTHS[study.month - 1].lower(), enclosing="no-enclosing"))
    return Entry(kind, study.key, fields)


def _form(study: Abstract) -> tuple[str, str, str]:
    """The BibTeX type of the entry, and its fields for container and publisher."""
    form = _TYPES[study.type]
    return form if all(getattr(study, name) for name in _NEEDED[form[0]]) else _OTHER


def _fields(study: Abstract, container: str, publisher: str) -> Iterator[tuple[str, str]]:
    names = [_name(author) for author in study.authors]
    yield "author", " and ".join([*names, "others"] if study.others else names)
    if study.editors:
        yield "editor", " and ".join(map(_name, study.editors))
    yield (
        "title",
        "{" + escaped(study.title_with_notice) + "}",
    )  # the writer adds a second pair, so styles keep the capitals
    if study.year:
        yield "year", str(study.year)
    place = pages(study)
    plain = {
        container: escaped(study.container or ""),
        "type": escaped(genre(study) or ""),
        "volume": _range(study.volume or ""),
        "number": _range(study.issue or ""),
        "pages": escaped(place.plain).replace("-", "--"),
        "eid": escaped(place.article or ""),
    }
    yield from ((name, value) for name, value in plain.items() if value)
    if study.publisher:
        yield publisher, _whole(study.publisher)
    if study.accessed_on:
        yield "urldate", study.accessed_on.isoformat()
    if study.notice:
        yield "note", escaped(notice_line(study.notice))
    yield from ((name, value) for name, value in (("doi", study.doi), ("url", study.url)) if value)


def _range(number: str) -> str:
    return escaped(with_en_dash(number)).replace("\u2013", "--")


def _whole(name: str) -> str:
    """The name of one publisher, in braces if it contains "and", which biber would read as separating two."""
    return "{" + escaped(name) + "}" if re.search(r"\band\b", name, re.IGNORECASE) else escaped(name)


def _name(author: Author) -> str:
    """A name as BibTeX should read it. A part is in braces if a comma or "and" would split it."""
    if author.body:
        return "{" + escaped(author.body) + "}"
    family = author.family or ""
    alone = not author.given and not author.suffix
    parts = [family, *filter(None, (author.suffix, author.given))]
    return ", ".join(_part(part, alone=alone) for part in parts)


def _part(part: str, *, alone: bool) -> str:
    parted = re.search(r"[,]|\band\b", part, re.IGNORECASE) or (alone and " " in part)
    return "{" + escaped(part) + "}" if parted else escaped(part)
