"""Events: laws, policies and organisations, when each began, changed or ended, and what is current."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from almanac.content.kinds.base import Column, Entry, Frozen, Kind, Risk
from almanac.content.kinds.fields import AnyRef, Line, PartialDate, Text, WebAddress

Force = Literal["in force", "partly in force", "not yet in force", "superseded", "repealed", "past event"]


class Since(Frozen):
    """A note shown on every entry that this event changed."""

    note: Text = Field(description="What is current, in one short sentence.")
    shown_on: tuple[AnyRef, ...] = Field(min_length=1, description="The entries it changed.")


class Event(Entry):
    """One law, policy, ruling or change to an organisation."""

    title: Line = Field(description="Name of the law, or what happened.")
    date: PartialDate
    theme: Literal["law", "policy", "bodies", "workforce", "ruling"]
    summary: Text = Field(description="What it did, in our words.")
    force: Force = Field(description="Whether it is in force today.")
    today: Text | None = Field(default=None, description="The position today, in a sentence.")
    confidence: Literal["confirmed", "known, not confirmed", "stated in the source only", "unknown"]
    recheck: Text | None = Field(default=None, description="What was still changing, and what to look up.")
    since_then: Since | None = None
    web: WebAddress | None = Field(default=None, description="The law itself, or its publisher's page.")

    @property
    def label(self) -> str:
        """The title."""
        return self.title

    @property
    def order(self) -> tuple[str | int, ...]:
        """Oldest first."""
        return (self.date, self.title.casefold())


EVENT = Kind(
    name="event",
    plural="events",
    folder="law",
    model=Event,
    risk=Risk.LAW,
    column=Column.LAW,
    word="law and policy",
    heading="Law and policy",
)
