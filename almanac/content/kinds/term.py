"""Terms: the one vocabulary of the field, with what replaced what, and when."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from almanac.content.kinds.base import Column, Entry, Frozen, Kind, Risk
from almanac.content.kinds.fields import EventRef, Line, Nation, PartialDate, StrictBool, TermRef, Text

Theme = Literal["law", "services", "practice", "people", "lives", "profession"]


class SupersededBy(Frozen):
    """What is said or done today in place of the term."""

    term: TermRef | None = Field(default=None, description="The term that replaced it, if one did.")
    since: PartialDate | None = None
    nations: tuple[Nation, ...] = ()
    event: EventRef | None = Field(default=None, description="The change that brought it about.")
    note: Text = Field(description="What is current, in one short sentence: shown wherever the term is used.")


class OtherNames(Frozen):
    """Names under which a reader may look for the term."""

    lay: tuple[Line, ...] = ()
    former: tuple[Line, ...] = ()
    us: tuple[Line, ...] = ()
    misspelt: tuple[Line, ...] = ()


class Term(Entry):
    """One term."""

    name: Line = Field(description="Preferred name, as written within a sentence.")
    abbreviation: Line | None = None
    also: OtherNames = OtherNames()
    definition: Text
    broader: TermRef | None = None
    theme: Theme | None = Field(
        default=None, description="The part of the evidence map where a topic of studies stands."
    )
    superseded_by: SupersededBy | None = None
    everyday: StrictBool = Field(default=False, description="True for words that need no explanation in running text.")
    caution: Text | None = Field(default=None, description="What the term is often mistaken for.")
    sensitive: StrictBool = Field(default=False, description="True where a reader may want to leave the page fast.")

    @property
    def label(self) -> str:
        """The name, followed by the abbreviation unless the name contains it."""
        short = self.abbreviation
        return f"{self.name} ({short})" if short and short not in self.name.split() else self.name

    @property
    def names(self) -> tuple[str, ...]:
        """Its name and the other names that readers may look for, except misspellings."""
        also = self.also
        return tuple(filter(None, (self.name, self.abbreviation, *also.lay, *also.former, *also.us)))


TERM = Kind(
    name="term",
    plural="terms",
    folder="terms",
    model=Term,
    risk=Risk.LAW,
    column=Column.GLOSSARY,
    word="term",
    heading="Glossary",
)
