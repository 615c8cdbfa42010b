"""Texts of ours together with the places in sources, where rules look for what is typed wrongly in both."""

from __future__ import annotations

from almanac.content.checks.finding import Path
from almanac.content.checks.language import ours
from almanac.content.kinds import Entry
from almanac.content.memo import alone


@alone
def with_places(entry: Entry) -> tuple[tuple[Path, str], ...]:
    """Every text of an entry that we wrote, and every place in a source, each with where it stands."""
    return (*ours(entry), *((("sources", index, "at"), place.at) for index, place in enumerate(entry.sources)))


@alone
def whole_with_places(entry: Entry) -> str:
    """All of these as one, as ``language.whole`` has the texts."""
    return "\n".join(text for _, text in with_places(entry))
