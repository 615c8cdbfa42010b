"""Advice on urgent contacts."""

from __future__ import annotations

from collections.abc import Iterator

from almanac.content.checks.finding import Finding
from almanac.content.kinds.urgent_help import UrgentHelp
from almanac.content.model import Library
from almanac.content.refs import ref_in_words


def urgent_contacts_have_numbers_of_their_own(library: Library) -> Iterator[Finding]:
    """No two urgent contacts of a nation have the same number, as a copy has whose number was left."""
    first: dict[tuple[str, str, str, str], str] = {}
    for ref, entry in sorted(library.all_of(UrgentHelp), key=lambda found: library.places[found[0]].line):
        reached = [("number", entry.number, ""), ("text", entry.text, entry.keyword or "")]
        for field, number, keyword in reached:
            held = "".join((number or "").split())
            keys = [(nation, field, held, keyword) for nation in entry.nations or ("UK",) if held]
            other = next((first[key] for key in keys if key in first), "")
            first.update(dict.fromkeys(keys, ref))
            if other:
                message = f"{ref_in_words(other)} has the same number, for the same nation."
                yield Finding(ref, (field,), f"{message} Correct one of the two, or merge them.", "A13")
