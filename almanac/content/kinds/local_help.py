"""Local help: services with different names and numbers in each area, and the official way to find each."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from almanac.content.kinds.base import Column, Entry, Frozen, Kind, Risk
from almanac.content.kinds.fields import (
    Count,
    Line,
    Nation,
    OrganisationRef,
    PartialDate,
    SearchNames,
    Text,
    WebAddress,
)


class Finder(Frozen):
    """How to find the service in one nation or in several."""

    nations: tuple[Nation, ...] = Field(min_length=1)
    called: Line = Field(description="What the service is called there.")
    how: Text = Field(description="How to contact it, in a sentence or two.")
    address: WebAddress | None = Field(default=None, description="The official page that finds it; never a guess.")
    name: Line | None = Field(default=None, description="What that page is called.")
    organisation: OrganisationRef | None = Field(default=None, description="The organisation that finds it.")
    seen: PartialDate | None = Field(
        default=None, description="When the address was last opened; none where it was not."
    )

    @model_validator(mode="after")
    def _links_what_it_names(self) -> Self:
        if self.name and not self.address:
            message = 'the name "{found}" leads nowhere. Add address, or leave name out.'
            raise PydanticCustomError("no_address", message, {"found": self.name})
        return self


class LocalHelp(Entry):
    """One type of service that each area has."""

    number: Count = Field(description="Its place in lists, from 1.")
    name: Line
    also: SearchNames = ()
    summary: Text = Field(description="What it does and when to contact it.")
    finders: tuple[Finder, ...] = Field(min_length=1)

    @property
    def label(self) -> str:
        """The name."""
        return self.name

    @property
    def order(self) -> tuple[str | int, ...]:
        """By number."""
        return (self.number,)


LOCAL_HELP = Kind(
    name="local-help",
    plural="local-help",
    folder="local-help",
    model=LocalHelp,
    risk=Risk.ORGANISATIONS,
    column=Column.HELP,
    word="local service",
    heading="Local help",
)
