"""EndNote XML, parsed by defusedxml, which refuses XML that would expand without limit or fetch anything."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from almanac.editing.formats import values
from almanac.editing.formats.record import Fields, ReadingProblem, ReadResult, Record
from almanac.editing.formats.ris import degree

_TYPES = {
    "journal article": "article-journal", "electronic article": "article-journal",
    "magazine article": "article-magazine",
    "newspaper article": "article-magazine", "book": "book", "edited book": "book", "electronic book": "book",
    "book section": "chapter", "conference paper": "chapter", "conference proceedings": "chapter", "report": "report",
    "government document": "report", "thesis": "thesis", "web page": "webpage", "blog": "webpage",
}  # fmt: skip
_GROUPS = {"titles", "contributors", "dates", "urls", "periodical", "alt-periodical", "keywords"}
_KNOWN = {
    "database", "source-app", "rec-number", "foreign-keys", "ref-type", "authors", "title", "year", "pub-dates",
    "abbr-1", "pages", "volume", "number", "custom7", "publisher", "electronic-resource-num",
}  # fmt: skip
_RECORD = re.compile(r"<record\b.*?</record\s*>", re.DOTALL)


def read(text: str) -> ReadResult:
    """Return records, and failures with their lines.

    Each record is parsed by itself, so that an invalid one does not affect the others.
    """
    records: list[Record] = []
    failures: list[ReadingProblem] = []
    if re.search(r"<!(?:DOCTYPE|ENTITY)", text):
        return [], [ReadingProblem(1, "this XML has a document type, which EndNote never writes. It was not read.")]
    line, counted, end = 1, 0, 0
    for found in _RECORD.finditer(text):
        line, counted, end = line + text.count("\n", counted, found.start()), found.start(), found.end()
        try:
            records.append(_record(line, fromstring(found[0])))
        except (ParseError, DefusedXmlException, ValueError) as error:
            failures.append(ReadingProblem(line, f"this record is no XML ({error})."))
    left = re.compile(r"<record\b").search(text, end)
    if left:
        failures.append(
            ReadingProblem(1 + text.count("\n", 0, left.start()), "this record has no end: the file may be cut short.")
        )
    if not records and not failures:
        failures.append(
            ReadingProblem(1, "there is no record of EndNote in this XML. Export it as EndNote XML, RIS or BibTeX.")
        )
    return records, failures


def _all(record: Element, path: str) -> Iterator[str]:
    for found in record.iterfind(path):
        said = values.text("".join(found.itertext()))
        if said:
            yield said


def _record(line: int, record: Element) -> Record:
    def first(path: str) -> str:
        return next(_all(record, path), "")

    kind_of = record.find("ref-type")
    kind, lost = values.kind((kind_of.get("name", "") if kind_of is not None else "").casefold(), _TYPES)
    title, marked = values.title(first("titles/title"))
    day = values.date(first("dates/year"))
    published = values.date(f"{day.get('year', '')} {first('dates/pub-dates/date')}") if day else {}
    container = values.reference_text(first("titles/secondary-title") or first("periodical/full-title"))
    fields: Fields = {
        "type": kind,
        "title": title,
        "authors": values.people(_all(record, "contributors/authors/author")),
        **(published or day),
        "container": container,
        "volume": values.text(first("volume")),
        "issue": values.text(first("number")),
        "pages": values.pages(first("pages")),
        "article_number": first("custom7"),
        "editors": values.people(_all(record, "contributors/secondary-authors/author")) if kind == "chapter" else [],
        "publisher": values.reference_text(first("publisher")),
        "degree": degree(first("work-type")) if kind == "thesis" else "",
        "doi": values.doi(first("electronic-resource-num")),
    }
    values.fill_address(fields, _all(record, "urls/related-urls/url"))
    lost += values.without_year(fields, first("dates/year"))
    lost += values.losses(_left(record, fields))
    if marked:
        lost.append("the title says that it was retracted or corrected: add the notice")
    return Record(line, first("rec-number"), values.without_empty(fields), lost)


def _left(record: Element, fields: Fields) -> Iterator[tuple[str, str]]:
    """Yield values of the record that are not in the fields, with the names of their elements."""
    used = {"secondary-authors"} if fields["editors"] else set()
    used |= {"work-type"} if fields["type"] == "thesis" else set()
    for child in record:
        for one in list(child) if child.tag in _GROUPS else [child]:
            if one.tag in _KNOWN | used:
                continue
            for each in list(one) if one.tag.endswith(("-urls", "-authors")) else [one]:
                said = values.text("".join(each.itertext()))
                is_known = values.reference_text(said) == fields["container"]
                if not is_known and not values.says_only_address(fields["url"], said):
                    yield one.tag, said
