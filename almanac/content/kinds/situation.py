"""Situations: what a practitioner faces, and where to look: law by nation, role, evidence, who can help."""

from __future__ import annotations

from pydantic import Field

from almanac.content.kinds.base import Column, Entry, Frozen, Kind, Risk
from almanac.content.kinds.fields import AbstractRef, Count, EventRef, Line, Nation, OrganisationRef, Text, Yes


class LawOfNation(Frozen):
    """The law to look at in some nations, and what to look for there."""

    nations: tuple[Nation, ...] = Field(min_length=1)
    law: tuple[EventRef, ...] = ()
    note: Text = Field(description="What to look for, in a sentence.")


class Situation(Entry):
    """One situation, in a practitioner's words."""

    number: Count = Field(description="Its place in lists, from 1: the most common first.")
    title: Line = Field(description="In the practitioner's words, such as 'Someone I work with may be detained'.")
    need: Line = Field(description="What they need to do, as it follows 'I need to'.")
    summary: Text = Field(description="What the situation is, in a sentence or two.")
    law: tuple[LawOfNation, ...] = Field(min_length=1)
    ask: tuple[Text, ...] = Field(min_length=1, description="What to ask, and of whom.")
    evidence: tuple[AbstractRef, ...] = Field(default=(), description="Studies to read first.")
    help: tuple[OrganisationRef, ...] = Field(default=(), description="Who can help.")
    cautions: tuple[Text, ...] = ()
    sensitive: Yes = Field(default=False, description="True where a reader may want to leave the page fast.")

    @property
    def label(self) -> str:
        """The title."""
        return self.title

    @property
    def order(self) -> tuple[str | int, ...]:
        """By number."""
        return (self.number,)


SITUATION = Kind(
    name="situation",
    plural="situations",
    folder="situations",
    model=Situation,
    risk=Risk.LAW,
    column=Column.ROLE,
    word="situation",
    heading="Situations",
)
