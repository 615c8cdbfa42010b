"""Figures: numbers with their unit, base, year and caveat, and how they reconcile with others."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from almanac.content.kinds.base import Column, Entry, Frozen, Kind, Risk
from almanac.content.kinds.fields import Line, Number, PartialDate, StrictBool, Text


class Value(Frozen):
    """One number and what it counts."""

    label: Line
    value: Number
    note: Line | None = None


class Figure(Entry):
    """One set of numbers that can be shown in one table."""

    title: Line
    summary: Text = Field(description="What the numbers say, in our words.")
    values: tuple[Value, ...] = Field(min_length=1)
    unit: Line = Field(description="What is counted, such as full-time equivalent posts, or per cent.")
    base: Line = Field(description="Who or what is counted, and how many there are.")
    year: PartialDate = Field(description="The year the numbers are for.")
    caveat: Text = Field(description="What readers should be careful about.")
    reconciles: Text = Field(description="How the numbers add up with the others, or why they do not.")
    chart: Literal["bars", "parts of a whole", "none"] = Field(description="How they may be drawn; none if doubtful.")
    doubtful: StrictBool = Field(
        default=False, description="True where a number does not add up and must not be relied on."
    )

    @property
    def over_time(self) -> bool:
        """Whether the numbers are from several years: then the label of each ends with its year."""
        return len(self.values) > 1 and all(value.label[-4:].isdigit() for value in self.values)

    @property
    def noted(self) -> bool:
        """Whether any value has a note."""
        return any(value.note for value in self.values)

    @property
    def label(self) -> str:
        """The title."""
        return self.title

    @property
    def order(self) -> tuple[str | int, ...]:
        """Oldest first."""
        return (self.year, self.title.casefold())


FIGURE = Kind(
    name="figure",
    plural="figures",
    folder="workforce",
    model=Figure,
    risk=Risk.FIGURES,
    column=Column.EVIDENCE,
    word="figures",
    heading="Figures",
)
