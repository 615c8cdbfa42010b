"""Standards: recommendations, attributes, supports and ethics that a source sets out, by set."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from almanac.content.kinds.base import Column, Kind, Risk
from almanac.content.kinds.fields import Line, StandardRef, Text
from almanac.content.kinds.point import PointOfSet


class Standard(PointOfSet):
    """One point of one set."""

    SETS: ClassVar = {
        "principle": "Two principles for employers (2010)",
        "practice": "Practices that follow from them (2010)",
        "support": "What one employer provided (2010)",
        "continuum": "Four stages of working together (2010)",
        "partnership": "Issues to tackle in a partnership (2010)",
        "integration": "Marks of an integrated organisation (2008, in the 2010 paper)",
        "ethic": "Code of ethics of 2002, in summary",
    }

    set: Literal["principle", "practice", "support", "continuum", "partnership", "integration", "ethic"]
    heading: Line | None = Field(default=None, description="The value it stands under, in the code of ethics.")
    part_of: StandardRef | None = Field(default=None, description="The point it is a part of.")
    today: Text | None = Field(default=None, description="What holds now, where the words or the body have changed.")


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
