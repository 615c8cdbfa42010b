"""Messages: what readers should take away from a source, both its own messages and its findings."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from almanac.content.kinds.base import Column, Kind, Risk
from almanac.content.kinds.fields import Line, Text
from almanac.content.kinds.point import PointOfSet


class Message(PointOfSet):
    """One message in a set."""

    SETS: ClassVar = {
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

    set: Literal[
        "key", "practitioner", "valued", "finding", "definition", "statement",
        "argument", "experience", "workforce", "think-ahead", "voice", "resource",
    ] = Field(description="The set it belongs to.")  # fmt: skip
    audience: Line | None = Field(default=None, description="Who it is addressed to.")
    studied: Line | None = Field(
        default=None, description="Who was studied, how many, where; or that it is not stated."
    )
    said_by: Line | None = Field(
        default=None, description="The person or organisation that says it, where one is named."
    )
    note: Text | None = Field(default=None, description="What a reader must know about it.")


MESSAGE = Kind(
    name="message",
    plural="messages",
    folder="messages",
    model=Message,
    risk=Risk.DOCUMENTS,
    column=Column.ROLE,
    word="message",
    heading="Key messages and findings",
)
