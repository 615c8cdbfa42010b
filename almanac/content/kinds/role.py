"""The five role categories of mental health social work, A to E (The College of Social Work, 2014)."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from almanac.content.kinds.base import Column, Entry, Kind, Risk
from almanac.content.kinds.fields import EventRef, Line, Text


class Role(Entry):
    """One role category."""

    letter: Literal["A", "B", "C", "D", "E"] = Field(description="Its letter in the 2014 paper.")
    title: Line = Field(description="Short name in our words.")
    official_title: Line | None = Field(default=None, description="Its title in the 2014 paper, quoted word for word.")
    summary: Text = Field(description="What the category is, in a sentence or two.")
    practice: tuple[Text, ...] = Field(min_length=1, description="What it looks like in practice.")
    chapter: Line = Field(description="Chapter of the 2016 statement that sets it out.")
    law: tuple[EventRef, ...] = Field(default=(), description="Relevant law and guidance.")
    caution: Text | None = Field(default=None, description="What readers should be careful about.")

    @property
    def label(self) -> str:
        """Letter and title, such as ``E. Leading the AMHP workforce``."""
        return f"{self.letter}. {self.title}"


ROLE = Kind(
    name="role",
    plural="roles",
    folder="roles",
    model=Role,
    risk=Risk.LAW,
    column=Column.ROLE,
    word="role category",
    heading="Role categories",
)
