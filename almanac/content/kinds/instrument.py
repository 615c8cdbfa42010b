"""Instruments: questions for a team to ask itself or the people it works with, and the scale of answers."""

from __future__ import annotations

from itertools import pairwise
from typing import ClassVar, Literal, Self

from pydantic import Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

from almanac.content.kinds.base import Column, Entry, Frozen, Kind, Risk
from almanac.content.kinds.fields import (
    AbstractRef,
    Count,
    Key,
    Line,
    MessageRef,
    OrganisationRef,
    ProvisionRef,
    RoleRef,
    StandardRef,
    Text,
)


class ScalePoint(Frozen):
    """One answer that can be chosen."""

    key: Key = Field(description="Its name in saved results, such as partly. It never changes.")
    label: Line = Field(description="What a reader chooses, such as 'Partly'.")
    means: Text = Field(description="When to choose it, in a sentence.")
    points: Count | None = Field(
        default=None, description="What it counts, 0 for the lowest; left out where it is not counted."
    )
    face: Literal["sad", "flat", "glad", "unsure"] | None = Field(
        default=None, description="The face beside it on the form with few words."
    )


class Statement(Frozen):
    """One statement that a team rates, or one question that people answer."""

    key: Key = Field(description="Its name in saved results. It never changes; a new wording of the same keeps it.")
    says: Text = Field(description="The statement or question, in our own words.")
    show: Text | None = Field(default=None, description="What would show that it is so.")
    few_words: Line | None = Field(
        default=None, description="The same in a few easy words, for the form with pictures."
    )
    picture: (
        Literal["listen", "time", "choice", "rights", "people", "home", "plan", "help", "respect", "safe"] | None
    ) = Field(default=None, description="The picture beside those words.")
    roles: tuple[RoleRef, ...] = Field(default=(), description="Role categories it belongs to, a to e.")
    standards: tuple[StandardRef, ...] = Field(default=(), description="Standards it is based on.")
    messages: tuple[MessageRef, ...] = Field(default=(), description="Messages it is based on.")
    provisions: tuple[ProvisionRef, ...] = Field(default=(), description="Law it is based on.")
    evidence: tuple[AbstractRef, ...] = Field(default=(), description="Studies that bear on it.")
    help: tuple[OrganisationRef, ...] = Field(default=(), description="Organisations that can help with it.")

    @property
    def refs(self) -> tuple[str, ...]:
        """Every entry that it refers to, as ``kind/key``, except roles."""
        by_kind = (
            ("standard", self.standards),
            ("message", self.messages),
            ("provision", self.provisions),
            ("abstract", self.evidence),
            ("organisation", self.help),
        )
        return tuple(f"{kind}/{key}" for kind, keys in by_kind for key in keys)

    @model_validator(mode="after")
    def _rests_on_something(self) -> Self:
        if not (self.standards or self.messages or self.provisions):
            message = "this statement does not say what it is based on. Add standards, messages or provisions."
            raise PydanticCustomError("statement", message)
        return self


class Section(Frozen):
    """Statements on one theme."""

    key: Key = Field(description="Its name in saved results. It never changes.")
    title: Line = Field(description="The theme in a few words.")
    about: Text | None = Field(default=None, description="What it is about, in a sentence or two.")
    statements: tuple[Statement, ...] = Field(min_length=1, description="Its statements, in order.")


class Instrument(Entry):
    """One questionnaire, for a team or for people who use services, carers or families."""

    AUDIENCES: ClassVar = {
        "team": "teams",
        "people": "people who use services",
        "carers": "carers",
        "families": "families",
    }

    title: Line = Field(description="What it is called.")
    summary: Text = Field(description="What it is for, in a sentence or two.")
    audience: Literal["team", "people", "carers", "families"] = Field(description="Who answers it.")
    version: Count = Field(description="Goes up by one whenever a statement or the scale changes what it asks.")
    intro: tuple[Text, ...] = Field(min_length=1, description="What whoever fills it in must know, a paragraph each.")
    scale: tuple[ScalePoint, ...] = Field(min_length=3, description="The answers, lowest first.")
    sections: tuple[Section, ...] = Field(min_length=1, description="Its themes, in order.")

    @property
    def label(self) -> str:
        """The title."""
        return self.title

    @property
    def order(self) -> tuple[str | int, ...]:
        """By audience, then by title."""
        return (list(self.AUDIENCES).index(self.audience), self.title.casefold())

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Every statement of every section."""
        return tuple(statement for section in self.sections for statement in section.statements)

    @property
    def most(self) -> int:
        """The highest number of points for an answer."""
        return max(point.points or 0 for point in self.scale)

    @field_validator("scale")
    @classmethod
    def _rises(cls, scale: tuple[ScalePoint, ...]) -> tuple[ScalePoint, ...]:
        _no_key_twice("answer", [point.key for point in scale])
        counted = [point.points for point in scale if point.points is not None]
        if len(counted) < 2 or counted[0] != 0 or any(after <= before for before, after in pairwise(counted)):  # noqa: PLR2004
            message = "the points must begin at 0 and rise from answer to answer. Put the answers in order."
            raise PydanticCustomError("instrument", message)
        return scale

    @field_validator("sections")
    @classmethod
    def _keys_differ(cls, sections: tuple[Section, ...]) -> tuple[Section, ...]:
        _no_key_twice("section", [section.key for section in sections])
        _no_key_twice("statement", [statement.key for section in sections for statement in section.statements])
        return sections

    @model_validator(mode="after")
    def _has_few_words(self) -> Self:
        if self.audience == "team":
            return self
        bare = [(one.key, "few_words and picture") for one in self.statements if not (one.few_words and one.picture)]
        faceless = [(point.key, "face") for point in self.scale if not point.face]
        for name, what in (*bare, *faceless):
            message = '"{name}" has nothing for the form with few words. Add {what}.'
            raise PydanticCustomError("instrument", message, {"name": name, "what": what})
        return self


def _no_key_twice(what: str, keys: list[str]) -> None:
    twice = next((key for key in keys if keys.count(key) > 1), None)
    if twice:
        message = 'there are two {what}s with the key "{key}". Give one of them another key.'
        raise PydanticCustomError("instrument", message, {"what": what, "key": twice})


INSTRUMENT = Kind(
    name="instrument",
    plural="instruments",
    folder="instruments",
    model=Instrument,
    risk=Risk.DOCUMENTS,
    column=Column.ROLE,
    word="questionnaire",
    heading="Questionnaires",
)
