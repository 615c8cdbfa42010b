"""Check that every item of the founding documents still has an entry that cites its document.

Each line of ``inventory.tsv`` gives the number of an item, its document and its entry. Anybody who merges or moves such
an entry changes the line.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from almanac.content.kinds.source import Source
from almanac.content.model import Library
from almanac.content.problem import Problem
from almanac.content.refs import former_refs, key_of

FILE = "inventory.tsv"
_CELLS = 3


def items_without_entries(project: Path, library: Library) -> Iterator[Problem]:
    """Yield advice for each item that no longer has an entry."""
    path = project / FILE
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    renamed = former_refs(library.entries)
    for number, line in enumerate(lines, 1):
        cells = line.split("\t")
        if line.startswith("#") or len(cells) != _CELLS:
            continue
        item, document, ref = cells
        entry = library.entries.get(renamed.get(ref, ref))
        if entry is None:
            message = (
                f"item {item} of {document} was carried by {ref}, which is gone. Name the entry that carries it now."
            )
            yield Problem(FILE, number, 1, "", "", message, "A11")
        elif not {document, *_current_keys(library, document)} & {place.source for place in entry.sources}:
            message = f"item {item} of {document} is carried by {ref}, which does not name it. Add it to its sources."
            yield Problem(FILE, number, 1, "", "", message, "A11")


def _current_keys(library: Library, document: str) -> list[str]:
    """Return the current key of a document that has been renamed."""
    return [key_of(ref) for ref, entry in library.all_of(Source) if document in entry.was]
