"""Needs: what people contact an organisation for. Readers enter the directory through this small vocabulary."""

from __future__ import annotations

from pydantic import Field

from almanac.content.kinds.base import Column, Entry, Kind, Risk
from almanac.content.kinds.fields import Count, Line, SearchNames, Text


class Need(Entry):
    """One need. Its ``topics`` say which situations, law and studies its page leads to."""

    number: Count = Field(description="Its place in lists, from 1: the most pressing first.")
    name: Line = Field(description="As a heading: 'Money and debt'.")
    also: SearchNames = ()
    summary: Text = Field(description="What kind of help is listed, in a sentence.")

    @property
    def label(self) -> str:
        """The name."""
        return self.name

    @property
    def order(self) -> tuple[str | int, ...]:
        """By number."""
        return (self.number,)


NEED = Kind(
    name="need",
    plural="needs",
    folder="needs",
    model=Need,
    risk=Risk.ORGANISATIONS,
    column=Column.HELP,
    word="need",
    heading="Needs",
)
