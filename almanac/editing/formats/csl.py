"""CSL-JSON, and the JSON of Crossref, which says the same in other words: lists for titles, and what updates what."""

from __future__ import annotations

import json
import re
from typing import Any, get_args

from almanac.content.kinds.abstract import Abstract
from almanac.content.kinds.notice import STATUSES
from almanac.editing.formats import values
from almanac.editing.formats.record import Failure, Fields, Read, Record
from almanac.editing.formats.ris import degree
from almanac.exports.csl_json import OTHERS

_OWN = get_args(Abstract.model_fields["type"].annotation)
_TYPES = {
    "journal-article": "article-journal", "article": "article-journal", "article-newspaper": "article-magazine",
    "book-chapter": "chapter", "book-section": "chapter", "book-part": "chapter", "proceedings-article": "chapter",
    "paper-conference": "chapter", "edited-book": "book", "monograph": "book", "reference-book": "book",
    "posted-content": "article-journal", "dissertation": "thesis", "report-component": "report",
    "post-weblog": "webpage", "post": "webpage",
}  # fmt: skip
_KNOWN = {
    "id", "type", "title", "author", "editor", "issued", "published", "published-print", "published-online",
    "container-title", "collection-title", "volume", "issue", "page", "number", "article-number", "publisher", "DOI",
    "URL", "genre", "degree", "status", "accessed", "note", "updated-by",
}  # fmt: skip
_UPDATES = {
    "retraction": "retracted", "withdrawal": "retracted", "removal": "retracted", "partial_retraction": "retracted",
    "expression_of_concern": "expression of concern", "correction": "corrected", "corrigendum": "corrected",
    "erratum": "corrected", "addendum": "corrected",
}  # fmt: skip


def read(text: str) -> Read:
    """Records, and failures with their lines."""
    records: list[Record] = []
    failures: list[Failure] = []
    items, faults = _items(text)
    for line, item in items:
        if isinstance(item, dict):
            records.append(_record(line, item))
        else:
            failures.append(Failure(line, f"an item is no record: {values.text(item)[:60]}"))
    return records, failures + faults


def _items(text: str) -> tuple[list[tuple[int, Any]], list[Failure]]:
    """Each item with its line, one after the other, so that those before a fault are kept."""
    start = re.match(r'\s*\[|\s*\{.*?"items"\s*:\s*\[', text, re.DOTALL)
    if not start:
        return _single(text)
    decoder, at = json.JSONDecoder(), start.end()
    found: list[tuple[int, Any]] = []
    line, counted = 1 + text.count("\n", 0, at), at
    while True:
        at += len(re.match(r"[\s,]*", text[at : at + 10_000])[0])  # type: ignore[index]  # it matches nothing too
        line, counted = line + text.count("\n", counted, at), at
        if text[at : at + 1] == "]":
            return found, []
        try:
            item, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            fault = Failure(line, f"from here on this is not JSON ({error}); what comes before it was read.")
            return found, [fault]
        found.append((line, item))


def _single(text: str) -> tuple[list[tuple[int, Any]], list[Failure]]:
    try:
        made = json.loads(text)
    except (ValueError, RecursionError) as error:
        return [], [Failure(getattr(error, "lineno", 1), f"this is no JSON ({error}).")]
    return [(1, values.mapping(made).get("message", made))], []


def _first(value: Any) -> Any:
    """A value, or the first of a list of them, as Crossref gives titles."""
    return (value[0] if value else "") if isinstance(value, list) else value


def _record(line: int, item: dict[str, Any]) -> Record:
    said = str(item.get("type", ""))
    kind = said if said in _OWN else _TYPES.get(said, "report")
    title, marked = values.title(_first(item.get("title")))
    note = str(item.get("note", ""))
    notices = _notices(item, note.replace(OTHERS, ""))
    number = values.text(item.get("article-number") or (item.get("number") if kind.startswith("article") else ""))
    fields: Fields = {
        "type": kind,
        "title": title,
        "authors": _people(item.get("author")),
        "others": OTHERS in note,
        **_issued(item),
        "container": values.printed(_first(item.get("container-title")) or _first(item.get("collection-title"))),
        "volume": values.text(item.get("volume")),
        "issue": values.text(item.get("issue")),
        "pages": values.pages(item.get("page")),
        "article_number": number,
        "editors": _people(item.get("editor")),
        "publisher": values.printed(item.get("publisher")),
        "degree": degree(_first(item.get("genre") or item.get("degree"))) if kind == "thesis" else "",
        "doi": values.doi(item.get("DOI")),
        "notices": notices,
    }
    address = values.text(item.get("URL"))
    if "doi.org/" not in address:
        fields["url"] = address
    opened = _dated(item.get("accessed"))
    if {"year", "month", "day"} <= opened.keys() and fields.get("url") and not fields["doi"]:
        fields["accessed"] = "{year}-{month:02d}-{day:02d}".format_map(opened)
    lost = [f"{name}: {values.text(item[name])[:60]}" for name in item if name not in _KNOWN]
    if (marked or item.get("status") in STATUSES) and not notices:
        lost.append("it says that it was retracted or corrected: add the notice")
    name = values.text(item.get("id") or item.get("DOI"))
    return Record(line, name, values.filled(fields), lost)


def _people(names: Any) -> list[Fields]:
    return [found for name in names if (found := _person(values.mapping(name)))] if isinstance(names, list) else []


def _person(name: dict[str, Any]) -> Fields:
    whole = values.printed(name.get("literal") or name.get("name"))
    if whole:
        return {"body": whole}
    particle = " ".join(filter(None, (name.get("dropping-particle"), name.get("non-dropping-particle"))))
    family = values.printed(f"{particle} {name.get('family') or ''}")
    parts = {"family": family, "given": values.printed(name.get("given")), "suffix": values.printed(name.get("suffix"))}
    found = {part: value for part, value in parts.items() if value}
    return found if family else ({"family": parts["given"]} if parts["given"] else {})


def _issued(item: dict[str, Any]) -> Fields:
    names = ("issued", "published", "published-print", "published-online")
    return next((found for name in names if (found := _dated(item.get(name)))), {})


def _dated(value: Any) -> Fields:
    given = values.mapping(value)
    parts = _first(given.get("date-parts"))
    if isinstance(parts, list) and parts and all(str(part or 0).isdigit() for part in parts):
        numbers = [int(part or 0) for part in parts[:3]]
        return values.parts(*numbers) if numbers[0] else {}
    return values.date(given.get("raw") or given.get("literal") or (value if isinstance(value, str) else ""))


def _notices(item: dict[str, Any], note: str) -> list[Fields]:
    """Notices from the sentences of our own note, or from what Crossref says of updates."""
    sentences = re.split(rf"(?<=\.) (?=(?:{'|'.join(status.capitalize() for status in STATUSES)}) )", note.strip())
    found = [one for sentence in sentences if (one := values.notice(sentence))]
    for update in item.get("updated-by") or ():
        status, day = _UPDATES.get(str(update.get("type", "")).lower()), _dated(update.get("updated"))
        if status and day:
            date = "-".join(f"{day[part]:02d}" for part in ("year", "month", "day") if part in day)
            found.append({"status": status, "date": date, "doi": values.doi(update.get("DOI"))})
    return found
