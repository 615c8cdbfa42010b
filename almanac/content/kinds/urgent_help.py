"""Urgent help: contacts for somebody in danger or distress, by nation."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from almanac.content.kinds.base import Column, Entry, Kind, Risk
from almanac.content.kinds.fields import Line, Phone, Text, Textphone, WebAddress, When


class UrgentHelp(Entry):
    """One contact."""

    name: Line
    number: Phone = Field(description="What to dial.")
    textphone: Textphone | None = None
    use: Text = Field(description="When to use it, as it follows 'For:'.")
    hours: Line
    web: WebAddress | None = Field(default=None, description="The service's own website.")
    evidence_from: When | None = Field(default=None, description="Year the evidence is from; none where not known.")
    rank: Literal["danger", "urgent", "listening"] = Field(
        description="danger first, then urgent help, then listening."
    )

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
