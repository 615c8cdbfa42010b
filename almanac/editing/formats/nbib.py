"""PubMed's own format (NBIB, MEDLINE display): tags of up to four letters, hyphens, and indented continuation lines."""

from __future__ import annotations

import re
from collections import defaultdict

from almanac.editing.formats import values
from almanac.editing.formats.record import Fields, ReadingProblem, ReadResult, Record

_LINE = re.compile(r"^([A-Z]{2,4}) *- ?(.*)$")
_AUTHOR = re.compile(r"([^,]+?) ([A-Z]{1,3})( (?:Jr|Sr|[2-4](?:nd|rd|th)|I{2,3}))?")
_KNOWN = {
    "PMID", "TI", "FAU", "AU", "CN", "DP", "JT", "TA", "VI", "IP", "PG", "LID", "AID", "PT", "PB", "ED", "FED", "OID",
}  # fmt: skip
_NOTICES = {"RIN": "retracted", "ROF": "retracted", "EIN": "corrected", "ECI": "expression of concern"}


def read(text: str) -> ReadResult:
    """Return records, and failures with their lines.

    A record begins with its PMID, its owner (ERIC) or its former identifier (UI).
    """
    records: list[Record] = []
    failures: list[ReadingProblem] = []
    begun, held, last, apart = 0, defaultdict[str, list[str]](list), "", True
    for number, line in enumerate([*text.split("\n"), "PMID- end"], 1):
        found = _LINE.match(line.strip() if line[:1] == "\ufeff" else line.rstrip())
        if found and _begins(found[1], held if begun else None, apart=apart):
            if begun:
                records.append(_record(begun, held))
            begun, held = number, defaultdict(list)
        if found and begun:
            last = found[1]
            held[last].append(found[2].strip())
        elif line.startswith((" ", "\t")) and line.strip() and last and begun:
            held[last][-1] += f" {line.strip()}"
        elif line.strip():
            failures.append(ReadingProblem(number, f"this line belongs to no field: {line.strip()[:60]}"))
        apart = not line.strip()
    return records, failures


def _begins(tag: str, held: dict[str, list[str]] | None, *, apart: bool) -> bool:
    """Return whether a tag begins a new record, rather than continuing the current one."""
    if tag == "PMID":
        return held is None or apart or "PMID" in held
    return tag in ("OWN", "UI") and apart


def _record(line: int, one: dict[str, list[str]]) -> Record:
    def first(*names: str) -> str:
        return next((one[name][0] for name in names if one.get(name)), "")

    title, marked = values.title(first("TI", "BTI"))
    where = [place for name in ("LID", "AID") for place in one.get(name, ())]
    notices = [
        found for tag, status in _NOTICES.items() for said in one.get(tag, ()) if (found := _notice(status, said))
    ]
    pages = values.pages(first("PG"))
    number = pages if re.fullmatch(r"[a-zA-Z]+\d+|\d{5,}", pages) else ""
    book = any("Book" in kind for kind in one.get("PT", ())) or "BTI" in one
    chapter = book and bool(first("TI") and first("BTI"))
    fields: Fields = {
        "type": "chapter" if chapter else "book" if book else "article-journal",
        "title": re.sub(r"^\[(.*)\]$", r"\1", title),  # PubMed's sign that it translated the title
        "authors": [
            *map(_person, one.get("FAU") or one.get("AU", [])),
            *({"body": values.reference_text(n)} for n in one.get("CN", ())),
        ],
        **values.date(first("DP")),
        "container": values.reference_text(first("BTI") if chapter else first("JT", "TA")).rstrip("."),
        "volume": values.text(first("VI")),
        "issue": values.text(first("IP")),
        "pages": "" if number else pages,
        "article_number": number or _of_kind(where, "pii") * (not pages),
        "editors": [_person(name) for name in one.get("FED") or one.get("ED", [])],
        "publisher": values.reference_text(first("PB")),
        "doi": values.doi(_of_kind(where, "doi")),
        "notices": notices,
    }
    values.fill_address(fields, where)
    lost = values.without_year(fields, first("DP"))
    known = _KNOWN | _NOTICES.keys() | ({"BTI"} if book else set())
    lost += values.losses((tag, said) for tag, every in one.items() if tag not in known for said in every)
    if (marked or "Retracted Publication" in one.get("PT", ())) and not notices:
        lost.append("PubMed says that it was retracted: add the notice")
    name = f"PMID {first('PMID')}" if first("PMID") else first("OID")
    return Record(line, name, values.without_empty(fields), lost)


def _person(name: str) -> Fields:
    """Parse a name written ``Keeper, Ada B`` or, failing that, ``Keeper AB``; an organisation has neither form."""
    short = _AUTHOR.fullmatch(values.text(name))
    return values.person_parts(short[1], short[2], (short[3] or "").strip()) if short else values.person(name)


def _of_kind(places: list[str], kind: str) -> str:
    return next((place.removesuffix(f"[{kind}]").strip() for place in places if place.endswith(f"[{kind}]")), "")


def _notice(status: str, said: str) -> Fields | None:
    """Parse ``J Lamps. 2012 Mar;3(2):10. doi: 10.9999/r. PMID: 1`` into its date, and its DOI or citation."""
    day = values.date(said)
    if not day:
        return None
    found = {"status": status, "date": "-".join(f"{day[part]:02d}" for part in ("year", "month", "day") if part in day)}
    doi = values.doi(said)
    return found | ({"doi": doi} if doi else {"notice": re.sub(r"\.?\s*PMID:.*", "", values.reference_text(said))})
