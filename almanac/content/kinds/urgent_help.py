"""Urgent help: contacts for somebody in danger or distress, by nation."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

from almanac.content.kinds.base import Column, Entry, Kind, Risk
from almanac.content.kinds.fields import Line, PartialDate, Phone, Text, TextCode, Textphone, WebAddress

_LONGEST_USE = 200  # characters, so that somebody in distress can take it in


class UrgentHelp(Entry):
    """One contact: a number to call, a number to text, or both."""

    name: Line
    number: Phone | None = Field(default=None, description="What to dial.")
    text: TextCode | None = Field(default=None, description="The number to text.")
    keyword: Line | None = Field(default=None, description="The word to text, such as SHOUT.")
    textphone: Textphone | None = None
    use: Text = Field(description="When to use it, as it follows 'For:'.")
    hours: Line
    web: WebAddress | None = Field(default=None, description="The service's own website.")
    chat: WebAddress | None = Field(default=None, description="Where its online chat is.")
    deaf: WebAddress | None = Field(
        default=None, description="Where Deaf people and others who cannot call can get help."
    )
    note: Text | None = Field(default=None, description="What a reader must know before calling.")
    evidence_from: PartialDate | None = Field(
        default=None, description="Year the evidence is from; none where not known."
    )
    rank: Literal["danger", "urgent", "listening"] = Field(
        description="danger first, then urgent help, then listening."
    )

    @field_validator("use")
    @classmethod
    def _is_read_at_once(cls, use: str) -> str:
        if len(use) > _LONGEST_USE:
            message = "this is {length} characters long. Write at most {most}."
            raise PydanticCustomError("text_F5", message, {"length": len(use), "most": _LONGEST_USE})
        return use

    @model_validator(mode="after")
    def _can_be_reached(self) -> Self:
        if not self.number and not self.text:
            message = "there is nothing to call or to text. Add number or text."
            raise PydanticCustomError("no_way", message)
        if self.keyword and not self.text:
            message = 'found the keyword "{found}" without a number to text. Add text, or leave keyword out.'
            raise PydanticCustomError("no_way", message, {"found": self.keyword})
        return self

    @property
    def way(self) -> str:
        """How to reach it, in short: ``116 123``, or ``text SHOUT to 85258``."""
        return self.number or f"text {self.keyword + ' to ' if self.keyword else ''}{self.text}"

    @property
    def label(self) -> str:
        """The name."""
        return self.name

    @property
    def order(self) -> tuple[str | int, ...]:
        """Danger first, then urgent help, then listening."""
        return (("danger", "urgent", "listening").index(self.rank), self.name.casefold())


URGENT_HELP = Kind(
    name="urgent-help",
    plural="urgent-help",
    folder="urgent-help",
    model=UrgentHelp,
    risk=Risk.URGENT,
    column=Column.HELP,
    word="urgent help",
    heading="Urgent help",
)
