"""BibTeX and BibLaTeX as records, with TeX commands replaced by characters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from almanac.editing.formats import bibtexfile, notices, tex, values
from almanac.editing.formats.record import Fields, ReadResult, Record
from almanac.editing.formats.ris import degree

_TYPES = {
    "article": "article-journal", "suppperiodical": "article-journal", "book": "book", "booklet": "book",
    "collection": "book", "mvbook": "book", "mvcollection": "book", "proceedings": "book", "reference": "book",
    "inbook": "chapter", "incollection": "chapter", "inproceedings": "chapter", "conference": "chapter",
    "bookinbook": "chapter", "suppbook": "chapter", "suppcollection": "chapter", "inreference": "chapter",
    "techreport": "report", "report": "report", "manual": "report", "unpublished": "report", "phdthesis": "thesis",
    "mastersthesis": "thesis", "thesis": "thesis", "online": "webpage", "electronic": "webpage", "www": "webpage",
    "misc": "webpage",
}  # fmt: skip
_CONTAINERS = ("journal", "journaltitle", "booktitle", "series", "howpublished")
_PUBLISHERS = ("publisher", "institution", "school", "organization")
_KNOWN = {
    "author", "editor", "title", "subtitle", "year", "date", "month", "volume", "number", "pages", "eid", "doi",
    "note",
}  # fmt: skip
_MOST_TOLD = 300  # characters of a value that is reported, not kept
_PARTS = re.compile(r"(family|given|prefix|suffix)(?:-i)?\s*=\s*", re.IGNORECASE)


def read(text: str) -> ReadResult:
    """Return records, and failures with their lines."""
    entries, failures = bibtexfile.entries(text)
    return [_record(entry) for entry in entries], failures


def decoded(value: object) -> str:
    """Return the text with TeX commands replaced by characters, and without braces."""
    return values.text(tex.decoded(str(value or "")))


def curly(value: object) -> str:
    """Return a decoded text of a reference, with curly quotation marks."""
    return values.reference_text(decoded(value))


def _record(entry: bibtexfile.Entry) -> Record:
    one = entry.fields
    kind, lost = values.kind(entry.kind, _TYPES)
    if kind == "webpage" and one.get("journal"):
        kind = "article-journal"
    title, marked = values.title(_title(one))
    authors = _names(one.get("author", ""))
    container, publisher = _first(one, _CONTAINERS), _first(one, _PUBLISHERS)
    notice = notices.from_sentence(decoded(one.get("note")))
    fields: Fields = {
        "type": kind,
        "title": title,
        "authors": [name for name in authors if name != {"family": "others"}],
        "others": {"family": "others"} in authors,
        **_date(one),
        "container": curly(one.get(container)),
        "volume": _range(one.get("volume")),
        "issue": _range(one.get("number") or one.get("issue")),
        "pages": values.pages(decoded(one.get("pages"))),
        "article_number": decoded(one.get("eid")),
        "editors": _names(one.get("editor", "")),
        "publisher": curly(one.get(publisher)),
        "degree": degree(decoded(one.get("type"))) if kind == "thesis" else "",
        "doi": values.doi(one.get("doi", "").replace("\\_", "_")),
        "notices": [notice] if notice else [],
    }
    used = {*_KNOWN, container, publisher, *_addressed(fields, one)}
    used -= {"note"} if not notice else set()
    used |= {"type"} if kind == "thesis" else set()
    used |= {"issue"} if not one.get("number") else set()
    left = [(name, value) for name, value in one.items() if name not in used]
    left += [(f"{name} (again)", value) for name, value in entry.repeated]
    lost += values.without_year(fields, decoded(one.get("date") or one.get("year")))
    lost += values.losses((name, decoded(value[:_MOST_TOLD])) for name, value in left)
    if marked and not notice:
        lost.append("the title says that it was retracted or corrected: add the notice")
    return Record(entry.line, entry.key, values.without_empty(fields), lost)


def _title(one: dict[str, str]) -> str:
    return values.with_subtitle(curly(one.get("title")), curly(one.get("subtitle")))


def _first(one: dict[str, str], names: tuple[str, ...]) -> str:
    """Return the first of some fields that an entry gives, except a web address, which cannot be a journal's name."""
    return next((name for name in names if one.get(name) and not values.address(_bare(one[name]))), "")


def _bare(address: str) -> str:
    r"""Return a plain web address: ``\url{https://example.org/a\_b}`` without its TeX."""
    bare = re.sub(r"\\url|\\href|[{}]", " ", address.replace("{\\textasciitilde}", "~").replace("{}", ""))
    return re.sub(r"\\([_&%#~$])", r"\1", bare)


def _addressed(fields: Fields, one: dict[str, str]) -> Iterator[str]:
    """Fill in where to find the study, and yield the names of the fields used for it."""
    said = {name: _bare(one[name]) for name in ("url", "howpublished") if one.get(name)}
    values.fill_address(fields, said.values(), values.date(one.get("urldate")))
    yield from (name for name, value in said.items() if values.says_only_address(fields["url"], value))
    yield from ["urldate"] if fields.get("accessed") else []


def _range(number: object) -> str:
    return re.sub(r"\s*(?:--+|\u2013)\s*", "-", decoded(number))


def _date(one: dict[str, Any]) -> Fields:
    found = values.date(one.get("date") or one.get("year"))
    return found | {
        name: value
        for name, value in values.date(f"{found.get('year', '')} {decoded(one.get('month'))}").items()
        if found
    }


def _names(field: str) -> list[Fields]:
    """Parse names separated by "and" outside braces.

    A name entirely in braces is an organisation, and a particle belongs to the family name.
    """
    every = [one for written in _parted(field, r"\s+and\s+") for one in _listed(written.strip())]
    return [name for one in every if (name := _name(one))]


def _listed(written: str) -> list[str]:
    """Split names that people separated by commas before an "and", although BibTeX does not allow it."""
    if not written.endswith(","):
        return [written]
    names = [name.strip() for name in _parted(written.rstrip(", "), r",\s*")]
    return names if all(re.search(r"\S\s+\S", name) for name in names) else [written.rstrip(", ")]


def _parted(text: str, pattern: str) -> list[str]:
    """Split a text where a pattern matches outside braces."""
    pieces, start = [], 0
    for found in re.finditer(pattern, text, re.IGNORECASE):
        before = text[: found.start()]
        if found.start() >= start and before.count("{") - before.count("\\{") == before.count("}") - before.count(
            "\\}"
        ):
            pieces.append(text[start : found.start()])
            start = found.end()
    return [*pieces, text[start:]]


def _name(written: str) -> Fields:
    parts = _parted(written, r",\s*")
    named = {found[1].lower(): part[found.end() :] for part in parts if (found := _PARTS.match(part.strip()))}
    if named and len(named) == len(parts):
        family = curly(f"{named.get('prefix', '')} {named.get('family', '')}")
        return values.person_parts(family, curly(named.get("given")), curly(named.get("suffix")))
    if len(parts) > 1:
        family, *rest = map(curly, parts)
        at = values.suffix_at(rest)
        suffix = "" if at is None else rest.pop(at)
        return values.person_parts(family, values.given(rest), suffix)
    if re.fullmatch(r"\{.*\}", written, re.DOTALL):
        return {"body": curly(written)}
    words = curly(written).split()
    if len(words) < 2:  # noqa: PLR2004
        return {"family": words[0]} if words else {}
    begins = next((place for place, word in enumerate(words[:-1]) if place and word.islower()), len(words) - 1)
    return values.person_parts(" ".join(words[begins:]), " ".join(words[:begins]))
