"""Standards: recommendations, attributes, support and ethics that a source sets out, in sets."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from almanac.content.kinds.base import Column, Kind, Risk
from almanac.content.kinds.fields import Line, StandardRef, Text, WebAddress
from almanac.content.kinds.point import PointOfSet


class Standard(PointOfSet):
    """One point in a set."""

    SETS: ClassVar = {
        "regulation": "Registration, conduct and learning, by nation",
        "first-years": "First years, capabilities and employers, by nation",
        "specialist": "Specialist roles: training and approval",
        "principle": "Two principles for employers (2010)",
        "practice": "Practices that follow from them (2010)",
        "support": "What one employer provided (2010)",
        "continuum": "Four stages of working together (2010)",
        "partnership": "Issues to tackle in a partnership (2010)",
        "integration": "Marks of an integrated organisation (2008, in the 2010 paper)",
        "ethic": "2002 code of ethics, in summary",
    }

    SHARED_PAGES: ClassVar = {
        "principle": "employers-2010",
        "practice": "employers-2010",
        "support": "employers-2010",
        "continuum": "partnership-2010",
        "partnership": "partnership-2010",
        "integration": "partnership-2010",
        "ethic": "ethics-2002",
    }

    IN_FORCE: ClassVar = ("regulation", "first-years", "specialist")  # rules in force, which change as law does

    set: Literal[
        "regulation", "first-years", "specialist",
        "principle", "practice", "support", "continuum", "partnership", "integration", "ethic",
    ]  # fmt: skip
    points: tuple[Text, ...] = Field(default=(), description="What else it says, point by point.")
    web: WebAddress | None = Field(default=None, description="Its publisher's page.")
    heading: Line | None = Field(default=None, description="The value it comes under, in the code of ethics.")
    part_of: StandardRef | None = Field(default=None, description="The point it is a part of.")
    today: Text | None = Field(
        default=None, description="What is current, where the terms or the organisation have changed."
    )

    @property
    def own_risk(self) -> Risk | None:
        """The risk class of law for rules in force, so that they are checked as often."""
        return Risk.LAW if self.set in self.IN_FORCE else None


STANDARD = Kind(
    name="standard",
    plural="standards",
    folder="standards",
    model=Standard,
    risk=Risk.DOCUMENTS,
    column=Column.ROLE,
    word="standard",
    heading="Standards",
)
