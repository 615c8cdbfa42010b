"""BibTeX, read by bibtexparser; commands of TeX become letters."""

from __future__ import annotations

import re
from typing import Any

from bibtexparser.entrypoint import parse_string
from bibtexparser.model import DuplicateBlockKeyBlock, Entry

from almanac.editing.formats import tex, values
from almanac.editing.formats.record import Failure, Fields, Read, Record
from almanac.editing.formats.ris import degree

_TYPES = {
    "article": "article-journal", "book": "book", "booklet": "book", "collection": "book", "inbook": "chapter",
    "incollection": "chapter", "inproceedings": "chapter", "conference": "chapter", "techreport": "report",
    "report": "report", "manual": "report", "phdthesis": "thesis", "mastersthesis": "thesis", "thesis": "thesis",
    "online": "webpage", "electronic": "webpage", "www": "webpage", "misc": "webpage",
}  # fmt: skip
_CONTAINERS = ("journal", "journaltitle", "booktitle", "series", "howpublished")
_PUBLISHERS = ("publisher", "institution", "school", "organization")
_KNOWN = {
    *_CONTAINERS, *_PUBLISHERS, "author", "editor", "title", "year", "date", "month", "volume", "number", "issue",
    "pages", "eid", "type", "doi", "url", "urldate", "note",
}  # fmt: skip


def read(text: str) -> Read:
    """Records, and failures with their lines."""
    library = parse_string(text)
    failures = [
        Failure((block.start_line or 0) + 1, f"this entry is no BibTeX ({_first(str(block.error))}).")
        for block in library.failed_blocks
        if not isinstance(block, DuplicateBlockKeyBlock)
    ]
    failures += [
        Failure((block.start_line or 0) + 1, "this is not part of any entry.")
        for block in library.comments
        if block.comment.strip().startswith("@")
    ]
    twice = (block.ignore_error_block for block in library.failed_blocks if isinstance(block, DuplicateBlockKeyBlock))
    entries = [*library.entries, *(block for block in twice if isinstance(block, Entry))]
    return [_record(entry) for entry in sorted(entries, key=lambda one: one.start_line or 0)], failures


def _first(message: str) -> str:
    return message.splitlines()[0][:120] if message else "it has no end"


def decoded(value: object) -> str:
    """Text in which commands of TeX are letters and braces are gone."""
    return values.text(tex.decoded(str(value or "")))


def _record(entry: Entry) -> Record:
    one: dict[str, Any] = {field.key.lower(): str(field.value) for field in entry.fields}
    kind = _TYPES.get(entry.entry_type.lower(), "report")
    if kind == "webpage" and one.get("journal"):
        kind = "article-journal"
    title, marked = values.title(curly(one.get("title")))
    authors = _names(one.get("author", ""))
    note = decoded(one.get("note"))
    notice = values.notice(note)
    opened = values.date(one.get("urldate"))
    fields: Fields = {
        "type": kind,
        "title": title,
        "authors": [name for name in authors if name != {"family": "others"}],
        "others": {"family": "others"} in authors,
        **_date(one),
        "container": curly(next((one[name] for name in _CONTAINERS if one.get(name)), "")),
        "volume": _range(one.get("volume")),
        "issue": _range(one.get("number") or one.get("issue")),
        "pages": values.pages(decoded(one.get("pages"))),
        "article_number": decoded(one.get("eid")),
        "editors": _names(one.get("editor", "")),
        "publisher": curly(next((one[name] for name in _PUBLISHERS if one.get(name)), "")),
        "degree": degree(decoded(one.get("type"))) if kind == "thesis" else "",
        "doi": values.doi(one.get("doi", "").replace("\\_", "_")),
        "url": one.get("url", "").replace("\\_", "_").replace("\\&", "&")
        if "doi.org/" not in one.get("url", "")
        else "",
        "notices": [notice] if notice else [],
    }
    if {"year", "month", "day"} <= opened.keys() and fields["url"] and not fields["doi"]:
        fields["accessed"] = "{year}-{month:02d}-{day:02d}".format_map(opened)
    lost = [f"{name}: {decoded(one[name])[:60]}" for name in one if name not in _KNOWN]
    lost += [f"note: {note[:60]}"] if note and not notice else []
    if marked and not notice:
        lost.append("the title says that it was retracted or corrected: add the notice")
    return Record((entry.start_line or 0) + 1, entry.key, values.filled(fields), lost)


def curly(value: object) -> str:
    """Text of a reference, decoded, with curly quotation marks."""
    return values.printed(decoded(value))


def _range(number: object) -> str:
    return re.sub(r"\s*(?:--+|\u2013)\s*", "-", decoded(number))


def _date(one: dict[str, Any]) -> Fields:
    found = values.date(one.get("date") or one.get("year"))
    return found | {
        name: value for name, value in values.date(f"{found.get('year', '')} {one.get('month', '')}").items() if found
    }


def _names(field: str) -> list[Fields]:
    """Names parted by "and" outside braces; whole in braces is an organisation, a particle belongs to the family."""
    return [_name(name) for name in _parted(field, r"\s+and\s+") if name.strip()]


def _parted(text: str, pattern: str) -> list[str]:
    """Text cut where a pattern matches outside braces."""
    pieces, start = [], 0
    for found in re.finditer(pattern, text):
        before = text[: found.start()]
        if found.start() >= start and before.count("{") - before.count("\\{") == before.count("}") - before.count(
            "\\}"
        ):
            pieces.append(text[start : found.start()])
            start = found.end()
    return [*pieces, text[start:]]


def _name(written: str) -> Fields:
    written = written.strip()
    parts = _parted(written, r",\s*")
    if len(parts) > 1:
        family, suffix, given = (parts[0], "", parts[1]) if len(parts) == 2 else (parts[0], parts[1], parts[2])  # noqa: PLR2004
        named = {"family": curly(family), "given": curly(given), "suffix": curly(suffix)}
        return {part: value for part, value in named.items() if value}
    if re.fullmatch(r"\{.*\}", written, re.DOTALL):
        return {"body": curly(written)}
    words = curly(written).split(" ")
    if len(words) == 1:
        return {"family": words[0]}
    at = next((place for place, word in enumerate(words[:-1]) if place and word.islower()), len(words) - 1)
    return {"family": " ".join(words[at:]), "given": " ".join(words[:at])}
