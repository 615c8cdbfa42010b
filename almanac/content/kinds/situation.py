"""Situations that practitioners face: the short answer, the law by nation, what to do, evidence and who can help."""

from __future__ import annotations

from typing import Literal, Self, get_args

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from almanac.content.kinds.base import Column, Entry, Frozen, Kind, Risk
from almanac.content.kinds.fields import (
    AbstractRef,
    Count,
    EventRef,
    Line,
    LocalHelpRef,
    Nation,
    OrganisationRef,
    ProvisionRef,
    SearchNames,
    StrictBool,
    Text,
)

NOT_IN_FORCE = "Not in force:"
"""How a caution begins that warns of law to come."""


Theme = Literal["Crisis and detention", "Rights and capacity", "Care, money and family", "Your own work"]
THEMES: tuple[Theme, ...] = get_args(Theme)
"""The headings of the list of situations, in order."""


class LawLine(Frozen):
    """One thing that the law allows or requires, with the provisions or events that say so."""

    says: Text = Field(description="What the law allows or requires, in a sentence or two.")
    provisions: tuple[ProvisionRef, ...] = Field(default=(), description="Provisions that say so.")
    events: tuple[EventRef, ...] = Field(default=(), description="Acts, rulings or policies that say so.")

    @property
    def refs(self) -> tuple[str, ...]:
        """The provisions and then the events that say so, as ``kind/key``."""
        return (*(f"provision/{key}" for key in self.provisions), *(f"event/{key}" for key in self.events))

    @model_validator(mode="after")
    def _named(self) -> Self:
        if not self.provisions and not self.events:
            message = "this line of law names nothing that says so. Add provisions or events."
            raise PydanticCustomError("law_line", message)
        return self


class LawOfNations(Frozen):
    """The law of one nation, or of several that share it, or else what we do not have on it."""

    nations: tuple[Nation, ...] = Field(min_length=1)
    short: Text | None = Field(
        default=None, description="The short answer there, in a sentence or two, if in_short is about other nations."
    )
    lines: tuple[LawLine, ...] = Field(
        default=(), description="What the law allows or requires you to do there, a line each."
    )
    not_held: Text | None = Field(default=None, description="What we do not have on the law there, and where to ask.")

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.lines and not self.not_held:
            message = "this row says nothing. Add lines, or say under not_held what we do not hold."
            raise PydanticCustomError("law_row", message)
        return self


class Evidence(Frozen):
    """What one study found, in a sentence."""

    says: Text = Field(description="What the study found, with who said it, how many they were and where.")
    study: AbstractRef = Field(description="The study that found it.")


class LawShown(Frozen):
    """The law of one nation, or of several with the same law, as a page shows it."""

    nations: tuple[Nation, ...]
    lines: tuple[LawLine, ...]
    not_held: tuple[Text, ...]


class Situation(Entry):
    """One situation, in a practitioner's words."""

    number: Count = Field(description="Its place in lists, from 1: the most common first.")
    title: Line = Field(description="In the practitioner's words, such as 'Someone I work with may be detained'.")
    need: Line = Field(description="What they need to do, as it follows 'I need to'.")
    theme: Theme | None = Field(default=None, description="The heading in the list of situations.")
    also: SearchNames = ()
    in_short: Text = Field(description="The answer in one to three sentences: the duty or time limit, and who to call.")
    law: tuple[LawOfNations, ...] = Field(min_length=1, description="A row for each nation that the entry names.")
    ask: tuple[Text, ...] = Field(min_length=1, description="What to ask and do, most pressing first.")
    evidence: tuple[Evidence, ...] = Field(default=(), description="What studies found, each sentence with its study.")
    local_help: tuple[LocalHelpRef, ...] = Field(
        default=(),
        description="Local services to contact, which each area has under a number of its own: first to last.",
    )
    help: tuple[OrganisationRef, ...] = Field(default=(), description="Organisations that can help, first to last.")
    cautions: tuple[Text, ...] = ()
    sensitive: StrictBool = Field(default=False, description="True where a reader may want to leave the page fast.")
    urgent: StrictBool = Field(
        default=False, description="True where somebody may be at risk: urgent help of every nation."
    )

    @property
    def label(self) -> str:
        """The title."""
        return self.title

    @property
    def order(self) -> tuple[str | int, ...]:
        """By number."""
        return (self.number,)

    @property
    def to_come(self) -> tuple[str, ...]:
        """The cautions about law that is not in force yet. A page shows them with the law, before what is in force."""
        return tuple(caution for caution in self.cautions if caution.startswith(NOT_IN_FORCE))

    @property
    def other_cautions(self) -> tuple[str, ...]:
        """The cautions that a page shows at its end."""
        return tuple(caution for caution in self.cautions if not caution.startswith(NOT_IN_FORCE))

    @property
    def law_by_nation(self) -> tuple[LawShown, ...]:
        """The law grouped by the nations that share it, in their order, larger groups first."""
        found: dict[tuple[Nation, ...], list[LawOfNations]] = {}
        for row in self.law:
            found.setdefault(tuple(nation for nation in self.nations if nation in row.nations), []).append(row)
        in_order = sorted(filter(None, found), key=lambda nations: (self.nations.index(nations[0]), -len(nations)))
        return tuple(
            LawShown.model_construct(
                nations=nations,
                lines=tuple(line for row in found[nations] for line in row.lines),
                not_held=tuple(row.not_held for row in found[nations] if row.not_held),
            )
            for nations in in_order
        )


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
