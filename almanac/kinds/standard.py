"""Standards: recommendations, attributes, supports and ethics that a source sets out, by set."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from almanac.kinds.base import Column, Entry, Kind, Risk
from almanac.kinds.fields import Count, Line, StandardRef, Text

SETS = {
    "principle": "Two principles for employers (2010)",
    "practice": "Practices that follow from them (2010)",
    "support": "What one employer provided (2010)",
    "continuum": "Four stages of working together (2010)",
    "partnership": "Issues to tackle in a partnership (2010)",
    "integration": "Marks of an integrated organisation (2008, in the 2010 paper)",
    "ethic": "Code of ethics of 2002, in summary",
}


class Standard(Entry):
    """One point of one set."""

    set: Literal["principle", "practice", "support", "continuum", "partnership", "integration", "ethic"]
    number: Count = Field(description="Its place in the set, from 1.")
    title: Line = Field(description="The point in a few words, ours.")
    statement: Text = Field(description="The point in a sentence or two, ours.")
    heading: Line | None = Field(default=None, description="The value it stands under, in the code of ethics.")
    part_of: StandardRef | None = Field(default=None, description="The point it is a part of.")
    today: Text | None = Field(default=None, description="What holds now, where the words or the body have changed.")

    @property
    def label(self) -> str:
        """The title."""
        return self.title

    @property
    def set_name(self) -> str:
        """What a reader calls the set."""
        return SETS[self.set]

    @property
    def order(self) -> tuple[str | int, ...]:
        """By set, then by number."""
        return (list(SETS).index(self.set), self.number)


STANDARD = Kind(
    name="standard",
    plural="standards",
    folder="standards",
    model=Standard,
    risk=Risk.DOCUMENTS,
    column=Column.ROLE,
    word="standard",
    heading="Standards",
)
