"""Messages: what a source says that its readers should take away, from its own messages to its findings."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from almanac.kinds.base import Column, Entry, Kind, Risk
from almanac.kinds.fields import Count, Line, Text

SETS = {
    "key": "Key messages of the 2016 statement",
    "practitioner": "Messages for practitioners, from the 2008 briefing",
    "valued": "What people who use services value",
    "finding": "Findings of the 2008 briefing",
    "definition": "What social work is: definitions",
    "statement": "The 2016 statement, chapter by chapter",
    "argument": "The 2010 position paper, section by section",
    "experience": "Experiences of social workers in teams",
    "workforce": "What the workforce survey said",
    "think-ahead": "The 2014 case for Think Ahead",
    "voice": "Named voices",
    "resource": "Resources and approaches named",
}


class Message(Entry):
    """One message of one set."""

    set: Literal[
        "key", "practitioner", "valued", "finding", "definition", "statement",
        "argument", "experience", "workforce", "think-ahead", "voice", "resource",
    ] = Field(description="The set it belongs to.")  # fmt: skip
    number: Count = Field(description="Its place in the set, from 1.")
    title: Line = Field(description="The message in a few words, ours.")
    statement: Text = Field(description="The message in a sentence or two, ours.")
    audience: Line | None = Field(default=None, description="Whom it speaks to.")
    studied: Line | None = Field(
        default=None, description="Who was studied, how many, where; or that it is not stated."
    )
    said_by: Line | None = Field(default=None, description="The person or body that says it, where one is named.")
    note: Text | None = Field(default=None, description="What a reader must know about it.")

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


MESSAGE = Kind(
    name="message",
    plural="messages",
    folder="messages",
    model=Message,
    risk=Risk.DOCUMENTS,
    column=Column.ROLE,
    word="message",
    heading="Messages",
)
