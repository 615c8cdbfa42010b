"""Messages: what a source wants its readers to take away."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from almanac.kinds.base import Column, Entry, Kind
from almanac.kinds.fields import Count, Line, Text

SETS = {
    "key": "Key messages of the 2016 statement",
    "practitioner": "Messages for practitioners, from the 2008 briefing",
}


class Message(Entry):
    """One message of one set."""

    set: Literal["key", "practitioner"] = Field(description="The set it belongs to.")
    number: Count = Field(description="Its place in the set, from 1.")
    title: Line = Field(description="The message in a few words, ours.")
    statement: Text = Field(description="The message in a sentence or two, ours.")
    audience: Line = Field(description="Whom it speaks to.")
    note: Text | None = Field(default=None, description="What a reader must know about it.")

    @property
    def label(self) -> str:
        """The title."""
        return self.title

    @property
    def order(self) -> tuple[str | int, ...]:
        """By set, then by number."""
        return (self.set, self.number)


MESSAGE = Kind(
    name="message",
    plural="messages",
    folder="messages",
    model=Message,
    column=Column.ROLE,
    word="message",
    heading="Messages",
)
