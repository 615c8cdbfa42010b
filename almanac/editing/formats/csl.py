"""CSL-JSON, and the JSON of Crossref, which differs in its lists for titles and its records of updates."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, get_args

from almanac.content.kinds.abstract import Abstract
from almanac.content.kinds.notice import STATUSES
from almanac.editing.formats import notices, values
from almanac.editing.formats.record import Fields, ReadingProblem, ReadResult, Record
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
    "id", "type", "title", "subtitle", "author", "editor", "issued", "published", "published-print",
    "published-online", "volume", "issue", "page", "article-number", "publisher", "DOI", "status", "updated-by",
}  # fmt: skip
_NUMBERED = ("article", "chapter")  # types whose number is their own, not that of a series of reports
# Fields that Crossref has about its own record, not about the study.
_OF_THE_RECORD = {
    "indexed", "reference-count", "references-count", "content-domain", "created", "deposited", "score", "prefix",
    "member", "resource", "source", "is-referenced-by-count", "issn-type", "update-policy", "relation", "assertion",
    "license", "link", "reference", "alternative-id", "archive", "citation-key", "categories", "shortTitle",
    "journal-issue", "published-other", "posted", "accepted", "approved",
}  # fmt: skip
_UPDATES = {
    "retraction": "retracted", "withdrawal": "retracted", "removal": "retracted", "partial_retraction": "retracted",
    "expression_of_concern": "expression of concern", "correction": "corrected", "corrigendum": "corrected",
    "erratum": "corrected", "addendum": "corrected",
}  # fmt: skip


def read(text: str) -> ReadResult:
    """Return records, and failures with their lines."""
    records: list[Record] = []
    failures: list[ReadingProblem] = []
    items, faults = _items(text)
    for line, item in items:
        if isinstance(item, dict):
            records.append(_record(line, item))
        else:
            failures.append(ReadingProblem(line, f"an item is no record: {values.text(item)[:60]}"))
    return records, failures + faults


def _items(text: str) -> tuple[list[tuple[int, Any]], list[ReadingProblem]]:
    """Parse the items one at a time, each with its line, so that those before a fault are kept.

    The text may be a list, a response of Crossref, a single item, or any sequence of these.
    """
    found: list[tuple[int, Any]] = []
    at, counted, line = 0, 0, 1
    within: re.Match[str] | None = None
    while (at := _next(text, at, within)) < len(text) or within:
        line, counted = line + text.count("\n", counted, at), at
        if within and text[at : at + 1] == "]":
            at, within = _after(text, within, at), None
            continue
        begins = None if within else _LIST.match(text, at, at + _BEFORE_ITEMS)
        if begins:
            at, within = begins.end(), begins
            continue
        try:
            item, at = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            why = f"this is not JSON: {_wrong(text, getattr(error, 'pos', at))}."
            return found, [ReadingProblem(line, f"from here on {why} What comes before it was read." if found else why)]
        found += [(line, one) for one in ([item] if within else _unpacked(item))]
    return found, []


def _wrong(text: str, at: int) -> str:
    """Describe the text at which parsing failed, with its line."""
    found = " ".join(text[at : at + 40].split())
    where = f"line {text.count(chr(10), 0, at) + 1}"
    return f'in {where} it goes on with "{found}"' if found else f"it ends in {where}, in the middle of a record"


_DECODER = json.JSONDecoder()
_LIST = re.compile(r'\[|\{(?:[^\[\]]|\[[^\[\]]*\])*?"items"\s*:\s*\[')
_BEFORE_ITEMS = 5_000  # characters of a Crossref response before its first item


def _next(text: str, at: int, within: re.Match[str] | None) -> int:
    """Return where the next item begins, after any spaces and comma."""
    found = re.compile(r"[\s,]*" if within else r"\s*").match(text, at)
    return found.end() if found else at


def _after(text: str, begins: re.Match[str], at: int) -> int:
    """Return the end of the value that contains a list of items, given the position of the list's last bracket.

    If that value has no end, the result is the position after the bracket.
    """
    if begins[0] == "[":
        return at + 1
    try:
        _, end = _DECODER.raw_decode(begins[0] + text[at : at + 20 * _BEFORE_ITEMS])
    except (ValueError, RecursionError):
        return at + 1
    return at + end - len(begins[0])


def _unpacked(item: Any) -> list[Any]:
    """Return the items in a response of Crossref, or a single item as it is."""
    message = values.mapping(item).get("message", item)
    items = values.mapping(message).get("items")
    return items if isinstance(items, list) else [message]


def _first(value: Any) -> Any:
    """Return a value, or the first of a list, as Crossref gives titles."""
    return (value[0] if value else "") if isinstance(value, list) else value


def _record(line: int, item: dict[str, Any]) -> Record:
    said = str(item.get("type", ""))
    kind, lost = values.kind(said, {own: own for own in _OWN} | _TYPES)
    title, marked = values.title(_title(item))
    note = values.text(item.get("note"))
    found = _notices(item, note.replace(OTHERS, ""))
    fields: Fields = {
        "type": kind,
        "title": title,
        "authors": _people(item.get("author")),
        "others": OTHERS in note,
        **_issued(item),
        "container": values.reference_text(_first(item.get(_container(item)))),
        "volume": values.text(item.get("volume")),
        "issue": values.text(item.get("issue")),
        "pages": values.pages(item.get("page")),
        "article_number": values.text(item.get("article-number") or _number(item, kind)),
        "editors": _people(item.get("editor")),
        "publisher": values.reference_text(item.get("publisher")),
        "degree": degree(_first(item.get("genre") or item.get("degree"))) if kind == "thesis" else "",
        "doi": values.doi(item.get("DOI")),
        "notices": found,
    }
    values.fill_address(fields, [item.get("URL")], _dated(item.get("accessed")))
    issued = values.mapping(item.get("issued"))
    lost += values.without_year(fields, issued.get("literal") or issued.get("raw"))
    lost += values.losses(_left(item, fields))
    if (marked or item.get("status") in STATUSES) and not found:
        lost.append("it says that it was retracted or corrected: add the notice")
    name = values.text(item.get("id") or item.get("DOI"))
    return Record(line, name, values.without_empty(fields), lost)


def _title(item: dict[str, Any]) -> str:
    """Return the title with the subtitle, which Crossref gives separately."""
    title, subtitle = (values.reference_text(_first(item.get(name))) for name in ("title", "subtitle"))
    return values.with_subtitle(title, "" if subtitle.casefold() in title.casefold() else subtitle)


def _container(item: dict[str, Any]) -> str:
    return next((name for name in ("container-title", "collection-title") if values.text(_first(item.get(name)))), "")


def _number(item: dict[str, Any], kind: str) -> Any:
    return item.get("number") if kind.startswith(_NUMBERED) else ""


def _left(item: dict[str, Any], fields: Fields) -> Iterator[tuple[str, str]]:
    """Yield values of the item that are not in the fields, with their names."""
    used = {_container(item)}
    used |= {"number"} if fields["type"].startswith(_NUMBERED) else set()
    used |= {"genre", "degree"} if fields["type"] == "thesis" else set()
    used |= {"accessed"} if fields.get("accessed") else set()
    used |= {"note"} if fields["others"] or fields["notices"] else set()
    used |= {"URL"} if values.says_only_address(fields["url"], item.get("URL")) else set()
    for name, value in item.items():
        if name not in _KNOWN | _OF_THE_RECORD | used:
            for one in value if isinstance(value, list) else [value]:
                yield name, one if isinstance(one, str) else json.dumps(one, ensure_ascii=False) if one else ""


def _people(names: Any) -> list[Fields]:
    every = names if isinstance(names, list) else [names] if names else []
    return [found for name in every if (found := _person(name))]


def _person(name: Any) -> Fields:
    if not isinstance(name, dict):
        return values.person(values.text(name))
    whole = values.reference_text(name.get("literal") or name.get("name"))
    if whole:
        return {"body": whole}
    parts = ("dropping-particle", "non-dropping-particle", "family")
    family = values.reference_text(" ".join(values.text(name.get(part)) for part in parts))
    given, suffix = values.reference_text(name.get("given")), values.reference_text(name.get("suffix"))
    return values.person_parts(family or given, given if family else "", suffix) if family or given else {}


def _issued(item: dict[str, Any]) -> Fields:
    names = ("issued", "published", "published-print", "published-online")
    return next((found for name in names if (found := _dated(item.get(name)))), {})


def _dated(value: Any) -> Fields:
    given = values.mapping(value)
    parts = _first(given.get("date-parts"))
    if isinstance(parts, list) and parts and all(re.fullmatch(r"[0-9]{1,4}", str(part or 0)) for part in parts):
        numbers = [int(part or 0) for part in parts[:3]]
        return values.parts(*numbers) if numbers[0] else {}
    return values.date(given.get("raw") or given.get("literal") or (value if isinstance(value, str) else ""))


def _notices(item: dict[str, Any], note: str) -> list[Fields]:
    """Parse notices from the sentences of our own note, or from Crossref's records of updates."""
    sentences = re.split(rf"(?<=\.) (?=(?:{'|'.join(status.capitalize() for status in STATUSES)}) )", note.strip())
    found = [one for sentence in sentences if (one := notices.from_sentence(sentence))]
    updates = item.get("updated-by")
    for update in map(values.mapping, updates if isinstance(updates, list) else ()):
        status, day = _UPDATES.get(str(update.get("type", "")).lower()), _dated(update.get("updated"))
        if status and day:
            date = "-".join(f"{day[part]:02d}" for part in ("year", "month", "day") if part in day)
            found.append({"status": status, "date": date, "doi": values.doi(update.get("DOI"))})
    return found
