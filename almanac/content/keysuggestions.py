"""What to write instead of a text that should be the key of an entry: a name, an address, or several keys in one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from almanac.content.letters import slug
from almanac.content.rawchecks import KEY
from almanac.content.rows import Row


def several(text: str, keys: Sequence[str]) -> str:
    """Say how to write several keys, or a key and more, that became one text; empty if that is not what happened."""
    parts = [part for part in re.split(r"[\s,]+", text) if part]
    if parts[1:] and parts[0] in keys and parts[1] not in keys:
        return f'Write the key alone: "{parts[0]}". Move the rest to a field of its own, on the next line.'
    if len(parts) < 2 or not set(parts) <= set(keys):  # noqa: PLR2004  (two keys)
        return ""
    listed = ", ".join(parts)
    if "," in text:
        return f"Take the quotation marks away, so that each is an item: {listed}."
    return f"Put commas between the items: {listed}."


def called(kind: str, name: str, rows: Sequence[Row]) -> str:
    """Return the key of the entry with this name; empty if the text is a key already, or if no entry has the name."""
    if KEY.fullmatch(name):
        return ""
    of_kind = [row for row in rows if row.kind.name == kind]
    meant = slug(_bare(name))
    named = next((row.key for row in of_kind if meant in (row.key, *map(slug, _names(row)))), "")
    placed = [row.key for row in of_kind if row.at(("provision",)) == name]  # "section 2" is in several Acts
    cited = [row.key for row in of_kind if _is_cited(row, name)] if kind == "abstract" else []
    return named or next((only[0] for only in (placed, cited) if len(only) == 1), "")


def _is_cited(row: Row, text: str) -> bool:
    """Return whether a text cites a study by its first author and year: "Webber and others (2021)"."""
    family, year = row.at(("authors", 0, "family")), str(row.at(("year",)) or "")
    return bool(family and year) and year in text and slug(text).startswith(f"{slug(str(family))}-")


def _names(row: Row) -> Iterator[str]:
    if isinstance(row.data, dict):
        yield from (str(row.data[field]) for field in ("name", "title", "abbreviation", "doi") if row.data.get(field))
        yield _bare(str(row.at(("website", "address")) or ""))
        yield " ".join(str(row.data[field]) for field in ("act", "provision") if row.data.get(field))


def _bare(address: str) -> str:
    """Return a web address as people say it; any other text as it is."""
    return re.sub(r"^(?:https?://)?(?:dx\.)?(?:doi\.org/|www\.)?|/$", "", address)
